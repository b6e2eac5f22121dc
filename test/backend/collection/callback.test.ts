import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../../src/backend/edge/problem.ts';
import { createRig, newWorld } from '../../support/collection-rig.ts';
import { after, approved } from '../../support/scripted-provider.ts';

const start = async () => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.collection.start();
  const browser = await rig.browse();
  const { id } = await rig.pay(browser);
  await world.clock.advance(0);
  const key = world.provider.onlyKey;
  return { rig, key, provider: world.provider, clock: world.clock, see: () => rig.see(browser, id) };
};

test('a callback is answered 204, and the request is read at once', async () => {
  const { rig, key, provider, clock, see } = await start();
  provider.say(approved);
  assert.equal((await rig.callback(key)).status, 204);
  await clock.advance(0);
  assert.equal((await see()).status, 'approved');
  await rig.collection.stop();
});

test('what a callback hints at counts for nothing until it is read', async () => {
  const { rig, key, clock, see } = await start();
  const before = await see();
  await rig.callback(key);
  await clock.advance(0);
  assert.deepEqual(await see(), before);
  await rig.collection.stop();
});

test('without any callback the truth comes by reading', async () => {
  const { rig, provider, clock, see } = await start();
  provider.say(approved);
  await clock.advance(5000);
  assert.equal((await see()).status, 'approved');
  await rig.collection.stop();
});

test('a hundred callbacks during one reading are one reading more', async () => {
  const { rig, key, provider, clock, see } = await start();
  const answered = Promise.withResolvers<void>();
  provider.next.read.push(after(answered.promise));
  await clock.advance(5000);
  assert.equal(provider.count('read'), 1);
  await Promise.all(Array.from({ length: 100 }, () => rig.callback(key)));
  await clock.advance(0);
  assert.equal(provider.count('read'), 1, 'never two readings of one request at once');
  answered.resolve();
  await clock.advance(0);
  assert.equal(provider.count('read'), 2);
  assert.equal((await see()).status, 'pending');
  await rig.collection.stop();
});

test('a callback for what was settled long ago is read too: it may have been paid back', async () => {
  const { rig, key, provider, clock, see } = await start();
  provider.say(approved);
  await clock.advance(24 * 3_600_000);
  provider.say({ payment: { status: 'charged_back', reason: null } });
  await rig.callback(key);
  await clock.advance(0);
  assert.equal((await see()).payment.status, 'charged_back');
  const reads = provider.count('read');
  await clock.advance(24 * 3_600_000);
  assert.equal(provider.count('read'), reads);
  await rig.collection.stop();
});

test('a forged callback is refused and wakes nobody', async () => {
  const { rig, key, provider, clock } = await start();
  await assert.rejects(
    rig.callback(key, 'forged'),
    (error) => error instanceof Refusal && error.code === 'callback_signature_invalid',
  );
  await clock.advance(0);
  assert.equal(provider.count('read'), 0);
  await rig.collection.stop();
});

test('a callback for a request that nobody knows is answered like any other', async () => {
  const { rig } = await start();
  assert.equal((await rig.callback('5a1f0f6e-0000-4000-8000-000000000000')).status, 204);
  const nowhere = new Request('http://inside/callbacks/nobody', { method: 'POST', body: 'x' });
  await assert.rejects(
    rig.collection.callback('nobody', nowhere),
    (error) => error instanceof Refusal && error.code === 'not_found',
  );
  await rig.collection.stop();
});
