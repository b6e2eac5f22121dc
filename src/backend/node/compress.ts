import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { chooseEncoding, type Encoding } from './encoding.ts';

/** What fits into one packet arrives no sooner for being smaller. */
const worthwhileBytes = 1_400;

const compressible =
  /^(text\/(?!event-stream)|application\/(.+\+)?json\b|application\/javascript|image\/svg\+xml)/;

const deflate = promisify(gzip);
const brotli = promisify(brotliCompress);

/** `effort`: `now` while somebody waits, `best` for what is made once and served often. */
export const encode = (
  body: Uint8Array,
  encoding: Encoding,
  effort: 'now' | 'best',
): Promise<Uint8Array<ArrayBuffer>> => {
  if (encoding === 'gzip') return deflate(body, { level: effort === 'now' ? 6 : 9 });
  const quality = effort === 'now' ? 4 : 11;
  return brotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    },
  });
};

/** The same answer, compressed where the client allows it and it is worth it. */
export const compress = async (request: Request, response: Response): Promise<Response> => {
  if (response.body === null || request.method === 'HEAD') return response;
  if (response.headers.has('content-encoding')) return response;
  if (!compressible.test(response.headers.get('content-type') ?? '')) return response;

  const headers = new Headers(response.headers);
  if (!/\baccept-encoding\b/i.test(headers.get('vary') ?? '')) headers.append('vary', 'Accept-Encoding');
  const { status, statusText } = response;
  const body = new Uint8Array(await response.arrayBuffer());
  const encoding = chooseEncoding(request.headers.get('accept-encoding'));
  if (encoding === null || body.byteLength < worthwhileBytes) {
    return new Response(body, { status, statusText, headers });
  }
  headers.set('content-encoding', encoding);
  headers.delete('content-length');
  // A strong tag promises the same bytes, which two codings of one answer are not (RFC 9110 §8.8.1).
  const etag = headers.get('etag');
  if (etag?.startsWith('"')) headers.set('etag', `W/${etag}`);
  return new Response(await encode(body, encoding, 'now'), { status, statusText, headers });
};
