import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CannotStart } from '../cannot-start.ts';

/** What is known of the service provider at OP, beside its keys and its secret. */
const Known = z.strictObject({
  businessId: z.string().optional(),
  clientId: z.string().optional(),
  keyId: z.string().optional(),
});
export type Known = z.infer<typeof Known>;

/** The files of a set-up. Secrets are for their owner alone. */
export const files = {
  key: 'client.key',
  request: 'client.csr',
  certificate: 'client.crt',
  secret: 'client.secret',
  signingKey: 'signing.key',
  signingRequest: 'signing.csr',
  known: 'setup.json',
} as const;

/** The folder in which a set-up goes on from where it was. */
export const openOpFolder = async (folder: string) => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const read = (name: string): Promise<string | null> =>
    readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw new CannotStart(`${join(folder, name)} cannot be read (${error.code}).`, { cause: error });
    });
  return {
    read,
    path: (name: string): string => join(folder, name),
    /** Never over what is there: a key that is lost cannot be had again. False: it was there. */
    async keep(name: string, text: string, mode = 0o600): Promise<boolean> {
      try {
        await writeFile(join(folder, name), text, { flag: 'wx', mode });
        return true;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
        throw error;
      }
    },
    async replace(name: string, text: string): Promise<void> {
      await writeFile(join(folder, name), text, { mode: 0o600 });
    },
    async known(): Promise<Known> {
      const text = await read(files.known);
      const parsed = Known.safeParse(text === null ? {} : parse(text));
      if (!parsed.success) throw new CannotStart(`${join(folder, files.known)} is not what op-setup writes.`);
      return parsed.data;
    },
  };
};
export type OpFolder = Awaited<ReturnType<typeof openOpFolder>>;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Throws `CannotStart` for a certificate that cannot be used with this key, and says why. */
export const checkCertificate = (pem: string, key: string, now: number): X509Certificate => {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch (cause) {
    throw new CannotStart('The certificate is not a certificate in PEM.', { cause });
  }
  if (!certificate.checkPrivateKey(createPrivateKey(key))) {
    throw new CannotStart(`The certificate is not of ${files.key}: it was made from another request.`);
  }
  if (certificate.validToDate.getTime() <= now) {
    throw new CannotStart(`The certificate ended on ${certificate.validToDate.toISOString().slice(0, 10)}.`);
  }
  return certificate;
};
