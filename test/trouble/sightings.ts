import { createHash } from 'node:crypto';

/** A number as it may be written down: as it is and with the dash of a CPR number, coded, hashed. */
export const formsOf = (number: string): readonly string[] => {
  const plain = [number, `${number.slice(0, 6)}-${number.slice(6)}`];
  const coded = plain.flatMap((text) => [
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
    ...['sha256', 'sha1', 'md5'].flatMap((hash) => [
      createHash(hash).update(text).digest('hex'),
      createHash(hash).update(text).digest('base64url'),
    ]),
  ]);
  return [...plain, ...coded];
};
