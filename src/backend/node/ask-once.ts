import { request as askHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as askHttps } from 'node:https';

/**
 * One request and its answer, by Node's own client, where `fetch` cannot be told how to connect. No redirect is followed;
 * bodies come as they were sent, unpacked by nobody. `timeoutMs` is for the whole exchange, body included.
 */
export const askOnce = (
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
