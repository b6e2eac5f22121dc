interface Folder {
  read(name: string): Promise<string | undefined>;
  replace(name: string, text: string): Promise<void>;
  append(name: string, text: string): Promise<void>;
}

const name = 'sandbox.jsonl';

/**
 * What the sandbox remembers across a restart: a file to which each change is added as a line of JSON,
 * `[id, text]`, and which is written anew without the old ones at each start.
 */
export const sandboxFileIn = (folder: Folder) => ({
  async load(): Promise<readonly string[]> {
    const newest = new Map<string, string>();
    for (const line of ((await folder.read(name)) ?? '').split('\n')) {
      const entry = parse(line);
      if (entry !== undefined) newest.set(...entry);
    }
    await folder.replace(name, [...newest].map(toLine).join(''));
    return [...newest.values()];
  },
  save: (id: string, text: string): Promise<void> => folder.append(name, toLine([id, text])),
});

type Entry = readonly [id: string, text: string];

const toLine = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

/** Undefined: nothing stands there, or a line that a crash has cut short. */
const parse = (line: string): Entry | undefined => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
