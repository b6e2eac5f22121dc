import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVault } from '../../../src/backend/vault.ts';
import { Problem } from '../../../src/protocol/problem.ts';
import { cpr, createRig, newWorld, plain } from '../../support/collection-rig.ts';
import { mortal } from '../../support/mortal-store.ts';
import { after, approved } from '../../support/scripted-provider.ts';

const debtor = { scheme: 'cpr', value: cpr } as const;

const start = async () => {
  const world = await newWorld();
  const store = mortal(world.store);
  const rig = createRig({ ...world, store });
  await rig.collection.start();
  const browser = await rig.browse();
  return { rig, browser, store, provider: world.provider, clock: world.clock };
};

test('while nothing can be stored nothing is sent, and the browser is told to come back', async () => {
  const { rig, browser, store, provider, clock } = await start();
  store.full = true;
  const answer = await rig.post(browser, { debtor });
  assert.equal(answer.status, 503);
  assert.equal(Problem.parse(await answer.json()).code, 'unavailable');
  assert.equal(answer.headers.get('retry-after'), '5');
  await clock.advance(60_000);
  assert.equal(provider.calls.length, 0);

  store.full = false;
  assert.equal((await rig.post(browser, { debtor })).status, 201);
  await clock.advance(0);
  assert.equal(provider.taken.size, 1);
  await rig.collection.stop();
});

test('an answer that could not be stored is found again by reading, and nothing is sent twice', async () => {
  const { rig, browser, store, provider, clock } = await start();
  const arrives = Promise.withResolvers<void>();
  provider.next.create.push(after(arrives.promise));
  const { id } = await rig.pay(browser);
  await clock.advance(0);
  store.full = true;
  arrives.resolve();
  await clock.advance(60_000);
  assert.equal((await rig.see(browser, id)).stage, 'queued');
  provider.say(approved);
  store.full = false;
  await clock.advance(10_000);
  assert.equal((await rig.see(browser, id)).status, 'approved');
  assert.equal(provider.count('create'), 1);
  await rig.collection.stop();
});

test('a store that is out of order is asked again every few seconds, not all the time', async () => {
  const { rig, browser, store, provider, clock } = await start();
  await rig.pay(browser);
  await clock.advance(0);
  store.full = true;
  const reads = provider.count('read');
  await clock.advance(60_000);
  const more = provider.count('read') - reads;
  assert.ok(more >= 10 && more <= 13, `${more} readings`);
  await rig.collection.stop();
});

test('a request whose debtor cannot be opened is told to the operator, and troubles no other', async () => {
  const world = await newWorld();
  const first = createRig(world);
  const locked = await first.browse();
  await first.pay(locked);

  const vault = await createVault([new Uint8Array(32).fill(8)]);
  const rig = createRig({ ...world, vault });
  await rig.collection.start();
  const browser = await rig.browse({ ...plain, reference: 'order-4712' });
  await rig.pay(browser);
  await world.clock.advance(20_000);
  assert.equal(world.provider.taken.size, 1);
  const complaints = rig.log.lines.filter(({ event }) => event === 'work.failed');
  assert.ok(complaints.length >= 3 && complaints.length <= 6, `${complaints.length} lines`);
  await rig.collection.stop();
});
