import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVault } from '../../src/backend/vault.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const text = '211062-5629';

test('what was sealed for a place is opened there', async () => {
  const vault = await createVault([key(1)]);
  const sealed = await vault.seal(text, 'sessions/a');
  assert(!sealed.includes('2110'));
  assert.equal(await vault.open(sealed, 'sessions/a'), text);
});

test('the same text is sealed differently each time', async () => {
  const vault = await createVault([key(1)]);
  assert.notEqual(await vault.seal(text, 'sessions/a'), await vault.seal(text, 'sessions/a'));
});

test('what was moved to another place is not opened', async () => {
  const vault = await createVault([key(1)]);
  await assert.rejects(vault.open(await vault.seal(text, 'sessions/a'), 'sessions/b'));
});

test('what was changed in any part is not opened', async () => {
  const vault = await createVault([key(1)]);
  const sealed = await vault.seal(text, 'sessions/a');
  const starts = [0, sealed.indexOf('.') + 1, sealed.lastIndexOf('.') + 1];
  for (const at of starts) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    await assert.rejects(vault.open(changed, 'sessions/a'), `changed at ${at}`);
  }
  for (const cut of ['', '.', '..', sealed.slice(0, -4), sealed.slice(0, sealed.lastIndexOf('.'))]) {
    await assert.rejects(vault.open(cut, 'sessions/a'), `cut to ${cut.length}`);
  }
});

test('a new key in front opens what the old one sealed; the old one alone opens nothing new', async () => {
  const before = await createVault([key(1)]);
  const during = await createVault([key(2), key(1)]);
  assert.equal(await during.open(await before.seal(text, 'a'), 'a'), text);
  await assert.rejects(before.open(await during.seal(text, 'a'), 'a'));
  const after = await createVault([key(2)]);
  assert.equal(await after.open(await during.seal(text, 'a'), 'a'), text);
  await assert.rejects(after.open(await before.seal(text, 'a'), 'a'));
});

test('a fingerprint tells same from other, outlives a new key in front, and needs the key', async () => {
  const vault = await createVault([key(1)]);
  const print = await vault.fingerprint(text);
  assert.equal(await vault.fingerprint(text), print);
  assert.notEqual(await vault.fingerprint('211062-5628'), print);
  assert.equal(await (await createVault([key(2), key(1)])).fingerprint(text), print);
  assert.notEqual(await (await createVault([key(2)])).fingerprint(text), print);
});

test('a vault is not made without a key, nor with a short one', async () => {
  await assert.rejects(createVault([]), TypeError);
  await assert.rejects(createVault([key(1), new Uint8Array(16)]), TypeError);
});
