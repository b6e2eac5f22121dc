import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChange } from '../../../src/backend/collection/change.ts';
import { keysOf, newFollowUp, type RequestRow } from '../../../src/backend/collection/record.ts';
import type { Write } from '../../../src/backend/store/store.ts';
import { config, createRig, newWorld } from '../../support/collection-rig.ts';
import { KeptLog } from '../../support/log.ts';

const start = async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const { id } = await rig.pay(await rig.browse());
  const change = createChange({ ...world, config, log: new KeptLog() }, { writesFor: () => [] });
  return { store: world.store, id, change, row: () => rig.row(id) };
};

const erased = (id: string, row: RequestRow): Write => ({
  table: 'collection_requests',
  id,
  value: { ...row, debtor: null },
  keys: keysOf(row),
});

test('a change is made to what stands there, not over what somebody else wrote meanwhile', async () => {
  const { store, id, change, row } = await start();
  let tries = 0;
  await change(id, (request) => {
    tries += 1;
    if (tries === 1) void store.commit([erased(id, request)]);
    return {
      standing: { ...request.standing, stage: 'opened' },
      followUp: { value: newFollowUp, due: tries },
    };
  });
  const after = await row();
  assert.deepEqual([after?.debtor, after?.standing.stage, after?.revision], [null, 'opened', 2]);
  assert.deepEqual([tries, await store.nextDue('follow_ups')], [2, 2]);
});

test('what nobody can see grows no revision', async () => {
  const { store, id, change, row } = await start();
  const before = await row();
  await change(id, ({ standing }) => ({
    standing: { ...standing },
    followUp: { value: { ...newFollowUp, wakes: 1 }, due: 7 },
  }));
  assert.deepEqual(await row(), before);
  assert.equal(await store.nextDue('follow_ups'), 7);
});

test('a request that is not there is not changed', async () => {
  const { change } = await start();
  assert.equal(await change('cr_nothing', () => assert.fail('there is nothing to change')), undefined);
});
