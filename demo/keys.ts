import type { JWK } from 'jose';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

interface Folder {
  keep(name: string, make: () => Promise<string>): Promise<string>;
}

/** An RSA pair to sign with, made at the first start and kept: a restart must not change who we are. */
export const signingKeysIn = async (folder: Folder, name: string): Promise<CryptoKeyPair> => {
  const { privateKey, publicKey } = JSON.parse(await folder.keep(name, makeKeys));
  return {
    privateKey: await crypto.subtle.importKey('jwk', privateKey, algorithm, false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', publicKey, algorithm, true, ['verify']),
  };
};

const makeKeys = async (): Promise<string> => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  return JSON.stringify({
    privateKey: await crypto.subtle.exportKey('jwk', privateKey),
    publicKey: await crypto.subtle.exportKey('jwk', publicKey),
  });
};

/** An EC pair with which the call centre's server names its agents (RFC 8693 `actor_token`), made and kept alike. */
export const agentKeysIn = async (
  folder: Folder,
): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: JWK }> => {
  const { privateKey, publicKey } = JSON.parse(await folder.keep('agents.jwk', makeAgentKeys));
  return { privateKey: await crypto.subtle.importKey('jwk', privateKey, curve, false, ['sign']), publicKey };
};

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const makeAgentKeys = async (): Promise<string> => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  return JSON.stringify({
    privateKey: await crypto.subtle.exportKey('jwk', privateKey),
    publicKey: { kty, crv, x, y, kid: 'agents', alg: 'ES256' },
  });
};
