import 'reflect-metadata';
import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { readKey } from './op-certificate.ts';
import { files, type OpFolder } from './op-folder.ts';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

const newKey = async (): Promise<string> => {
  // As OP asks for.
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 4096 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};

const imported = (key: KeyObject, usage: 'sign' | 'verify'): Promise<CryptoKey> => {
  const format = usage === 'sign' ? 'pkcs8' : 'spki';
  const der = new Uint8Array(key.export({ type: format, format: 'der' }));
  return crypto.subtle.importKey(format, der, algorithm, true, [usage]);
};

/** A certificate request (PKCS #10) in PEM. OP looks at nothing in it but the key: the name is for whoever looks at the file. */
const requestFor = async (key: KeyObject, name: string): Promise<string> => {
  const [privateKey, publicKey] = await Promise.all([
    imported(key, 'sign'),
    imported(createPublicKey(key), 'verify'),
  ]);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [name] }],
    keys: { privateKey, publicKey },
    signingAlgorithm: algorithm,
  });
  return `${request.toString('pem')}\n`;
};

/**
 * Both pairs, where they are not there yet. The request is made from the key that is in the folder, whoever put it there:
 * whoever was interrupted between the two goes on.
 */
export const makeKeys = async (
  folder: OpFolder,
  name: string,
  out: (text: string) => void,
): Promise<void> => {
  for (const [keyFile, requestFile, what] of [
    [files.key, files.request, 'to be known by (mutual TLS)'],
    [files.signingKey, files.signingRequest, 'to sign payments with'],
  ] as const) {
    let pem = await folder.read(keyFile);
    if (pem === undefined) {
      out(`Making a key ${what} …`);
      pem = await folder.keep(keyFile, await newKey());
    }
    if ((await folder.read(requestFile)) !== undefined) continue;
    await folder.keep(requestFile, await requestFor(readKey(pem, folder.path(keyFile)), name));
  }
};
