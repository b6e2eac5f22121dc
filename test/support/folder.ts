import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

const made: string[] = [];

after(() => Promise.all(made.map((path) => rm(path, { recursive: true, force: true }))));

/** A new empty folder, gone when the test file is done. */
export const newFolder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'handslag-'));
  made.push(path);
  return path;
};
