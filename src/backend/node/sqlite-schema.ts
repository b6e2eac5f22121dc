import type { DatabaseSync } from 'node:sqlite';
import { CannotStart } from './cannot-start.ts';

/** One step from a schema version to the next. It keeps every row: what is in flight goes on under the new version. */
export type Migration = (db: DatabaseSync) => void;

/** The file's version (`PRAGMA user_version`) is how many of these it has been through. Only ever add at the end. */
export const migrations: readonly Migration[] = [
  (db) =>
    db.exec(`
      CREATE TABLE rows (
        tab TEXT NOT NULL,
        id TEXT NOT NULL,
        value TEXT NOT NULL,
        revision INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        due INTEGER,
        PRIMARY KEY (tab, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rows_by_due ON rows (tab, due, sequence) WHERE due IS NOT NULL;

      CREATE TABLE keys (
        tab TEXT NOT NULL,
        id TEXT NOT NULL,
        key TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        PRIMARY KEY (tab, id, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX keys_in_order ON keys (tab, key, sequence);

      CREATE TABLE counter (sequence INTEGER NOT NULL) STRICT;
      INSERT INTO counter VALUES (0);
    `),
];

const versionOf = (db: DatabaseSync): number => Number(db.prepare('PRAGMA user_version').get()?.user_version);

/** Brings the file to the newest version: all steps, or none and the error. */
export const migrate = (db: DatabaseSync, steps: readonly Migration[] = migrations): void => {
  const version = versionOf(db);
  if (version > steps.length) {
    throw new CannotStart(
      `The data was written by a newer version of Handslag (schema ${version}; this one knows ${steps.length}).`,
    );
  }
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps.slice(version)) step(db);
    db.exec(`PRAGMA user_version = ${steps.length}; COMMIT`);
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
};
