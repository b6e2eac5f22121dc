import type { Clock } from '../../providers/given.ts';

/** What a timer of the runtime can hold at most, about 25 days: a longer one would fire at once. */
const longest = 2 ** 31 - 1;

/** The machine's own clock. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.max(ms, 0), longest));
      signal?.addEventListener('abort', abort, { once: true });
    }),
};
