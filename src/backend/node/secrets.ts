import { randomBytes } from 'node:crypto';
import { CannotStart } from './cannot-start.ts';
import type { DataFolder } from './data-folder.ts';

/**
 * The vault's key out of the data folder, made on first use. It lies beside what it protects, so this is for
 * sandboxes: the real thing takes the key from its environment.
 */
export const vaultKeyIn = async (folder: DataFolder): Promise<Uint8Array<ArrayBuffer>> => {
  const text = await folder.keep('vault.key', async () => randomBytes(32).toString('base64url'));
  const key = Uint8Array.from(Buffer.from(text.trim(), 'base64url'));
  if (key.byteLength !== 32) throw new CannotStart('vault.key in the data folder is damaged: not 32 bytes.');
  return key;
};
