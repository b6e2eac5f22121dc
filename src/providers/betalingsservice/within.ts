import type { Clock } from '../given.ts';

/**
 * Runs `work` until it is done or `ms` have passed; then rejects with `late()`. The work's signal is aborted in
 * either case, and when the caller's is: then the rejection is the caller's own reason.
 */
export const within = async <T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  signal.throwIfAborted();
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const deadline = clock.sleep(ms, either).then(() => Promise.reject(late()));
  try {
    return await Promise.race([work(either), deadline]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    over.abort();
  }
};
