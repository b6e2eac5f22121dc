import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Caller } from '../../../src/backend/caller.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { CollectionRequest, DeskFeed } from '../../../src/protocol/collection-request.ts';
import { CollectionDeskDetail, CollectionRequestDetail, Session } from '../../../src/protocol/session.ts';
import { cpr, createRig, newWorld, plain, type Rig } from '../../support/collection-rig.ts';
import { approved } from '../../support/scripted-provider.ts';

const north = {
  type: 'collection_desk',
  provider: 'betalingsservice',
  desk: 'north',
  surface: 'agent',
  currency: 'DKK',
  maxAmount: 500_000,
  debtorGroups: ['00002'],
} as const;

const call = {
  amount: { value: 19_900, currency: 'DKK' },
  text: 'Instalment 3',
  reference: 'case-1',
  debtor: { scheme: 'cpr', value: cpr },
};
const { debtor: _, ...again } = call;

const start = async () => {
  const world = await newWorld();
  const rig = createRig(world);
  await rig.collection.start();
  return { ...rig, provider: world.provider };
};

/** Sits down at a desk, as an agent. */
const sit = async (rig: Rig, desk: object = north, actor = 'agent-7'): Promise<Caller> => {
  const { client, merchant } = rig.server;
  const opened = await rig.sessions.open(client, merchant, [CollectionDeskDetail.parse(desk)]);
  assert(opened.ok);
  return { ...rig.callerOf('demo-shop', opened.id), actor };
};

const make = async (rig: Rig, agent: Caller, body: object = call, key: string = crypto.randomUUID()) => {
  const answer = await rig.post(agent, body, key);
  const text = await answer.text();
  assert(answer.ok, text);
  return CollectionRequest.parse(JSON.parse(text));
};

const refusal = async (rig: Rig, agent: Caller, body: object) => {
  const answer = await rig.post(agent, body, crypto.randomUUID());
  const { code, errors = [] } = await answer.json();
  return [
    answer.status,
    code,
    ...errors.map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
  ];
};

const feed = async (rig: Rig, agent: Caller, after?: string, wait?: number) => {
  const answer = await rig.call(
    agent,
    'GET',
    `/v1/collection-requests${after === undefined ? '' : `?after=${after}`}`,
    wait === undefined ? {} : { headers: { prefer: `wait=${wait}` } },
  );
  assert.equal(answer.status, 200);
  return DeskFeed.parse(await answer.json());
};

test('a desk is told its bounds', async () => {
  const rig = await start();
  const agent = await sit(rig);
  const session = Session.parse(await (await rig.call(agent, 'GET', '/v1/session')).json());
  assert.equal(session.surface, 'agent');
  assert.deepEqual(session.tasks, [
    {
      type: 'collection_desk',
      provider: 'betalingsservice',
      desk: 'north',
      currency: 'DKK',
      maxAmount: 500_000,
      debtorGroups: ['00002'],
      debtorSchemes: ['cpr', 'customer_number'],
    },
  ]);
  await rig.collection.stop();
});

test('each request is one of its own, made by phone in the desk’s own group, in the agent’s name', async () => {
  const rig = await start();
  const agent = await sit(rig);
  const mandate = { debtorGroup: '00002', customerNumber: 'K1' };
  const one = await make(rig, agent);
  const two = await make(rig, agent, { ...call, reference: 'case-2', mandate });
  await rig.clock.advance(0);
  const orders = [...rig.provider.taken.values()].map(({ order }) => order);
  assert.deepEqual(
    orders.map(({ surface, amount, creditor, mandate }) => [
      surface,
      amount.value,
      creditor.debtorGroup,
      mandate,
    ]),
    [
      ['agent', 19_900, '00002', false],
      ['agent', 19_900, '00002', true],
    ],
  );
  assert.equal((await rig.row(one.id))?.actor, 'agent-7');
  assert(!JSON.stringify([one, two, ...orders]).includes('agent-7'), 'the payer is not told');
  const created = rig.log.lines.filter(({ event }) => event === 'collection_request.created');
  assert.deepEqual(
    created.map(({ fields: { request, desk, actor } }) => [request, desk, actor]),
    [
      [one.id, 'north', 'agent-7'],
      [two.id, 'north', 'agent-7'],
    ],
  );
  await rig.cancel(agent, one.id);
  const { fields } = rig.log.lines.find(({ event }) => event === 'collection_request.cancelling') ?? {};
  assert.deepEqual(fields, { request: one.id, actor: 'agent-7' });
  await rig.collection.stop();
});

