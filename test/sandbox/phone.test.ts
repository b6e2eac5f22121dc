import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outcomes } from '../../src/sandbox/betalingsservice/outcomes.ts';
import { openSandbox, orderOf } from './support.ts';

const list = '/sandbox/app/requests';

describe('the phone', () => {
  test('shows what has arrived, newest first, and nobody’s number', async () => {
    const { take, send, plain, clock, sandbox } = await openSandbox();
    const first = orderOf();
    const { referenceNumber, expiresAt } = await (await send(first)).json();
    await take(orderOf(1));
    await clock.advance(500);
    const second = await take(orderOf(0, { mandateCreation: undefined, channel: 'PHONE' }));
    assert.deepEqual((await (await plain('GET', list)).json()).length, 1);
    await clock.advance(500);
    const answer = await plain('GET', list);
    const text = await answer.clone().text();
    for (const number of ['0101360001', 'KUNDE100']) assert.ok(!text.includes(number));
    const [newest, oldest, ...more] = await answer.json();
    assert.deepEqual(more, []);
    assert.deepEqual([newest.id, newest.mandate, newest.channel], [second, false, 'PHONE']);
    assert.deepEqual(oldest, {
      id: first.uuid,
      bindingCode: referenceNumber,
      amount: { value: 249_900, currency: 'DKK' },
      text: 'Phone + first month',
      creditor: 'Telefonselskabet',
      mandate: true,
      status: 'DELIVERED',
      expiresAt,
      channel: 'WEB',
    });
    await sandbox.stop();
  });

  test('is told at once of a change it waits for', async () => {
    const { take, plain, act, clock, sandbox } = await openSandbox();
    const wait = async (etag: string) => {
      const answer = await plain('GET', list, undefined, { 'if-none-match': etag, prefer: 'wait=25' });
      return { status: answer.status, etag: answer.headers.get('etag') ?? '' };
    };
    const empty = await wait('"of an earlier process"');
    assert.equal(empty.status, 200);
    let woken = 0;
    const waiting = wait(empty.etag).finally(() => {
      woken = clock.now();
    });
    await clock.advance(10_000);
    const uuid = await take(orderOf());
    const began = clock.now();
    await clock.advance(1000);
    assert.equal((await waiting).status, 200);
    assert.equal(woken, began);

    const { etag } = await wait('');
    const unchanged = wait(etag);
    await clock.advance(25_000);
    assert.deepEqual(await unchanged, { status: 304, etag });
    const opened = wait(etag);
    await act(uuid, 'open');
    assert.equal((await opened).status, 200);
    await sandbox.stop();
  });

  test('without a wish to wait it answers an unchanged list at once', async () => {
    const { plain, sandbox } = await openSandbox();
    const etag = (await plain('GET', list)).headers.get('etag') ?? '';
    for (const tag of [etag, `W/${etag}`]) {
      assert.equal((await plain('GET', list, undefined, { 'if-none-match': tag })).status, 304);
    }
    await sandbox.stop();
  });

  test('opens, approves, declines and says that it is not in a call', async () => {
    const { take, act, read, clock, sandbox } = await openSandbox();
    for (const [action, status] of [
      ['open', 'OPENED'],
      ['approve', 'APPROVED'],
      ['decline', 'REJECTED_BY_DEBTOR'],
      ['not_in_call', 'NOT_IN_CALL'],
    ] as const) {
      const uuid = await take(orderOf());
      await clock.advance(500);
      const answer = await act(uuid, action);
      assert.equal(answer.status, 200);
      assert.equal((await answer.json()).status, status);
      assert.equal((await read(uuid)).statusCode, status);
    }
    await sandbox.stop();
  });

  test('opening what is open already changes nothing that anybody waits for', async () => {
    const { take, act, plain, callbacks, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf());
    await clock.advance(500);
    await act(uuid, 'open');
    const etag = (await plain('GET', list)).headers.get('etag');
    assert.equal((await act(uuid, 'open')).status, 200);
    assert.equal((await plain('GET', list)).headers.get('etag'), etag);
    await clock.advance(500);
    assert.equal(callbacks.filter(({ statusCode }) => statusCode === 'OPENED').length, 1);
    await sandbox.stop();
  });

  test('is refused, and told why, what it cannot do', async () => {
    const { take, act, plain, clock, sandbox } = await openSandbox();
    const onItsWay = await take(orderOf());
    const ended = await take(orderOf(14));
    const table = [
      [404, 'not_found', crypto.randomUUID(), 'approve'],
      [404, 'not_found', onItsWay, 'approve'],
      [400, 'action_unknown', ended, 'pay twice'],
    ] as const;
    for (const [status, error, uuid, action] of table) {
      const answer = await act(uuid, action);
      assert.deepEqual([answer.status, (await answer.json()).error], [status, error]);
    }
    await clock.advance(3000);
    const late = await act(ended, 'approve');
    assert.deepEqual([late.status, (await late.json()).error], [409, 'not_waiting']);
    assert.equal((await plain('PUT', list)).status, 404);
    await sandbox.stop();
  });
});

describe('everything under /sandbox/', () => {
  test('may be called from any page', async () => {
    const { plain, call, sandbox } = await openSandbox();
    const answers = [
      await plain('GET', list),
      await plain('GET', '/sandbox/trouble'),
      await plain('GET', '/sandbox/nothing'),
      await call('GET', '/collection-requests/1'),
    ];
    for (const { headers } of answers) {
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.match(headers.get('access-control-expose-headers') ?? '', /ETag/);
    }
    const preflight = await plain('OPTIONS', `${list}/1`);
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /If-None-Match, Prefer/);
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /POST, PUT, DELETE/);
    await sandbox.stop();
  });

  test('the list of outcomes is there for demos', async () => {
    const { plain, sandbox } = await openSandbox();
    assert.deepEqual(await (await plain('GET', '/sandbox/outcomes')).json(), outcomes);
    await sandbox.stop();
  });
});
