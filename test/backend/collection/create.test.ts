import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestsPerSession } from '../../../src/backend/collection/create.ts';
import { StoreConflict } from '../../../src/backend/store/store.ts';
import { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import { Problem } from '../../../src/protocol/problem.ts';
import { Session } from '../../../src/protocol/session.ts';
import type { CollectionReading } from '../../../src/providers/collection.ts';
import {
  config,
  cpr,
  createRig,
  mandateText,
  newWorld,
  plain,
  type Rig,
  type World,
  withMandate,
} from '../../support/collection-rig.ts';
import { mortal } from '../../support/mortal-store.ts';
import { approved, type ScriptedProvider } from '../../support/scripted-provider.ts';

const debtor = { scheme: 'cpr', value: cpr } as const;
const snapshot = async (answer: Response) => CollectionRequest.parse(await answer.json());
const codeOf = async (answer: Response) => Problem.parse(await answer.json()).code;

const start = async (): Promise<{ world: World<ScriptedProvider>; rig: Rig }> => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.collection.start();
  return { world, rig };
};

test('a request is answered when it is stored, before the provider is asked', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const browser = await rig.browse();
  const answer = await rig.post(browser, { debtor });
  const made = await snapshot(answer);
  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get('location'), `/v1/collection-requests/${made.id}`);
  assert.equal(answer.headers.get('etag'), '"1"');
  assert.deepEqual([made.status, made.stage, made.bindingCode], ['pending', 'queued', null]);
  assert.equal(made.expiresAt, '2026-11-20T12:10:00.000Z');
  assert.equal(world.provider.calls.length, 0);
});

test('everything about a new request is stored in one commit', async () => {
  const world = await newWorld();
  const store = mortal(world.store);
  const rig = createRig({ ...world, store });
  const browser = await rig.browse(withMandate);
  const before = store.commits;
  await rig.pay(browser, { debtor, mandateText });
  assert.equal(store.commits, before + 1);
});

test('what is sent is what the session signed, and the debtor', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse(withMandate);
  const { id } = await rig.pay(browser, { debtor: { scheme: 'cpr', value: '311236-4007' }, mandateText });
  await world.clock.advance(0);
  const { key, bindingCode, ...order } = world.provider.taken.get(world.provider.onlyKey)?.order ?? {};
  assert.deepEqual(order, {
    surface: 'web',
    amount: plain.amount,
    text: plain.text,
    reference: plain.reference,
    creditor: { pbsNumber: '01234567', debtorGroup: '00002' },
    customerNumber: '100200300',
    mandate: true,
    debtor,
    expiresInSeconds: 600,
    callbackUrl: 'http://127.0.0.1:4173/callbacks/betalingsservice',
  });
  assert.match(bindingCode ?? '', /^[34679ACDEFGHJKMNPQRTWXY]{4}$/);
  assert.match(key ?? '', /^[0-9a-f-]{36}$/);
  assert.ok(!JSON.stringify(await rig.row(id)).includes(cpr), 'the number stands in the store');
  await rig.collection.stop();
});

test('a customer with a mandate is named by the customer number alone', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse({ ...plain, debtor: { scheme: 'customer_number', value: 'k100' } });
  await rig.pay(browser, {});
  await world.clock.advance(0);
  const { order } = world.provider.taken.get(world.provider.onlyKey) ?? {};
  assert.deepEqual([order?.debtor, order?.customerNumber, order?.mandate], [null, 'K100', false]);
  await rig.collection.stop();
});

test('whom the shop names by a customer number, a page does not replace, not even when that is erased', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse({ ...plain, debtor: { scheme: 'customer_number', value: '100' } });
  const schemes = async () => {
    const session = await rig.call(browser, 'GET', '/v1/session');
    const [task] = Session.parse(await session.json()).tasks;
    return task?.type === 'collection_request' ? task.debtorSchemes : undefined;
  };
  const refuses = async (key: string) => {
    for (const other of [debtor, { scheme: 'customer_number', value: '101' }]) {
      const problem = Problem.parse(await (await rig.post(browser, { debtor: other }, key)).json());
      assert.deepEqual(
        [problem.code, problem.errors],
        ['body_invalid', [{ pointer: '/debtor', code: 'not_allowed' }]],
      );
    }
    assert.deepEqual(await schemes(), []);
  };
  await refuses('first');
  const { id } = await rig.pay(browser, {}, 'as-the-shop-says');
  await rig.cancel(browser, id);
  await world.clock.advance(60_000);
  await refuses('after-a-try');
  await world.clock.advance(3_600_000);
  await rig.browse(plain);
  await refuses('when-erased');
  await rig.collection.stop();
});

