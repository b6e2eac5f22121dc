import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies from one folder to another the files whose name `isFixed` to their content, and that are not there yet.
 * Resolves with the names of all such files that are there now. A copy is whole or not there, whenever we are stopped.
 */
export const keepScripts = async (
  from: string,
  to: string,
  isFixed: (name: string) => boolean,
): Promise<readonly string[]> => {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const kept = new Set((await readdir(to)).filter(isFixed));
  for (const name of (await readdir(from)).filter(isFixed)) {
    if (kept.has(name)) continue;
    const copy = join(to, `${name}.next`);
    await copyFile(join(from, name), copy);
    await rename(copy, join(to, name));
    kept.add(name);
  }
  return [...kept];
};
