import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { CannotStart } from './cannot-start.ts';
import type { DataFolder } from './data-folder.ts';

/**
 * The vault's key out of the data folder, made on first use. It lies beside what it protects, so this is for
 * sandboxes: the real thing takes the key from its environment.
 */
export const vaultKeyIn = async (folder: DataFolder): Promise<Uint8Array<ArrayBuffer>> => {
  const text = await folder.keep('vault.key', async () => randomBytes(32).toString('base64url'));
  const key = Uint8Array.from(Buffer.from(text.trim(), 'base64url'));
  if (key.byteLength !== 32)
    throw new CannotStart(`vault.key in ${folder.path} is damaged: it is not 32 bytes.`);
  return key;
};

/** RSA key pair in PEM: PKCS #8 and SPKI. */
export interface RsaKeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

export const makeRsaKeyPair = (): Promise<RsaKeyPair> =>
  promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
