import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outcomes } from '../../src/sandbox/betalingsservice/outcomes.ts';
import {
  errorCodes,
  mandateStatuses,
  paymentStatuses,
  statusCodes,
} from '../../src/sandbox/betalingsservice/words.ts';
import { errorOf, openSandbox, orderOf } from './support.ts';

/** What a request has come to: status, payment, mandate, error. */
type End = readonly [status: string, payment: string, mandate: string, error?: string];

const approved = (payment: string, mandate: string, error?: string): End =>
  error === undefined ? ['APPROVED', payment, mandate] : ['APPROVED', payment, mandate, error];
const untouched = (status: string, error?: string): End =>
  error === undefined ? [status, 'PENDING', 'REQUESTED'] : [status, 'PENDING', 'REQUESTED', error];

/** Where a request with a mandate, approved on the phone as soon as it is there, ends by its øre. */
const ends: Readonly<Record<number, End>> = {
  0: approved('SETTLED', 'ACTIVE'),
  1: untouched('FAILED', 'DEBTOR_IDENTITY_IS_NOT_CORRECT'),
  2: untouched('FAILED', 'BANK_IS_NOT_WITHIN_BETALINGSSERVICE'),
  3: untouched('FAILED', 'CREDITOR_DATA_IS_NOT_CORRECT'),
  4: untouched('FAILED', 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT'),
  5: approved('SETTLED', 'FAILED', 'BANK_IS_NOT_WITHIN_BETALINGSSERVICE'),
  6: approved('SETTLED', 'FAILED', 'MANDATE_ALREADY_EXISTS'),
  7: approved('FAILED', 'ACTIVE', 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT'),
  17: approved('CHARGED_BACK', 'ACTIVE'),
  18: approved('REFUNDED', 'ACTIVE'),
  20: approved('FAILED', 'FAILED', 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT'),
  21: untouched('FAILED', 'DEBTOR_NOT_ONBOARDED'),
  22: untouched('FAILED', 'DEBTOR_NOT_REACHABLE'),
  23: untouched('FAILED', 'ACTIVE_REQUEST_EXISTS'),
  24: untouched('FAILED', 'BLOCKED_BY_RISK_CONTROL'),
  25: untouched('FAILED', 'CREDITORS_DEBTOR_REFERENCE_IS_NOT_CORRECT'),
  26: untouched('FAILED', 'DEBTOR_GROUP_CLOSED'),
  27: untouched('FAILED', 'UNKNOWN_VALIDATION_ERROR'),
  33: approved('SETTLED', 'CANCELLED'),
};

/** Outcomes that have a test of their own below. */
const tested = [8, 9, 10, 11, 12, 13, 14, 15, 16, 19, 28, 29, 30, 31, 32, 34];

const endOf = async (read: Awaited<ReturnType<typeof openSandbox>>['read'], uuid: string): Promise<End> => {
  const { statusCode, paymentStatus, mandateStatus = 'none', errorCode } = await read(uuid);
  return errorCode === undefined
    ? [statusCode, paymentStatus, mandateStatus]
    : [statusCode, paymentStatus, mandateStatus, errorCode];
};

describe('outcomes by the last two digits of the amount', () => {
  for (const [ore, end] of Object.entries(ends)) {
    test(`${ore} ends ${end.join(', ')}`, async () => {
      const { take, read, act, clock, sandbox } = await openSandbox();
      const uuid = await take(orderOf(Number(ore)));
      await clock.advance(500);
      await act(uuid, 'approve');
      await clock.advance(2000);
      assert.deepEqual(await endOf(read, uuid), end);
      await sandbox.stop();
    });
  }

  test('each is in the list once, and each is tested', () => {
    const listed = outcomes.map(({ ore }) => ore);
    assert.deepEqual(
      listed,
      [...Object.keys(ends).map(Number), ...tested].sort((a, b) => a - b),
    );
  });

  test('every word of the provider can be brought about', () => {
    const reached = Object.values(ends).flat();
    const withTheirOwnTest = [
      ...['RECEIVED', 'DELIVERED', 'OPENED', 'UNDER_REVIEW', 'REJECTED_BY_DEBTOR', 'NOT_IN_CALL'],
      ...['EXPIRED', 'CANCELLED', 'AUTHORISED'],
    ];
    for (const word of [...statusCodes, ...paymentStatuses, ...mandateStatuses, ...errorCodes]) {
      assert.ok(reached.includes(word) || withTheirOwnTest.includes(word), word);
    }
  });

  test('without a mandate nothing is said of one', async () => {
    const { take, read, act, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf(5, { mandateCreation: undefined }));
    await clock.advance(500);
    await act(uuid, 'approve');
    await clock.advance(2000);
    assert.deepEqual(await endOf(read, uuid), ['APPROVED', 'SETTLED', 'none']);
    await sandbox.stop();
  });
});

describe('the way of one request', () => {
  test('each thing that happens by itself takes its time', async () => {
    const { take, read, act, clock, sandbox } = await openSandbox({ paceMs: 100 });
    const uuid = await take(orderOf());
    const way: End[] = [await endOf(read, uuid)];
    await clock.advance(100);
    way.push(await endOf(read, uuid));
    await act(uuid, 'open');
    way.push(await endOf(read, uuid));
    await act(uuid, 'approve');
    for (let step = 0; step < 3; step++) {
      way.push(await endOf(read, uuid));
      await clock.advance(100);
    }
    assert.deepEqual(way, [
      untouched('RECEIVED'),
      untouched('DELIVERED'),
      untouched('OPENED'),
      approved('PENDING', 'REQUESTED'),
      approved('AUTHORISED', 'RECEIVED'),
      approved('SETTLED', 'ACTIVE'),
    ]);
    assert.match((await read(uuid)).mandateNumber ?? '', /^\d{9}$/);
    await sandbox.stop();
  });

  test('it expires at its own time, to the millisecond', async () => {
    const { take, read, act, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf(0, { confirmationExpiryTimeInterval: 60 }));
    await clock.advance(59_999);
    assert.equal((await read(uuid)).statusCode, 'DELIVERED');
    await clock.advance(1);
    assert.equal((await read(uuid)).statusCode, 'EXPIRED');
    assert.equal((await act(uuid, 'approve')).status, 409);
    await sandbox.stop();
  });

  for (const [ore, after, status] of [
    [12, 20_000, 'EXPIRED'],
    [13, 3000, 'APPROVED'],
    [14, 3000, 'REJECTED_BY_DEBTOR'],
    [15, 3000, 'NOT_IN_CALL'],
  ] as const) {
    test(`${ore} is ${status} by itself after ${after} ms`, async () => {
      const { take, read, clock, sandbox } = await openSandbox();
      const uuid = await take(orderOf(ore));
      await clock.advance(after - 1);
      assert.equal((await read(uuid)).statusCode, 'DELIVERED');
      await clock.advance(1);
      assert.equal((await read(uuid)).statusCode, status);
      await sandbox.stop();
    });
  }

  for (const [ore, status] of [
    [11, 'EXPIRED'],
    [19, 'APPROVED'],
  ] as const) {
    test(`${ore} is silent for a minute after its time, and then ${status}`, async () => {
      const { take, read, act, clock, sandbox } = await openSandbox();
      const uuid = await take(orderOf(ore, { confirmationExpiryTimeInterval: 60 }));
      await clock.advance(119_999);
      assert.equal((await read(uuid)).statusCode, 'DELIVERED');
      assert.equal((await act(uuid, 'approve')).status, 409);
      await clock.advance(1);
      assert.equal((await read(uuid)).statusCode, status);
      await sandbox.stop();
    });
  }

  test('32 says a word nobody knows, and the debtor still decides', async () => {
    const { take, read, act, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf(32));
    await clock.advance(1000);
    assert.equal((await read(uuid)).statusCode, 'UNDER_REVIEW');
    await act(uuid, 'decline');
    assert.equal((await read(uuid)).statusCode, 'REJECTED_BY_DEBTOR');
    await sandbox.stop();
  });

  test('what has ended stays ended, whatever was planned', async () => {
    const { take, read, act, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf(13));
    await clock.advance(500);
    await act(uuid, 'decline');
    await clock.advance(700_000);
    assert.deepEqual(await endOf(read, uuid), untouched('REJECTED_BY_DEBTOR'));
    await sandbox.stop();
  });
});

describe('cancelling', () => {
  test('takes its time, ends as CANCELLED, and a second one is too late', async () => {
    const { call, take, read, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf());
    const cancel = () => call('POST', `/collection-requests/${uuid}/cancellations`);
    await clock.advance(500);
    assert.equal((await cancel()).status, 202);
    assert.equal((await read(uuid)).statusCode, 'DELIVERED');
    await clock.advance(400);
    assert.equal((await read(uuid)).statusCode, 'CANCELLED');
    assert.equal((await cancel()).status, 409);
    await sandbox.stop();
  });

  test('loses to an approval that comes before it has gone through', async () => {
    const { call, take, read, act, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf());
    await clock.advance(500);
    await call('POST', `/collection-requests/${uuid}/cancellations`);
    assert.equal((await act(uuid, 'approve')).status, 200);
    await clock.advance(2000);
    assert.deepEqual(await endOf(read, uuid), approved('SETTLED', 'ACTIVE'));
    await sandbox.stop();
  });

  test('16 always loses', async () => {
    const { call, take, read, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf(16));
    assert.equal((await call('POST', `/collection-requests/${uuid}/cancellations`)).status, 202);
    await clock.advance(2000);
    assert.deepEqual(await endOf(read, uuid), approved('SETTLED', 'ACTIVE'));
    await sandbox.stop();
  });
});

describe('create that goes wrong', () => {
  for (const [ore, code] of [
    [28, 'STVL-9999'],
    [29, 'AMOUNT_NOT_ALLOWED'],
    [30, 'CURRENCY_NOT_ALLOWED'],
  ] as const) {
    test(`${ore} is refused with ${code}`, async () => {
      const { call, send, sandbox } = await openSandbox();
      const order = orderOf(ore);
      const answer = await send(order);
      assert.equal(answer.status, 400);
      assert.equal((await errorOf(answer)).ReasonCode, code);
      assert.equal((await call('GET', `/collection-requests/${order.uuid}`)).status, 404);
      await sandbox.stop();
    });
  }

  for (const [ore, status, stands] of [
    [8, 500, false],
    [9, 500, true],
    [31, 200, true],
    [34, 429, false],
  ] as const) {
    test(`${ore} answers ${status} and the request ${stands ? 'stands' : 'is not there'}; a second send is taken`, async () => {
      const { call, send, sandbox } = await openSandbox();
      const order = orderOf(ore);
      const answer = await send(order);
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('retry-after'), status === 429 ? '2' : null);
      const there = await call('GET', `/collection-requests/${order.uuid}`);
      assert.equal(there.status, stands ? 200 : 404);
      assert.equal((await send(order)).status, 201);
      await sandbox.stop();
    });
  }

  test('10 does not answer before the caller gives up, and the request stands', async () => {
    const { call, read, clock, sandbox } = await openSandbox();
    const order = orderOf(10);
    const caller = new AbortController();
    let answered = false;
    const answer = call('POST', '/collection-requests', order, { signal: caller.signal }).finally(() => {
      answered = true;
    });
    await clock.advance(599_000);
    assert.equal(answered, false);
    caller.abort();
    await answer;
    assert.equal((await read(order.uuid)).statusCode, 'DELIVERED');
    await sandbox.stop();
  });
});