const replaceable = [
  { what: 'whom the shop names by a personal number', given: { debtor }, typed: {} },
  {
    what: 'a customer number that was typed',
    given: {},
    typed: { debtor: { scheme: 'customer_number', value: '101' } },
  },
];
for (const { what, given, typed } of replaceable) {
  test(`${what}, the page may replace: another may pay, and who mistyped may mend it`, async () => {
    const { world, rig } = await start();
    const browser = await rig.browse({ ...plain, ...given });
    const { id } = await rig.pay(browser, typed, 'first');
    await rig.cancel(browser, id);
    await world.clock.advance(60_000);
    const another = { scheme: 'cpr', value: '0101369876' };
    assert.equal((await rig.post(browser, { debtor: another }, 'second')).status, 201);
    await rig.collection.stop();
  });
}

for (const keys of ['one key', 'a key each']) {
  test(`fifty POSTs at once with ${keys}, at two processes, are one request and one charge`, async () => {
    const { world, rig } = await start();
    const other = createRig(world);
    await other.collection.start();
    const browser = await rig.browse();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        (n % 2 === 0 ? rig : other).post(browser, { debtor }, keys === 'one key' ? 'key' : `key-${n}`),
      ),
    );
    const codes = answers.map(({ status }) => status);
    const made = await Promise.all(answers.filter(({ ok }) => ok).map(snapshot));
    assert.equal(new Set(made.map(({ id }) => id)).size, 1);
    if (keys === 'one key') assert.ok(codes.every((code) => code === 201 || code === 409));
    else assert.deepEqual(codes.toSorted(), [...Array(49).fill(200), 201]);
    await world.clock.advance(60_000);
    assert.equal(world.provider.taken.size, 1);
    assert.equal(world.provider.count('create'), 1);
    await Promise.all([rig.collection.stop(), other.collection.stop()]);
  });
}

test('a server’s fifty bills at once with a key each, under one reference, are one request', async () => {
  const { world, rig } = await start();
  const bill = { ...plain, type: undefined, debtor };
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => rig.post(rig.server, bill, `key-${n}`)),
  );
  const codes = answers.map(({ status }) => status);
  assert.deepEqual(codes.toSorted(), [...Array(49).fill(200), 201]);
  await world.clock.advance(60_000);
  assert.equal(world.provider.count('create'), 1);
  await rig.collection.stop();
});

test('the same key and body get the first answer again, whatever has happened since', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse();
  const first = await rig.post(browser, { debtor });
  const body = await first.text();
  await world.clock.advance(0);
  world.provider.say({ status: 'declined', stage: null });
  await world.clock.advance(5000);
  const again = await rig.post(browser, `{ "debtor": ${JSON.stringify(debtor, null, 4)} }`);
  assert.equal(again.status, 201);
  assert.equal(again.headers.get('location'), first.headers.get('location'));
  assert.equal(await again.text(), body);
  assert.equal(world.provider.taken.size, 1);
  await rig.collection.stop();
});

test('a key is one body’s, in one session, for a day', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse();
  await rig.pay(browser);
  await world.clock.advance(0);
  world.provider.say(approved);
  await world.clock.advance(5000);
  const reused = await rig.post(browser, {});
  assert.deepEqual([reused.status, await codeOf(reused)], [422, 'idempotency_key_reused']);
  const neighbour = await rig.browse({ ...plain, reference: 'order-4712' });
  const other = await rig.post(neighbour, { debtor });
  assert.deepEqual([other.status, (await other.json()).reference], [201, 'order-4712']);
  await world.clock.advance(24 * 3_600_000);
  assert.equal((await rig.post(browser, {})).status, 200);
  await rig.collection.stop();
});

