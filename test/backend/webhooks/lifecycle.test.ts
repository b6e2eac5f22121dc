import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WebhookDelivery } from '../../../src/protocol/webhook.ts';
import { answers, type Receiver, secretOf, startReceiver } from './receiver.ts';
import { configOf, createWorld, shop, snapshot, stores } from './shop.ts';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

const mine = { client: shop, merchant: 'nordlys' };
const endpointAt = ({ url }: Pick<Receiver, 'url'>, id = 'main') => ({
  id,
  url,
  secrets: [secretOf(1)],
  allowPrivate: true,
});

const told = ({ arrivals }: Receiver): string[] =>
  arrivals.map(({ event }) => `${event.data.reference} ${event.data.revision}`);
const statuses = (items: readonly WebhookDelivery[]) => items.map(({ status }) => status);

for (const [name, open] of Object.entries(stores)) {
  test(`${name}: what was sent when the process ended, and not yet marked, is sent again with the same webhook-id`, async () => {
    const world = createWorld(await open());
    const receiver = await startReceiver(world.clock);
    const config = configOf({ [shop]: [endpointAt(receiver)] });
    const first = await world.start(config);
    receiver.next.push(() => {});
    await world.happen(first, [snapshot(1)]);
    await receiver.arrived(1);
    const stopped = first.stop();
    await world.clock.advance(5 * second);
    await stopped;

    const second_ = await world.start(config);
    await world.clock.advance(50 * second);
    assert.equal(receiver.arrivals.length, 1, 'the claim of the one that ended still holds');
    await world.clock.advance(10 * second);
    await receiver.arrived(2);
    await world.rest();
    assert.equal(new Set(receiver.arrivals.map(({ id }) => id)).size, 1);
    assert.deepEqual(statuses((await second_.list(mine)).items), ['delivered']);
  });

  test(`${name}: two processes on one store send each change once`, async () => {
    const world = createWorld(await open());
    const receiver = await startReceiver(world.clock);
    const config = configOf({ [shop]: [endpointAt(receiver)] });
    const [one] = [await world.start(config), await world.start(config)];
    const changes = Array.from({ length: 30 }, (_, n) => snapshot(n));
    await world.happen(one, changes);
    await receiver.arrived(30);
    await world.rest();
    await world.clock.advance(hour);
    assert.deepEqual(told(receiver).sort(), changes.map(({ reference }) => `${reference} 1`).sort());
  });
}

test('stopping lets what is under way come to its end', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }));
  let answer = (): void => assert.fail('not asked');
  receiver.next.push((response) => {
    answer = () => response.writeHead(200).end();
  });
  await world.happen(webhooks, [snapshot(1, 1), snapshot(1, 2)]);
  await receiver.arrived(1);
  await world.clock.advance(0);
  const stopped = webhooks.stop();
  await world.happen(webhooks, [snapshot(2)]);
  await world.clock.advance(second);
  answer();
  await stopped;
  assert.deepEqual(statuses((await webhooks.list(mine)).items).sort(), ['delivered', 'pending', 'pending']);
  assert.equal(receiver.arrivals.length, 1);
});

test('changes of one request go one after the other, those of others beside them', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }));
  let answer = (): void => assert.fail('not asked');
  receiver.next.push((response) => {
    answer = () => response.writeHead(200).end();
  });
  await world.happen(webhooks, [snapshot(1, 1)]);
  await receiver.arrived(1);
  await world.happen(webhooks, [snapshot(1, 2), snapshot(1, 3), snapshot(2, 1)]);
  await receiver.arrived(2);
  await world.clock.advance(second);
  assert.deepEqual(told(receiver), ['order-1 1', 'order-2 1']);
  answer();
  await receiver.arrived(4);
  assert.deepEqual(told(receiver), ['order-1 1', 'order-2 1', 'order-1 2', 'order-1 3']);
});

