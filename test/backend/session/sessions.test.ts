import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionRow } from '../../../src/backend/session/session.ts';
import { CollectionRequestDetail } from '../../../src/protocol/session.ts';
import { config, cpr, createRig, newWorld, plain, type Rig } from '../../support/collection-rig.ts';
import { approved } from '../../support/scripted-provider.ts';

const debtor = { scheme: 'cpr', value: cpr } as const;
const someoneElse = { scheme: 'cpr', value: '3112364015' } as const;

const open = (rig: Rig, detail: unknown = plain, client = 'demo-shop') => {
  const caller = rig.callerOf(client, null);
  return rig.sessions.open(caller.client, caller.merchant, [CollectionRequestDetail.parse(detail)]);
};

const idOf = async (opening: ReturnType<typeof open>): Promise<string> => {
  const opened = await opening;
  assert.ok(opened.ok, 'was not opened');
  return opened.id;
};

test('client, merchant and reference name one session, however often it is opened', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const id = await idOf(open(rig));
  const before = await world.store.get('sessions', id);
  assert.equal(await idOf(open(rig)), id);
  assert.deepEqual(await world.store.get('sessions', id), before, 'reopening writes nothing');

  assert.notEqual(await idOf(open(rig, { ...plain, reference: 'order-4712' })), id);
  assert.notEqual(await idOf(open(rig, plain, 'other-shop')), id);
  const [phones, books] = config.merchants;
  const [client] = config.clients;
  assert.ok(phones && books && client);
  const detail = CollectionRequestDetail.parse(plain);
  const elsewhere = await rig.sessions.open(client, books, [detail]);
  assert.ok(elsewhere.ok && elsewhere.id !== id);
});

test('the debtor is sealed, and only its mask can be read', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const opened = await open(rig, { ...plain, debtor });
  assert.ok(opened.ok);
  assert.deepEqual(opened.details, [{ ...plain, expiresIn: 600 }]);
  const row = await rig.sessions.read(opened.id);
  assert.deepEqual(row?.debtorHint, { scheme: 'cpr', masked: '••••••07' });
  assert.ok(!JSON.stringify(row).includes(cpr));
});

test('fifty openings at once are one session', async () => {
  const rig = createRig(await newWorld());
  const ids = await Promise.all(
    Array.from({ length: 50 }, (_, n) => idOf(open(rig, { ...plain, text: `try ${n % 5}` }))),
  );
  assert.equal(new Set(ids).size, 1);
});

const cheaper = { ...plain, amount: { value: 100, currency: 'DKK' } };
const standings = [
  { what: 'nothing was started', bring: null, other: true, otherDebtor: true },
  { what: 'a request is pending', bring: {}, other: false, otherDebtor: false },
  { what: 'it was approved', bring: approved, other: false, otherDebtor: true },
  { what: 'it was declined', bring: { status: 'declined', stage: null }, other: true, otherDebtor: true },
  { what: 'it has expired', bring: { status: 'expired', stage: null }, other: true, otherDebtor: true },
] as const;
for (const { what, bring, other, otherDebtor } of standings) {
  test(`when ${what}: other details are ${other ? 'taken' : 'refused'}, another debtor ${otherDebtor ? 'does no harm' : 'is refused'}`, async () => {
    const world = await newWorld();
    const rig = createRig(world);
    await rig.collection.start();
    const browser = await rig.browse({ ...plain, debtor });
    if (bring !== null) {
      await rig.pay(browser, {});
      await world.clock.advance(0);
      world.provider.say(bring);
      await world.clock.advance(5000);
    }
    assert.equal(await idOf(open(rig, { ...plain, debtor })), browser.session);
    const withOther = await open(rig, { ...plain, debtor: someoneElse });
    assert.equal(withOther.ok, otherDebtor);
    const cheap = await open(rig, cheaper);
    assert.equal(cheap.ok, other);
    if (!cheap.ok) assert.match(cheap.description, /^reference: /);
    if (!withOther.ok) assert.match(withOther.description, /^debtor: /);
    const row = await world.store.get<SessionRow>('sessions', browser.session ?? '');
    const [detail] = row?.value.details ?? [];
    assert(detail?.type === 'collection_request');
    assert.deepEqual(detail.amount, other ? cheaper.amount : plain.amount);
    await rig.collection.stop();
  });
}

test('a session is not reopened over the request that was just made in it', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const browser = await rig.browse();
  const { get } = world.store;
  world.store.get = async <T>(table: string, id: string) => {
    const found = await get<T>(table, id);
    world.store.get = get;
    await rig.pay(browser);
    return found;
  };
  assert.equal((await open(rig, cheaper)).ok, false);
  assert.notEqual((await rig.sessions.read(browser.session ?? ''))?.request, null);
});

test('what was typed is kept for the next try, whatever the shop asks for then', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.collection.start();
  const browser = await rig.browse();
  await rig.pay(browser, { debtor });
  await world.clock.advance(0);
  world.provider.say({ status: 'declined', stage: null });
  await world.clock.advance(5000);
  assert.ok((await open(rig, cheaper)).ok);
  assert.equal((await rig.post(browser, {}, 'again')).status, 201);
  await rig.collection.stop();
});

test('a session has one task', async () => {
  const rig = createRig(await newWorld());
  const detail = CollectionRequestDetail.parse(plain);
  const { client, merchant } = rig.server;
  const opened = await rig.sessions.open(client, merchant, [detail, { ...detail, reference: 'order-2' }]);
  assert.equal(opened.ok, false);
});
