import { ProviderError } from '../error.ts';
import type { Clock } from '../given.ts';

/** Milliseconds. Whoever asks for more is asked again all the same: nobody stays away for years by mistake. */
const longest = 3_600_000;

/** More paths than this are never asked to be left alone at once, unless something is wrong. */
const most = 1000;

/** Where we were told to stay away (RFC 9110 §10.2.3), and until when. */
export interface Quiet {
  /** Throws `ProviderError` `unanswered`, status 429, while this is to be left alone. */
  check(name: string, path: string): void;
  keep(path: string, ms: number): void;
}

export const createQuiet = (clock: Clock): Quiet => {
  const until = new Map<string, number>();
  return {
    check(name, path) {
      const left = (until.get(path) ?? 0) - clock.now();
      if (left <= 0) {
        until.delete(path);
        return;
      }
      throw new ProviderError('unanswered', `${name}: not to be asked yet`, {
        status: 429,
        retryAfter: left,
      });
    },
    keep(path, ms) {
      if (until.size >= most) until.clear();
      until.set(path, clock.now() + Math.min(ms, longest));
    },
  };
};
