import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionRow } from '../../../src/backend/session/session.ts';
import { Session } from '../../../src/protocol/session.ts';
import { cpr, createRig, newWorld, plain } from '../../support/collection-rig.ts';
import { approved, silentBefore } from '../../support/scripted-provider.ts';

const debtor = { scheme: 'cpr', value: cpr } as const;
const kept = 600_000;
const day = 24 * 3_600_000;

const start = async () => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.collection.start();
  const debtorOf = async (session: string | null) => {
    const row = await world.store.get<SessionRow>('sessions', session ?? '');
    return [row?.value.debtor !== null, row?.value.debtorHint !== null];
  };
  return { rig, debtorOf, provider: world.provider, clock: world.clock, world };
};

for (const end of [approved, { status: 'declined', stage: null }] as const) {
  test(`after ${end.status} the debtor is kept for the time configured, then gone from request and session`, async () => {
    const { rig, debtorOf, provider, clock } = await start();
    const browser = await rig.browse();
    const { id } = await rig.pay(browser, { debtor });
    await clock.advance(0);
    provider.say(end);
    await clock.advance(5000);
    const before = await rig.see(browser, id);

    await clock.advance(kept - 1);
    assert.notEqual((await rig.row(id))?.debtor, null);
    assert.deepEqual(await debtorOf(browser.session), [true, true]);
    await clock.advance(1);
    assert.equal((await rig.row(id))?.debtor, null);
    assert.deepEqual(await debtorOf(browser.session), [false, false]);

    const { now: _, ...after } = await rig.see(browser, id);
    assert.deepEqual({ ...after, now: before.now }, before, 'nothing that can be seen has changed');
    const session = Session.parse(await (await rig.call(browser, 'GET', '/v1/session')).json());
    const [task] = session.tasks;
    assert(task?.type === 'collection_request');
    assert.equal(task.debtor, null);
    await rig.collection.stop();
  });
}

test('the end of an old request leaves the debtor of the new one alone', async () => {
  const { rig, debtorOf, provider, clock } = await start();
  const browser = await rig.browse();
  const first = await rig.pay(browser, { debtor });
  await clock.advance(0);
  provider.say({ status: 'declined', stage: null });
  await clock.advance(5000);
  const second = await rig.pay(browser, {}, 'again');
  assert.equal(second.replaces, first.id);
  provider.always.read = silentBefore;
  await clock.advance(kept);
  assert.equal((await rig.row(first.id))?.debtor, null);
  assert.notEqual((await rig.row(second.id))?.debtor, null);
  assert.deepEqual(await debtorOf(browser.session), [true, true]);
  await rig.collection.stop();
});

test('a debtor who was given anew after the end is kept for the next try', async () => {
  const { rig, debtorOf, provider, clock } = await start();
  const browser = await rig.browse({ ...plain, debtor });
  const { id } = await rig.pay(browser, {});
  await clock.advance(0);
  provider.say({ status: 'declined', stage: null });
  await clock.advance(5000);
  await rig.browse({ ...plain, debtor });
  await clock.advance(kept);
  assert.equal((await rig.row(id))?.debtor, null);
  assert.deepEqual(await debtorOf(browser.session), [true, true]);
  await rig.collection.stop();
});

test('a debtor for whom nothing was ever asked is gone after a day', async () => {
  const { rig, debtorOf, clock } = await start();
  const browser = await rig.browse({ ...plain, debtor });
  await clock.advance(day - 1);
  assert.deepEqual(await debtorOf(browser.session), [true, true]);
  await clock.advance(1);
  assert.deepEqual(await debtorOf(browser.session), [false, false]);
  await rig.collection.stop();
});

test('what was due while nobody was there is erased at the next start', async () => {
  const { rig, provider, clock, world } = await start();
  const browser = await rig.browse();
  const { id } = await rig.pay(browser, { debtor });
  await clock.advance(0);
  provider.say(approved);
  await clock.advance(5000);
  await rig.collection.stop();
  await clock.advance(day);
  assert.notEqual((await rig.row(id))?.debtor, null);
  const next = createRig(world);
  await next.collection.start();
  await clock.advance(0);
  assert.equal((await next.row(id))?.debtor, null);
  await next.collection.stop();
});
