import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { table } from '../../src/backend/edge/table.ts';
import { createMemoryStore } from '../../src/backend/store/memory.ts';
import { StoreUnavailable } from '../../src/backend/store/store.ts';
import * as protocol from '../../src/protocol/routes.ts';
import { bearer, detail, issuer, type Running, startBackend } from './edge/backend.ts';

/** A backend whose store fails with `error` from now on. */
const startBroken = async (error: unknown): Promise<Running> => {
  const running = await startBackend();
  const fail = () => Promise.reject(error);
  return startBackend({ store: { ...running.store, get: fail, commit: fail, check: fail } });
};

test('every route that the client knows is in the edge’s table', () => {
  const shared = Object.entries(protocol).filter(([, value]) => typeof value === 'object');
  assert(shared.length > 0);
  const known = new Map<string, unknown>(Object.entries(table));
  for (const [name, route] of shared) assert.equal(known.get(name), route);
});

suite('what is not there', () => {
  for (const path of [
    '/',
    '/v1',
    '/v1/session/',
    '/v1/session/x',
    '/v1/collection-requests/a/b',
    '/v2/session',
    '/oauth',
    '/healthz/x',
  ]) {
    test(`${path} is 404, token or not`, async () => {
      const running = await startBackend();
      for (const headers of [{}, bearer(await running.token('demo-shop'))]) {
        const answer = await running.get(path, headers);
        assert.equal(answer.status, 404);
        assert.equal(answer.headers.get('content-type'), 'application/problem+json');
        const problem = await answer.json();
        assert.equal(problem.code, 'not_found');
        assert.equal(problem.traceId, answer.headers.get('x-trace-id'));
      }
    });
  }
});

test('a wrong method is 405, with the right ones', async () => {
  const { fetch } = await startBackend();
  const cases = [
    ['DELETE', '/v1/session', 'GET, HEAD'],
    ['PUT', '/v1/collection-requests', 'POST, GET, HEAD'],
    ['GET', '/oauth/token', 'POST'],
    ['OPTIONS', '/v1/session', 'GET, HEAD'],
  ] as const;
  for (const [method, path, allow] of cases) {
    const answer = await fetch(issuer + path, { method });
    assert.equal(answer.status, 405, `${method} ${path}`);
    assert.equal(answer.headers.get('allow'), allow);
    assert.equal((await answer.json()).code, 'method_not_allowed');
  }
});

test('HEAD is GET without the body', async () => {
  const { fetch } = await startBackend();
  const answer = await fetch(`${issuer}/healthz`, { method: 'HEAD' });
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), '');
});

suite('the trace id', () => {
  const given = '4bf92f3577b34da6a3ce929d0e0e4736';
  const cases: readonly (readonly [header: string, taken: boolean])[] = [
    [`00-${given}-00f067aa0ba902b7-01`, true],
    [`01-${given}-00f067aa0ba902b7-01-more`, true],
    [`ff-${given}-00f067aa0ba902b7-01`, false],
    [`00-${given}-0000000000000000-01`, false],
    [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, false],
    [`00-${given.toUpperCase()}-00f067aa0ba902b7-01`, false],
    [given, false],
  ];
  for (const [traceparent, taken] of cases) {
    test(`${taken ? 'is taken' : 'is made new'} from ${traceparent}`, async () => {
      const running = await startBackend();
      const answer = await running.get('/v1/session', { traceparent });
      const traceId = answer.headers.get('x-trace-id') ?? '';
      assert.match(traceId, /^[\da-f]{32}$/);
      assert.equal(traceparent.includes(traceId), taken);
      assert.equal((await answer.json()).traceId, traceId);
      assert.equal(running.log.lines[0]?.fields.traceId, traceId);
    });
  }
});

test('each request has one log line: the pattern, never the URL', async () => {
  const running = await startBackend();
  const token = await running.token('demo-shop');
  running.log.lines.length = 0;
  await running.get('/v1/collection-requests/2110625629?cpr=2110625629', bearer(token));
  await running.get('/2110625629?cpr=2110625629');
  const [found, lost, ...more] = running.log.lines;
  assert.deepEqual(more, []);
  assert.equal(found?.event, 'request');
  const { traceId: _, ...fields } = found.fields;
  assert.deepEqual(fields, {
    method: 'GET',
    route: '/v1/collection-requests/{id}',
    status: 404,
    code: 'not_found',
    ms: 0,
    client: 'demo-shop',
  });
  assert.equal(lost?.fields.route, null);
  assert.equal(lost?.fields.client, null);
  assert(!JSON.stringify(running.log.lines).includes('2110625629'));
});

