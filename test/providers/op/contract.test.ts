import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ProviderError, type ProviderFailure } from '../../../src/providers/error.ts';
import { createOp, type OpSettings } from '../../../src/providers/op/op.ts';
import type { ProviderConsentProvider } from '../../../src/providers/provider-consent.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { baseUrl, callbackKeys } from '../../sandbox/support.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

const certificate = 'ab'.repeat(32);
const secret = 'a-secret-of-the-service-provider';
const company = '2617416-4';
const provider = '1927400-1';
const timeoutMs = 4000;
const forever = new AbortController().signal;

const failure = async (call: Promise<unknown>, of: ProviderFailure): Promise<ProviderError> => {
  const error = await call.then(
    () => assert.fail('it was answered'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof ProviderError, String(error));
  assert.equal(error.failure, of, error.message);
  return error;
};

/** What a room holds beside its own sandbox. */
describe('OP beside its sandbox', () => {
  let sandbox: Sandbox;
  let clock: FakeClock;
  let log: KeptLog;
  /** What was asked of the bank, in order. */
  let asked: string[];
  let op: ProviderConsentProvider;

  const roomWith = (settings: Partial<OpSettings> = {}, shown: string | null = certificate) =>
    createOp(
      {
        clock,
        log,
        fetch: (request) => {
          asked.push(new URL(request.url).pathname.split('/').at(-1) ?? '');
          return sandbox.op.fetch(request, shown);
        },
      },
      {
        baseUrl: 'https://op.example',
        clientId: 'client',
        clientSecret: secret,
        timeoutMs,
        ...settings,
      },
    );

  const plain = (method: string, path: string, body?: object) =>
    sandbox.fetch(
      new Request(`${baseUrl}/sandbox/${path}`, {
        method,
        body: body === undefined ? null : JSON.stringify(body),
      }),
    );
  const agree = (products: readonly string[]) =>
    plain('POST', `op-admin/companies/${company}/agreements`, { provider, products });

  const calls: Readonly<
    Record<string, (p: ProviderConsentProvider, signal: AbortSignal) => Promise<unknown>>
  > = {
    readConsents: (p, signal) => p.readConsents(signal),
    prove: (p, signal) => p.prove(company, signal),
  };

  beforeEach(async () => {
    clock = new FakeClock();
    log = new KeptLog();
    asked = [];
    sandbox = createSandbox({
      baseUrl,
      appUrl: `${baseUrl}/demo/app/`,
      consumers: [],
      callbackKeys,
      clock,
      fetch: async () => new Response(),
      op: {
        clientId: 'client',
        clientSecret: secret,
        certificate,
        provider: { id: provider, name: 'Tilikirja Oy', registered: true },
        companies: [{ id: company, name: 'Esimerkki Oy', ibans: ['FI3859991620004143'] }],
      },
    });
    await sandbox.start();
    op = roomWith();
  });

  afterEach(async () => {
    await sandbox.stop();
    assert.doesNotMatch(JSON.stringify(log.lines), /FI\d{16}|a-secret/);
  });

  test('success: what a company has granted is read, and its accounts are counted', async () => {
    assert.deepEqual(await op.readConsents(forever), []);
    await agree(['ACCOUNT_DATA', 'REFUND']);
    assert.deepEqual(await op.readConsents(forever), [
      { company: { businessId: company, name: 'Esimerkki Oy' }, products: ['account_data', 'refund'] },
    ]);
    assert.deepEqual(await op.prove(company, forever), { accounts: 1 });
    assert.deepEqual(asked, ['token', 'mandates', 'mandates', 'accounts']);
  });

  test('refusal: a company that does not let its accounts be read', async () => {
    await agree(['PAYMENT']);
    assert.equal((await failure(op.prove(company, forever), 'refused')).status, 403);
  });

  test('401 renewal: a token that the bank has ended is fetched anew, once', async () => {
    await agree(['ACCOUNT_DATA']);
    await op.readConsents(forever);
    sandbox.op.endTokens();
    asked = [];
    assert.equal((await op.readConsents(forever)).length, 1);
    assert.deepEqual(asked, ['mandates', 'token', 'mandates']);
  });

  test('one token for a thousand callers at once', async () => {
    await Promise.all(Array.from({ length: 1000 }, () => op.readConsents(forever)));
    assert.equal(asked.filter((path) => path === 'token').length, 1);
  });

  for (const [what, room] of [
    ['a secret', () => roomWith({ clientSecret: 'guess' })],
    ['a certificate', () => roomWith({}, 'cd'.repeat(32))],
  ] as const) {
    test(`${what} that is not taken: nothing is known, and no consent seems taken back`, async () => {
      for (const call of Object.values(calls)) {
        assert.equal((await failure(call(room(), forever), 'unanswered')).status, 401);
      }
    });
  }

  for (const [name, call] of Object.entries(calls)) {
    for (const [fault, of] of [
      ['unavailable', 'unanswered'],
      ['throttled', 'unanswered'],
      ['garbled', 'nonsense'],
    ] as const) {
      test(`${name}, ${fault}: ${of}`, async () => {
        await agree(['ACCOUNT_DATA']);
        await plain('PUT', 'trouble', { readError: fault });
        const error = await failure(call(op, forever), of);
        if (of === 'unanswered') assert.equal(error.retryAfter, 2000);
      });
    }

    test(`${name}, no answer, or too slow a one: given up after the time that is set`, async () => {
      await agree(['ACCOUNT_DATA']);
      for (const trouble of [{ readError: 'timeout' }, { latencyMs: 60_000 }]) {
        await plain('PUT', 'trouble', trouble);
        const failed = failure(call(op, forever), 'unanswered');
        await clock.advance(timeoutMs + 1);
        await failed;
      }
    });

    test(`${name}, cancelled by the caller: ends at once, with the caller's own reason`, async () => {
      await agree(['ACCOUNT_DATA']);
      await plain('PUT', 'trouble', { readError: 'timeout' });
      const gone = new AbortController();
      const reason = new Error('the person has left');
      const ended = assert.rejects(call(op, gone.signal), (error) => error === reason);
      await clock.advance(10);
      gone.abort(reason);
      await ended;
    });
  }
});