suite('a desk cannot exceed its bounds', () => {
  const cases: Readonly<Record<string, readonly [body: object, ...refusal: unknown[]]>> = {
    'a larger amount': [
      { ...call, amount: { value: 500_001, currency: 'DKK' } },
      400,
      'body_invalid',
      '/amount/value too_large',
    ],
    'another currency': [
      { ...call, amount: { value: 1, currency: 'SEK' } },
      400,
      'body_invalid',
      '/amount/currency not_allowed',
    ],
    'another debtor group, which the merchant has': [
      { ...call, mandate: { debtorGroup: '00001', customerNumber: 'K1' } },
      400,
      'body_invalid',
      '/mandate/debtorGroup not_allowed',
    ],
    'another surface': [{ ...call, surface: 'web' }, 400, 'body_invalid', ' unknown_key'],
    'a scheme that is not offered': [
      { ...call, debtor: { scheme: 'mobile', value: '+4520123456' } },
      400,
      'debtor_invalid',
      '/debtor/scheme not_allowed',
    ],
    nobody: [again, 400, 'debtor_missing'],
  };
  for (const [what, [body, ...expected]] of Object.entries(cases)) {
    test(what, async () => {
      const rig = await start();
      const agent = await sit(rig);
      assert.deepEqual(await refusal(rig, agent, body), expected);
      assert.deepEqual((await feed(rig, agent)).items, []);
      await rig.collection.stop();
    });
  }

  test('but may go to them', async () => {
    const rig = await start();
    const made = await make(rig, await sit(rig), { ...call, amount: { value: 500_000, currency: 'DKK' } });
    assert.equal(made.payment.amount.value, 500_000);
    await rig.collection.stop();
  });

  test('nor does a payment’s session name what only a desk may', async () => {
    const rig = await start();
    const answer = await refusal(rig, await rig.browse(), call);
    assert.deepEqual(answer.slice(0, 2), [400, 'body_invalid']);
    await rig.collection.stop();
  });
});

test('a desk sees its own requests only, and can neither read, cancel nor take over any other', async () => {
  const rig = await start();
  const [agent, other] = [await sit(rig), await sit(rig, { ...north, desk: 'south' })];
  const browser = await rig.browse();
  const paid = await rig.pay(browser);
  const made = await make(rig, agent);

  for (const [stranger, id] of [
    [other, made.id],
    [agent, paid.id],
    [browser, made.id],
  ] as const) {
    assert.equal((await rig.read(stranger, id)).status, 404);
    assert.equal((await rig.cancel(stranger, id)).status, 404);
  }
  assert.deepEqual((await feed(rig, other)).items, []);
  assert.deepEqual(
    (await feed(rig, agent)).items.map(({ id }) => id),
    [made.id],
  );

  const taken = [409, 'request_not_repeatable', '/reference not_allowed'];
  assert.deepEqual(await refusal(rig, other, call), taken);
  const order = { ...call, amount: { value: 1, currency: 'DKK' }, reference: 'order-4711' };
  assert.deepEqual(await refusal(rig, agent, order), taken);
  assert.equal((await rig.see(browser, paid.id)).payment.amount.value, 249_900);

  const unpaid = await rig.browse({ ...plain, reference: 'order-9' });
  assert.deepEqual(await refusal(rig, agent, { ...order, reference: 'order-9' }), taken);
  const session = Session.parse(await (await rig.call(unpaid, 'GET', '/v1/session')).json());
  const [task] = session.tasks;
  assert(task?.type === 'collection_request');
  assert.equal(task.amount.value, plain.amount.value, 'a session with no request is not changed either');
  await rig.collection.stop();
});

test('two agents have one board: what one does, the other sees, and may go on with', async () => {
  const rig = await start();
  const [ida, bo] = [await sit(rig), await sit(rig, north, 'agent-8')];
  const empty = await feed(rig, bo);
  assert.deepEqual(empty, { items: [], cursor: '0' });
  const waiting = feed(rig, bo, empty.cursor, 25);
  const made = await make(rig, ida);
  await rig.clock.advance(500);
  const seen = await waiting;
  assert.deepEqual(
    seen.items.map(({ id, text, debtor, customerNumber }) => ({ id, text, debtor, customerNumber })),
    [
      {
        id: made.id,
        text: 'Instalment 3',
        debtor: { scheme: 'cpr', masked: '••••••07' },
        customerNumber: null,
      },
    ],
  );
  assert.equal((await make(rig, bo)).id, made.id, 'the same reference is the same request');
  assert.equal((await rig.cancel(bo, made.id)).status, 202);
  await rig.clock.advance(10_000);
  const [row] = (await feed(rig, ida, seen.cursor)).items;
  assert.equal(row?.status, 'cancelled');
  await rig.collection.stop();
});

