import { ProviderError } from '../../providers/error.ts';
import type { Clock } from '../../providers/given.ts';

/** Milliseconds for which a provider's answer is awaited. */
export const patience = 10_000;

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ProviderError };

/**
 * Asks a provider and waits so long and no longer. Whatever goes wrong is a `ProviderError`: a failure that nobody
 * can explain may have had its effect. Throws the reason of `stopping` when that is aborted.
 */
export const ask = async <T>(
  clock: Clock,
  call: (signal: AbortSignal) => Promise<T>,
  stopping?: AbortSignal,
  ms = patience,
): Promise<Answer<T>> => {
  stopping?.throwIfAborted();
  const done = new AbortController();
  const signal = stopping === undefined ? done.signal : AbortSignal.any([stopping, done.signal]);
  const tooLate = clock.sleep(ms, signal).then((): never => {
    throw new ProviderError('unanswered', 'no answer in time');
  });
  try {
    return { ok: true, value: await Promise.race([call(signal), tooLate]) };
  } catch (cause) {
    stopping?.throwIfAborted();
    if (cause instanceof ProviderError) return { ok: false, failure: cause };
    return { ok: false, failure: new ProviderError('unanswered', 'failed without an answer', { cause }) };
  } finally {
    done.abort();
  }
};
