import * as z from 'zod';
import type { Storage } from './given.ts';

interface Recorded {
  readonly kind: string;
  readonly id: string;
}

/** Everything that one stand-in remembers, in the order in which it was first put. */
export interface Book<R extends Recorded> {
  load(): Promise<void>;
  get<K extends R['kind']>(kind: K, id: string): Extract<R, { kind: K }> | undefined;
  all<K extends R['kind']>(kind: K): readonly Extract<R, { kind: K }>[];
  put(record: R): void;
  remove(kind: R['kind'], id: string): void;
  /** Resolves when everything put so far is stored. Nothing may be answered before. */
  stored(): Promise<void>;
}

/** `room` names the stand-in in the storage that all of them share. */
export const createBook = <R extends Recorded>(
  room: string,
  schema: z.ZodType<R>,
  storage?: Storage,
): Book<R> => {
  /** What one stored text holds: the newest of a record, or that it is gone. */
  const Stored = z.object({
    [room]: z.union([schema, z.object({ kind: z.literal('gone'), of: z.string() })]),
  });
  const records = new Map<string, R>();
  let storing: Promise<void> = Promise.resolve();
  const keyOf = (kind: string, id: string): string => `${room} ${kind} ${id}`;

  const store = (key: string, record: R | { readonly kind: 'gone'; readonly of: string }): void => {
    if (storage === undefined) return;
    const text = JSON.stringify({ [room]: record });
    // one after the other, so that an older state never overwrites a newer
    storing = storing.catch(() => {}).then(() => storage.save(key, text));
    storing.catch(() => {}); // `stored` tells
  };

  const isOf =
    <K extends R['kind']>(kind: K) =>
    (record: R | undefined): record is Extract<R, { kind: K }> =>
      record?.kind === kind;

  return {
    async load() {
      for (const text of (await storage?.load()) ?? []) {
        const record = Stored.parse(JSON.parse(text))[room];
        if (record === undefined) continue;
        if ('of' in record) records.delete(record.of);
        else records.set(keyOf(record.kind, record.id), record);
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

/** Whether a stored text is of that stand-in. */
export const isOfRoom =
  (room: string) =>
  (text: string): boolean =>
    text.startsWith(`{"${room}":`);
