import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';

/** One folder that keeps everything a service remembers, readable by its own account only. */
export interface DataFolder {
  readonly path: string;
  /** A file's text; `make` makes it when it is not there yet. Never replaced once it is there. */
  keep(name: string, make: () => Promise<string>): Promise<string>;
  read(name: string): Promise<string | undefined>;
  /** Replaces a file as a whole: after a crash the old text stands there or the new, never half. */
  replace(name: string, text: string): Promise<void>;
}

export const openDataFolder = async (path: string): Promise<DataFolder> => {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
  } catch (cause) {
    throw new CannotStart(`The data folder ${path} cannot be used.`, { cause });
  }
  const read = (name: string): Promise<string | undefined> =>
    readFile(join(path, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new CannotStart(`${join(path, name)} cannot be read.`, { cause: error });
    });
  const replace = async (name: string, text: string): Promise<void> => {
    const next = join(path, `${name}.next`);
    await writeFile(next, text, { mode: 0o600, flush: true });
    await rename(next, join(path, name));
  };
  return {
    path,
    read,
    replace,
    async keep(name, make) {
      const there = await read(name);
      if (there !== undefined) return there;
      const made = await make();
      await replace(name, made);
      return made;
    },
  };
};
