import * as z from 'zod';
import type { Clock } from '../given.ts';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** Seconds: four hours, as newer documents have it. */
export const lifetime = 14_400;

/** `use`: `exchange` opens the token endpoint of its account and nothing else. */
export const Claims = z.object({
  use: z.enum(['client', 'exchange', 'user']),
  /** The account that it is for. */
  account: z.string(),
  /** Client id, or a person's e-mail address. */
  sub: z.string(),
  scope: z.array(z.string()),
  exp: z.number(),
  jti: z.string(),
});
export type Claims = z.infer<typeof Claims>;

export interface Tokens {
  issue(claims: Omit<Claims, 'exp' | 'jti'>): Promise<{
    readonly access_token: string;
    readonly token_type: 'Bearer';
    readonly expires_in: number;
  }>;
  /** Null for one that is not ours, or over. */
  read(token: string): Promise<Claims | null>;
  /** The public keys, as a bare array. */
  keys(): Promise<readonly object[]>;
}

const encode = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const decode = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Signed with a key of this process: a restart ends every token, as a rotated key does. */
export const createTokens = (clock: Clock): Tokens => {
  const kid = crypto.randomUUID();
  let made: Promise<CryptoKeyPair> | null = null;
  const pair = (): Promise<CryptoKeyPair> => {
    made ??= crypto.subtle.generateKey(
      { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      true,
      ['sign', 'verify'],
    );
    return made;
  };
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const head = encode(bytesOf(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid })));

  return {
    async issue(claims) {
      const whole: Claims = { ...claims, exp: seconds() + lifetime, jti: crypto.randomUUID() };
      const text = `${head}.${encode(bytesOf(JSON.stringify(whole)))}`;
      const signature = await crypto.subtle.sign(algorithm.name, (await pair()).privateKey, bytesOf(text));
      return {
        access_token: `${text}.${encode(new Uint8Array(signature))}`,
        token_type: 'Bearer',
        expires_in: lifetime,
      };
    },
    async read(token) {
      const [first, body = '', signature = ''] = token.split('.');
      if (first !== head) return null;
      const { publicKey } = await pair();
      try {
        const text = bytesOf(`${first}.${body}`);
        if (!(await crypto.subtle.verify(algorithm.name, publicKey, decode(signature), text))) return null;
        const claims = Claims.parse(JSON.parse(new TextDecoder().decode(decode(body))));
        return claims.exp > seconds() ? claims : null;
      } catch {
        return null;
      }
    },
    async keys() {
      const { n, e } = await crypto.subtle.exportKey('jwk', (await pair()).publicKey);
      return [{ alg: 'RS256', kty: 'RSA', use: 'sig', n, e, kid }];
    },
  };
};
