import * as z from 'zod';
import type { Storage } from '../given.ts';
import { type Kind, type Of, Remembered } from './records.ts';

const Stored = z.object({ brp: Remembered });

/** Everything that this stand-in remembers, in the order in which it was first put. */
export interface Book {
  load(): Promise<void>;
  get<K extends Kind>(kind: K, id: string): Of<K> | undefined;
  all<K extends Kind>(kind: K): readonly Of<K>[];
  put(record: Remembered): void;
  /** Resolves when everything put so far is stored. Nothing may be answered before. */
  stored(): Promise<void>;
}

export const createBook = (storage?: Storage): Book => {
  const records = new Map<string, Remembered>();
  let storing: Promise<void> = Promise.resolve();
  const keyOf = (kind: Kind, id: string): string => `brp ${kind} ${id}`;

  const store = (key: string, brp: Remembered): void => {
    if (storage === undefined) return;
    const text = JSON.stringify({ brp });
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
        const { brp } = Stored.parse(JSON.parse(text));
        records.set(keyOf(brp.kind, brp.id), brp);
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
    stored: () => storing,
  };
};

export const isBrps = (text: string): boolean => text.startsWith('{"brp":');
