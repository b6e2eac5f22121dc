/**
 * What must be kept so that no payment is lost: rows of JSON in named tables, written in all-or-nothing commits.
 *
 * Every row has a revision; a write says which revision it expects, so two writers can never both win. Every
 * write of a row gets the next number of one global sequence, so "what has changed since" is one question.
 */
export interface Row<T = unknown> {
  readonly id: string;
  readonly value: T;
  /** 1 for the first write of this id, then one more each time. Begins again at 1 after a deletion. */
  readonly revision: number;
  /** Place of this row's last write in the global sequence. Only grows. */
  readonly sequence: number;
  /** When somebody must look at this row again, in milliseconds since 1970; null: never. */
  readonly due: number | null;
}

export interface Write<T = unknown> {
  readonly table: string;
  readonly id: string;
  /** `undefined` deletes the row. */
  readonly value: T | undefined;
  /** The revision that must stand there now; 0: the row must not exist; omitted: whatever stands there. */
  readonly expect?: number;
  /** Secondary keys under which `list` finds the row. They replace those of the last write. */
  readonly keys?: readonly string[];
  /** Replaces that of the last write; left out: null. */
  readonly due?: number | null;
}

/** Some row was not at the revision that a write expected. Nothing of the commit has been written. */
export class StoreConflict extends Error {
  override readonly name = 'StoreConflict';
}

/** The store could not take or give data (disk full, read-only, gone). Nothing of the commit has been written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

export interface Store {
  get<T>(table: string, id: string): Promise<Row<T> | undefined>;
  /** Rows under a secondary key, in the order of their last write, those after `after` only. */
  list<T>(
    table: string,
    key: string,
    options?: { readonly after?: number; readonly limit?: number },
  ): Promise<readonly Row<T>[]>;
  /** Rows whose `due` is at or before `now`, the longest overdue first. */
  due<T>(table: string, now: number, limit: number): Promise<readonly Row<T>[]>;
  /** The earliest `due` of the table, or null. */
  nextDue(table: string): Promise<number | null>;
  /**
   * All or nothing, and durable when the promise resolves, with the rows as written; deletions give none.
   * Throws `StoreConflict` or `StoreUnavailable`.
   */
  commit(writes: readonly Write[]): Promise<readonly Row[]>;
  /** Calls back after each commit with the rows written. Returns the way to stop. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
  /** Throws `StoreUnavailable` where a commit would. For `/readyz`. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface Change {
  readonly table: string;
  readonly id: string;
  /** Those of this write; of a deletion, those that the row had. */
  readonly keys: readonly string[];
  readonly sequence: number;
}
