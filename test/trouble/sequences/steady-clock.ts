import { FakeClock } from '../../support/fake-clock.ts';

let busy = 0;

/** What runs on other threads. Time must not go on while it does, or an answer that comes at once comes late. */
const counted = [
  ...(['encrypt', 'decrypt', 'sign', 'verify', 'digest', 'generateKey'] as const),
  ...(['importKey', 'exportKey', 'deriveBits', 'deriveKey'] as const),
];

for (const name of counted) {
  const original: (...given: never[]) => Promise<unknown> = SubtleCrypto.prototype[name];
  Object.defineProperty(SubtleCrypto.prototype, name, {
    value(this: SubtleCrypto, ...given: never[]): Promise<unknown> {
      busy += 1;
      return original.apply(this, given).finally(() => {
        busy -= 1;
      });
    },
  });
}

/** Turns of the event loop in which nothing may be going on before everything counts as at rest. */
const quiet = 6;

const settle = async (): Promise<void> => {
  for (let turns = 0; turns < quiet; turns = busy > 0 ? 0 : turns + 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** A clock that stands still whatever the machine is doing, so that the same deeds take the same course. */
export const createSteadyClock = (): FakeClock => new FakeClock(undefined, settle);
