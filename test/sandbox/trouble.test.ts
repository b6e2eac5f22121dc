import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openSandbox, orderOf } from './support.ts';

const none = { latencyMs: 0, createError: null, readError: null, callbacks: 'normal', errorsWithOk: false };

describe('trouble', () => {
  test('is put as a whole, read, and taken away', async () => {
    const { plain, sandbox } = await openSandbox();
    const now = async (method: string, body?: unknown) =>
      (await plain(method, '/sandbox/trouble', body)).json();
    assert.deepEqual(await now('GET'), none);
    assert.deepEqual(await now('PUT', { latencyMs: 5 }), { ...none, latencyMs: 5 });
    assert.deepEqual(await now('PUT', { readError: 'timeout' }), { ...none, readError: 'timeout' });
    assert.deepEqual(await now('GET'), { ...none, readError: 'timeout' });
    assert.deepEqual(await now('DELETE'), none);
    assert.deepEqual(await now('GET'), none);
    await sandbox.stop();
  });

  test('that does not exist is refused and changes nothing', async () => {
    const { plain, trouble, sandbox } = await openSandbox();
    await trouble({ latencyMs: 5 });
    for (const [field, body] of [
      ['latencyMs', { latencyMs: -1 }],
      ['createError', { createError: 'often' }],
      ['readError', { readError: 'before' }],
      ['callbacks', { callbacks: null }],
      ['body', { weather: 'rain' }],
      ['body', 'rain'],
    ] as const) {
      const answer = await plain('PUT', '/sandbox/trouble', body);
      assert.equal(answer.status, 400);
      assert.deepEqual(await answer.json(), { error: 'trouble_invalid', fields: [field] });
    }
    assert.equal((await plain('POST', '/sandbox/trouble', {})).status, 405);
    assert.equal((await (await plain('GET', '/sandbox/trouble')).json()).latencyMs, 5);
    await sandbox.stop();
  });

  for (const [createError, status, stands] of [
    ['before', 500, false],
    ['throttled', 429, false],
    ['after', 500, true],
    ['garbled', 200, true],
  ] as const) {
    test(`create ${createError}: ${status}, and the request ${stands ? 'stands' : 'is not there'}, as long as it is on`, async () => {
      const { trouble, send, call, sandbox } = await openSandbox();
      await trouble({ createError });
      const order = orderOf();
      for (let time = 0; time < 2; time++) assert.equal((await send(order)).status, status);
      const there = await call('GET', `/collection-requests/${order.uuid}`);
      assert.equal(there.status, stands ? 200 : 404);
      await trouble({});
      assert.equal((await send(order)).status, 201);
      await sandbox.stop();
    });
  }

  test('create timeout: taken, and never answered', async () => {
    const { trouble, call, read, clock, sandbox } = await openSandbox();
    await trouble({ createError: 'timeout' });
    const order = orderOf();
    const caller = new AbortController();
    const answer = call('POST', '/collection-requests', order, { signal: caller.signal });
    await clock.advance(60_000);
    assert.equal((await read(order.uuid)).statusCode, 'DELIVERED');
    caller.abort();
    await answer;
    await sandbox.stop();
  });

  for (const [readError, status, retryAfter, type] of [
    ['unavailable', 503, '2', 'application/json'],
    ['throttled', 429, '2', 'application/json'],
    ['garbled', 200, null, 'text/html'],
  ] as const) {
    test(`read ${readError}: ${status}`, async () => {
      const { trouble, take, call, sandbox } = await openSandbox();
      const uuid = await take(orderOf());
      await trouble({ readError });
      const { status: is, headers } = await call('GET', `/collection-requests/${uuid}`);
      assert.equal(is, status);
      assert.equal(headers.get('retry-after'), retryAfter);
      assert.equal(headers.get('content-type'), type);
      await sandbox.stop();
    });
  }

  test('read timeout: not answered while the caller waits', async () => {
    const { trouble, take, call, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf());
    await trouble({ readError: 'timeout' });
    let answered = false;
    const reading = call('GET', `/collection-requests/${uuid}`).finally(() => {
      answered = true;
    });
    await clock.advance(120_000);
    assert.equal(answered, false);
    await sandbox.stop();
    assert.equal((await reading).status, 504);
  });

  test('latency: the effect is there at once, the answer later', async () => {
    const { trouble, send, plain, clock, sandbox } = await openSandbox({ paceMs: 100 });
    await trouble({ latencyMs: 3000 });
    let answered = 0;
    const sending = send(orderOf()).finally(() => {
      answered = clock.now();
    });
    const began = clock.now();
    await clock.advance(200);
    assert.equal((await (await plain('GET', '/sandbox/app/requests')).json()).length, 1);
    await clock.advance(5000);
    assert.equal((await sending).status, 201);
    assert.equal(answered - began, 3000);
    await sandbox.stop();
  });
});