test('200 live rows come over one connection that waits, in pages, each change once', async () => {
  const rig = await start();
  const agent = await sit(rig);
  for (let n = 0; n < 200; n++) await make(rig, agent, { ...call, reference: `case-${n}` });
  await rig.clock.advance(10_000);
  const first = await feed(rig, agent);
  const second = await feed(rig, agent, first.cursor);
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  assert.equal(first.items.length, 100);
  assert.equal(new Set(ids).size, 200);

  const waiting = feed(rig, agent, second.cursor, 25);
  await rig.clock.advance(1000);
  for (const { reading, order } of rig.provider.taken.values()) {
    if (order.reference.endsWith('7')) rig.provider.say({ ...reading, stage: 'opened' }, order.key);
  }
  let questions = 1;
  let { items, cursor } = await Promise.all([waiting, rig.clock.advance(6000)]).then(([page]) => page);
  const seen = new Set(items.map(({ reference }) => reference));
  while (items.length > 0) {
    ({ items, cursor } = await feed(rig, agent, cursor));
    for (const { reference, stage } of items) {
      assert.equal(stage, 'opened');
      assert(!seen.has(reference), 'told once');
      seen.add(reference);
    }
    questions += 1;
  }
  assert.equal(seen.size, 20);
  assert(questions <= 3);
  await rig.collection.stop();
});

test('a wait with nothing new ends empty at the same place, and a cursor that is none is refused', async () => {
  const rig = await start();
  const agent = await sit(rig);
  await make(rig, agent);
  await rig.clock.advance(0);
  const { cursor } = await feed(rig, agent);
  rig.provider.always.read = () => new Promise(() => undefined);
  const waiting = feed(rig, agent, cursor, 3);
  await rig.clock.advance(3000);
  assert.deepEqual(await waiting, { items: [], cursor });
  const odd = await rig.call(agent, 'GET', '/v1/collection-requests?after=yesterday');
  assert.equal((await odd.json()).code, 'query_invalid');
  await rig.collection.stop();
});

test('one agent’s token has twenty reads held; one more is told at once to ask again, and all end when it is revoked', async () => {
  const rig = await start();
  const agent = await sit(rig);
  const { cursor } = await feed(rig, agent);
  const read = () =>
    rig.call(agent, 'GET', `/v1/collection-requests?after=${cursor}`, { headers: { prefer: 'wait=25' } });
  const held = Array.from({ length: 20 }, read);
  await rig.clock.advance(0);
  const more = await read();
  assert.deepEqual([more.status, more.headers.get('retry-after')], [200, '5']);
  assert.deepEqual((await more.json()).items, []);
  await rig.store.commit([{ table: 'revoked_tokens', id: agent.jti, value: {} }]);
  for (const answer of await Promise.all(held)) assert.equal(answer.status, 401);
  await rig.collection.stop();
});

test('a finished request leaves the board after 12 hours, and a late change does not bring it back', async () => {
  const rig = await start();
  const agent = await sit(rig);
  const { id } = await make(rig, agent);
  await rig.clock.advance(1000);
  rig.provider.say(approved);
  await rig.clock.advance(10_000);
  assert.equal((await feed(rig, agent)).items[0]?.status, 'approved');
  await rig.clock.advance(12 * 3_600_000);
  assert.deepEqual((await feed(rig, agent)).items, []);
  rig.provider.say({ payment: { status: 'charged_back', reason: null } });
  await rig.callback(rig.provider.onlyKey);
  await rig.clock.advance(10_000);
  assert.equal((await rig.see(agent, id)).payment.status, 'charged_back');
  assert.deepEqual((await feed(rig, agent)).items, []);
  await rig.collection.stop();
});