test('a key whose request is still being stored is told to come back', async () => {
  const { rig } = await start();
  const browser = await rig.browse();
  const answers = await Promise.all([rig.post(browser, { debtor }), rig.post(browser, { debtor })]);
  const [first, second] = answers.toSorted((a, b) => a.status - b.status);
  assert.ok(first && second);
  assert.equal(first.status, 201);
  assert.deepEqual([second.status, await codeOf(second)], [409, 'request_in_progress']);
  assert.equal(second.headers.get('retry-after'), '1');
  await rig.collection.stop();
});

const wrongPosts = [
  { what: 'no key', body: { debtor }, key: '', code: 'idempotency_key_missing' },
  { what: 'a key with a space', body: { debtor }, key: 'a b', code: 'header_invalid' },
  { what: 'no JSON', body: '{', code: 'body_not_json' },
  {
    what: 'a form',
    body: 'a=b',
    type: 'application/x-www-form-urlencoded',
    code: 'content_type_unsupported',
  },
  {
    what: 'an amount of its own',
    body: { debtor, amount: 1 },
    code: 'body_invalid',
    at: ['', 'unknown_key'],
  },
  { what: 'a list', body: [], code: 'body_invalid', at: ['', 'type'] },
  {
    what: 'half a debtor',
    body: { debtor: { scheme: 'cpr' } },
    code: 'body_invalid',
    at: ['/debtor/value', 'missing'],
  },
  {
    what: 'an unknown scheme',
    body: { debtor: { scheme: 'iban', value: '1' } },
    code: 'body_invalid',
    at: ['/debtor/scheme', 'not_allowed'],
  },
  {
    what: 'too long a number',
    body: { debtor: { scheme: 'cpr', value: cpr.repeat(4) } },
    code: 'body_invalid',
    at: ['/debtor/value', 'too_long'],
  },
  { what: 'no debtor', body: {}, code: 'debtor_missing' },
  {
    what: 'a number that cannot be',
    body: { debtor: { scheme: 'cpr', value: '3213364007' } },
    code: 'debtor_invalid',
    at: ['/debtor/value', 'format'],
  },
  {
    what: 'a scheme that the merchant does not use',
    body: { debtor: { scheme: 'mobile', value: '+4520123456' } },
    code: 'debtor_invalid',
    at: ['/debtor/scheme', 'not_allowed'],
  },
  {
    what: 'a new customer named by a customer number',
    detail: withMandate,
    body: { debtor: { scheme: 'customer_number', value: '100' }, mandateText },
    code: 'debtor_invalid',
    at: ['/debtor/scheme', 'not_allowed'],
  },
  {
    what: 'a mandate whose text nobody has seen',
    detail: withMandate,
    body: { debtor },
    code: 'body_invalid',
    at: ['/mandateText', 'missing'],
  },
];
for (const { what, body, code, key = 'key', at, detail = plain, type = 'application/json' } of wrongPosts) {
  test(`refused without any trace: ${what}`, async () => {
    const { world, rig } = await start();
    const browser = await rig.browse(detail);
    const answer = await rig.post(browser, body, key, { 'content-type': type });
    const text = await answer.text();
    const problem = Problem.parse(JSON.parse(text));
    assert.equal(problem.code, code);
    const [pointer, field] = at ?? [];
    assert.deepEqual(
      at === undefined ? [] : problem.errors,
      at === undefined ? [] : [{ pointer, code: field }],
    );
    assert.ok(!/\d{8}/.test(text.replace(problem.traceId, '')), 'the answer repeats a number');
    assert.equal((await rig.sessions.read(browser.session ?? ''))?.request, null);
    await world.clock.advance(0);
    assert.equal(world.provider.calls.length, 0);
    await rig.collection.stop();
  });
}

