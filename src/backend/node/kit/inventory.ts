import { createHash } from 'node:crypto';
import * as z from 'zod';
import { reasons } from './reasons.ts';

/** The name of the entry, which stays the same from version to version. */
export const entry = 'handslag.js';

/** One script as it is shipped. */
export const Script = z.strictObject({
  file: z.string(),
  bytes: z.int(),
  /** Subresource Integrity: `sha384-` and the base64 of the hash of these bytes. */
  integrity: z.string(),
  loaded: z.string(),
  reason: z.string(),
});
export type Script = z.infer<typeof Script>;

/** All scripts that may come into a shop's page: `kit/scripts.json`. */
export const Inventory = z.strictObject({
  version: z.string(),
  /** The entry under a name that never means anything else; its bytes are those of `handslag.js`. */
  pinned: z.string(),
  scripts: z.array(Script),
});
export type Inventory = z.infer<typeof Inventory>;

export interface Built {
  readonly file: string;
  readonly code: string;
}

const sha384 = (code: string): Buffer => createHash('sha384').update(code).digest();

/** `da-D7cAQD4x.js` is `da`, `handslag.js` is `handslag`. */
const nameOf = (file: string): string => file.replace(/(-[\w-]{8})?\.js$/, '');

/** The entry once more, under its version and the beginning of its hash: what a shop pins. */
export const pinnedEntry = (version: string, { code }: Built): Built => ({
  file: `handslag-${version}-${sha384(code).toString('base64url').slice(0, 8)}.js`,
  code,
});

/** Throws where a script has no written reason. */
export const inventoryOf = (version: string, scripts: readonly Built[], pinned: Built): Inventory => {
  const describe = ({ file, code }: Built): Script => {
    const reason = reasons[file === pinned.file ? nameOf(entry) : nameOf(file)];
    if (reason === undefined) {
      throw new Error(`${file} has no written reason: give it one in src/backend/node/kit/reasons.ts`);
    }
    const integrity = `sha384-${sha384(code).toString('base64')}`;
    return { file, bytes: Buffer.byteLength(code), integrity, ...reason };
  };
  const inOrder = [...scripts, pinned].map(describe).sort((a, b) => orderOf(a) - orderOf(b));
  return { version, pinned: pinned.file, scripts: inOrder };
};

/** As the reasons stand. */
const orderOf = ({ reason }: Script): number =>
  Object.values(reasons).findIndex((one) => one.reason === reason);
