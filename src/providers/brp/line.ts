import { ProviderError } from '../error.ts';
import type { Given } from '../given.ts';
import { BodyTooLarge, readBody } from '../read-body.ts';
import { within } from '../within.ts';

/** Bytes. Our own reader of XML takes no more either. */
const answerLimit = 1024 * 1024;

export interface Call {
  /** What errors and the log call it: they never hold its address, in which key, person and account travel. */
  readonly name: 'list' | 'read' | 'create' | 'modify';
  readonly method: 'GET' | 'POST' | 'PUT';
  /** In the order in which they are sent. Null: left out. */
  readonly parameters: Readonly<Record<string, string | null>>;
}

export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
  /** Null: none is told. */
  readonly charset: string | null;
  readonly retryAfter: number | null;
}

/** Asks once. Throws `ProviderError` `unanswered` or `nonsense`, or the signal's reason. */
export type Line = (call: Call, signal: AbortSignal) => Promise<Answer>;

export interface LineSettings {
  /** Of the resource, with the suffix that chooses the format. */
  readonly url: string;
  readonly apiKey: string;
  readonly user: string;
  readonly password: string;
  readonly timeoutMs: number;
}

/** Statuses that say nothing about the call itself. Other errors of the server's may say what is wrong all the same. */
const isBusy = (status: number): boolean => [408, 429, 502, 503, 504].includes(status);

const retryAfterOf = (header: string | null): number | null =>
  header !== null && /^\d{1,8}$/.test(header) ? Number(header) * 1000 : null;

const charsetOf = (header: string | null): string | null =>
  /;\s*charset="?([\w.:-]+)"?/i.exec(header ?? '')?.[1]?.toLowerCase() ?? null;

/** RFC 7617, in UTF-8. */
const basic = (user: string, password: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;

export const queryOf = (apiKey: string, parameters: Call['parameters']): string =>
  Object.entries({ apikey: apiKey, ...parameters })
    .flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');

/** What the platform calls a failure, such as `ECONNREFUSED`; its messages may repeat the address. */
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error ? String(error.code) : '';
  if (/^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return `, ${code}`;
  return codeOf(error.cause);
};

export const createLine = (
  { fetch, clock }: Pick<Given, 'fetch' | 'clock'>,
  settings: LineSettings,
): Line => {
  const authorization = basic(settings.user, settings.password);

  const exchange = async ({ name, method, parameters }: Call, signal: AbortSignal): Promise<Answer> => {
    const request = new Request(`${settings.url}?${queryOf(settings.apiKey, parameters)}`, {
      method,
      headers: { authorization },
      // Key and account go where they belong and nowhere else.
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const response = await fetch(request);
    const { status } = response;
    const retryAfter = retryAfterOf(response.headers.get('retry-after'));
    if (isBusy(status)) {
      await response.body?.cancel();
      const more = { status, ...(retryAfter === null ? {} : { retryAfter }) };
      throw new ProviderError('unanswered', `${name}: answered ${status}`, more);
    }
    const charset = charsetOf(response.headers.get('content-type'));
    return { status, body: await readBody(response, answerLimit), charset, retryAfter };
  };

  return async (call, signal) => {
    const late = () =>
      new ProviderError('unanswered', `${call.name}: no answer within ${settings.timeoutMs} ms`);
    try {
      return await within(clock, settings.timeoutMs, signal, late, (cut) => exchange(call, cut));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ProviderError) throw error;
      if (error instanceof BodyTooLarge) {
        throw new ProviderError('nonsense', `${call.name}: the answer is too large`);
      }
      // Never the error itself as the cause: the address may stand in it.
      throw new ProviderError('unanswered', `${call.name}: no answer${codeOf(error)}`);
    }
  };
};
