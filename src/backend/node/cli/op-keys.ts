import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

/** As OP asks for: RSA of 4096 bits. */
const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 4096,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

const pemOf = (kind: string, der: ArrayBuffer): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${kind}-----\n${lines.join('\n')}\n-----END ${kind}-----\n`;
};

/** A private key (PKCS #8) and a certificate request for it (PKCS #10), both in PEM. */
export interface KeyAndRequest {
  readonly key: string;
  readonly request: string;
}

/** OP looks at nothing in the request but its key: the name is for whoever looks at the file. */
export const makeKeyAndRequest = async (name: string): Promise<KeyAndRequest> => {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: algorithm,
  });
  return {
    key: pemOf('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    request: `${request.toString('pem')}\n`,
  };
};
