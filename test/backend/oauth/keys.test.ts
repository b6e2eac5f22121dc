import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeProtectedHeader } from 'jose';
import { createSigningKeys } from '../../../src/backend/oauth/keys.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { createVault } from '../../../src/backend/vault.ts';
import { bearer, type Running, startBackend } from '../edge/backend.ts';

const kidOf = (token: string) => decodeProtectedHeader(token).kid;
const published = async (running: Running): Promise<string[]> => {
  const { keys } = await (await running.get('/.well-known/jwks.json')).json();
  return keys.map((key: { kid: string }) => key.kid);
};
const works = async (running: Running, token: string) =>
  (await running.get('/v1/collection-requests?reference=x', bearer(token))).status === 200;

test('a key is made on the first start, and still signs after the next', async () => {
  const running = await startBackend();
  await running.backend.start();
  const [kid] = await published(running);
  await running.backend.stop();

  const again = await startBackend({ store: running.store });
  assert.deepEqual(await published(again), [kid]);
  const token = await again.token('demo-shop');
  assert.equal(kidOf(token), kid);
  assert(await works(again, token));
});

test('nothing private is published, and the private half lies sealed in the store', async () => {
  const running = await startBackend();
  const { keys } = await (await running.get('/.well-known/jwks.json')).json();
  assert.deepEqual(Object.keys(keys[0]).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  const stored = JSON.stringify((await running.store.get('signing_keys', 'ring'))?.value);
  assert(!stored.includes('"d"'));
});

test('two processes that start at once on one store agree on one key', async () => {
  const store = createMemoryStore();
  const [one, two] = await Promise.all([startBackend({ store }), startBackend({ store })]);
  const tokens = await Promise.all([one.token('demo-shop'), two.token('demo-shop')]);
  assert.equal(kidOf(tokens[0]), kidOf(tokens[1]));
  assert.equal((await published(one)).length, 1);
  assert(await works(two, tokens[0]));
});

test('after a rotation the new key signs at once, in every process, and the old one still verifies', async () => {
  const running = await startBackend();
  const before = await running.token('demo-shop');
  await createSigningKeys(running).rotate();
  const after = await running.token('demo-shop');
  assert.notEqual(kidOf(after), kidOf(before));
  assert.deepEqual(await published(running), [kidOf(after), kidOf(before)]);
  assert(await works(running, before));
  assert(await works(running, after));
});

test('an old key is gone when the last token under it has expired, and not before', async () => {
  const running = await startBackend();
  const old = await running.token('demo-shop');
  const keys = createSigningKeys(running);
  await keys.rotate();
  await running.clock.advance(3600_000);
  assert((await published(running)).includes(kidOf(old) ?? ''));
  await running.clock.advance(70_000);
  assert(!(await published(running)).includes(kidOf(old) ?? ''));
  assert.equal(await keys.verifying(kidOf(old) ?? ''), undefined);

  await keys.rotate();
  assert.equal((await published(running)).length, 2);
});

test('two rotations at once lose no key', async () => {
  const running = await startBackend();
  const token = await running.token('demo-shop');
  await Promise.all([createSigningKeys(running).rotate(), createSigningKeys(running).rotate()]);
  assert((await published(running)).length >= 2);
  assert(await works(running, token));
  assert(await works(running, await running.token('demo-shop')));
});

test('a key sealed under a vault key that is gone is said to be lacking, and is not replaced', async () => {
  const running = await startBackend();
  const kids = await published(running);
  const vault = await createVault([new Uint8Array(32).fill(8)]);
  const stranger = await startBackend({ store: running.store, vault });
  const answer = await stranger.get('/readyz');
  assert.equal(answer.status, 503);
  assert.deepEqual(await answer.json(), { ready: false, lacking: ['signing_key'] });
  assert.deepEqual(await published(stranger), kids);
});