test('a shop that never answers holds up no other', async () => {
  const world = createWorld();
  const [dead, alive] = [await startReceiver(world.clock), await startReceiver(world.clock)];
  dead.next.push(...Array.from({ length: 50 }, () => () => {}));
  const webhooks = await world.start(configOf({ dead: [endpointAt(dead)], alive: [endpointAt(alive)] }));
  const changes = Array.from({ length: 50 }, (_, n) => snapshot(n));
  const from = (client: string) =>
    changes.map((data) => ({
      client,
      merchant: 'nordlys',
      type: 'collection_request.changed' as const,
      data,
    }));
  await world.happen(webhooks, from('dead'));
  await dead.arrived(4);
  await world.happen(webhooks, from('alive'));
  await alive.arrived(50);
  assert.equal(dead.arrivals.length, 4, 'and is not asked more than four things at once');
});

test('when a shop is back, what waits for its next try follows the first at once', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }));
  await receiver.close();
  const changes = Array.from({ length: 5 }, (_, n) => snapshot(n));
  await world.happen(webhooks, changes);
  await world.pass(12 * hour);
  await receiver.open();
  await world.happen(webhooks, [snapshot(9)]);
  await receiver.arrived(6);
  await world.rest();
  assert.deepEqual(statuses((await webhooks.list(mine)).items), Array(6).fill('delivered'));
});

test('after three days it is given up, kept for a month, and can be sent again until then', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  await receiver.close();
  const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }), () => 0.999);
  await world.happen(webhooks, [snapshot(1), snapshot(2)]);
  await world.pass(3 * day - second);
  assert.deepEqual(statuses((await webhooks.list(mine)).items), ['pending', 'pending']);
  await world.pass(second);
  const { items } = await webhooks.list(mine, { status: 'failed' });
  assert.equal(items.length, 2);
  assert.equal(items[0]?.lastAttempt?.failure, 'unreachable');
  assert.equal(items[0].nextAttemptAt, null);

  await webhooks.resend(items[0].id);
  await world.rest();
  const [, tried] = (await webhooks.list(mine)).items;
  assert.deepEqual([tried?.status, tried?.attempts], ['pending', 1], 'it has three days once more');

  await receiver.open();
  const again = await webhooks.resend(items[0].id);
  assert.equal(again?.status, 'pending');
  await receiver.arrived(1);
  await world.rest();
  assert.equal(receiver.arrivals[0]?.id, items[0].id);
  assert.deepEqual(statuses((await webhooks.list(mine)).items), ['failed', 'delivered']);

  await world.clock.advance(7 * day);
  assert.deepEqual(statuses((await webhooks.list(mine)).items), ['failed']);
  await world.clock.advance(23 * day);
  assert.deepEqual((await webhooks.list(mine)).items, []);
  assert.equal(await webhooks.resend(items[0].id), undefined);
});

test('after a 410 everything is held, and goes when the endpoint has another address', async () => {
  const world = createWorld();
  const [old, fresh] = [await startReceiver(world.clock), await startReceiver(world.clock)];
  old.next.push(answers.status(410));
  const before = await world.start(configOf({ [shop]: [endpointAt(old)] }));
  await world.happen(before, [snapshot(1)]);
  await world.rest();
  await world.happen(before, [snapshot(2)]);
  await world.pass(day);
  assert.deepEqual(statuses((await before.list(mine)).items), ['held', 'held']);
  assert.equal(old.arrivals.length, 1);
  assert.ok(
    world.log.lines.some(({ event, level }) => event === 'webhook.endpoint_gone' && level === 'error'),
  );
  await before.stop();

  const same = await world.start(configOf({ [shop]: [endpointAt(old)] }));
  await world.happen(same, [snapshot(3)]);
  await world.pass(day);
  assert.equal(old.arrivals.length, 1, 'a restart does not forget it');
  await same.stop();

  const after = await world.start(configOf({ [shop]: [endpointAt(fresh)] }));
  await fresh.arrived(3);
  await world.rest();
  assert.deepEqual(told(fresh).sort(), ['order-1 1', 'order-2 1', 'order-3 1']);
  assert.deepEqual(statuses((await after.list(mine)).items), Array(3).fill('delivered'));
  await after.stop();

  const back = await world.start(configOf({ [shop]: [endpointAt(old)] }));
  await world.happen(back, [snapshot(4)]);
  await old.arrived(2);
});

