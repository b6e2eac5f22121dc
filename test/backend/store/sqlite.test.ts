import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { CannotStart } from '../../../src/backend/node/cannot-start.ts';
import { openSqliteStore } from '../../../src/backend/node/sqlite.ts';
import { migrations } from '../../../src/backend/node/sqlite-schema.ts';
import { StoreUnavailable } from '../../../src/backend/store/store.ts';
import { newFolder } from '../../support/folder.ts';
import { storeContract } from './contract.ts';

storeContract('sqlite', async () => openSqliteStore(await newFolder()));

const program = join(import.meta.dirname, 'writer.ts');

/** A process of its own that holds the store, with a shell's `limit` on it. */
const startWriter = async (folder: string, limit = 'true') => {
  const child = spawn('sh', ['-c', `${limit}; exec "$0" "$@"`, process.execPath, program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(...text.trim().split('\n')));
  await once(child.stdout, 'data');
  return { child, said };
};

test('what was committed is there after the process was killed, and the dead process does not hold the folder', async () => {
  const folder = await newFolder();
  const { child, said } = await startWriter(folder);
  while (said.length < 20) await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');

  const store = await openSqliteStore(folder);
  for (const id of said) assert.equal((await store.get<string>('t', id))?.value.length, 1000, id);
  const last = (await store.list('t', 'all')).at(-1);
  const [next] = await store.commit([{ table: 't', id: 'next', value: 1 }]);
  assert.equal(next?.sequence, (last?.sequence ?? 0) + 1);
  await store.close();
});

test('a second process on the same folder refuses to start', async () => {
  const folder = await newFolder();
  const { child } = await startWriter(folder);
  await assert.rejects(openSqliteStore(folder), (error: Error) => {
    assert.ok(error instanceof CannotStart);
    return /Another process uses the data/.test(error.message);
  });
  child.kill('SIGKILL');
  await once(child, 'close');
  await (await openSqliteStore(folder)).close();
});

test('a full disk refuses the commit, keeps every one before it, and is seen by check', async () => {
  const folder = await newFolder();
  // Half a megabyte per file is all that the shell allows.
  const { child, said } = await startWriter(folder, 'ulimit -f 1000');
  await once(child, 'close');
  assert.equal(said.at(-1), 'commit: StoreUnavailable, check: StoreUnavailable');

  const store = await openSqliteStore(folder);
  assert.deepEqual(
    (await store.list('t', 'all')).map(({ id }) => id),
    said.slice(0, -1),
  );
  await store.close();
});

test('while someone else holds the database, a commit is refused after a while and works again later', async () => {
  const folder = await newFolder();
  const store = await openSqliteStore(folder);
  const stranger = new DatabaseSync(join(folder, 'store.sqlite'));
  stranger.exec('BEGIN IMMEDIATE');
  await assert.rejects(store.commit([{ table: 't', id: 'a', value: 1, expect: 0 }]), StoreUnavailable);
  stranger.exec('ROLLBACK');
  stranger.close();
  await store.commit([{ table: 't', id: 'a', value: 1, expect: 0 }]);
  await store.close();
});

test('of a deleted row nothing is left', async () => {
  const folder = await newFolder();
  const store = await openSqliteStore(folder);
  await store.commit([{ table: 't', id: 'a', value: 1, keys: ['k'] }]);
  await store.commit([{ table: 't', id: 'a', value: undefined }]);
  await store.close();
  const db = new DatabaseSync(join(folder, 'store.sqlite'), { readOnly: true });
  assert.deepEqual([...db.prepare('SELECT id FROM rows UNION SELECT id FROM keys').all()], []);
  db.close();
});

test('a write that SQLite itself does not take ends its own transaction and no other', async () => {
  const store = await openSqliteStore(await newFolder());
  await assert.rejects(store.commit([{ table: 't', id: 'a', value: 1, due: 0.5 }]), StoreUnavailable);
  assert.equal((await store.commit([{ table: 't', id: 'a', value: 1, expect: 0 }]))[0]?.revision, 1);
  await store.close();
});

test('what is in flight goes on under a newer schema, and keeps its place', async () => {
  const folder = await newFolder();
  const older = await openSqliteStore(folder);
  const [before] = await older.commit([
    { table: 't', id: 'a', value: { status: 'pending' }, keys: ['k'], due: 5 },
  ]);
  await older.close();

  const renamed = [
    ...migrations,
    (db: DatabaseSync) =>
      db.exec(`UPDATE rows SET value = json_set(value, '$.stage', 'queued') WHERE tab = 't'`),
  ];
  const newer = await openSqliteStore(folder, renamed);
  const after = { ...before, value: { status: 'pending', stage: 'queued' } };
  assert.deepEqual(await newer.list('t', 'k'), [after]);
  assert.deepEqual(await newer.due('t', 5, 1), [after]);
  const [next] = await newer.commit([{ table: 't', id: 'a', value: 1, expect: 1 }]);
  assert.equal(next?.sequence, 2);
  await newer.close();
});

test('a migration that fails changes nothing', async () => {
  const folder = await newFolder();
  const store = await openSqliteStore(folder);
  const [before] = await store.commit([{ table: 't', id: 'a', value: 1 }]);
  await store.close();
  const broken = [
    ...migrations,
    (db: DatabaseSync) => db.exec('DELETE FROM rows'),
    (db: DatabaseSync) => db.exec('no such words'),
  ];
  await assert.rejects(openSqliteStore(folder, broken), CannotStart);
  const again = await openSqliteStore(folder);
  assert.deepEqual(await again.get('t', 'a'), before);
  await again.close();
});

test('data written by a newer version is left alone', async () => {
  const folder = await newFolder();
  const newer = await openSqliteStore(folder, [...migrations, () => undefined]);
  await newer.close();
  await assert.rejects(openSqliteStore(folder), /newer version/);
});

test('a folder that is not there, or holds something else, is told in one sentence', async () => {
  await assert.rejects(openSqliteStore(join(await newFolder(), 'nowhere')), CannotStart);
});

test('every file of the store is for this account only', async () => {
  const folder = await newFolder();
  const store = await openSqliteStore(folder);
  await store.commit([{ table: 't', id: 'a', value: 1 }]);
  const names = await readdir(folder);
  assert.deepEqual(
    ['store.lock', 'store.sqlite', 'store.sqlite-shm', 'store.sqlite-wal'].filter(
      (name) => !names.includes(name),
    ),
    [],
  );
  for (const name of names) assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600, name);
  await store.close();
});
