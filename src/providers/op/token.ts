import { ProviderError } from '../error.ts';
import type { Clock } from '../given.ts';
import { parseJson } from '../read-body.ts';
import type { Line } from './line.ts';
import type { Profile } from './profile.ts';

/** Milliseconds before its end at which a token is renewed: the longest that a call with it may be under way. */
const ahead = 30_000;

export interface Tokens {
  /** A token that is good for a while yet. However many ask at once, it is fetched once. */
  read(signal: AbortSignal): Promise<string>;
  /** This one was not taken. If it is still the one we have, the next who asks gets another. */
  drop(token: string): void;
}

/** Client credentials (RFC 6749 §4.4), id and secret in the form as OP has it. */
export const createTokens = (
  { line, clock, profile }: { readonly line: Line; readonly clock: Clock; readonly profile: Profile },
  credentials: { readonly clientId: string; readonly clientSecret: string },
): Tokens => {
  let kept: { readonly token: string; readonly until: number } | null = null;
  let underWay: Promise<string> | null = null;

  const fetchToken = async (): Promise<string> => {
    const asked = clock.now();
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    });
    // Of nobody's signal: whoever asked first may go while others wait for the same answer.
    const forAll = new AbortController().signal;
    const { status, body } = await line(
      { name: 'token', path: profile.paths.token, headers: {}, form },
      forAll,
    );
    // Our own credentials are at fault: nothing is known of what was to be asked with the token.
    if (status === 400 || status === 401 || status === 403) {
      throw new ProviderError('unanswered', `token: our credentials are not taken: ${status}`, { status });
    }
    const told = profile.token.safeParse(parseJson(body));
    if (status !== 200 || !told.success) {
      throw new ProviderError('nonsense', `token: answered ${status}, and no token`, { status });
    }
    const { access_token: token, expires_in } = told.data;
    kept = { token, until: asked + expires_in * 1000 - ahead };
    return token;
  };

  return {
    async read(signal) {
      signal.throwIfAborted();
      if (kept !== null && clock.now() < kept.until) return kept.token;
      underWay ??= fetchToken().finally(() => {
        underWay = null;
      });
      return unlessAborted(underWay, signal);
    },
    drop(token) {
      if (kept?.token === token) kept = null;
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