test('every answer is data that nothing may run, frame or guess, and nobody may keep but what is public', async () => {
  const running = await startBackend();
  const session = bearer(await running.token('demo-shop', [detail]));
  for (const [path, headers] of [
    ['/v1/session', session],
    ['/v1/session', {}],
    ['/nothing', {}],
  ] as const) {
    const answer = await running.get(path, headers);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age/);
  }
  const jwks = await running.get('/.well-known/jwks.json');
  assert.equal(jwks.headers.get('cache-control'), 'public, max-age=300');
});

suite('what goes wrong behind the edge', () => {
  const number = '2110625629';

  test('is 500 without a word about it, and a log line that says where, not what', async () => {
    const running = await startBroken(new SyntaxError(`Unexpected token in "${number}"`));
    const answer = await running.get('/v1/session', bearer('a.b.c'));
    assert.equal(answer.status, 401, 'no store is needed to refuse nonsense');

    const token = await (await startBackend()).token('demo-shop');
    const broken = await running.get('/v1/session', bearer(token));
    assert.equal(broken.status, 500);
    const text = await broken.text();
    assert.match(text, /"internal_error"/);
    const line = running.log.lines.find(({ event }) => event === 'request.failed');
    assert.equal(line?.level, 'error');
    assert.equal(line.fields.error, 'SyntaxError');
    assert.equal(line.fields.traceId, JSON.parse(text).traceId);
    assert.match(String(line.fields.at), /startBroken|app\.test/);
    assert(!(text + JSON.stringify(running.log.lines)).includes(number));
  });

  test('is 500 in OAuth’s form at the token endpoint', async () => {
    const running = await startBroken(new TypeError('broken'));
    const answer = await running.askToken('demo-shop', { grant_type: 'client_credentials' });
    assert.equal(answer.status, 500);
    assert.equal((await answer.json()).error, 'server_error');
  });

  test('is answered too when what was thrown is no Error', async () => {
    const running = await startBroken('thrown');
    const answer = await running.askToken('demo-shop', { grant_type: 'client_credentials' });
    assert.equal(answer.status, 500);
    assert.equal(running.log.lines.at(-1)?.event, 'request');
  });

  test('is 503 with Retry-After when the store cannot answer', async () => {
    const running = await startBroken(new StoreUnavailable('disk full'));
    const token = await (await startBackend()).token('demo-shop');
    const answer = await running.get('/v1/session', bearer(token));
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '5');
    assert.equal((await answer.json()).code, 'unavailable');
    const asked = await running.askToken('demo-shop', { grant_type: 'client_credentials' });
    assert.equal(asked.status, 503);
    assert.equal((await asked.json()).error, 'temporarily_unavailable');
  });
});

suite('health', () => {
  test('is well when everything is there', async () => {
    const running = await startBackend();
    assert.equal((await running.get('/healthz')).status, 200);
    const ready = await running.get('/readyz');
    assert.equal(ready.status, 200);
    assert.deepEqual(await ready.json(), { ready: true, lacking: [] });
  });

  test('names what is lacking, while the process still answers', async () => {
    const store = createMemoryStore();
    const running = await startBackend({ store, providers: {} });
    await store.close();
    assert.equal((await running.get('/healthz')).status, 200);
    const ready = await running.get('/readyz');
    assert.equal(ready.status, 503);
    assert.deepEqual((await ready.json()).lacking, ['store', 'signing_key', 'provider:betalingsservice']);
  });

  test('is not ready any more while it stops', async () => {
    const running = await startBackend();
    await running.backend.start();
    await running.backend.stop();
    assert.deepEqual(await (await running.get('/readyz')).json(), { ready: false, lacking: ['running'] });
  });
});

test('a callback goes to its provider, and to nobody else', async () => {
  const { fetch } = await startBackend();
  const send = (provider: string) => fetch(`${issuer}/callbacks/${provider}`, { method: 'POST', body: '{}' });
  assert((await send('betalingsservice')).ok);
  assert.equal((await send('nobody')).status, 404);
});
