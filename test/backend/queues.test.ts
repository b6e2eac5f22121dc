import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listStuckConsents } from '../../src/backend/eft-consent/stuck.ts';
import { listStuckOnboardings } from '../../src/backend/onboarding/stuck.ts';
import { readQueues } from '../../src/backend/queues.ts';
import { config, createRig, newWorld } from '../support/collection-rig.ts';
import { createEftRig, newEftWorld } from '../support/eft-rig.ts';
import { openMarket } from '../support/onboarding-rig.ts';
import { answers, failsBefore } from '../support/scripted-provider.ts';
import { openSeller, stateOf } from '../support/seller.ts';
import { secretOf } from './webhooks/receiver.ts';
import { configOf, createWorld, snapshot } from './webhooks/shop.ts';

const second = 1000;

test('nothing waits where nothing is', async () => {
  const world = await newWorld();
  assert.deepEqual(await readQueues({ ...world, config }), {
    unsent: 0,
    unread: 0,
    unknown: 0,
    webhooks: { pending: 0, oldest: 0 },
  });
});

test('a request that is not sent grows old, and one that was sent in vain is unknown', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.pay(await rig.browse());
  await world.clock.advance(30 * second);
  const waiting = await readQueues({ ...world, config });
  assert.deepEqual([waiting.unsent, waiting.unread, waiting.unknown], [30 * second, 30 * second, 0]);

  world.provider.always.create = failsBefore;
  world.provider.always.read = failsBefore;
  await rig.collection.start();
  await world.clock.advance(second);
  const sent = await readQueues({ ...world, config });
  assert.deepEqual([sent.unsent, sent.unread, sent.unknown], [0, 0, 1]);
  await rig.collection.stop();
});

test('a consent that cannot be sent grows old, and is stuck; one that was sent in vain is unknown', async () => {
  const world = await newEftWorld();
  const rig = createEftRig(world);
  world.provider.always.list = failsBefore;
  const caller = await rig.browse();
  const late = rig.post(caller, await rig.body(caller));
  await world.clock.advance(30 * second);
  const { id } = await (await late).json();
  const waiting = await readQueues({ ...world, config });
  assert.deepEqual([waiting.unsent, waiting.unread, waiting.unknown], [30 * second, 30 * second, 0]);
  const stuck = async () => (await listStuckConsents(world.store, world.clock.now())).map((one) => one.id);
  assert.deepEqual(await stuck(), []);
  await world.clock.advance(600 * second);
  assert.deepEqual(await stuck(), [id]);

  world.provider.always.list = answers;
  world.provider.always.create = failsBefore;
  rig.room.start();
  await world.clock.advance(second);
  const sent = await readQueues({ ...world, config });
  assert.deepEqual([sent.unsent, sent.unread, sent.unknown], [0, 0, 1]);
  assert.deepEqual(await stuck(), [id]);
  await rig.room.stop();
});

test('what an onboarding cannot send grows old, what it has sent in vain is unknown, and both are stuck', async () => {
  const market = await openMarket();
  const seller = await openSeller(market);
  await seller.open();
  await market.pass(second);
  const queues = () => readQueues(market);
  const stuck = async () =>
    (await listStuckOnboardings(market.store, market.clock.now())).map(({ reference }) => reference);
  const quiet = await queues();
  assert.deepEqual([quiet.unsent, quiet.unread, quiet.unknown], [0, 0, 0]);

  await seller.trouble({ createError: 'before' });
  await seller.write('POST', '/applications', { kind: 'payout', reference: 'Torvet' });
  await seller.write('POST', '/options/swish', {});
  await market.pass(30 * second);
  const waiting = await queues();
  assert.deepEqual([waiting.unsent, waiting.unknown], [30 * second, 1], 'the second waits for the first');
  assert.deepEqual(await stuck(), []);
  await market.pass(600 * second);
  assert.deepEqual(await stuck(), ['seller-1']);

  await seller.trouble({});
  await seller.until((one) => one.applications.length === 1 && stateOf(one, 'options') === 'pending');
  const done = await queues();
  assert.deepEqual([done.unsent, done.unread, done.unknown, await stuck()], [0, 0, 0, []]);
  await market.stop();
});

test('webhooks wait until they are delivered, whichever merchant they are about', async () => {
  const world = createWorld();
  const withEndpoint = configOf({ mine: [{ url: 'https://127.0.0.1/', secrets: [secretOf(1)] }] });
  const webhooks = await world.start(withEndpoint);
  const type = 'collection_request.changed' as const;
  for (const merchant of ['nordlys', 'other']) {
    await world.happen(webhooks, [{ client: 'mine', merchant, type, data: snapshot(1) }]);
    await world.clock.advance(second);
  }
  const { webhooks: waiting } = await readQueues({ ...world, config: withEndpoint });
  assert.deepEqual(waiting, { pending: 2, oldest: 2 * second });
});
