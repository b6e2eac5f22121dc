import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CannotStart } from '../../../src/backend/node/cannot-start.ts';
import { openDataFolder } from '../../../src/backend/node/data-folder.ts';
import { vaultKeyIn } from '../../../src/backend/node/secrets.ts';
import { KeptLog } from '../../support/log.ts';

const root = await mkdtemp(join(tmpdir(), 'handslag-data-'));
after(() => rm(root, { recursive: true }));

test('the vault key is made once, for this account only, and kept', async () => {
  const path = join(root, 'deep/inside');
  const first = await vaultKeyIn(await openDataFolder(path));
  const again = await vaultKeyIn(await openDataFolder(path));
  assert.equal(first.byteLength, 32);
  assert.deepEqual(again, first);
  assert.equal((await stat(path)).mode & 0o777, 0o700);
  assert.equal((await stat(join(path, 'vault.key'))).mode & 0o777, 0o600);
});

test('a damaged vault key stops the start: a new one could not open what is stored', async () => {
  const folder = await openDataFolder(join(root, 'damaged'));
  await folder.replace('vault.key', 'short');
  await assert.rejects(vaultKeyIn(folder), CannotStart);
});

test('a data folder that cannot be is told in one sentence', async () => {
  await writeFile(join(root, 'file'), '');
  await assert.rejects(openDataFolder(join(root, 'file/below')), CannotStart);
});

test('a folder that was there stays as its owner made it, and the log warns if others may enter', async () => {
  for (const [mode, warnings] of [
    [0o700, 0],
    [0o750, 1],
    [0o755, 1],
  ] as const) {
    const path = join(root, mode.toString(8));
    await mkdir(path);
    await chmod(path, mode);
    const log = new KeptLog();
    await openDataFolder(path, log);
    assert.equal((await stat(path)).mode & 0o777, mode);
    assert.equal(log.lines.filter(({ event }) => event === 'data_folder.open_to_others').length, warnings);
  }
});
