import type { Clock } from '../../providers/given.ts';
import type { WebhookEndpointConfig } from '../config.ts';
import { AddressNotAllowed, type FetchOutside } from './fetch-outside.ts';
import { attemptTimeout, longestAsked } from './schedule.ts';
import { signedHeaders } from './sign.ts';
import type { Outcome } from './steps.ts';

/** Bytes of an answer that are read, so that the endpoint can end it properly. Nobody looks at them. */
const answerLimit = 64 * 1024;

const timedOut = new Error('the endpoint took too long');

/** Sends one webhook once. Throws only `stop`'s reason: then nobody knows what came of it. */
export const attempt = async (
  { fetchOutside, clock }: { readonly fetchOutside: FetchOutside; readonly clock: Clock },
  endpoint: WebhookEndpointConfig,
  { id, body }: { readonly id: string; readonly body: string },
  stop: AbortSignal,
): Promise<Outcome> => {
  stop.throwIfAborted();
  const over = new AbortController();
  const limit = new AbortController();
  stop.addEventListener('abort', () => limit.abort(stop.reason), { signal: over.signal });
  clock.sleep(attemptTimeout, over.signal).then(
    () => limit.abort(timedOut),
    () => {},
  );
  try {
    const request = new Request(endpoint.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Handslag-Webhooks',
        ...(await signedHeaders(endpoint.secrets, id, clock.now(), body)),
      },
      body,
      redirect: 'manual',
    });
    const { allowPrivate } = endpoint;
    const answer = await fetchOutside(request, { allowPrivate, signal: limit.signal });
    // The status says it all; that the rest of the answer is cut off or goes on for ever changes nothing.
    await drain(answer).catch(() => {});
    return judge(answer, clock.now());
  } catch (error) {
    stop.throwIfAborted();
    return { failure: failureOf(error), status: null, retryAfter: null };
  } finally {
    over.abort();
  }
};

const failureOf = (error: unknown): 'address_not_allowed' | 'timed_out' | 'unreachable' => {
  if (error instanceof AddressNotAllowed) return 'address_not_allowed';
  return error === timedOut ? 'timed_out' : 'unreachable';
};

const drain = async ({ body }: Response): Promise<void> => {
  const reader = body?.getReader();
  for (let read = 0; reader !== undefined && read <= answerLimit; ) {
    const { done, value } = await reader.read();
    if (done) return;
    read += value.byteLength;
  }
  await reader?.cancel();
};

/** As Standard Webhooks says: 2xx is taken, 410 wants no more, a redirect is not followed, the rest is tried again. */
const judge = ({ status, headers }: Response, now: number): Outcome => {
  if (status >= 200 && status <= 299) return { failure: null, status };
  if (status === 410) return { failure: 'gone', status, retryAfter: null };
  if (status >= 300 && status <= 399) return { failure: 'redirected', status, retryAfter: null };
  return { failure: 'refused', status, retryAfter: retryAfterOf(headers.get('retry-after'), now) };
};

/** RFC 9110 §10.2.3: seconds, or a date. */
const retryAfterOf = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), longestAsked);
};
