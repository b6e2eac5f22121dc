import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '../store/store.ts';
import { CannotStart } from './cannot-start.ts';
import { rowsIn } from './sqlite-rows.ts';
import { migrations } from './sqlite-schema.ts';

/** A store that is only looked at. */
export interface StoreReader extends Pick<Store, 'get' | 'list' | 'due' | 'nextDue'> {
  close(): void;
}

/**
 * Reads the store in `folder` beside the service that may be using it, or without one: a write-ahead log lets any
 * number of readers look while one process writes. Throws `CannotStart` if there is no store of this version.
 */
export const openSqliteReader = (folder: string): StoreReader => {
  const file = join(folder, 'store.sqlite');
  if (!existsSync(file)) throw new CannotStart(`There is no store in ${folder}: has the service ever run?`);
  const db = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version !== migrations.length) {
    db.close();
    throw new CannotStart(`The store in ${folder} was written by another version of Handslag.`);
  }
  const rows = rowsIn(db);
  return {
    get: async <T>(table: string, id: string) => rows.get<T>(table, id),
    list: async <T>(table: string, key: string, { after = 0, limit = Number.POSITIVE_INFINITY } = {}) =>
      rows.list<T>(table, key, after, limit),
    due: async <T>(table: string, now: number, limit: number) => rows.due<T>(table, now, limit),
    nextDue: async (table) => rows.nextDue(table),
    close: () => db.close(),
  };
};
