import { createListeners } from './listeners.ts';
import { type Change, type Row, type Store, StoreConflict, StoreUnavailable, type Write } from './store.ts';

interface Kept extends Omit<Row, 'value'> {
  /** JSON, so that nobody holds a reference into the store. */
  readonly text: string;
  readonly keys: readonly string[];
}

/** A store that forgets everything with the process: for tests, and for trying things out in a page. */
export const createMemoryStore = (): Store => {
  const tables = new Map<string, Map<string, Kept>>();
  const listeners = createListeners();
  let sequence = 0;
  let closed = false;

  const open = (name: string): Map<string, Kept> => {
    if (closed) throw new StoreUnavailable('the store is closed');
    const table = tables.get(name) ?? new Map<string, Kept>();
    tables.set(name, table);
    return table;
  };
  const dueIn = (name: string): Kept[] =>
    [...open(name).values()]
      .filter(({ due }) => due !== null)
      .sort((a, b) => Number(a.due) - Number(b.due) || a.sequence - b.sequence);

  return {
    async get<T>(table: string, id: string) {
      const kept = open(table).get(id);
      return kept && toRow<T>(kept);
    },
    async list<T>(table: string, key: string, { after = 0, limit = Number.POSITIVE_INFINITY } = {}) {
      return [...open(table).values()]
        .filter((kept) => kept.sequence > after && kept.keys.includes(key))
        .sort((a, b) => a.sequence - b.sequence)
        .slice(0, limit)
        .map((kept) => toRow<T>(kept));
    },
    async due<T>(table: string, now: number, limit: number) {
      return dueIn(table)
        .filter(({ due }) => Number(due) <= now)
        .slice(0, limit)
        .map((kept) => toRow<T>(kept));
    },
    async nextDue(table) {
      return dueIn(table)[0]?.due ?? null;
    },
    async commit(writes) {
      const undo: (() => void)[] = [];
      const rows: Row[] = [];
      const changes: Change[] = [];
      let last = sequence;
      try {
        for (const write of writes) {
          const table = open(write.table);
          const before = table.get(write.id);
          undo.unshift(() => (before ? table.set(write.id, before) : table.delete(write.id)));
          if (write.expect !== undefined && write.expect !== (before?.revision ?? 0)) {
            throw new StoreConflict(write.table);
          }
          if (write.value === undefined) {
            if (!table.delete(write.id)) continue;
            last += 1;
          } else {
            last += 1;
            const kept = toKept(write, (before?.revision ?? 0) + 1, last);
            table.set(write.id, kept);
            rows.push(toRow(kept));
          }
          const { keys = [] } = table.get(write.id) ?? before ?? {};
          changes.push({ table: write.table, id: write.id, keys, sequence: last });
        }
      } catch (error) {
        for (const step of undo) step();
        throw error;
      }
      sequence = last;
      listeners.tell(changes);
      return rows;
    },
    subscribe: listeners.add,
    async check() {
      open('check');
    },
    async close() {
      closed = true;
    },
  };
};

const toKept = (write: Write, revision: number, sequence: number): Kept => ({
  id: write.id,
  text: JSON.stringify(write.value),
  revision,
  sequence,
  due: write.due ?? null,
  keys: write.keys ?? [],
});

/** What was written as a `T` is read as one: the store does not look into its rows. */
const toRow = <T>({ id, text, revision, sequence, due }: Kept): Row<T> => ({
  id,
  value: JSON.parse(text) as T,
  revision,
  sequence,
  due,
});
