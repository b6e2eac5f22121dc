/**
 * The signature of OP's payment interfaces (header `X-Req-Signature`): a detached JWS (RFC 7515 appendix F) over the
 * unencoded body (RFC 7797), RS256 only.
 */
const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Signs exactly the bytes that are sent. `iat`: seconds since 1970. Key: RSASSA-PKCS1-v1_5 with SHA-256. */
export const signDetached = async (
  body: Uint8Array<ArrayBuffer>,
  { key, kid }: { readonly key: CryptoKey; readonly kid: string },
  iat: number,
): Promise<string> => {
  const header = {
    alg: 'RS256',
    kid,
    b64: false,
    'urn:op.api.iat': iat,
    crit: ['b64', 'urn:op.api.iat'],
  };
  const utf8 = new TextEncoder();
  const head = base64url(utf8.encode(JSON.stringify(header)));
  const start = utf8.encode(`${head}.`);
  const signed = new Uint8Array(start.length + body.length);
  signed.set(start);
  signed.set(body, start.length);
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, signed);
  return `${head}..${base64url(new Uint8Array(signature))}`;
};
