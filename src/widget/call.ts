import { type TroubleCode, trouble } from '../flow/trouble.ts';
import { readProblem } from '../protocol/read.ts';
import { pathOf, type Route } from '../protocol/routes.ts';
import { Refused } from './refused.ts';
import type { Tokens } from './tokens.ts';

export interface Call {
  readonly route: Route;
  /** What stands in the path's `{names}`. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds after which no answer counts as none. */
  readonly timeout?: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Milliseconds; null where the backend did not say. */
  readonly retryAfter: number | null;
}

export interface Caller {
  /** Origin of the backend. */
  readonly backend: () => string;
  readonly tokens: Tokens;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** One call with the session token. Answers 2xx and 304; throws `Refused` for all else, the signal's reason if aborted. */
export const call = async (caller: Caller, what: Call, signal: AbortSignal): Promise<Answer> => {
  const token = await caller.tokens.get(signal);
  const answer = await send(caller, what, token, signal);
  if (answer.status !== 401) return understood(answer);
  const { code } = refusalOf(answer);
  const other = await caller.tokens.instead(token, code === 'token_expired');
  return understood(other === undefined ? answer : await send(caller, what, other, signal));
};

const send = async (
  { backend, fetch }: Caller,
  { route, parts, headers, body, timeout = 15_000 }: Call,
  token: string,
  signal: AbortSignal,
): Promise<Answer> => {
  signal.throwIfAborted();
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, timeout);
  signal.addEventListener('abort', stop, { signal: limit.signal });
  try {
    const request = new Request(backend() + pathOf(route, parts), {
      method: route.method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      cache: 'no-store',
      credentials: 'omit',
      signal: limit.signal,
    });
    const response = await fetch(request);
    const text = await response.text();
    return { status: response.status, body: parse(text), retryAfter: retryAfterOf(response) };
  } catch {
    signal.throwIfAborted();
    throw new Refused(trouble('unreachable'));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Only seconds: the date form needs a clock that is right. */
const retryAfterOf = ({ headers }: Response): number | null => {
  const seconds = headers.get('retry-after');
  return seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : null;
};

const understood = (answer: Answer): Answer => {
  const { status } = answer;
  if ((status >= 200 && status < 300) || status === 304) return answer;
  throw new Refused(refusalOf(answer), answer.retryAfter);
};

const refusalOf = ({ status, body }: Answer) => {
  const problem = readProblem(body);
  return problem === undefined ? trouble(guess(status)) : trouble(problem.code, problem.traceId);
};

/** What stands between us and the backend speaks no problem documents. */
const guess = (status: number): TroubleCode => {
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'unavailable' : 'answer_invalid';
};
