import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bearer, detail, issuer, otherOrigin, type Running, shopOrigin, startBackend } from './backend.ts';

const unknownOrigin = 'https://evil.example';

const preflight = ({ fetch }: Running, origin: string, path = '/v1/collection-requests') =>
  fetch(issuer + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,idempotency-key',
    },
  });

const varies = (answer: Response) => (answer.headers.get('vary') ?? '').toLowerCase().includes('origin');
const allowed = (answer: Response) => answer.headers.get('access-control-allow-origin');

test('a preflight is answered for every registered origin, whoever it belongs to', async () => {
  const running = await startBackend();
  for (const origin of [shopOrigin, otherOrigin]) {
    const answer = await preflight(running, origin);
    assert.equal(answer.status, 204);
    assert.equal(allowed(answer), origin);
    assert.match(answer.headers.get('access-control-allow-methods') ?? '', /POST/);
    assert.equal(
      answer.headers.get('access-control-allow-headers'),
      'authorization, content-type, idempotency-key, if-none-match, prefer',
    );
    assert.equal(answer.headers.get('access-control-max-age'), '7200');
    assert.equal(answer.headers.get('access-control-allow-credentials'), null);
    assert(varies(answer));
  }
});

suite('a preflight from an origin that nobody registered is refused', () => {
  for (const origin of [unknownOrigin, 'null', `${shopOrigin}.evil.example`, 'http://shop.example']) {
    test(origin, async () => {
      const answer = await preflight(await startBackend(), origin);
      assert.equal(answer.status, 403);
      assert.equal(allowed(answer), null);
      assert(varies(answer));
    });
  }
});

suite('the real request', () => {
  const cases = [
    { origin: shopOrigin, status: 200, code: undefined, readable: true },
    { origin: undefined, status: 200, code: undefined, readable: false },
    { origin: otherOrigin, status: 403, code: 'origin_not_allowed', readable: true },
    { origin: unknownOrigin, status: 403, code: 'origin_not_allowed', readable: false },
    { origin: 'null', status: 403, code: 'origin_not_allowed', readable: false },
  ];
  for (const { origin, status, code, readable } of cases) {
    test(`from ${origin ?? 'a server'} is answered ${status}`, async () => {
      const running = await startBackend();
      const token = await running.token('demo-shop', [detail]);
      const headers = { ...bearer(token), ...(origin === undefined ? {} : { origin }) };
      const answer = await running.get('/v1/session', headers);
      assert.equal(answer.status, status);
      assert.equal((await answer.json()).code, code);
      assert.equal(allowed(answer), readable ? origin : null);
      assert(varies(answer));
      if (!readable) return;
      const exposed = answer.headers.get('access-control-expose-headers');
      assert.equal(exposed, 'ETag, Location, Retry-After');
    });
  }

  test("from another client's origin has no effect", async () => {
    const running = await startBackend();
    const token = await running.token('demo-shop', [{ ...detail, mandate: undefined }]);
    const changes: unknown[] = [];
    running.store.subscribe((some) => changes.push(...some));
    const send = (origin: string) =>
      running.fetch(`${issuer}/v1/collection-requests`, {
        method: 'POST',
        headers: {
          ...bearer(token),
          origin,
          'content-type': 'application/json',
          'idempotency-key': 'a-key-of-this-test',
        },
        body: JSON.stringify({ debtor: { scheme: 'cpr', value: '2110625629' } }),
      });
    for (const origin of [otherOrigin, unknownOrigin]) assert.equal((await send(origin)).status, 403);
    assert.deepEqual(changes, []);
    assert.equal((await send(shopOrigin)).status, 201);
    assert.notDeepEqual(changes, []);
  });
});

suite('a refusal can be read by the page of a registered origin', () => {
  const cases: readonly (readonly [status: number, path: string, headers: Record<string, string>])[] = [
    [401, '/v1/session', {}],
    [401, '/v1/session', { authorization: 'Bearer nonsense' }],
    [404, '/v1/nothing', {}],
  ];
  for (const [status, path, headers] of cases) {
    test(`${status} at ${path}`, async () => {
      const running = await startBackend();
      const answer = await running.get(path, { ...headers, origin: shopOrigin });
      assert.equal(answer.status, status);
      assert.equal(allowed(answer), shopOrigin);
    });
  }
});

test('the endpoints that are for servers carry no CORS headers, and answer no preflight', async () => {
  const running = await startBackend();
  for (const path of [
    '/oauth/token',
    '/oauth/revoke',
    '/.well-known/jwks.json',
    '/openapi.json',
    '/healthz',
  ]) {
    const answer = await preflight(running, shopOrigin, path);
    assert.equal(answer.status, 405, path);
    assert.equal(allowed(answer), null, path);
    assert.equal(allowed(await running.get(path, { origin: shopOrigin })), null, path);
  }
});
