/**
 * OAuth 1.0a (RFC 5849) with RSA-SHA256 and a body hash (draft-eaton-oauth-bodyhash), as the vendor's gateway
 * wants it. There is no token and no token secret: the consumer's RSA key alone speaks for the creditor.
 *
 * One departure from the RFC, which the vendor's own signer makes: the values of the `oauth_` parameters go into
 * the parameter string as they stand in the header, not percent-encoded once more. Taking them as they stand
 * verifies both kinds of signer.
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** What is signed. `url` is the one that is called, its query included. No body is an empty body. */
export interface Signable {
  readonly method: string;
  readonly url: string;
  readonly body: Bytes;
}

export const rsaSha256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

const toBase64 = (buffer: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(buffer)));

const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** RFC 5849 §3.6: everything but the unreserved characters of RFC 3986. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const bodyHash = async (body: Bytes): Promise<string> =>
  toBase64(await crypto.subtle.digest('SHA-256', body));

type Pair = readonly [name: string, value: string];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 5849 §3.4.1. `URL` has already put scheme and host in lower case and dropped a default port. */
export const baseString = (method: string, url: string, oauth: readonly Pair[]): string => {
  const { origin, pathname, searchParams } = new URL(url);
  const query = [...searchParams].map(([name, value]): Pair => [percentEncode(name), percentEncode(value)]);
  const parameters = [...query, ...oauth]
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');
  return [method.toUpperCase(), origin + pathname, parameters].map(percentEncode).join('&');
};

export interface SigningKey {
  readonly consumerKey: string;
  /** RSA private key, usage `sign`, `rsaSha256`. */
  readonly key: CryptoKey;
}

/** What makes each signature another: never twice the same nonce within one second. */
export interface Moment {
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** The value of the `Authorization` header. */
export const authorization = async (what: Signable, by: SigningKey, at: Moment): Promise<string> => {
  const oauth: readonly Pair[] = [
    ['oauth_body_hash', await bodyHash(what.body)],
    ['oauth_consumer_key', by.consumerKey],
    ['oauth_nonce', at.nonce],
    ['oauth_signature_method', 'RSA-SHA256'],
    ['oauth_timestamp', String(at.timestamp)],
    ['oauth_version', '1.0'],
  ];
  const text = utf8(baseString(what.method, what.url, oauth));
  const signature = toBase64(await crypto.subtle.sign(rsaSha256.name, by.key, text));
  const header: readonly Pair[] = [...oauth, ['oauth_signature', percentEncode(signature)]];
  return `OAuth ${header.map(([name, value]) => `${name}="${value}"`).join(',')}`;
};

/** Why a signature was not taken. */
export type Verdict = 'genuine' | 'missing' | 'malformed' | 'stale' | 'body_changed' | 'forged';

/** The parameters of the header, or null if it is not one, or names one twice. */
const parseHeader = (header: string): ReadonlyMap<string, string> | null => {
  const parameters = new Map<string, string>();
  for (const part of header.replace(/^OAuth\s+/i, '').split(',')) {
    const [, name, value] = /^\s*([a-z_]{1,64})="([^"]*)"\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined || parameters.has(name)) return null;
    parameters.set(name, value);
  }
  return parameters;
};

/** Undoes the percent-encoding of a base64 value; null if there was nothing to undo it to. */
const decode = (value: string): string | null => {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
};

const isGenuine = async (text: string, signature: string, key: CryptoKey): Promise<boolean> => {
  try {
    return await crypto.subtle.verify(rsaSha256.name, key, fromBase64(signature), utf8(text));
  } catch {
    // not base64
    return false;
  }
};

/**
 * Whether `header` is the signature of `what` under `key` (RSA public, usage `verify`), made within
 * `toleranceSeconds` of `now` (milliseconds). It may have been used before: who must not take the same message
 * twice has to remember nonces.
 */
export const verify = async (
  what: Signable,
  header: string | null,
  key: CryptoKey,
  now: number,
  toleranceSeconds = 300,
): Promise<Verdict> => {
  if (header === null || !/^OAuth\s/i.test(header)) return 'missing';
  const given = parseHeader(header);
  const hash = decode(given?.get('oauth_body_hash') ?? '');
  const signature = decode(given?.get('oauth_signature') ?? '');
  const timestamp = given?.get('oauth_timestamp') ?? '';
  if (given === null || !hash || !signature || !/^\d{1,12}$/.test(timestamp)) return 'malformed';
  if (given.get('oauth_signature_method') !== 'RSA-SHA256' || given.get('oauth_version') !== '1.0')
    return 'malformed';
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) return 'stale';
  if (hash !== (await bodyHash(what.body))) return 'body_changed';
  const signed = [...given].filter(([name]) => name !== 'oauth_signature' && name !== 'realm');
  const text = baseString(what.method, what.url, signed);
  return (await isGenuine(text, signature, key)) ? 'genuine' : 'forged';
};
