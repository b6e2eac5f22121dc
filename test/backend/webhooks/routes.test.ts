import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import type { Caller } from '../../../src/backend/caller.ts';
import type { BackendConfig } from '../../../src/backend/config.ts';
import type { Env } from '../../../src/backend/edge/env.ts';
import { createHolds } from '../../../src/backend/edge/holds.ts';
import { refuse } from '../../../src/backend/edge/refuse.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { createWebhookRoutes } from '../../../src/backend/webhooks/routes.ts';
import type { Webhooks } from '../../../src/backend/webhooks/webhooks.ts';
import { Problem } from '../../../src/protocol/problem.ts';
import {
  listWebhookDeliveries,
  readWebhookMessage,
  resendWebhookDelivery,
} from '../../../src/protocol/routes.ts';
import { WebhookDelivery, WebhookDeliveryList, WebhookMessage } from '../../../src/protocol/webhook.ts';
import { KeptLog } from '../../support/log.ts';
import { secretOf, startReceiver, verify } from './receiver.ts';
import { configOf, createWorld, snapshot } from './shop.ts';

/** The routes as `client` sees them, acting for `merchant`, behind an edge that has let it through. */
const asCaller = (
  webhooks: Webhooks,
  config: BackendConfig,
  clientId: string,
  merchantId = 'nordlys',
  holds = createHolds({ store: createMemoryStore() }),
) => {
  const client = config.clients.find(({ id }) => id === clientId);
  const merchant = config.merchants.find(({ id }) => id === merchantId);
  assert(client !== undefined && merchant !== undefined);
  const caller: Caller = {
    kind: 'server',
    client,
    merchant,
    session: null,
    actor: null,
    jti: 'jti',
    expiresAt: 0,
  };
  const app = new Hono<Env>();
  app.onError(refuse(new KeptLog()));
  app.use(async (c, next) => {
    c.set('traceId', '0'.repeat(32));
    c.set('caller', caller);
    await next();
  });
  app.route('/', createWebhookRoutes(webhooks, holds));
  return {
    list: (query = '', init: RequestInit = {}) => app.request(`/v1/webhook-deliveries${query}`, init),
    message: (id: string) => app.request(`/v1/webhook-deliveries/${id}/message`),
    resend: (id: string) => app.request(`/v1/webhook-deliveries/${id}/resend`, { method: 'POST' }),
  };
};

const listOf = async (answer: Response): Promise<WebhookDeliveryList> => {
  assert.equal(answer.status, 200);
  return WebhookDeliveryList.parse(await answer.json());
};

test('all routes are for a shop’s own server', () => {
  for (const { needs } of [listWebhookDeliveries, readWebhookMessage, resendWebhookDelivery]) {
    assert.equal(needs, 'server');
  }
});

test('a shop sees and sends again its own deliveries, and nobody else’s', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  const endpoint = { url: receiver.url, secrets: [secretOf(1)], allowPrivate: true };
  const config = configOf({ mine: [endpoint], yours: [endpoint] });
  const webhooks = await world.start(config);
  const happening = (client: string, merchant: string, n: number) => ({
    client,
    merchant,
    type: 'collection_request.changed' as const,
    data: snapshot(n),
  });
  await world.happen(webhooks, [
    happening('mine', 'nordlys', 1),
    happening('mine', 'other', 2),
    happening('yours', 'nordlys', 3),
  ]);
  await receiver.arrived(3);
  await world.rest('mine');
  await world.rest('yours');

  const mine = asCaller(webhooks, config, 'mine');
  const { items } = await listOf(await mine.list());
  assert.deepEqual(
    items.map(({ subject }) => subject),
    [snapshot(1).id],
  );
  const id = items[0]?.id ?? '';
  for (const stranger of [
    asCaller(webhooks, config, 'mine', 'other'),
    asCaller(webhooks, config, 'yours'),
    asCaller(webhooks, config, 'yours', 'other'),
  ]) {
    const { items: theirs } = await listOf(await stranger.list());
    assert.ok(theirs.every((one) => one.id !== id));
    const refused = await stranger.resend(id);
    assert.equal(refused.status, 404);
    assert.equal(Problem.parse(await refused.json()).code, 'not_found');
    assert.equal((await stranger.message(id)).status, 404);
  }
  assert.equal((await mine.resend('msg_AAAAAAAAAAAAAAAAAAAAAA')).status, 404);
  assert.equal((await mine.message('msg_AAAAAAAAAAAAAAAAAAAAAA')).status, 404);

  const again = await mine.resend(id);
  assert.equal(again.status, 202);
  assert.equal(WebhookDelivery.parse(await again.json()).status, 'pending');
  await receiver.arrived(4);
  assert.equal(receiver.arrivals[3]?.id, id);
});