const ends: { status: CollectionReading['status']; code: number; reason?: CollectionReading['reason'] }[] = [
  { status: 'pending', code: 200 },
  { status: 'approved', code: 200 },
  { status: 'declined', code: 201 },
  { status: 'expired', code: 201 },
  { status: 'cancelled', code: 201 },
  { status: 'rejected', code: 201 },
  { status: 'declined', code: 409, reason: { code: 'payer_not_in_call', retryable: false } },
];
for (const { status, code, reason = null } of ends) {
  test(`another POST after ${reason?.code ?? status} is answered ${code}`, async () => {
    const { world, rig } = await start();
    const browser = await rig.browse();
    const first = await rig.pay(browser);
    await world.clock.advance(0);
    world.provider.say({ status, stage: null, reason });
    await world.clock.advance(5000);

    const answer = await rig.post(browser, {}, 'another');
    assert.equal(answer.status, code);
    if (code === 409) return assert.equal(await codeOf(answer), 'request_not_repeatable');
    const second = await snapshot(answer);
    assert.equal(second.id === first.id, code === 200);
    assert.equal(second.replaces, code === 200 ? null : first.id);
    await world.clock.advance(0);
    assert.equal(world.provider.taken.size, code === 200 ? 1 : 2);
    await rig.collection.stop();
  });
}

test('after five requests a browser may make no other; the shop’s server may', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse();
  const decline = async () => {
    await world.clock.advance(0);
    world.provider.say({ status: 'declined', stage: null }, [...world.provider.taken.keys()].at(-1));
    await world.clock.advance(5000);
  };
  for (let made = 1; made <= requestsPerSession; made++) {
    assert.equal((await rig.post(browser, { debtor }, `try-${made}`)).status, 201);
    await decline();
  }
  const sixth = await rig.post(browser, { debtor }, 'one-more');
  assert.deepEqual([sixth.status, await codeOf(sixth)], [409, 'requests_used_up']);
  assert.equal(world.provider.taken.size, requestsPerSession);
  // Reopened by the shop, as on a reload, it is the same session.
  assert.equal((await rig.post(await rig.browse(), { debtor }, 'reload')).status, 409);
  const bill = { ...plain, type: undefined, debtor };
  assert.equal((await rig.post(rig.server, bill, 'server')).status, 201);
  await rig.collection.stop();
});

const changes = [
  { when: 'before anything was sent', sent: false },
  { when: 'and was sent from there', sent: true },
];
for (const { when, sent } of changes) {
  test(`nothing is sent from a screen when the shop has changed the amount since, ${when}`, async () => {
    const world = await newWorld();
    const rig = createRig(world);
    const old = await rig.browse();
    const dearer = { ...plain, amount: { ...plain.amount, value: plain.amount.value + 1 } };
    const other = await rig.browse(dearer);
    const made = sent ? [(await rig.pay(other, { debtor, shownAmount: dearer.amount }, 'other')).id] : [];
    const answer = await rig.post(old, { debtor, shownAmount: plain.amount });
    assert.equal(answer.status, 409);
    const { code, errors } = Problem.parse(await answer.json());
    assert.deepEqual(
      [code, errors],
      ['request_not_repeatable', [{ pointer: '/shownAmount', code: 'not_allowed' }]],
    );
    const places = await world.store.due('follow_ups', Number.MAX_SAFE_INTEGER, 9);
    assert.deepEqual(
      places.map(({ id }) => id),
      made,
    );
    const seen = await rig.post(old, { debtor, shownAmount: dearer.amount }, 'seen');
    assert.equal(seen.status, sent ? 200 : 201);
  });
}

test('while nobody knows what became of a request, no other is made', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse();
  world.provider.always.create = async () => Promise.reject(new Error('the line is dead'));
  world.provider.always.read = world.provider.always.create;
  const { id } = await rig.pay(browser);
  await world.clock.advance(0);
  assert.equal((await rig.see(browser, id)).status, 'unknown');
  const again = await rig.post(browser, { debtor }, 'another');
  assert.equal(again.status, 200);
  assert.equal((await snapshot(again)).id, id);
  await rig.collection.stop();
});

test('a key that was answered with a request in its way never makes one later', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse();
  const { id } = await rig.pay(browser);
  assert.equal((await rig.post(browser, { debtor }, 'another')).status, 200);
  await world.clock.advance(0);
  world.provider.say({ status: 'declined', stage: null });
  await world.clock.advance(5000);
  const again = await rig.post(browser, { debtor }, 'another');
  assert.deepEqual([again.status, (await snapshot(again)).id], [200, id]);
  await rig.collection.stop();
});

