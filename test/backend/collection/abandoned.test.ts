import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '../../../src/backend/caller.ts';
import { CollectionDeskDetail } from '../../../src/protocol/session.ts';
import { cpr, createRig, newWorld, plain } from '../../support/collection-rig.ts';
import { approved } from '../../support/scripted-provider.ts';

const seconds = 1000;
const atCounter = { ...plain, surface: 'pos' };

/** A backend with a request that the provider has. */
const start = async (detail: object = atCounter) => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.collection.start();
  const tablet = await rig.browse(detail);
  const { id } = await rig.pay(tablet);
  return { ...rig, world, provider: world.provider, tablet, id };
};

type Counter = Awaited<ReturnType<typeof start>>;

/** Time goes by in which a screen reads again and again. */
const wait = async (rig: Counter, ms: number, read: () => Promise<Response>) => {
  for (let gone = 0; gone < ms; gone += 25 * seconds) {
    await read();
    await rig.clock.advance(25 * seconds);
  }
};

test('a request at a counter that no screen reads any more ends cancelled, at the provider too', async () => {
  const rig = await start();
  await rig.read(rig.tablet, rig.id);
  await rig.clock.advance(85 * seconds);
  assert.equal(rig.provider.count('cancel'), 0);
  await rig.clock.advance(15 * seconds);
  assert.equal(rig.provider.taken.get(rig.provider.onlyKey)?.reading.status, 'cancelled');
  assert.equal((await rig.row(rig.id))?.standing.status, 'cancelled');
  const told = rig.log.lines.filter(({ event }) => event === 'collection_request.cancelling');
  assert.deepEqual(
    told.map(({ fields }) => fields),
    [{ request: rig.id, abandoned: true }],
  );
  await rig.collection.stop();
});

test('while a screen waits for news it is not withdrawn, nor after a reload', async () => {
  const rig = await start();
  const held = () => rig.read(rig.tablet, rig.id, { 'if-none-match': '"0"', prefer: 'wait=25' });
  await wait(rig, 200 * seconds, held);
  await wait(rig, 200 * seconds, async () => rig.call(rig.tablet, 'GET', '/v1/session'));
  assert.equal(rig.provider.count('cancel'), 0);
  await rig.collection.stop();
});

test('the shop’s server is no screen', async () => {
  const rig = await start();
  await wait(rig, 100 * seconds, async () => rig.read(rig.server, rig.id));
  assert.equal(rig.provider.count('cancel'), 1);
  await rig.collection.stop();
});

test('a desk at the counter looks at all of its requests', async () => {
  const rig = await start();
  const { client, merchant } = rig.server;
  const opened = await rig.sessions.open(client, merchant, [
    CollectionDeskDetail.parse({
      type: 'collection_desk',
      provider: 'betalingsservice',
      desk: 'till-1',
      surface: 'pos',
      currency: 'DKK',
      maxAmount: 500_000,
      debtorGroups: ['00001'],
    }),
  ]);
  assert(opened.ok);
  const clerk: Caller = { ...rig.callerOf('demo-shop', opened.id), actor: 'clerk-1' };
  const { amount, text } = plain;
  const debtor = { scheme: 'cpr', value: cpr };
  const made = await rig.post(clerk, { amount, text, reference: 'receipt-1', debtor }, 'at-the-till');
  const { id } = await made.json();
  await wait(rig, 200 * seconds, async () => rig.call(clerk, 'GET', '/v1/collection-requests'));
  assert.equal((await rig.row(id))?.standing.status, 'pending');
  await rig.clock.advance(100 * seconds);
  assert.equal((await rig.row(id))?.standing.status, 'cancelled');
  await rig.collection.stop();
});

for (const surface of ['web', 'agent']) {
  test(`elsewhere (${surface}) a screen may go, and the payer decides on the phone`, async () => {
    const rig = await start({ ...plain, surface });
    await rig.clock.advance(500 * seconds);
    assert.equal(rig.provider.count('cancel'), 0);
    await rig.collection.stop();
  });
}

test('a request that a server makes for a counter has no screen to lose', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.collection.start();
  const { type: _, ...bill } = { ...atCounter, debtor: { scheme: 'cpr', value: cpr } };
  assert.equal((await rig.post(rig.server, bill)).status, 201);
  await rig.clock.advance(500 * seconds);
  assert.equal(world.provider.count('cancel'), 0);
  await rig.collection.stop();
});

test('after a restart it has its whole time again, and then it ends all the same', async () => {
  const rig = await start();
  await rig.clock.advance(60 * seconds);
  await rig.collection.stop();
  const next = createRig(rig.world);
  await next.collection.start();
  await next.clock.advance(85 * seconds);
  assert.equal(rig.provider.count('cancel'), 0);
  await next.clock.advance(20 * seconds);
  assert.equal((await next.row(rig.id))?.standing.status, 'cancelled');
  await next.collection.stop();
});

test('what was approved at the last moment stays approved', async () => {
  const rig = await start();
  rig.provider.onCancel = approved;
  await rig.clock.advance(110 * seconds);
  const { status, cancelling } = await rig.see(rig.tablet, rig.id);
  assert.deepEqual([status, cancelling], ['approved', false]);
  await rig.collection.stop();
});
