import { ProviderError } from '../error.ts';
import type { Given } from '../given.ts';
import { BodyTooLarge, readBody } from '../read-body.ts';
import { within } from '../within.ts';
import { createQuiet } from './quiet.ts';

/** Bytes. A page of a hundred accounts, each with all its connections, is about two million. */
const answerLimit = 8 * 1024 * 1024;

export interface Call {
  /** What errors and the log call it: they never hold its path, which names an account, nor its query. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under the base URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; left out: no body. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

/**
 * Asks once, with this `Authorization`. Throws `ProviderError` `unanswered` or `nonsense`, or the signal's reason. A
 * path that answered 429 with `Retry-After` is not asked before that time is over.
 */
export type Line = (call: Call, authorization: string, signal: AbortSignal) => Promise<Answer>;

export interface LineSettings {
  /** With its version, without a trailing slash. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
}

/** Statuses that say nothing about the call itself: it may be asked again as it is. */
const isBusy = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** `Retry-After` in milliseconds: seconds, as documented. */
const retryAfter = (header: string | null): number | null =>
  header !== null && /^\d{1,8}$/.test(header) ? Number(header) * 1000 : null;

export const requestOf = (
  { method, path, query = {}, body }: Call,
  authorization: string,
  baseUrl: string,
  signal: AbortSignal,
): Request => {
  const search = new URLSearchParams(query).toString();
  const headers = new Headers({ accept: 'application/json', authorization });
  if (body !== undefined) headers.set('content-type', 'application/json');
  return new Request(`${baseUrl}${path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // Tokens go where they belong and nowhere else.
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  });
};

export const createLine = (
  { fetch, clock }: Pick<Given, 'fetch' | 'clock'>,
  settings: LineSettings,
): Line => {
  const quiet = createQuiet(clock);

  const exchange = async (call: Call, authorization: string, signal: AbortSignal): Promise<Answer> => {
    const response = await fetch(requestOf(call, authorization, settings.baseUrl, signal));
    const { status } = response;
    if (!isBusy(status)) return { status, body: await readBody(response, answerLimit) };
    await response.body?.cancel();
    const wait = retryAfter(response.headers.get('retry-after'));
    if (status === 429 && wait !== null) quiet.keep(call.path, wait);
    const more = { status, ...(wait === null ? {} : { retryAfter: wait }) };
    throw new ProviderError('unanswered', `${call.name}: answered ${status}`, more);
  };

  return async (call, authorization, signal) => {
    signal.throwIfAborted();
    quiet.check(call.name, call.path);
    return asked(call.name, { clock, ms: settings.timeoutMs }, signal, (cut) =>
      exchange(call, authorization, cut),
    );
  };
};

/** Runs an exchange within its time; whatever goes wrong is a `ProviderError`, or the reason of the caller's signal. */
export const asked = async <T>(
  name: string,
  { clock, ms }: { readonly clock: Given['clock']; readonly ms: number },
  signal: AbortSignal,
  exchange: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const late = () => new ProviderError('unanswered', `${name}: no answer within ${ms} ms`);
  try {
    return await within(clock, ms, signal, late, exchange);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ProviderError) throw cause;
    if (cause instanceof BodyTooLarge) {
      throw new ProviderError('nonsense', `${name}: the answer is too large`, { cause });
    }
    throw new ProviderError('unanswered', `${name}: no answer`, { cause });
  }
};