test('after a 410 one may be sent again: if it is taken, all that was held follows', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  receiver.next.push(answers.status(410), answers.status(410), answers.status(500));
  const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }));
  await world.happen(webhooks, [snapshot(1)]);
  await world.rest();
  await world.happen(webhooks, [snapshot(2), snapshot(3)]);
  await world.rest();
  const [{ id } = { id: '' }] = (await webhooks.list(mine)).items;

  for (const arrivals of [2, 3]) {
    await webhooks.resend(id);
    await world.pass(hour);
    assert.equal(receiver.arrivals.length, arrivals, 'asked once, it is tried once');
    assert.deepEqual(statuses((await webhooks.list(mine)).items), ['held', 'held', 'held']);
  }

  await webhooks.resend(id);
  await receiver.arrived(6);
  await world.rest();
  assert.deepEqual(statuses((await webhooks.list(mine)).items), Array(3).fill('delivered'));
  await world.happen(webhooks, [snapshot(4)]);
  await receiver.arrived(7);
});

test('what fails beside it does not shorten the rest that an endpoint asked for', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  const webhooks = await world.start(configOf({ [shop]: [endpointAt(receiver)] }));
  let fail = (): void => assert.fail('not asked');
  receiver.next.push(
    (response) => {
      fail = () => response.writeHead(500).end();
    },
    answers.status(429, { 'retry-after': '3600' }),
  );
  await world.happen(webhooks, [snapshot(1), snapshot(2)]);
  await receiver.arrived(2);
  await world.until(async () => (await webhooks.list(mine)).items.some(({ lastAttempt }) => lastAttempt));
  fail();
  await world.pass(hour - second);
  assert.equal(receiver.arrivals.length, 2);
  await world.pass(second);
  await receiver.arrived(4);
});

test('what waits for an endpoint that left the configuration is kept, and goes in the end', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  await receiver.close();
  const before = await world.start(configOf({ [shop]: [endpointAt(receiver)] }));
  await world.happen(before, [snapshot(1)]);
  await world.rest();
  await before.stop();

  const without = await world.start(configOf({ [shop]: [] }));
  assert.deepEqual(without.writesFor({ ...mine, type: 'collection_request.changed', data: snapshot(2) }), []);
  await world.pass(day);
  const { items } = await without.list(mine);
  assert.equal(items[0]?.status, 'failed');
  assert.equal(items[0].lastAttempt?.failure, 'not_configured');
  await world.clock.advance(30 * day);
  assert.deepEqual((await without.list(mine)).items, []);
  await without.stop();

  const later = await world.start(configOf({ [shop]: [] }));
  await later.stop();
  assert.deepEqual(await world.store.list('webhook_endpoints', 'all'), [], 'nothing is left of it');
});

for (const host of ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254']) {
  test(`a webhook to ${host} is not sent unless private addresses are allowed`, async () => {
    const world = createWorld();
    const receiver = await startReceiver(world.clock);
    const url = `https://${host}:${new URL(receiver.url).port}/hook`;
    const webhooks = await world.start(configOf({ [shop]: [{ url, secrets: [secretOf(1)] }] }));
    await world.happen(webhooks, [snapshot(1)]);
    await world.rest();
    const { items } = await webhooks.list(mine);
    assert.equal(items[0]?.lastAttempt?.failure, 'address_not_allowed');
    assert.deepEqual([receiver.arrivals.length, receiver.strays.length], [0, 0]);
  });
}

test('each endpoint gets its own, and the log holds neither addresses nor secrets nor what was sent', async () => {
  const world = createWorld();
  const receivers = [
    await startReceiver(world.clock),
    await startReceiver(world.clock, secretOf(2)),
  ] as const;
  const webhooks = await world.start(
    configOf({
      [shop]: [endpointAt(receivers[0]), { ...endpointAt(receivers[1], 'crm'), secrets: [secretOf(2)] }],
    }),
  );
  receivers[0].next.push(answers.status(500));
  await world.happen(webhooks, [snapshot(1)]);
  await world.rest();
  await world.rest(shop, 'crm');
  assert.notEqual(receivers[0].arrivals[0]?.id, receivers[1].arrivals[0]?.id);
  const lines = JSON.stringify(world.log.lines);
  assert.match(lines, /webhook.delivered.*|webhook.attempt_failed/);
  for (const kept of ['127.0.0.1', new URL(receivers[0].url).port, 'whsec_', 'order-1', '249900']) {
    assert.ok(!lines.includes(kept), kept);
  }
});
