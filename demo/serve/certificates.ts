import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

interface Folder {
  keep(name: string, make: () => Promise<string>): Promise<string>;
}

/** A certificate and its private key, both in PEM. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

/** What the pretend OP and its client show each other. */
export interface Certificates {
  /** Who vouches for both. */
  readonly authority: string;
  readonly server: Pair;
  readonly client: Pair;
  /** SHA-256 thumbprint of the client's certificate, hexadecimal in small letters. */
  readonly clientThumbprint: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** Ten years: they are for this machine alone. */
const lifetimeMs = 10 * 365 * 24 * 3_600_000;

/** Made at the first start, and kept. */
export const certificatesIn = async (folder: Folder): Promise<Certificates> =>
  JSON.parse(await folder.keep('op-certificates.json', makeCertificates));

const makeCertificates = async (): Promise<string> => {
  const notBefore = new Date(Date.now() - 3_600_000);
  const notAfter = new Date(notBefore.getTime() + lifetimeMs);
  const newKeys = (): Promise<CryptoKeyPair> =>
    crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

  const root = await newKeys();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Pretend OP',
    keys: root,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  const make = async (
    name: string,
    extensions: x509.Extension[],
  ): Promise<x509.X509Certificate & { pair: Pair }> => {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: authority.subject,
      publicKey: keys.publicKey,
      signingKey: root.privateKey,
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      extensions,
    });
    const key = x509.PemConverter.encode(
      await crypto.subtle.exportKey('pkcs8', keys.privateKey),
      x509.PemConverter.PrivateKeyTag,
    );
    return Object.assign(certificate, { pair: { certificate: certificate.toString('pem'), key } });
  };
  const server = await make('127.0.0.1', [
    new x509.SubjectAlternativeNameExtension([
      { type: 'ip', value: '127.0.0.1' },
      { type: 'dns', value: 'localhost' },
    ]),
  ]);
  const client = await make('Tilikirja', []);
  const certificates: Certificates = {
    authority: authority.toString('pem'),
    server: server.pair,
    client: client.pair,
    clientThumbprint: Buffer.from(await client.getThumbprint('SHA-256')).toString('hex'),
  };
  return JSON.stringify(certificates);
};
