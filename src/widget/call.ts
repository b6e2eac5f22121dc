import { type TroubleCode, trouble } from '../flow/trouble.ts';
import { readProblem } from '../protocol/read.ts';
import { pathOf, type Route } from '../protocol/routes.ts';
import { Refused, unreachable } from './refused.ts';
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
  const first = await send(caller, what, token, signal);
  if (first.status !== 401) return understood(first);
  const other = await caller.tokens.instead(token, refusalOf(first).code === 'token_expired');
  return understood(other ? await send(caller, what, other, signal) : first);
};

const send = async (
  { backend, fetch }: Caller,
  { route, parts, headers, body, timeout = 15_000 }: Call,
  token: string,
  signal: AbortSignal,
): Promise<Answer> => {
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, timeout);
  signal.addEventListener('abort', stop, { signal: limit.signal });
  try {
    signal.throwIfAborted();
    const request = new Request(backend() + pathOf(route, parts), {
      method: route.method,
      headers: { ...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'omit',
      // Else Chromium lets a read wait for another, held one of the same address.
      cache: 'no-store',
      signal: limit.signal,
    });
    const response = await fetch(request);
    // Only seconds: the date form needs a clock that is right.
    const retryAfter = Number(response.headers.get('retry-after')) * 1000 || null;
    return { status: response.status, body: parse(await response.text()), retryAfter };
  } catch {
    signal.throwIfAborted();
    return unreachable();
  } finally {
    clearTimeout(timer);
    stop();
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const understood = (answer: Answer): Answer => {
  const { status } = answer;
  if ((status >= 200 && status < 300) || status === 304) return answer;
  throw new Refused(refusalOf(answer), answer.retryAfter);
};

const refusalOf = ({ status, body }: Answer) => {
  const problem = readProblem(body);
  return problem ? trouble(problem.code, problem.traceId) : trouble(guess(status));
};

/** What stands between us and the backend speaks no problem documents. */
const guess = (status: number): TroubleCode => {
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'unavailable' : 'answer_invalid';
};
