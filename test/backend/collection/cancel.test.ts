import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import { Problem } from '../../../src/protocol/problem.ts';
import { createRig, newWorld } from '../../support/collection-rig.ts';
import {
  after,
  approved,
  type Conduct,
  failsBefore,
  refuses,
  silentAfter,
} from '../../support/scripted-provider.ts';

const minute = 60_000;

const start = async (...sends: Conduct[]) => {
  const world = await newWorld();
  const rig = createRig(world);
  world.provider.next.create.push(...sends);
  await rig.collection.start();
  const browser = await rig.browse();
  const { id } = await rig.pay(browser);
  await world.clock.advance(0);
  const cancel = async () => {
    const answer = await rig.cancel(browser, id);
    return { status: answer.status, body: await answer.json() };
  };
  return { rig, id, cancel, provider: world.provider, clock: world.clock, see: () => rig.see(browser, id) };
};

test('cancelling is a request: asked for at once, cancelling until the provider says so', async () => {
  const { rig, provider, clock, cancel, see } = await start();
  provider.onCancel = {};
  const { status, body } = await cancel();
  const { cancelling, revision } = CollectionRequest.parse(body);
  assert.deepEqual([status, cancelling, revision], [202, true, 3]);
  assert.deepEqual(await cancel(), { status: 202, body: { ...body } }, 'asked twice is asked once');
  await clock.advance(10_000);
  assert.equal(provider.count('cancel'), 1);
  assert.deepEqual([(await see()).status, (await see()).cancelling], ['pending', true]);

  provider.say({ status: 'cancelled', stage: null });
  await clock.advance(2000);
  assert.deepEqual([(await see()).status, (await see()).cancelling], ['cancelled', false]);
  const late = await cancel();
  assert.deepEqual([late.status, Problem.parse(late.body).code], [409, 'request_not_pending']);
  await rig.collection.stop();
});

test('a cancellation that loses the race ends in what won', async () => {
  const { rig, provider, clock, cancel, see } = await start();
  provider.onCancel = approved;
  await cancel();
  await clock.advance(2000);
  const { status, cancelling, payment } = await see();
  assert.deepEqual([status, cancelling, payment.status], ['approved', false, 'settled']);
  await rig.collection.stop();
});

test('a cancellation that the provider refuses can be asked for again', async () => {
  const { rig, provider, clock, cancel, see } = await start();
  provider.next.cancel.push(refuses({ code: 'other', retryable: true }));
  await cancel();
  await clock.advance(0);
  assert.deepEqual([(await see()).status, (await see()).cancelling], ['pending', false]);
  await cancel();
  await clock.advance(2000);
  assert.equal((await see()).status, 'cancelled');
  await rig.collection.stop();
});

test('while the cancellation cannot be delivered, the request is read all the same', async () => {
  const { rig, provider, clock, cancel, see } = await start();
  provider.always.cancel = failsBefore;
  await cancel();
  await clock.advance(3000);
  provider.say(approved);
  await clock.advance(2000);
  assert.equal((await see()).status, 'approved');
  await rig.collection.stop();
});

test('a request that is cancelled before it was sent is never sent', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const browser = await rig.browse();
  const { id } = await rig.pay(browser);
  assert.equal((await rig.cancel(browser, id)).status, 202);
  await rig.collection.start();
  await world.clock.advance(0);
  assert.equal((await rig.see(browser, id)).status, 'cancelled');
  assert.equal(world.provider.calls.length, 0);
  await rig.collection.stop();
});

test('a request that is cancelled while it is being sent is cancelled once it is there', async () => {
  const arrives = Promise.withResolvers<void>();
  const { rig, provider, clock, cancel, see } = await start(after(arrives.promise));
  await cancel();
  await clock.advance(1000);
  assert.equal(provider.count('cancel'), 0);
  arrives.resolve();
  await clock.advance(2000);
  assert.equal((await see()).status, 'cancelled');
  assert.deepEqual([provider.count('create'), provider.count('cancel')], [1, 1]);
  await rig.collection.stop();
});

for (const { what, send, ends, charges } of [
  { what: 'did arrive is cancelled there', send: silentAfter, ends: 'cancelled', charges: 1 },
  {
    what: 'did not arrive ends when it cannot arrive any more',
    send: failsBefore,
    ends: 'cancelled',
    charges: 0,
  },
]) {
  test(`an unknown request that is cancelled and ${what}`, async () => {
    const { rig, provider, clock, cancel, see } = await start(send);
    await clock.advance(send === silentAfter ? 10_000 : 0);
    assert.equal((await see()).status, 'unknown');
    assert.equal((await cancel()).status, 202);
    await clock.advance(5000);
    if (charges === 0) assert.deepEqual([(await see()).status, (await see()).cancelling], ['unknown', true]);
    await clock.advance(2 * minute);
    assert.equal((await see()).status, ends);
    assert.deepEqual([provider.taken.size, provider.count('create')], [charges, 1]);
    await rig.collection.stop();
  });
}
