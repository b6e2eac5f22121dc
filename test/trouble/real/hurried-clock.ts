import type { Clock } from '../../../src/providers/given.ts';

/** So many times faster than on the wall: what waits for a minute waits for twelve seconds. */
const pace = 5;

const { setTimeout: setRealTimeout } = globalThis;
const realNow = Date.now;

/** Set for the service, so that its time and that of the bank beside it are one. */
export const epochVariable = 'HANDSLAG_TEST_EPOCH';

/** Makes all of this process's time go by faster: whatever goes by `Date.now` and `setTimeout`. */
export const hurryEverything = (epoch: number): void => {
  Date.now = () => hurried(epoch);
  const hurriedTimeout = (work: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
    setRealTimeout(work, ms / pace, ...given);
  globalThis.setTimeout = Object.assign(hurriedTimeout, setRealTimeout);
};

const hurried = (epoch: number): number => Math.floor(epoch + (realNow() - epoch) * pace);

/** The same time for those who are given a clock. */
export const createHurriedClock = (epoch: number): Clock => ({
  now: () => hurried(epoch),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const timer = setRealTimeout(() => {
        signal?.removeEventListener('abort', end);
        resolve();
      }, ms / pace);
      const end = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', end, { once: true });
    }),
});
