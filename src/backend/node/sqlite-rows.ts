import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { type Change, type Row, StoreConflict, type Write } from '../store/store.ts';

/** The statements of one open database. Each may throw SQLite's own error; `write` throws `StoreConflict` too. */
export interface Rows {
  get<T>(table: string, id: string): Row<T> | undefined;
  list<T>(table: string, key: string, after: number, limit: number): Row<T>[];
  due<T>(table: string, now: number, limit: number): Row<T>[];
  nextDue(table: string): number | null;
  /** Within a transaction. `text`: the value as JSON; undefined deletes. */
  write(write: Write, text: string | undefined): { readonly row: Row | null; readonly change: Change | null };
}

type Found = Record<string, SQLOutputValue>;

/** SQLite's word for no limit. */
const all = -1;

export const rowsIn = (db: DatabaseSync): Rows => {
  const one = db.prepare('SELECT * FROM rows WHERE tab = ? AND id = ?');
  const listed = db.prepare(`
    SELECT rows.* FROM keys JOIN rows USING (tab, id)
    WHERE keys.tab = ? AND keys.key = ? AND keys.sequence > ? ORDER BY keys.sequence LIMIT ?`);
  const overdue = db.prepare(
    'SELECT * FROM rows WHERE tab = ? AND due IS NOT NULL AND due <= ? ORDER BY due, sequence LIMIT ?',
  );
  const earliest = db.prepare('SELECT min(due) AS due FROM rows WHERE tab = ? AND due IS NOT NULL');
  const next = db.prepare('UPDATE counter SET sequence = sequence + 1 RETURNING sequence');
  const put = db.prepare('INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?)');
  const drop = db.prepare('DELETE FROM rows WHERE tab = ? AND id = ?');
  const keysOf = db.prepare('SELECT key FROM keys WHERE tab = ? AND id = ?');
  const dropKeys = db.prepare('DELETE FROM keys WHERE tab = ? AND id = ?');
  const putKey = db.prepare('INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)');

  const nextSequence = (): number => Number(next.get()?.sequence);

  const erase = (table: string, id: string): Change => {
    const keys = keysOf.all(table, id).map(({ key }) => String(key));
    dropKeys.run(table, id);
    drop.run(table, id);
    return { table, id, keys, sequence: nextSequence() };
  };

  return {
    get<T>(table: string, id: string) {
      const found = one.get(table, id);
      return found && toRow<T>(found);
    },
    list: <T>(table: string, key: string, after: number, limit: number) =>
      listed.all(table, key, after, Number.isFinite(limit) ? limit : all).map((found) => toRow<T>(found)),
    due: <T>(table: string, now: number, limit: number) =>
      overdue.all(table, now, limit).map((found) => toRow<T>(found)),
    nextDue: (table) => toDue(earliest.get(table)?.due),
    write({ table, id, expect, keys = [], due = null }, text) {
      const found = one.get(table, id);
      const revision = Number(found?.revision ?? 0);
      if (expect !== undefined && expect !== revision) throw new StoreConflict(table);
      if (text === undefined) return { row: null, change: found ? erase(table, id) : null };

      const sequence = nextSequence();
      put.run(table, id, text, revision + 1, sequence, due);
      dropKeys.run(table, id);
      for (const key of keys) putKey.run(table, id, key, sequence);
      const row = { id, value: JSON.parse(text), revision: revision + 1, sequence, due };
      return { row, change: { table, id, keys, sequence } };
    },
  };
};

const toDue = (due: SQLOutputValue | undefined): number | null => (due == null ? null : Number(due));

/** What was written as a `T` is read as one: the store does not look into its rows. */
const toRow = <T>(found: Found): Row<T> => ({
  id: String(found.id),
  value: JSON.parse(String(found.value)) as T,
  revision: Number(found.revision),
  sequence: Number(found.sequence),
  due: toDue(found.due),
});
