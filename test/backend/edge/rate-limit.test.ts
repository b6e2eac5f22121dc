import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createRateLimit } from '../../../src/backend/edge/rate-limit.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { bearer, configOf, detail, issuer, type Running, startBackend } from './backend.ts';

/** How many of a hundred were let through before the first refusal. */
const countUntilRefused = (take: () => void): number => {
  for (let count = 0; count < 100; count++) {
    try {
      take();
    } catch {
      return count;
    }
  }
  return 100;
};

suite('a bucket', () => {
  test('lets a minute’s worth through at once, then one by one as it fills again', async () => {
    const clock = new FakeClock();
    const limit = createRateLimit(clock, 6);
    assert.equal(
      countUntilRefused(() => limit.take('a')),
      6,
    );
    assert.throws(() => limit.take('a'), { code: 'rate_limited', retryAfter: 10 });
    await clock.advance(9_999);
    assert.throws(() => limit.take('a'), { retryAfter: 1 });
    await clock.advance(1);
    assert.equal(
      countUntilRefused(() => limit.take('a')),
      1,
    );
    await clock.advance(3_600_000);
    assert.equal(
      countUntilRefused(() => limit.take('a')),
      6,
    );
  });

  test('is each key’s own', () => {
    const limit = createRateLimit(new FakeClock(), 2);
    assert.equal(
      countUntilRefused(() => limit.take('a')),
      2,
    );
    assert.equal(
      countUntilRefused(() => limit.take('b')),
      2,
    );
  });

  test('is not touched by looking, nor by a refusal', async () => {
    const clock = new FakeClock();
    const limit = createRateLimit(clock, 2);
    limit.check('a');
    assert.equal(
      countUntilRefused(() => limit.take('a')),
      2,
    );
    for (let again = 0; again < 5; again++) assert.throws(() => limit.take('a'));
    await clock.advance(30_000);
    limit.take('a');
    assert.throws(() => limit.check('a'));
  });

  test('is forgotten when there are too many, the one unused for longest first', () => {
    const limit = createRateLimit(new FakeClock(), 2, 2);
    for (const key of ['a', 'b', 'b', 'a', 'c']) limit.take(key);
    assert.throws(() => limit.check('a'));
    limit.check('b');
  });
});

const startWith = async (rateLimits: Record<string, number>): Promise<Running> =>
  startBackend({ config: await configOf({ rateLimits }) });

test('a client that asks for too many tokens is told so in OAuth’s form, and another is not', async () => {
  const running = await startWith({ tokensPerClient: 2 });
  const ask = (client: 'demo-shop' | 'other-shop') =>
    running.askToken(client, { grant_type: 'client_credentials' });
  assert.equal((await ask('demo-shop')).status, 200);
  assert.equal((await ask('demo-shop')).status, 200);
  const refused = await ask('demo-shop');
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '30');
  assert.equal((await refused.json()).error, 'temporarily_unavailable');
  assert.equal((await ask('other-shop')).status, 200);
});

test('whoever guesses secrets is slowed down, per client id and address; success costs nothing', async () => {
  const running = await startBackend();
  const ask = (secret: string, address: string) =>
    running.backend.fetch(
      new Request(`${issuer}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`demo-shop:${secret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      }),
      { address },
    );
  for (let good = 0; good < 40; good++) assert.equal((await ask('demo-secret', '192.0.2.1')).status, 200);
  for (let bad = 0; bad < 30; bad++) assert.equal((await ask('guess', '192.0.2.1')).status, 401);
  const refused = await ask('demo-secret', '192.0.2.1');
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '2');
  assert.equal((await ask('demo-secret', '192.0.2.2')).status, 200);
});

test('a session that asks too often is refused; another, and the shop’s server, are not', async () => {
  const running = await startWith({ requestsPerSession: 2 });
  const one = await running.token('demo-shop', [detail]);
  const two = await running.token('demo-shop', [{ ...detail, reference: 'order-2' }]);
  const status = async (token: string) => (await running.get('/v1/session', bearer(token))).status;
  assert.deepEqual([await status(one), await status(one), await status(one)], [200, 200, 429]);
  assert.equal(
    await status(await running.token('demo-shop', [detail])),
    429,
    'a new token of the same session',
  );
  assert.equal(await status(two), 200);

  const refused = await running.get('/v1/session', bearer(one));
  assert.equal((await refused.json()).code, 'rate_limited');
  assert.equal(refused.headers.get('retry-after'), '30');
  const server = bearer(await running.token('demo-shop'));
  assert.equal((await running.get('/v1/collection-requests?reference=x', server)).status, 200);
});

test('a shop’s server that asks too often is refused, and its browsers are not', async () => {
  const running = await startWith({ requestsPerClient: 1 });
  const server = bearer(await running.token('demo-shop'));
  const read = async () => (await running.get('/v1/collection-requests?reference=x', server)).status;
  assert.deepEqual([await read(), await read()], [200, 429]);
  const session = bearer(await running.token('demo-shop', [detail]));
  assert.equal((await running.get('/v1/session', session)).status, 200);
});