test('the list is read page by page, of all endpoints together, and can be narrowed down', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  const endpoint = { url: receiver.url, secrets: [secretOf(1)], allowPrivate: true };
  const config = configOf({
    mine: [endpoint, { id: 'dead', url: 'https://127.0.0.1/', secrets: [secretOf(1)] }],
  });
  const webhooks = await world.start(config);
  const mine = asCaller(webhooks, config, 'mine');
  for (let n = 0; n < 120; n++) {
    const type = 'collection_request.changed';
    await world.happen(webhooks, [{ client: 'mine', merchant: 'nordlys', type, data: snapshot(n) }]);
  }
  await receiver.arrived(120);
  await world.rest('mine');
  await world.rest('mine', 'dead');

  const read = async (query: string): Promise<{ ids: string[]; pages: number }> => {
    const ids: string[] = [];
    for (let after = '', pages = 0; ; pages++) {
      const { items, cursor } = await listOf(await mine.list(`?${query}${after}`));
      if (items.length === 0) return { ids, pages };
      ids.push(...items.map(({ id }) => id));
      after = `&after=${cursor}`;
    }
  };
  const all = await read('');
  assert.deepEqual([new Set(all.ids).size, all.ids.length, all.pages], [240, 240, 3]);
  const delivered = await read('status=delivered');
  assert.deepEqual([new Set(delivered.ids).size, delivered.pages], [120, 2]);
  assert.equal(new Set([...delivered.ids, ...(await read('status=pending')).ids]).size, 240);
});

test('an empty page is held until something changes, and no longer than is asked for', async () => {
  const world = createWorld();
  const receiver = await startReceiver(world.clock);
  const config = configOf({ mine: [{ url: receiver.url, secrets: [secretOf(1)], allowPrivate: true }] });
  const webhooks = await world.start(config);
  const mine = asCaller(webhooks, config, 'mine');
  const headers = { prefer: 'wait=20' };

  const held = mine.list('', { headers });
  await world.happen(webhooks, [
    { client: 'mine', merchant: 'nordlys', type: 'collection_request.changed', data: snapshot(1) },
  ]);
  assert.equal((await listOf(await held)).items.length, 1);

  await receiver.arrived(1);
  await world.rest('mine');
  const { cursor } = await listOf(await mine.list());
  const inVain = mine.list(`?after=${cursor}`, { headers });
  await world.clock.advance(20_000);
  const answer = await inVain;
  assert.equal(answer.headers.get('preference-applied'), 'wait=20');
  assert.deepEqual(await listOf(answer), { items: [], cursor });
});

test('whoever is held is let go when the service stops', async () => {
  const world = createWorld();
  const config = configOf({ mine: [] });
  const webhooks = await world.start(config);
  const held = asCaller(webhooks, config, 'mine').list('', { headers: { prefer: 'wait=20' } });
  await webhooks.stop();
  // The clock has stood still.
  assert.deepEqual((await listOf(await held)).items, []);
});

test('whoever is held is let go when their token is revoked', async () => {
  const world = createWorld();
  const config = configOf({ mine: [] });
  const webhooks = await world.start(config);
  const store = createMemoryStore();
  const mine = asCaller(webhooks, config, 'mine', 'nordlys', createHolds({ store }));
  const held = mine.list('', { headers: { prefer: 'wait=20' } });
  await store.commit([{ table: 'revoked_tokens', id: 'jti', value: {} }]);
  assert.equal((await held).status, 401);
});

test('a message is what the endpoint gets, for the Standard Webhooks library to verify', async () => {
  const world = createWorld();
  const config = configOf({ mine: [{ url: 'https://127.0.0.1/', secrets: [secretOf(1), secretOf(2)] }] });
  const webhooks = await world.start(config);
  const data = snapshot(1);
  await world.happen(webhooks, [
    { client: 'mine', merchant: 'nordlys', type: 'collection_request.changed', data },
  ]);
  const mine = asCaller(webhooks, config, 'mine');
  const [delivery] = (await listOf(await mine.list())).items;
  assert.ok(delivery);
  const { headers, body } = WebhookMessage.parse(await (await mine.message(delivery.id)).json());
  for (const secret of [secretOf(1), secretOf(2)]) {
    assert.deepEqual(Object(verify(secret, world.clock, body, headers)).data, data);
  }
});

for (const [query, error] of [
  ['?status=lost', { pointer: 'status', code: 'not_allowed' }],
  ['?after=yesterday', { pointer: 'after', code: 'not_allowed' }],
  ['?limit=5', { pointer: '', code: 'unknown_key' }],
] as const) {
  test(`the list refuses ${query}, and says where`, async () => {
    const config = configOf({ mine: [] });
    const answer = await asCaller(await createWorld().start(config), config, 'mine').list(query);
    const problem = Problem.parse(await answer.json());
    assert.equal(problem.code, 'query_invalid');
    assert.deepEqual(problem.errors, [error]);
  });
}
