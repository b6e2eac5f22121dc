import { ProviderError } from '../error.ts';
import type { Given } from '../given.ts';
import { BodyTooLarge, readBody } from '../read-body.ts';
import { within } from '../within.ts';
import { authorization, type SigningKey } from './oauth1.ts';

/** Bytes. A real answer is a few hundred. */
const answerLimit = 256 * 1024;

/** One call. `name` is what the log calls it. */
export interface Call {
  readonly name: 'create' | 'read' | 'cancel' | 'check';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Sent as JSON; undefined: no body. */
  readonly body?: unknown;
}

/** An answer below 500 that is not about being too busy: somebody there has understood or misunderstood us. */
export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

export interface LineSettings {
  readonly baseUrl: string;
  readonly by: SigningKey;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Asks once, and only once. Throws `ProviderError` `unanswered`, or `nonsense` for a body beyond all measure. */
export type Line = (call: Call, signal: AbortSignal) => Promise<Answer>;

/** `Retry-After` in milliseconds from now: seconds or a date (RFC 9110 §10.2.3); null if there is none. */
const retryAfter = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  if (/^\d{1,8}$/.test(header)) return Number(header) * 1000;
  const at = header.endsWith('GMT') ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};

/** Statuses that say nothing about the call itself: it may be asked again as it is. */
const isBusy = (status: number): boolean => status >= 500 || status === 429 || status === 408;

export const createLine = (given: Given, settings: LineSettings): Line => {
  const sign = async (call: Call, body: string, signal: AbortSignal): Promise<Request> => {
    const url = settings.baseUrl + call.path;
    const what = { method: call.method, url, body: new TextEncoder().encode(body) };
    const at = {
      nonce: crypto.randomUUID().replaceAll('-', ''),
      timestamp: Math.floor(given.clock.now() / 1000),
    };
    const headers = new Headers({ accept: 'application/json', ...settings.headers });
    headers.set('authorization', await authorization(what, settings.by, at));
    if (body !== '') headers.set('content-type', 'application/json');
    return new Request(url, {
      method: call.method,
      headers,
      // a redirected payment is no payment of ours: what we are sent elsewhere for, we do not understand
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal,
      ...(body === '' ? {} : { body }),
    });
  };

  const exchange = async (call: Call, signal: AbortSignal): Promise<Answer> => {
    const request = await sign(call, call.body === undefined ? '' : JSON.stringify(call.body), signal);
    const response = await given.fetch(request);
    const { status } = response;
    if (isBusy(status)) {
      await response.body?.cancel();
      const wait = retryAfter(response.headers.get('retry-after'), given.clock.now());
      const more = { status, ...(wait === null ? {} : { retryAfter: wait }) };
      throw new ProviderError('unanswered', `${call.name}: answered ${status}`, more);
    }
    return { status, body: await readBody(response, answerLimit) };
  };

  const asProviderError = (call: Call, cause: unknown): ProviderError => {
    if (cause instanceof ProviderError) return cause;
    if (cause instanceof BodyTooLarge) {
      return new ProviderError('nonsense', `${call.name}: the answer is too large`, { cause });
    }
    return new ProviderError('unanswered', `${call.name}: no answer`, { cause });
  };

  return async (call, signal) => {
    const late = () =>
      new ProviderError('unanswered', `${call.name}: no answer within ${settings.timeoutMs} ms`);
    try {
      return await within(given.clock, settings.timeoutMs, signal, late, (cut) => exchange(call, cut));
    } catch (error) {
      // the caller has gone: whatever else happened is of no use to it
      signal.throwIfAborted();
      throw asProviderError(call, error);
    }
  };
};
