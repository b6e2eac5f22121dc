import type { Clock } from './given.ts';

/**
 * Runs `work` until it is done, `ms` have passed (then it rejects with `late()`), or the caller's signal is
 * aborted. The work's own signal is aborted in every case, so that nothing goes on behind our back.
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
  } finally {
    over.abort();
  }
};
