import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import * as z from 'zod';
import { entry, inventoryOf, pinnedEntry } from './inventory.ts';

const Package = z.object({ version: z.string() });

/**
 * Adds to the built widget what integrators need: the entry under a name to pin, `kit/scripts.json` with the hash,
 * size and reason of every script, and `kit/integrity.json` with hash and size alone, by file.
 */
export const kit = (): Plugin => {
  let root = '.';
  return {
    name: 'kit',
    configResolved(config) {
      root = config.root;
    },
    generateBundle: {
      // After all who change the code: what is hashed is what is written.
      order: 'post',
      handler(_, bundle) {
        const { version } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
        const scripts = Object.values(bundle).flatMap((one) =>
          one.type === 'chunk' ? [{ file: one.fileName, code: one.code }] : [],
        );
        const main = scripts.find(({ file }) => file === entry);
        if (main === undefined) return this.error(`there is no ${entry}`);

        const pinned = pinnedEntry(version, main);
        const inventory = inventoryOf(version, scripts, pinned);
        const integrity = Object.fromEntries(
          inventory.scripts.map(({ file, integrity, bytes }) => [file, { integrity, bytes }]),
        );
        const emit = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source });
        emit(pinned.file, pinned.code);
        emit('kit/scripts.json', toText(inventory));
        emit('kit/integrity.json', toText(integrity));
      },
    },
  };
};

const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
