import { backendUrl } from '../support/world.ts';
import { openPayment, type Payment } from './payment-harness.ts';

/** The clock and timers of the page, driven by the test: nobody waits a minute for a screen to be cleared. */
export const driveTime = () => {
  const own = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: performance.now,
  };
  const real = {
    setTimeout: own.setTimeout.bind(globalThis),
    clearTimeout: own.clearTimeout.bind(globalThis),
    now: own.now.bind(performance),
  };
  let at = 0;
  let ids = 1_000_000;
  const timers = new Map<number, { readonly due: number; readonly run: () => void }>();
  /** Short timers are the network's and the browser's own: only those of a till are driven. */
  const isTheirs = (ms: number | undefined) => ms === undefined || ms < 1_000 || ms > 60_000;
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms?: number) => {
      if (isTheirs(ms)) return real.setTimeout(run, ms);
      timers.set(++ids, { due: at + (ms ?? 0), run });
      return ids;
    },
    clearTimeout: (id: number) => {
      if (!timers.delete(id)) real.clearTimeout(id);
    },
  });
  performance.now = () => real.now() + at;
  return {
    /** Lets so many milliseconds pass at once. */
    pass(ms: number): void {
      const until = at + ms;
      for (;;) {
        const next = [...timers].sort(([, a], [, b]) => a.due - b.due)[0];
        if (next === undefined || next[1].due > until) break;
        timers.delete(next[0]);
        at = next[1].due;
        next[1].run();
      }
      at = until;
    },
    restore(): void {
      Object.assign(globalThis, { setTimeout: own.setTimeout, clearTimeout: own.clearTimeout });
      performance.now = own.now;
    },
  };
};

/** A payment at a counter. */
export const openTill = async (language = 'en'): Promise<Payment> => {
  const till = await openPayment({ surface: 'pos', mandate: null }, language);
  await till.showsPart('input');
  return till;
};

export { backendUrl };
