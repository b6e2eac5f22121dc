import { appendFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../providers/given.ts';
import { CannotStart } from './cannot-start.ts';

/** Small files that a service remembers things in, readable by its own account only. */
export interface DataFolder {
  /** A file's text; undefined: there is none. */
  read(name: string): Promise<string | undefined>;
  /** Replaces a file as a whole: after a crash the old text stands there or the new, never half. */
  replace(name: string, text: string): Promise<void>;
  /** Adds to the end of a file. On disk when the promise resolves. */
  append(name: string, text: string): Promise<void>;
  /** A file's text; `make` makes it when it is not there yet. */
  keep(name: string, make: () => Promise<string>): Promise<string>;
}

/**
 * Opens the folder, or makes it for our own account only. One that is there stays as its owner made it; if others may
 * enter it, the log says so. Throws `CannotStart`.
 */
export const openDataFolder = async (path: string, log?: Pick<Log, 'warn'>): Promise<DataFolder> => {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const mode = (await stat(path)).mode & 0o777;
    if (mode & 0o077) log?.warn('data_folder.open_to_others', { path, mode: mode.toString(8) });
  } catch (cause) {
    throw new CannotStart(`The data folder ${path} cannot be used.`, { cause });
  }
  return keeping({
    read: (name) =>
      readFile(join(path, name), 'utf8').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT') return undefined;
        throw new CannotStart(`${join(path, name)} cannot be read.`, { cause });
      }),
    async replace(name, text) {
      const next = join(path, `${name}.next`);
      await writeFile(next, text, { mode: 0o600, flush: true });
      await rename(next, join(path, name));
    },
    append: (name, text) => appendFile(join(path, name), text, { mode: 0o600, flush: true }),
  });
};

/** A folder that is gone with the process. */
export const createMemoryFolder = (): DataFolder => {
  const files = new Map<string, string>();
  return keeping({
    read: async (name) => files.get(name),
    replace: async (name, text) => void files.set(name, text),
    append: async (name, text) => void files.set(name, (files.get(name) ?? '') + text),
  });
};

const keeping = (folder: Omit<DataFolder, 'keep'>): DataFolder => ({
  ...folder,
  async keep(name, make) {
    const there = await folder.read(name);
    if (there !== undefined) return there;
    const made = await make();
    await folder.replace(name, made);
    return made;
  },
});
