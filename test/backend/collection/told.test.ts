import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChange } from '../../../src/backend/collection/change.ts';
import { newFollowUp, type Standing } from '../../../src/backend/collection/record.ts';
import type { Happening } from '../../../src/backend/webhooks/webhooks.ts';
import { config, cpr, createRig, newWorld, plain } from '../../support/collection-rig.ts';
import { KeptLog } from '../../support/log.ts';

test('the shop is told of each change that can be seen, in the commit that makes it', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const { id } = await rig.pay(await rig.browse());
  const told: Happening[] = [];
  const change = createChange(
    { ...world, config, log: new KeptLog() },
    {
      writesFor(happening) {
        told.push(happening);
        return [{ table: 'told', id: String(told.length), value: happening }];
      },
    },
  );
  const commits: string[][] = [];
  world.store.subscribe((changes) => commits.push(changes.map(({ table }) => table)));
  const followUp = { value: newFollowUp, due: 1 };
  const to = (more: Partial<Standing>) =>
    change(id, ({ standing }) => ({ standing: { ...standing, ...more }, followUp }));

  await to({ stage: 'delivered' });
  await to({});
  await to({ status: 'approved', stage: null });
  assert.deepEqual(commits, [
    ['collection_requests', 'told', 'follow_ups'],
    ['follow_ups'],
    ['collection_requests', 'told', 'follow_ups'],
  ]);
  assert.deepEqual(
    told.map(({ client, merchant, type, data }) => [
      client,
      merchant,
      type,
      data.id,
      data.reference,
      data.revision,
    ]),
    [2, 3].map((revision) => [
      'demo-shop',
      'phones',
      'collection_request.changed',
      id,
      plain.reference,
      revision,
    ]),
  );
  assert(!JSON.stringify(told).includes(cpr));
});
