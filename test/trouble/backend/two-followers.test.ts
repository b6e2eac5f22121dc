import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpr, createRig, newWorld, plain } from '../../support/collection-rig.ts';
import { approved } from '../../support/scripted-provider.ts';

test('two processes that follow the same twenty requests send each of them once', async () => {
  const world = await newWorld();
  const rigs = [createRig(world), createRig(world)] as const;
  const [first] = rigs;
  const bill = (n: number) => ({
    ...plain,
    type: undefined,
    reference: `bill-${n}`,
    debtor: { scheme: 'cpr', value: cpr },
  });
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