test('the evidence of a mandate is kept, and its text once', async () => {
  const { world, rig } = await start();
  const sha256 = '6380f07f9da097a7dc361c80042c3a4aa32daf81230ee9d33fcc03d3e2ec669d';
  for (const reference of ['a', 'b']) {
    const browser = await rig.browse({ ...withMandate, reference });
    const { id } = await rig.pay(browser, { debtor, mandateText });
    assert.deepEqual((await rig.row(id))?.evidence, {
      text: 'terms',
      version: '3',
      locale: 'da-DK',
      sha256,
      surface: 'web',
      at: world.clock.now(),
    });
  }
  const kept = await world.store.get('mandate_texts', sha256);
  assert.deepEqual([kept?.value, kept?.revision], [{ text: mandateText.text }, 1]);
  await rig.collection.stop();
});

const bill = { ...withMandate, debtor, type: undefined };

test('a server pushes a bill with no browser open, and a second push of the same order is the first', async () => {
  const { world, rig } = await start();
  const answer = await rig.post(rig.server, bill, 'key');
  assert.equal(answer.status, 201);
  const made = await snapshot(answer);
  assert.equal((await rig.post(rig.server, bill, 'another')).status, 200);
  await world.clock.advance(0);
  assert.deepEqual(world.provider.taken.get(world.provider.onlyKey)?.order.debtor, debtor);

  const listed = await rig.call(rig.server, 'GET', '/v1/collection-requests?reference=order-4711');
  const { items, cursor } = await listed.json();
  assert.deepEqual(
    [items.map(CollectionRequest.parse).map(({ id }: { id: string }) => id), cursor],
    [[made.id], null],
  );
  assert.equal((await rig.see(rig.server, made.id)).status, 'pending');
  await rig.collection.stop();
});

test('a bill and a browser’s payment under one reference are one charge', async () => {
  const { world, rig } = await start();
  const browser = await rig.browse(plain);
  const { id } = await rig.pay(browser);
  const pushed = await rig.post(rig.server, { ...plain, type: undefined, debtor }, 'push');
  assert.deepEqual([pushed.status, (await snapshot(pushed)).id], [200, id]);
  await world.clock.advance(0);
  world.provider.say(approved);
  await world.clock.advance(5000);
  const dearer = { ...plain, type: undefined, debtor, amount: { value: 1, currency: 'DKK' } };
  const refused = await rig.post(rig.server, dearer, 'dearer');
  assert.deepEqual([refused.status, await codeOf(refused)], [409, 'request_not_repeatable']);
  assert.equal(world.provider.taken.size, 1);
  await rig.collection.stop();
});

const books = config.merchants.find(({ id }) => id === 'books');
const wrongBills = [
  { what: 'a currency', bill: { ...bill, amount: { value: 1, currency: 'SEK' } }, at: '/amount/currency' },
  {
    what: 'a debtor group',
    bill: { ...bill, mandate: { debtorGroup: '00009', customerNumber: '1' } },
    at: '/mandate/debtorGroup',
  },
  { what: 'a provider', bill, merchant: books, at: '/provider' },
];
for (const { what, bill: wrong, merchant, at } of wrongBills) {
  test(`a bill is refused for ${what} that the merchant does not have`, async () => {
    const { rig } = await start();
    const caller = { ...rig.server, merchant: merchant ?? rig.server.merchant };
    const answer = await rig.post(caller, wrong);
    const problem = Problem.parse(await answer.json());
    assert.deepEqual(
      [problem.code, problem.errors],
      ['body_invalid', [{ pointer: at, code: 'not_allowed' }]],
    );
    await rig.collection.stop();
  });
}

test('where others are always first, whoever asks is told to come again, and that nothing was done', async () => {
  const { world, rig } = await start();
  world.store.commit = () => Promise.reject(new StoreConflict('sessions'));
  const answer = await rig.post(rig.server, bill);
  assert.deepEqual([answer.status, await codeOf(answer)], [503, 'unavailable']);
  assert.equal(answer.headers.get('retry-after'), '5');
  await rig.collection.stop();
});
