import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { encode } from './compress.ts';
import { chooseEncoding, type Encoding } from './encoding.ts';

/** Answers a request for one of the files; `undefined`: it is for none of them. */
export type StaticFiles = (request: Request) => Promise<Response> | undefined;

export interface StaticOptions {
  /** Where in the URL the folder hangs: starts and ends with a slash. */
  readonly at: string;
  /** The only files that count; all of the folder where none are named. */
  readonly files?: readonly string[];
  /** What each answer says beside its type, by path in the folder. */
  readonly headers: (path: string) => Readonly<Record<string, string>>;
  /** Rewrites a file once, when it is loaded. */
  readonly rewrite?: (path: string, text: string) => string;
}

/** One file as it is served. `headers` says everything, its type too. */
export interface ServedFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

interface Variant {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

interface StaticFile {
  readonly headers: Readonly<Record<string, string>>;
  /** The file in one coding; null: as it is. */
  variant(encoding: Encoding | null): Promise<Variant>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  // TypeScript is served with its types taken out.
  '.ts': 'text/javascript; charset=utf-8',
};

/** Loads a folder into memory, to be served as `serveFiles` does. */
export const loadStaticFiles = async (folder: string, options: StaticOptions): Promise<StaticFiles> => {
  const paths = options.files ?? (await listFiles(folder));
  const loaded = paths.map(async (path): Promise<[string, ServedFile][]> => {
    const type = types[extname(path)];
    if (type === undefined) return [];
    const headers = { 'content-type': type, 'x-content-type-options': 'nosniff', ...options.headers(path) };
    const raw = await readFile(join(folder, path));
    return [[path, { headers, body: options.rewrite ? options.rewrite(path, raw.toString()) : raw }]];
  });
  return serveFiles(new Map((await Promise.all(loaded)).flat()), options.at);
};

/**
 * Serves files from memory, by their path under `at`. Each is compressed as far as it goes, once, when a coding of it
 * is first asked for: files are few and small, readers many.
 */
export const serveFiles = (served: ReadonlyMap<string, ServedFile>, at: string): StaticFiles => {
  const files = new Map(
    [...served].map(([path, { headers, body }]): [string, StaticFile] => [
      path,
      { headers, variant: variantsOf(Uint8Array.from(Buffer.from(body))) },
    ]),
  );
  return (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(at)) return undefined;
    const path = pathname.slice(at.length);
    const file = files.get(path === '' || path.endsWith('/') ? `${path}index.html` : path);
    return file === undefined ? undefined : respond(file, request);
  };
};

/** Paths of all files in and below the folder, with slashes. */
const listFiles = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
};

const variantsOf = (body: Uint8Array<ArrayBuffer>): StaticFile['variant'] => {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const made = new Map<Encoding, Promise<Variant>>();
  const make = async (encoding: Encoding): Promise<Variant> => ({
    body: await encode(body, encoding, 'best'),
    etag: `"${hash}-${encoding}"`,
  });
  return async (encoding) => {
    if (encoding === null) return { body, etag: `"${hash}"` };
    const there = made.get(encoding) ?? make(encoding);
    made.set(encoding, there);
    return there;
  };
};

const respond = async (file: StaticFile, request: Request): Promise<Response> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  }
  const encoding = chooseEncoding(request.headers.get('accept-encoding'));
  const variant = await file.variant(encoding);
  const headers = new Headers({ ...file.headers, etag: variant.etag, vary: 'Accept-Encoding' });
  if (knows(request.headers.get('if-none-match'), variant.etag)) {
    return new Response(null, { status: 304, headers });
  }
  if (encoding !== null) headers.set('content-encoding', encoding);
  headers.set('content-length', String(variant.body.byteLength));
  return new Response(request.method === 'HEAD' ? null : variant.body, { headers });
};

/** Weak comparison of `If-None-Match` (RFC 9110 §13.1.2). */
const knows = (header: string | null, etag: string): boolean =>
  header?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false;
