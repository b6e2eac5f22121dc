import * as z from 'zod';
import type { Storage } from '../given.ts';
import { type Kind, type Of, Remembered } from './records.ts';

/** What one stored text holds: the newest of a record, or that it is gone. */
const Stored = z.object({
  dintero: z.union([Remembered, z.object({ kind: z.literal('gone'), of: z.string() })]),
});

/** Everything that this stand-in remembers, in the order in which it was first put. */
export interface Book {
  load(): Promise<void>;
  get<K extends Kind>(kind: K, id: string): Of<K> | undefined;
  all<K extends Kind>(kind: K): readonly Of<K>[];
  put(record: Remembered): void;
  remove(kind: Kind, id: string): void;
  /** Resolves when everything put so far is stored. Nothing may be answered before. */
  stored(): Promise<void>;
}

export const createBook = (storage?: Storage): Book => {
  const records = new Map<string, Remembered>();
  let storing: Promise<void> = Promise.resolve();
  const keyOf = (kind: Kind, id: string): string => `dintero ${kind} ${id}`;

  const store = (key: string, dintero: z.input<typeof Stored>['dintero']): void => {
    if (storage === undefined) return;
    const text = JSON.stringify({ dintero });
    // one after the other, so that an older state never overwrites a newer
    storing = storing.catch(() => {}).then(() => storage.save(key, text));
    storing.catch(() => {}); // `stored` tells
  };

  const isOf =
    <K extends Kind>(kind: K) =>
    (record: Remembered | undefined): record is Of<K> =>
      record?.kind === kind;

  return {
    async load() {
      for (const text of (await storage?.load()) ?? []) {
        const { dintero } = Stored.parse(JSON.parse(text));
        if (dintero.kind === 'gone') records.delete(dintero.of);
        else records.set(keyOf(dintero.kind, dintero.id), dintero);
      }
    },
    get(kind, id) {
      const record = records.get(keyOf(kind, id));
      return isOf(kind)(record) ? record : undefined;
    },
    all: (kind) => [...records.values()].filter(isOf(kind)),
    put(record) {
      const key = keyOf(record.kind, record.id);
      records.set(key, record);
      store(key, record);
    },
    remove(kind, id) {
      const key = keyOf(kind, id);
      if (records.delete(key)) store(key, { kind: 'gone', of: key });
    },
    stored: () => storing,
  };
};

/** Providers share one storage. Each is shown what is its own. */
export const shareStorage = (
  storage: Storage | undefined,
  isOurs: (text: string) => boolean,
): Storage | undefined =>
  storage && {
    load: async () => (await storage.load()).filter(isOurs),
    save: (id, text) => storage.save(id, text),
  };

export const isDinteros = (text: string): boolean => text.startsWith('{"dintero":');
