import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WebhookDelivery } from '../../../src/protocol/webhook.ts';
import { type Answer, answers, type Receiver, secretOf, startReceiver } from './receiver.ts';
import { configOf, createWorld, shop, snapshot, stores } from './shop.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const mine = { client: shop, merchant: 'nordlys' };
const endpointAt = ({ url }: Pick<Receiver, 'url'>) => ({ url, secrets: [secretOf(1)], allowPrivate: true });

const told = ({ arrivals }: Receiver): string[] =>
  arrivals.map(({ event }) => `${event.data.reference} ${event.data.revision}`);

const states = (items: readonly WebhookDelivery[]) =>
  items.map(({ status, lastAttempt }) => [status, lastAttempt?.failure ?? null]);

const count = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n);

/** Wrong answers: what they are taken for, and whether the sender must lose its patience first. */
const wrongs: readonly {
  readonly what: string;
  readonly answer: Answer;
  readonly failure: string;
  readonly status?: number;
  readonly silent?: true;
  /** Milliseconds for which the endpoint is left alone. */
  readonly rests?: number;
}[] = [
  { what: '500', answer: answers.status(500), failure: 'refused', status: 500 },
  { what: '404', answer: answers.status(404), failure: 'refused', status: 404 },
  {
    what: '301',
    answer: answers.status(301, { location: '/elsewhere' }),
    failure: 'redirected',
    status: 301,
  },
  {
    what: '307',
    answer: answers.status(307, { location: '/elsewhere' }),
    failure: 'redirected',
    status: 307,
  },
  {
    what: '429 for an hour',
    answer: answers.status(429, { 'retry-after': '3600' }),
    failure: 'refused',
    status: 429,
    rests: hour,
  },
  {
    what: '503 until a date',
    answer: answers.status(503, { 'retry-after': 'Fri, 20 Nov 2026 12:30:00 GMT' }),
    failure: 'refused',
    status: 503,
    rests: 30 * minute,
  },
  {
    what: '503 for a century',
    answer: answers.status(503, { 'retry-after': '999999999' }),
    failure: 'refused',
    status: 503,
    rests: day,
  },
  { what: 'nothing', answer: () => {}, failure: 'timed_out', silent: true },
  {
    what: 'the start of an answer',
    answer: answers.bytes('HTTP/1.1 20'),
    failure: 'timed_out',
    silent: true,
  },
  { what: 'a hang-up', answer: answers.lastBytes(''), failure: 'unreachable' },
  { what: 'what is not HTTP', answer: answers.lastBytes('220 smtp ready\r\n'), failure: 'unreachable' },
];

for (const { what, answer, failure, status = null, silent, rests = 0 } of wrongs) {
  test(`after ${what} it is ${failure}, and tried again`, async () => {
    const world = createWorld();
    const receiver = await startReceiver(world.clock);
    const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }));
    receiver.next.push(answer);
    await world.happen(webhooks, [snapshot(1)]);
    await receiver.arrived(1);
    if (silent) await world.clock.advance(15 * second);
    await world.rest();

    const [delivery] = (await webhooks.list(mine)).items;
    assert.equal(delivery?.status, 'pending');
    assert.equal(delivery.attempts, 1);
    assert.deepEqual(delivery.lastAttempt, {
      at: new Date(world.clock.now()).toISOString(),
      status,
      failure,
    });
    const wait = Date.parse(delivery.nextAttemptAt ?? '') - world.clock.now();
    assert.equal(wait, Math.max(rests, 2500));

    // What happens in the meantime disturbs nobody who wants to be left alone.
    await world.happen(webhooks, [snapshot(2)]);
    await world.pass(wait - second);
    assert.deepEqual(told(receiver), rests > 0 ? ['order-1 1'] : ['order-1 1', 'order-2 1', 'order-1 1']);
    await world.pass(second);
    assert.deepEqual([...new Set(told(receiver))], ['order-1 1', 'order-2 1']);
    assert.deepEqual(states((await webhooks.list(mine)).items), [
      ['delivered', null],
      ['delivered', null],
    ]);
    assert.deepEqual(receiver.strays, []);
  });
}

const tooMuch: readonly (readonly [what: string, answer: Answer])[] = [
  ['a 200 that never ends', answers.talk],
  ['a 204 with a huge body', answers.lastBytes(`HTTP/1.1 204 No Content\r\n\r\n${'a'.repeat(1_000_000)}`)],
  ['a 201 that breaks off', answers.lastBytes('HTTP/1.1 201 Created\r\ncontent-length: 1000\r\n\r\nabc')],
];
for (const [what, answer] of tooMuch) {
  test(`after ${what} it is delivered`, async () => {
    const world = createWorld();
    const receiver = await startReceiver(world.clock);
    const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }));
    receiver.next.push(answer);
    await world.happen(webhooks, [snapshot(1)]);
    await world.rest();
    assert.deepEqual(states((await webhooks.list(mine)).items), [['delivered', null]]);
  });
}

for (const [name, open] of Object.entries(stores)) {
  test(`${name}: a shop that is down for a day, and then answers everything wrong in turn, gets every change`, async () => {
    const world = createWorld(await open());
    const receiver = await startReceiver(world.clock);
    await receiver.close();
    const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }), Math.random);
    await world.happen(
      webhooks,
      count(0, 3).map((n) => snapshot(n)),
    );
    await world.pass(day);
    assert.deepEqual(states((await webhooks.list(mine)).items), Array(3).fill(['pending', 'unreachable']));

    for (const { answer, silent } of wrongs.filter(({ rests = 0 }) => rests < day)) {
      receiver.next.push((response, request) => {
        answer(response, request);
        if (silent) void world.clock.advance(15 * second);
      });
    }
    receiver.next.push(...tooMuch.map(([, answer]) => answer), answers.status(410));
    await receiver.open();
    await world.happen(
      webhooks,
      count(3, 12).map((n) => snapshot(n)),
    );
    await world.pass(day);
    assert.equal(receiver.next.length, 0, 'every wrong answer was given');

    const held = await webhooks.list(mine, { status: 'held' });
    assert.ok(held.items.length > 0);
    await webhooks.resend(held.items[0]?.id ?? '');
    await world.pass(hour);

    assert.deepEqual(
      [...new Set(told(receiver))].sort(),
      count(0, 12)
        .map((n) => `order-${n} 1`)
        .sort(),
    );
    assert.deepEqual(receiver.strays, []);
    assert.deepEqual(states((await webhooks.list(mine)).items), Array(12).fill(['delivered', null]));
    const ids = new Set(receiver.arrivals.map(({ id, event }) => `${id} ${event.data.id}`));
    assert.equal(ids.size, 12, 'the same change has the same webhook-id each time');
  });
}
