import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';
import { Refusal } from './problem.ts';

/** Refuses a body of more than `usual` bytes, or than its route takes, whether its length is told beforehand or it comes in chunks. */
export const bodyLimit =
  (usual: number): MiddlewareHandler<Env> =>
  async (c, next) => {
    const { body, headers, method, signal, url } = c.req.raw;
    if (body === null) return next();
    const most = c.get('route').mostBytes ?? usual;
    const told = headers.has('transfer-encoding') ? null : headers.get('content-length');
    if (told !== null) {
      if (Number(told) > most) throw new Refusal('body_too_large');
      return next();
    }
    // Made of its parts: what the server hands over answers as a request does, but cannot be copied as one.
    c.req.raw = new Request(url, { method, headers, signal, body: await readAtMost(body, most) });
    return next();
  };

const readAtMost = async (body: ReadableStream<Uint8Array<ArrayBuffer>>, most: number): Promise<Blob> => {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) throw new Refusal('body_too_large');
    chunks.push(chunk);
  }
  return new Blob(chunks);
};
