import { Agent } from 'node:https';
import { askOnce } from './ask-once.ts';

/** With whom we are at a server that asks for a client certificate. All in PEM. */
export interface ClientCertificate {
  readonly key: string;
  /** With those between it and the root, if there are any. */
  readonly certificate: string;
  /** Who vouches for the server; left out: whom Node trusts. */
  readonly ca?: string | undefined;
}

/** `fetch` that shows a client certificate (mutual TLS, RFC 8705). Follows no redirect. `https` only. */
export const createMtlsFetch = (
  { key, certificate, ca }: ClientCertificate,
  { timeoutMs = 60_000 }: { readonly timeoutMs?: number } = {},
): ((request: Request) => Promise<Response>) => {
  const agent = new Agent({ key, cert: certificate, ...(ca === undefined ? {} : { ca }), keepAlive: true });
  return async (request) => {
    const url = new URL(request.url);
    if (url.protocol !== 'https:') throw new TypeError('a client certificate can be shown over https only');
    const body = new Uint8Array(await request.arrayBuffer());
    const headers = { ...Object.fromEntries(request.headers), 'content-length': body.byteLength };
    return askOnce(url, { method: request.method, headers, agent }, body, request.signal, timeoutMs);
  };
};
