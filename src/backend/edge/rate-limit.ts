import type { Clock } from '../../providers/given.ts';
import { Refusal } from './problem.ts';

export interface RateLimit {
  /** Takes one from the key's bucket. Throws `Refusal` `rate_limited` if it is empty. */
  take(key: string): void;
  /** Throws as `take` does, and takes nothing. */
  check(key: string): void;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/**
 * A bucket of tokens per key: `perMinute` at most, refilled evenly. Buckets are in memory; beyond `most` of them the
 * one unused for longest, so the fullest, is forgotten.
 */
export const createRateLimit = (clock: Clock, perMinute: number, most = 10_000): RateLimit => {
  const perMs = perMinute / 60_000;
  // A Map keeps the order of insertion; each use puts its bucket last.
  const buckets = new Map<string, Bucket>();

  const left = (key: string): number => {
    const bucket = buckets.get(key);
    if (bucket === undefined) return perMinute;
    return Math.min(perMinute, bucket.left + Math.max(0, clock.now() - bucket.at) * perMs);
  };
  const check = (key: string): void => {
    const missing = 1 - left(key);
    if (missing <= 0) return;
    throw new Refusal('rate_limited', { retryAfter: Math.ceil(missing / perMs / 1000) });
  };
  return {
    check,
    take(key) {
      check(key);
      const bucket = { left: left(key) - 1, at: clock.now() };
      buckets.delete(key);
      buckets.set(key, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > most && oldest !== undefined) buckets.delete(oldest);
    },
  };
};
