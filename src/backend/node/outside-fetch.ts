import { request as askHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AddressNotAllowed, type FetchOutside } from '../webhooks/fetch-outside.ts';
import { isOnInternet } from './internet-address.ts';
import { createResolve, type Resolve } from './internet-names.ts';

/**
 * `fetch` for addresses on the internet that somebody else chose. A name is judged by the addresses that the
 * connection is then made to, not looked up once to judge and once more to connect, so it cannot change in between.
 * No redirect is followed and no proxy used; every request has a connection of its own, so that none is left over
 * for somebody who may reach less. Bodies come as they were sent, unpacked by nobody.
 */
export const createOutsideFetch = ({
  timeoutMs = 60_000,
  resolve = createResolve(),
}: {
  /** For the whole exchange, body included. */
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
} = {}): FetchOutside => {
  const lookupOnInternet: LookupFunction = (host, { all }, tell) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => isOnInternet(address))) {
          tell(new AddressNotAllowed('the host name leads to an address that is not on the internet'), '');
        } else if (all) tell(null, [...found]);
        else tell(null, first.address, first.family);
      },
      (error) => tell(error, ''),
    );
  };

  return async (request, { allowPrivate, signal }) => {
    const url = new URL(request.url);
    // `[::1]` in a URL is `::1` as an address. Names other than addresses are judged when they are looked up.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (!allowPrivate && isIP(host) !== 0 && !isOnInternet(host)) {
      throw new AddressNotAllowed('the address is not on the internet');
    }
    const body = new Uint8Array(await request.arrayBuffer());
    const options = {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), 'content-length': body.byteLength },
      agent: false,
      ...(allowPrivate ? {} : { lookup: lookupOnInternet }),
    };
    return ask(url, options, body, signal, timeoutMs);
  };
};

const ask = (
  url: URL,
  options: RequestOptions,
  body: Uint8Array,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const asked = (url.protocol === 'https:' ? askHttps : askHttp)(url, options);
    // Not Node's own `signal` option: that ends the request, but leaves whoever reads the answer waiting.
    let exchange: { destroy(error?: Error): unknown } = asked;
    const abort = () => exchange.destroy(signal.reason);
    const giveUp = () => exchange.destroy(new DOMException('it took too long', 'TimeoutError'));
    const timer = setTimeout(giveUp, timeoutMs);
    signal.addEventListener('abort', abort);
    asked.on('close', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      reject(new Error('the connection was closed without an answer'));
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      exchange = answer;
      try {
        resolve(toResponse(answer));
      } catch (error) {
        answer.destroy();
        reject(error);
      }
    });
    asked.end(body);
  });

/** Statuses that have no body (Fetch §2.2.3), whatever comes after their headers. */
const bodyless = [204, 205, 304];

const toResponse = (answer: IncomingMessage): Response => {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  const status = answer.statusCode ?? 0;
  if (!bodyless.includes(status)) return new Response(streamOf(answer), { status, headers });
  answer.resume();
  return new Response(null, { status, headers });
};

/** Reads on only when somebody wants more; who wants no more ends the connection. */
const streamOf = (answer: IncomingMessage): ReadableStream<Uint8Array> => {
  const chunks: AsyncIterator<Uint8Array> = answer[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      answer.destroy();
    },
  });
};
