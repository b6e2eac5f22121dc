import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keysOf } from '../../../src/backend/collection/record.ts';
import { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import { Session } from '../../../src/protocol/session.ts';
import { cpr, createRig, mandateText, newWorld, plain, withMandate } from '../../support/collection-rig.ts';
import { approved } from '../../support/scripted-provider.ts';

/** One request that the provider has, at revision 2. */
const start = async () => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.collection.start();
  const browser = await rig.browse();
  const { id } = await rig.pay(browser);
  await world.clock.advance(0);
  const hold = (etag: string, signal?: AbortSignal, prefer = 'wait=25') =>
    rig.read(browser, id, { 'if-none-match': etag, prefer }, signal);
  return { world, rig, browser, id, hold };
};

const told = ({ status, headers }: Response) => [status, headers.get('etag'), headers.get('retry-after')];

const conditions = [
  { what: 'nothing is known', tag: null, status: 200 },
  { what: 'an older revision is known', tag: '"1"', status: 200 },
  { what: 'this revision is known', tag: '"2"', status: 304 },
  { what: 'it is among those known', tag: '"1", W/"2"', status: 304 },
  { what: 'any is known', tag: '*', status: 304 },
  { what: 'a later revision is known', tag: '"3"', status: 200 },
];
for (const { what, tag, status } of conditions) {
  test(`without waiting, when ${what}, the answer is ${status}`, async () => {
    const { rig, browser, id } = await start();
    const answer = await rig.read(browser, id, tag === null ? {} : { 'if-none-match': tag });
    assert.deepEqual(told(answer), [status, '"2"', status === 304 ? '1' : null]);
    assert.equal(answer.headers.get('preference-applied'), null);
    await rig.collection.stop();
  });
}

test('a waiting read is answered the moment the request changes', async () => {
  const { world, rig, hold } = await start();
  const held = hold('"2"');
  world.provider.say({ stage: 'opened' });
  await world.clock.advance(5000);
  const answer = await held;
  assert.deepEqual(told(answer), [200, '"3"', null]);
  assert.equal(answer.headers.get('preference-applied'), 'wait=25');
  assert.equal(CollectionRequest.parse(await answer.json()).stage, 'opened');
  await rig.collection.stop();
});

test('a change just before the wait begins is not missed', async () => {
  const { world, rig, id, hold } = await start();
  const { get } = world.store;
  world.store.get = async <T>(table: string, key: string) => {
    const found = await get<T>(table, key);
    world.store.get = get;
    const row = await rig.row(id);
    assert.ok(row);
    const value = { ...row, revision: 3 };
    await world.store.commit([{ table: 'collection_requests', id, value, keys: keysOf(row) }]);
    return found;
  };
  assert.deepEqual(told(await hold('"2"')), [200, '"3"', null]);
  await rig.collection.stop();
});

test('with news there is nothing to wait for', async () => {
  const { rig, hold } = await start();
  assert.deepEqual(told(await hold('"1"')), [200, '"2"', null]);
  await rig.collection.stop();
});

for (const { prefer, seconds } of [
  { prefer: 'wait=10', seconds: 10 },
  { prefer: 'respond-async, wait=100; x', seconds: 25 },
  { prefer: 'wait=0', seconds: 0 },
]) {
  test(`“${prefer}” waits ${seconds} s`, async () => {
    const { world, rig, hold } = await start();
    let answered = false;
    const held = hold('"2"', undefined, prefer).then((answer) => {
      answered = true;
      return answer;
    });
    if (seconds > 0) {
      await world.clock.advance(seconds * 1000 - 1);
      assert.equal(answered, false);
    }
    await world.clock.advance(1);
    const answer = await held;
    assert.deepEqual(told(answer), [304, '"2"', '1']);
    assert.equal(answer.headers.get('preference-applied'), `wait=${seconds}`);
    await rig.collection.stop();
  });
}

test('looking in vain at the provider wakes nobody', async () => {
  const { world, rig, hold } = await start();
  const held = hold('"2"');
  await world.clock.advance(24_999);
  assert.ok(world.provider.count('read') > 5);
  await world.clock.advance(1);
  assert.equal((await held).status, 304);
  await rig.collection.stop();
});

test('who goes away waits no longer', async () => {
  const { world, rig, hold } = await start();
  const before = world.clock.asleep;
  const gone = new AbortController();
  const held = hold('"2"', gone.signal);
  await world.clock.advance(0);
  assert.equal(world.clock.asleep, before + 1);
  gone.abort();
  await held;
  assert.equal(world.clock.asleep, before);
  await rig.collection.stop();
});

