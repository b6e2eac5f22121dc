import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listStuck } from '../../../src/backend/collection/stuck.ts';
import { createRig, newWorld, plain } from '../../support/collection-rig.ts';
import { answers, approved, failsAfter } from '../../support/scripted-provider.ts';

const minute = 60_000;

test('a request is stuck from when nobody knows what came of it until somebody does', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const { clock, store, provider } = world;
  const stuck = () => listStuck(store, clock.now());
  provider.always.create = failsAfter;
  provider.always.read = failsAfter;
  await rig.collection.start();
  const begun = clock.now();
  const { id } = await rig.pay(await rig.browse());
  await clock.advance(5 * minute);

  const [one, ...more] = await stuck();
  assert.deepEqual(more, []);
  assert.deepEqual(one && { ...one, nextLook: undefined }, {
    id,
    client: 'demo-shop',
    merchant: 'phones',
    reference: plain.reference,
    status: 'unknown',
    since: begun,
    failure: { kind: 'unanswered', status: null },
    nextLook: undefined,
  });
  assert(one && one.nextLook > clock.now());

  provider.always.read = answers;
  provider.say(approved);
  await clock.advance(10 * minute);
  assert.deepEqual(await stuck(), []);
  await rig.collection.stop();
});

test('a request that nobody looks at is stuck ten minutes after somebody should have', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const begun = world.clock.now();
  const { id } = await rig.pay(await rig.browse());
  const stuck = () => listStuck(world.store, world.clock.now());
  await world.clock.advance(10 * minute - 1);
  assert.deepEqual(await stuck(), []);
  await world.clock.advance(1);
  const [one] = await stuck();
  assert.deepEqual([one?.id, one?.status, one?.since, one?.failure], [id, 'pending', begun, null]);
});

test('the longest waiting comes first', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  for (const reference of ['order-1', 'order-2']) {
    await rig.pay(await rig.browse({ ...plain, reference }));
    await world.clock.advance(minute);
  }
  await world.clock.advance(20 * minute);
  const found = await listStuck(world.store, world.clock.now());
  assert.deepEqual(
    found.map(({ reference }) => reference),
    ['order-1', 'order-2'],
  );
});
