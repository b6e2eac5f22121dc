import type { Clock } from '../given.ts';
import type { Issued } from './grants.ts';

/** Milliseconds before its end at which a token is renewed: the longest that a call with it may be under way. */
const ahead = 60_000;

export interface Tokens {
  /** A token that is good for a while yet. However many ask at once, it is fetched once. */
  read(signal: AbortSignal): Promise<string>;
  /** This one was not taken. If it is still the one we have, the next who asks gets another. */
  drop(token: string): void;
  /** Whether one is kept, or being fetched. */
  readonly busy: boolean;
}

/**
 * Keeps one token. Its end is reckoned from our own clock, from before it was asked for: the provider's may differ. A
 * clock that was put back says nothing of how old a token is, so it is fetched anew.
 */
export const createTokens = (
  clock: Clock,
  fetchToken: (signal: AbortSignal) => Promise<Pick<Issued, 'accessToken' | 'expiresIn'>>,
): Tokens => {
  let kept: { readonly token: string; readonly from: number; readonly until: number } | null = null;
  let underWay: Promise<string> | null = null;

  const renew = async (): Promise<string> => {
    const from = clock.now();
    // Of nobody's signal: whoever asked first may go while others wait for the same answer.
    const { accessToken: token, expiresIn } = await fetchToken(new AbortController().signal);
    const life = expiresIn * 1000;
    kept = { token, from, until: from + life - Math.min(ahead, life / 2) };
    return token;
  };

  const current = (): string | null => {
    const now = clock.now();
    return kept !== null && kept.from <= now && now < kept.until ? kept.token : null;
  };

  return {
    async read(signal) {
      signal.throwIfAborted();
      const token = current();
      if (token !== null) return token;
      underWay ??= renew().finally(() => {
        underWay = null;
      });
      return unlessAborted(underWay, signal);
    },
    drop(token) {
      if (kept?.token === token) kept = null;
    },
    get busy() {
      return underWay !== null || current() !== null;
    },
  };
};

const unlessAborted = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> => {
  const gone = Promise.withResolvers<never>();
  const leave = () => gone.reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([promise, gone.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
};
