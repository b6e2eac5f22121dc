import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashSecret } from '../../../../src/backend/oauth/secret.ts';
import { newFolder } from '../../../support/folder.ts';

/** The secret of client `shop`. */
export const secret = 'a-secret-of-thirty-two-characters!';

/** The environment to which the configuration refers. */
export const environment = {
  VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
  WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  BRP_KEY: 'a-key-of-brp',
  BRP_PASSWORD: 'a-password-at-brp',
} as const;

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** A configuration in which everything is in order, as it stands in the file. */
export const sound = async () => ({
  publicUrl: 'https://pay.example',
  listen: { port: 0 },
  metrics: { port: 0 },
  dataFolder: 'data',
  vaultKeys: [{ env: 'VAULT_KEY' }],
  providers: {
    betalingsservice: {
      baseUrl: 'http://127.0.0.1:9',
      consumerKey: 'handslag-test',
      signingKey: { file: 'signing.pem' },
      callbackKey: { file: 'callback.pem' },
      test: true,
    },
  },
  merchants: [
    {
      id: 'nordlys',
      name: 'Nordlys',
      betalingsservice: { pbsNumber: '00001234', debtorGroups: ['00001'] },
    },
  ],
  clients: [
    {
      id: 'shop',
      secretHashes: [await hashSecret(secret)],
      merchant: 'nordlys',
      origins: ['https://shop.example'],
    },
  ],
});

/** Writes a configuration, and the keys to which it refers, into a new folder. Resolves with the path of the file. */
export const writeConfig = async (
  change: (config: Awaited<ReturnType<typeof sound>>) => unknown = (config) => config,
): Promise<string> => {
  const folder = await newFolder();
  const file = join(folder, 'handslag.json');
  const config = change(await sound());
  await Promise.all([
    writeFile(file, typeof config === 'string' ? config : JSON.stringify(config, null, 2)),
    writeFile(join(folder, 'signing.pem'), privateKey),
    writeFile(join(folder, 'callback.pem'), publicKey),
  ]);
  return file;
};
