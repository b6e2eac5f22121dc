import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Folder {
  readonly path: string;
  read(name: string): Promise<string | undefined>;
  replace(name: string, text: string): Promise<void>;
}

interface SandboxFile {
  load(): Promise<readonly string[]>;
  save(id: string, text: string): Promise<void>;
}

/**
 * What the sandbox remembers across a restart: a file to which each change is added as a line of JSON,
 * `[id, text]`, and which is written anew without the old ones at each start.
 */
export const sandboxFileIn = (folder: Folder): SandboxFile => {
  const name = 'sandbox.jsonl';
  return {
    async load() {
      const newest = new Map<string, string>();
      for (const line of ((await folder.read(name)) ?? '').split('\n')) {
        const entry = parse(line);
        if (entry !== undefined) newest.set(...entry);
      }
      await folder.replace(name, [...newest].map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      return [...newest.values()];
    },
    async save(id, text) {
      const line = `${JSON.stringify([id, text])}\n`;
      await appendFile(join(folder.path, name), line, { mode: 0o600, flush: true });
    },
  };
};

/** Undefined: an empty line, or the last one, cut short by a crash. */
const parse = (line: string): [id: string, text: string] | undefined => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
