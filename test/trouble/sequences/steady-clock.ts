import { cryptoUnderWay } from '../../support/crypto-under-way.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** Turns of the event loop in which nothing may be going on before everything counts as at rest. */
const quiet = 6;

const settle = async (): Promise<void> => {
  for (let turns = 0; turns < quiet; turns = cryptoUnderWay() > 0 ? 0 : turns + 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** A clock for thousands of lives that keep everything in memory: it waits for less, and so goes on sooner. */
export const createSteadyClock = (): FakeClock => new FakeClock(undefined, settle);