suite('sending again', () => {
  test('is cancel, then the same reference: nothing is typed again, and the new one replaces the old', async () => {
    const rig = await start();
    const agent = await sit(rig);
    const first = await make(rig, agent);
    await rig.clock.advance(1000);
    await rig.cancel(agent, first.id);
    assert.equal(
      (await make(rig, agent, again)).id,
      first.id,
      'not before the old one is cancelled for good',
    );
    await rig.clock.advance(10_000);
    const second = await make(rig, agent, again);
    assert.equal(second.replaces, first.id);
    await rig.clock.advance(0);
    const debtors = [...rig.provider.taken.values()].map(({ order }) => order.debtor);
    assert.deepEqual(debtors, [call.debtor, call.debtor]);
    await rig.collection.stop();
  });

  test('makes no second charge when the approval wins the race', async () => {
    const rig = await start();
    const agent = await sit(rig);
    const first = await make(rig, agent);
    await rig.clock.advance(1000);
    rig.provider.onCancel = approved;
    await rig.cancel(agent, first.id);
    await rig.clock.advance(10_000);
    const second = await make(rig, agent, again);
    assert.deepEqual([second.id, second.status], [first.id, 'approved']);
    assert.deepEqual(await refusal(rig, agent, { ...call, amount: { value: 1, currency: 'DKK' } }), [
      409,
      'request_not_repeatable',
      '/reference not_allowed',
    ]);
    assert.equal(rig.provider.taken.size, 1);
    await rig.collection.stop();
  });

  test('by two agents at once is one request, with the amount that each has named', async () => {
    const rig = await start();
    const [ida, bo] = [await sit(rig), await sit(rig, north, 'agent-8')];
    const dear = { ...call, amount: { value: 29_900, currency: 'DKK' } };
    const answers = await Promise.all([rig.post(ida, call, 'a'), rig.post(bo, dear, 'b')]);
    for (const [at, answer] of answers.entries()) {
      const body = await answer.json();
      if (answer.ok) assert.equal(body.payment.amount.value, [19_900, 29_900][at]);
      else assert.equal(body.code, 'request_not_repeatable');
    }
    await rig.clock.advance(0);
    assert.equal(rig.provider.taken.size, 1);
    await rig.collection.stop();
  });

  test('is refused where another amount is named in between: nobody is asked for what was not meant', async () => {
    const store = createMemoryStore();
    let meanwhile = async (): Promise<void> => undefined;
    const world = await newWorld({
      ...store,
      async commit(writes) {
        const rows = await store.commit(writes);
        const then = meanwhile;
        meanwhile = async () => undefined;
        await then();
        return rows;
      },
    });
    const rig = createRig(world);
    const agent = await sit(rig);
    const { client, merchant } = rig.server;
    meanwhile = async () => {
      const opened = await rig.sessions.open(
        client,
        merchant,
        [CollectionRequestDetail.parse({ ...plain, surface: 'agent', reference: call.reference })],
        agent.session,
      );
      assert(opened.ok);
    };
    assert.deepEqual(await refusal(rig, agent, call), [
      409,
      'request_not_repeatable',
      '/reference not_allowed',
    ]);
  });

  test('is refused once the payer has said that nobody is on the phone with them', async () => {
    const rig = await start();
    const agent = await sit(rig);
    const { id } = await make(rig, agent);
    await rig.clock.advance(1000);
    rig.provider.say({
      status: 'declined',
      stage: null,
      reason: { code: 'payer_not_in_call', retryable: false },
    });
    await rig.clock.advance(10_000);
    const { status, reason } = await rig.see(agent, id);
    assert.deepEqual([status, reason], ['declined', { code: 'payer_not_in_call', retryable: false }]);
    for (const body of [call, again, { ...call, amount: { value: 1, currency: 'DKK' } }]) {
      assert.deepEqual(await refusal(rig, agent, body), [409, 'request_not_repeatable']);
    }
    assert.equal(rig.provider.taken.size, 1);
    await rig.collection.stop();
  });

  test('needs typing once the debtor is no longer kept, and then no mask is shown', async () => {
    const rig = await start();
    const agent = await sit(rig);
    const { id } = await make(rig, agent);
    await rig.clock.advance(1000);
    await rig.cancel(agent, id);
    await rig.clock.advance(620_000);
    assert.equal((await feed(rig, agent)).items[0]?.debtor, null);
    assert.deepEqual(await refusal(rig, agent, again), [400, 'debtor_missing']);
    assert.equal((await make(rig, agent)).replaces, id);
    await rig.collection.stop();
  });
});

test('a debtor typed once stands nowhere in the store, the log or an answer', async () => {
  const rig = await start();
  const agent = await sit(rig);
  const { id } = await make(rig, agent);
  await rig.clock.advance(1000);
  const row = await rig.row(id);
  const sessions = await rig.store.get('sessions', row?.session ?? '');
  const idempotency = await rig.store.due('idempotency', Number.MAX_SAFE_INTEGER, 10);
  const kept = [row, sessions, idempotency, await feed(rig, agent), rig.log.lines];
  assert(!JSON.stringify(kept).includes(cpr));
  await rig.collection.stop();
});
