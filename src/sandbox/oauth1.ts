/**
 * OAuth 1.0a with RSA-SHA256 and a body hash, from the provider's side of the line: who signed this request, and
 * signing what we send ourselves. Written apart from the client's code on purpose: two that agree by sharing a
 * mistake prove nothing.
 */
import type { Clock } from './given.ts';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** Seconds by which a consumer's clock may be wrong. */
const tolerance = 300;

export interface Consumer {
  readonly consumerKey: string;
  /** RSA public key, usage `verify`. */
  readonly publicKey: CryptoKey | JsonWebKey;
}

/** A request whose body has been read. */
export interface Received {
  readonly method: string;
  /** As the consumer called it. */
  readonly url: string;
  readonly authorization: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

export type Identified = { readonly consumerKey: string } | { readonly refused: string };

export const makeKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    false,
    ['sign', 'verify'],
  );

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const base64 = (buffer: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(buffer)));

const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const hashOf = async (body: Uint8Array<ArrayBuffer>): Promise<string> =>
  base64(await crypto.subtle.digest('SHA-256', body));

/** RFC 5849 §3.4.1, the `oauth_` values as they stand in the header. */
const baseStringOf = (method: string, address: string, oauth: Readonly<Record<string, string>>): string => {
  const url = new URL(address);
  const query = Array.from(
    url.searchParams,
    ([name, value]) => `${percentEncode(name)}\n${percentEncode(value)}`,
  );
  const header = Object.entries(oauth).map(([name, value]) => `${name}\n${value}`);
  // a line feed sorts before every character that a name can hold
  const parameters = [...query, ...header].sort().map((pair) => pair.replace('\n', '='));
  return `${method.toUpperCase()}&${percentEncode(url.origin + url.pathname)}&${percentEncode(parameters.join('&'))}`;
};

const parameterNames = ['body_hash', 'consumer_key', 'nonce', 'signature_method', 'timestamp', 'version'];

/** The seven parameters and no other, each once; null for any other header. */
const readHeader = (header: string | null): Record<string, string> | null => {
  const found = [...(header ?? '').matchAll(/(?:^OAuth |,) ?oauth_([a-z_]+)="([^"]+)"/g)];
  const read = Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
  const whole = found.map(([text]) => text).join('') === header && found.length === 7;
  return whole && [...parameterNames, 'signature'].every((name) => name in read) ? read : null;
};

const isSigned = async (key: CryptoKey, signature: string, text: string): Promise<boolean> => {
  try {
    const bytes = Uint8Array.from(atob(decodeURIComponent(signature)), (c) => c.charCodeAt(0));
    return await crypto.subtle.verify(algorithm.name, key, bytes, bytesOf(text));
  } catch {
    return false;
  }
};

/** Tells who signed a request. A nonce is taken once. */
export const createGuard = (consumers: readonly Consumer[], clock: Clock) => {
  const keys = new Map(consumers.map(({ consumerKey, publicKey }) => [consumerKey, importKey(publicKey)]));
  const used = new Map<string, number>();

  const isFirstUse = (nonce: string): boolean => {
    const now = clock.now();
    for (const [old, at] of used) {
      // a timestamp may lie ahead by the tolerance, so its nonce counts for twice as long
      if (now - at <= 2 * tolerance * 1000) break;
      used.delete(old);
    }
    if (used.has(nonce)) return false;
    used.set(nonce, now);
    return true;
  };

  return async (request: Received): Promise<Identified> => {
    const { signature = '', ...signed } = readHeader(request.authorization) ?? {};
    const { consumer_key = '', timestamp = '', nonce = '', body_hash = '' } = signed;
    if (signature === '') return { refused: 'authorization: the seven oauth_ parameters' };
    if (signed.version !== '1.0' || signed.signature_method !== 'RSA-SHA256') {
      return { refused: 'oauth_version, oauth_signature_method' };
    }
    const key = await keys.get(consumer_key);
    if (key === undefined) return { refused: 'oauth_consumer_key' };
    const age = Math.abs(clock.now() / 1000 - Number(timestamp));
    if (!/^\d{1,12}$/.test(timestamp) || age > tolerance) return { refused: 'oauth_timestamp' };
    if (body_hash !== (await hashOf(request.body))) return { refused: 'oauth_body_hash' };
    const oauth = Object.fromEntries(Object.entries(signed).map(([name, value]) => [`oauth_${name}`, value]));
    const text = baseStringOf(request.method, request.url, oauth);
    if (!(await isSigned(key, signature, text))) return { refused: 'oauth_signature' };
    if (!isFirstUse(`${consumer_key} ${timestamp} ${nonce}`)) return { refused: 'oauth_nonce' };
    return { consumerKey: consumer_key };
  };
};

const importKey = async (key: CryptoKey | JsonWebKey): Promise<CryptoKey> =>
  key instanceof CryptoKey ? key : crypto.subtle.importKey('jwk', key, algorithm, false, ['verify']);

/** The `Authorization` header for a POST of ours. */
export const signPost = async (
  url: string,
  body: string,
  consumerKey: string,
  key: CryptoKey,
  now: number,
): Promise<string> => {
  const oauth = {
    oauth_body_hash: await hashOf(bytesOf(body)),
    oauth_consumer_key: consumerKey,
    oauth_nonce: crypto.randomUUID(),
    oauth_signature_method: 'RSA-SHA256',
    oauth_timestamp: String(Math.floor(now / 1000)),
    oauth_version: '1.0',
  };
  const text = bytesOf(baseStringOf('POST', url, oauth));
  const signature = percentEncode(base64(await crypto.subtle.sign(algorithm.name, key, text)));
  const all = Object.entries({ ...oauth, oauth_signature: signature });
  return `OAuth ${all.map(([name, value]) => `${name}="${value}"`).join(',')}`;
};
