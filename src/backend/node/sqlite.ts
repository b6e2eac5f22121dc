import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createListeners } from '../store/listeners.ts';
import {
  type Change,
  type Row,
  type Store,
  StoreConflict,
  StoreUnavailable,
  type Write,
} from '../store/store.ts';
import { CannotStart } from './cannot-start.ts';
import { rowsIn } from './sqlite-rows.ts';
import { type Migration, migrate } from './sqlite-schema.ts';

/** How long a statement waits for another process that has the file open, in milliseconds. */
const busyTimeout = 500;

/**
 * The store in `folder`, which must be there: SQLite with a write-ahead log, synced to disk at every commit. Belongs
 * to one process at a time. Throws `CannotStart` if another has it, or if it cannot be opened. `steps` is for tests.
 */
export const openSqliteStore = async (folder: string, steps?: readonly Migration[]): Promise<Store> => {
  const opened: DatabaseSync[] = [];
  const open = (name: string): DatabaseSync => {
    const file = join(folder, name);
    // For our own account only. What SQLite puts beside a file it makes as open as the file itself.
    closeSync(openSync(file, 'a', 0o600));
    const db = new DatabaseSync(file, { timeout: busyTimeout });
    opened.unshift(db);
    return db;
  };
  const close = () => {
    for (const db of opened) db.close();
  };
  try {
    hold(open('store.lock'));
    return storeOn(prepare(open('store.sqlite'), steps), close);
  } catch (cause) {
    close();
    if (cause instanceof CannotStart) throw cause;
    throw new CannotStart(
      isBusy(cause)
        ? `Another process uses the data in ${folder}: stop it first.`
        : `The data in ${folder} cannot be opened.`,
      { cause },
    );
  }
};

/**
 * A transaction that is never ended keeps everyone else out. The operating system ends it with the process, however
 * that dies, so a dead process never stands in the way; and `store.sqlite` itself can still be read by others.
 */
const hold = (lock: DatabaseSync): void => lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');

const prepare = (db: DatabaseSync, steps?: readonly Migration[]): DatabaseSync => {
  // `secure_delete`: what is erased is overwritten, not only let go of.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  migrate(db, steps);
  return db;
};

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 5;

/** A commit that waits for the next transaction. */
interface Job {
  readonly writes: readonly Write[];
  /** The values as JSON; undefined deletes. */
  readonly texts: readonly (string | undefined)[];
  resolve(rows: readonly Row[]): void;
  reject(error: unknown): void;
}

const storeOn = (db: DatabaseSync, close: () => void): Store => {
  const rows = rowsIn(db);
  const listeners = createListeners();
  let queue: Job[] = [];

  const answer = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw new StoreUnavailable('the database cannot be used', { cause });
    }
  };

  /** Writes one job within the transaction. If it conflicts, its own writes are undone, and those of others stay. */
  const attempt = (job: Job): (() => void) => {
    const written: Row[] = [];
    const changes: Change[] = [];
    db.exec('SAVEPOINT job');
    try {
      for (const [index, write] of job.writes.entries()) {
        const { row, change } = rows.write(write, job.texts[index]);
        if (row !== null) written.push(row);
        if (change !== null) changes.push(change);
      }
      db.exec('RELEASE job');
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      db.exec('ROLLBACK TO job; RELEASE job');
      return () => job.reject(error);
    }
    return () => {
      job.resolve(written);
      listeners.tell(changes);
    };
  };

  /** All commits asked for in one turn of the event loop share one transaction, and so one wait for the disk. */
  const flush = (): void => {
    const jobs = queue;
    queue = [];
    try {
      db.exec('BEGIN IMMEDIATE');
      const outcomes = jobs.map(attempt);
      db.exec('COMMIT');
      for (const tell of outcomes) tell();
    } catch (cause) {
      const error = new StoreUnavailable('the database cannot be written', { cause });
      for (const job of jobs) job.reject(error);
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
    }
  };

  return {
    get: async <T>(table: string, id: string) => answer(() => rows.get<T>(table, id)),
    list: async <T>(
      table: string,
      key: string,
      { after = 0, limit = Number.POSITIVE_INFINITY }: { after?: number; limit?: number } = {},
    ) => answer(() => rows.list<T>(table, key, after, limit)),
    due: async <T>(table: string, now: number, limit: number) => answer(() => rows.due<T>(table, now, limit)),
    nextDue: async (table) => answer(() => rows.nextDue(table)),
    async commit(writes) {
      const texts = writes.map(({ value }) => (value === undefined ? undefined : JSON.stringify(value)));
      return new Promise((resolve, reject) => {
        queue.push({ writes, texts, resolve, reject });
        if (queue.length === 1) setImmediate(flush);
      });
    },
    subscribe: listeners.add,
    async check() {
      // SQLite leaves out a write that would change nothing.
      answer(() => db.exec('UPDATE counter SET sequence = sequence + 1'));
    },
    async close() {
      if (!db.isOpen) return;
      if (queue.length > 0) flush();
      close();
    },
  };
};