test('stopping lets everyone go at once, and nobody waits after that', async () => {
  const { rig, hold } = await start();
  const held = [hold('"2"'), hold('"2"')];
  await new Promise(setImmediate);
  await rig.collection.stop();
  for (const answer of await Promise.all(held)) assert.deepEqual(told(answer), [304, '"2"', '1']);
  assert.deepEqual(told(await hold('"2"')), [304, '"2"', '1']);
});

test('a change is read from the store once for a thousand who wait, and asked of the provider once', async () => {
  const { world, rig, browser, id } = await start();
  const held = Array.from({ length: 1000 }, (_, n) =>
    rig.read({ ...browser, jti: `jti-${n}` }, id, { 'if-none-match': '"2"', prefer: 'wait=25' }),
  );
  await world.clock.advance(0);
  const reads = world.provider.count('read');
  let gets = 0;
  const { get } = world.store;
  world.store.get = (table, id) => {
    gets += 1;
    return get(table, id);
  };
  world.provider.say(approved);
  await world.clock.advance(5000);
  const answers = await Promise.all(held);
  assert.ok(answers.every(({ status }) => status === 200));
  assert.ok(gets < 10, `${gets} reads of the store`);
  assert.equal(world.provider.count('read'), reads + 1);
  await rig.collection.stop();
});

test('one token has twenty reads held; beyond that it is told at once to ask again, and another token waits', async () => {
  const { world, rig, browser, id, hold } = await start();
  const held = Array.from({ length: 20 }, () => hold('"2"'));
  await world.clock.advance(0);
  assert.deepEqual(told(await hold('"2"')), [304, '"2"', '5']);
  const another = { ...browser, jti: 'another' };
  held.push(rig.read(another, id, { 'if-none-match': '"2"', prefer: 'wait=25' }));
  await world.clock.advance(0);
  world.provider.say(approved);
  await world.clock.advance(5000);
  for (const answer of await Promise.all(held)) assert.equal(answer.status, 200);
  assert.equal((await hold('"2"')).status, 200);
  await rig.collection.stop();
});

test('what is held for a token ends when it is revoked', async () => {
  const { world, rig, hold } = await start();
  const held = hold('"2"');
  await world.clock.advance(0);
  await world.store.commit([{ table: 'revoked_tokens', id: 'jti', value: {} }]);
  assert.equal((await held).status, 401);
  await rig.collection.stop();
});

test('what is not yours is not there', async () => {
  const { rig, id } = await start();
  const neighbour = await rig.browse({ ...plain, reference: 'order-4712' });
  const stranger = rig.callerOf('other-shop', null);
  const forAnother = { ...rig.server, merchant: { ...rig.server.merchant, id: 'another' } };
  for (const caller of [neighbour, stranger, forAnother]) {
    for (const answer of [await rig.read(caller, id), await rig.cancel(caller, id)]) {
      assert.equal(answer.status, 404);
    }
  }
  assert.equal((await rig.read(rig.server, id)).status, 200);
  assert.equal((await rig.read(rig.server, 'cr_nothing')).status, 404);
  const listed = await rig.call(stranger, 'GET', '/v1/collection-requests?reference=order-4711');
  assert.deepEqual(await listed.json(), { items: [], cursor: null });
  await rig.collection.stop();
});

test('the list is for servers, and by reference', async () => {
  const { rig, browser } = await start();
  const path = '/v1/collection-requests';
  assert.equal((await rig.call(browser, 'GET', `${path}?reference=order-4711`)).status, 403);
  assert.equal((await rig.call(rig.server, 'GET', path)).status, 400);
  await rig.collection.stop();
});

test('a session shows what was signed, the debtor masked, and what was started', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const browser = await rig.browse({ ...withMandate, debtor: { scheme: 'cpr', value: cpr } });
  const read = async () => {
    const text = await (await rig.call(browser, 'GET', '/v1/session')).text();
    assert.ok(!text.includes(cpr.slice(-4)));
    return Session.parse(JSON.parse(text));
  };
  assert.deepEqual(await read(), {
    id: browser.session,
    now: '2026-11-20T12:00:00.000Z',
    expiresAt: '2026-11-20T12:15:00.000Z',
    surface: 'web',
    merchant: { name: 'Phones', contact: {} },
    test: true,
    tasks: [
      {
        ...plain,
        surface: undefined,
        mandate: { customerNumber: '100200300' },
        debtor: { scheme: 'cpr', masked: '••••••07' },
        debtorSchemes: ['cpr'],
        request: null,
      },
    ].map(({ surface, ...task }) => task),
  });
  const made = await rig.pay(browser, { mandateText });
  const [task] = (await read()).tasks;
  assert(task?.type === 'collection_request');
  assert.deepEqual(task.request, made);
  assert.equal((await rig.call(rig.server, 'GET', '/v1/session')).status, 403);
});
