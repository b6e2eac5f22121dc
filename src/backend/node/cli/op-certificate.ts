import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { CannotStart } from '../cannot-start.ts';
import { files, type OpFolder } from './op-folder.ts';

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Throws `CannotStart` for a file that holds no key. */
export const readKey = (pem: string, path: string): KeyObject => {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new CannotStart(`${path} is not a private key in PEM, without a passphrase.`, { cause });
  }
};

const parse = (pem: string): X509Certificate => {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new CannotStart('The certificate is not a certificate in PEM.', { cause });
  }
};

/**
 * The day on which a certificate for `client.key` ends, as `2027-11-21`. Throws `CannotStart` where it cannot be used,
 * and says why.
 */
export const endOf = async (pem: string, folder: OpFolder, now: number): Promise<string> => {
  const certificate = parse(pem);
  const key = readKey((await folder.read(files.key)) ?? '', folder.path(files.key));
  if (!certificate.checkPrivateKey(key)) {
    throw new CannotStart(`The certificate is not of ${files.key}: it was made from another request.`);
  }
  const { validFromDate, validToDate } = certificate;
  if (validFromDate.getTime() > now) {
    throw new CannotStart(`The certificate is good from ${dayOf(validFromDate)} only.`);
  }
  if (validToDate.getTime() <= now) {
    throw new CannotStart(`The certificate ended on ${dayOf(validToDate)}.`);
  }
  return dayOf(validToDate);
};
