import { ProviderError } from '../error.ts';
import type { Given } from '../given.ts';
import { BodyTooLarge, readBody } from '../read-body.ts';
import { within } from '../within.ts';

/** Bytes. A service provider with a thousand clients has mandates of some hundred kilobytes. */
const answerLimit = 4 * 1024 * 1024;

export interface Call {
  /** What errors and the log call it. */
  readonly name: 'token' | 'mandates' | 'accounts';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as a form; left out: it is a GET. */
  readonly form?: URLSearchParams;
}

export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Asks once. Throws `ProviderError` `unanswered` or `nonsense`, or the signal's reason. */
export type Line = (call: Call, signal: AbortSignal) => Promise<Answer>;

const isBusy = (status: number): boolean => status >= 500 || status === 429 || status === 408;

const secondsOf = (header: string | null): { retryAfter?: number } =>
  header !== null && /^\d{1,8}$/.test(header) ? { retryAfter: Number(header) * 1000 } : {};

/** `fetch` carries the client certificate. */
export const createLine = (
  { fetch, clock }: Pick<Given, 'fetch' | 'clock'>,
  settings: { readonly baseUrl: string; readonly timeoutMs: number },
): Line => {
  const exchange = async ({ name, path, headers, form }: Call, signal: AbortSignal): Promise<Answer> => {
    const request = new Request(settings.baseUrl + path, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...headers },
      ...(form === undefined ? {} : { body: form }),
      // Credentials go where they belong and nowhere else.
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal,
    });
    const response = await fetch(request);
    const { status } = response;
    if (isBusy(status)) {
      await response.body?.cancel();
      const more = { status, ...secondsOf(response.headers.get('retry-after')) };
      throw new ProviderError('unanswered', `${name}: answered ${status}`, more);
    }
    return { status, body: await readBody(response, answerLimit) };
  };

  return async (call, signal) => {
    const late = () =>
      new ProviderError('unanswered', `${call.name}: no answer within ${settings.timeoutMs} ms`);
    try {
      return await within(clock, settings.timeoutMs, signal, late, (cut) => exchange(call, cut));
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof ProviderError) throw cause;
      if (cause instanceof BodyTooLarge) {
        throw new ProviderError('nonsense', `${call.name}: the answer is too large`, { cause });
      }
      throw new ProviderError('unanswered', `${call.name}: no answer`, { cause });
    }
  };
};
