import * as z from 'zod';

/** The protected header of `X-Req-Signature` (seen: op-developer.fi): exactly these, RS256 only. */
const Header = z.strictObject({
  alg: z.literal('RS256'),
  kid: z.string(),
  b64: z.literal(false),
  'urn:op.api.iat': z.int(),
  crit: z.tuple([z.literal('b64'), z.literal('urn:op.api.iat')]),
});

/** Seconds by which the signer's clock may differ. Not published. */
const skew = 300;

const decode = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

/** Whether a detached JWS (RFC 7515, RFC 7797) is of exactly these bytes, by a key that is known, and made just now. */
export const isSigned = async (
  signature: string | null,
  body: Uint8Array<ArrayBuffer>,
  keys: ReadonlyMap<string, CryptoKey>,
  now: number,
): Promise<boolean> => {
  const [head = '', payload, value = '', ...more] = (signature ?? '').split('.');
  if (payload !== '' || more.length > 0) return false;
  try {
    const header = Header.parse(JSON.parse(new TextDecoder().decode(decode(head))));
    const key = keys.get(header.kid);
    if (key === undefined || Math.abs(now / 1000 - header['urn:op.api.iat']) > skew) return false;
    const start = new TextEncoder().encode(`${head}.`);
    const signed = new Uint8Array(start.length + body.length);
    signed.set(start);
    signed.set(body, start.length);
    return await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, decode(value), signed);
  } catch {
    return false;
  }
};
