import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinal } from '../../../src/protocol/order.ts';
import { cpr, createRig, newWorld, plain } from '../../support/collection-rig.ts';
import { after, approved } from '../../support/scripted-provider.ts';

const bill = (n: number) => ({
  ...plain,
  type: undefined,
  reference: `bill-${n}`,
  debtor: { scheme: 'cpr', value: cpr },
});

test('two processes that follow the same twenty requests send each of them once', async () => {
  const world = await newWorld();
  const rigs = [createRig(world), createRig(world)] as const;
  const [first] = rigs;
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, n) => first.post(first.server, bill(n), `key-${n}`)),
  );
  await Promise.all(rigs.map(({ collection }) => collection.start()));
  await world.clock.advance(20_000);
  assert.equal(world.provider.count('create'), 20);
  for (const key of world.provider.taken.keys()) world.provider.say(approved, key);
  await world.clock.advance(5000);
  for (const answer of made) {
    const { id } = await answer.json();
    assert.equal((await first.see(first.server, id)).status, 'approved');
  }
  await Promise.all(rigs.map(({ collection }) => collection.stop()));
});

test('while one process waits for the answer to a send, the other leaves it alone', async () => {
  const world = await newWorld();
  const rigs = [createRig(world), createRig(world)] as const;
  const arrives = Promise.withResolvers<void>();
  world.provider.next.create.push(after(arrives.promise));
  const [first] = rigs;
  await Promise.all(rigs.map(({ collection }) => collection.start()));
  const { id } = await first.pay(first.server, bill(1));
  await world.clock.advance(9000);
  assert.deepEqual([world.provider.count('create'), world.provider.count('read')], [1, 0]);
  arrives.resolve();
  await world.clock.advance(0);
  assert.notEqual((await first.see(first.server, id)).bindingCode, null);
  await Promise.all(rigs.map(({ collection }) => collection.stop()));
});

test('a process that was slow to look cannot withdraw what the other has sent meanwhile', async () => {
  const world = await newWorld();
  const looks = Promise.withResolvers<void>();
  const slow = createRig({
    ...world,
    store: {
      ...world.store,
      async get(table, id) {
        if (table === 'collection_requests') await looks.promise;
        return world.store.get(table, id);
      },
    },
  });
  const quick = createRig(world);
  const { id } = await quick.pay(quick.server, bill(1));
  await slow.collection.start();
  await world.clock.advance(0);

  const arrives = Promise.withResolvers<void>();
  world.provider.next.create.push(after(arrives.promise));
  await quick.collection.start();
  await world.clock.advance(0);
  assert.equal((await quick.cancel(quick.server, id)).status, 202);
  looks.resolve();
  await world.clock.advance(0);
  assert.ok(!isFinal((await quick.see(quick.server, id)).status));
  arrives.resolve();
  await world.clock.advance(2000);
  assert.equal((await quick.see(quick.server, id)).status, 'cancelled');
  assert.equal(world.provider.count('create'), 1);
  await Promise.all([slow.collection.stop(), quick.collection.stop()]);
});
