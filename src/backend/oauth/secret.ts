import { base64url } from 'jose';

/**
 * What the configuration keeps of a client secret: `sha256:` and the base64url of its hash. One fast hash is enough
 * because secrets are random and long; it would not be for passwords.
 */
export const hashSecret = async (secret: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return `sha256:${base64url.encode(new Uint8Array(digest))}`;
};

/** Whether the secret is one of those hashed. Looks at every character of every hash, wherever they differ. */
export const secretMatches = async (secret: string, hashes: readonly string[]): Promise<boolean> => {
  const given = await hashSecret(secret);
  return hashes.map((hash) => isSame(given, hash)).includes(true);
};

const isSame = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
};
