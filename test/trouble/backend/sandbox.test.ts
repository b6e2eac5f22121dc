import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { createVault } from '../../../src/backend/vault.ts';
import type { CollectionRequest, Reason } from '../../../src/protocol/collection-request.ts';
import { createBetalingsservice } from '../../../src/providers/betalingsservice/betalingsservice.ts';
import { rsaSha256 } from '../../../src/providers/betalingsservice/oauth1.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Trouble } from '../../../src/sandbox/trouble.ts';
import { baseUrl, callbackKeys, consumerKey, consumerKeys } from '../../sandbox/support.ts';
import { cpr, createRig, mandateText, type Rig, withMandate } from '../../support/collection-rig.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

const debtor = { scheme: 'cpr', value: cpr } as const;

/** A snapshot in a few words: status, payment and mandate, each with its reason if it has one. */
const words = ({ status, reason, payment, mandate }: CollectionRequest): string => {
  const word = (part: string, why: Reason | null) => (why === null ? part : `${part}:${why.code}`);
  const parts = [word(status, reason), word(payment.status, payment.reason)];
  return [...parts, ...(mandate ? [word(mandate.status, mandate.reason)] : [])].join(' ');
};

/** The backend, the real provider room, and its sandbox, in standing time. Callbacks reach the backend. */
const start = async (trouble: Partial<Trouble> = {}) => {
  const clock = new FakeClock();
  const callbacks: number[] = [];
  const deliver = async (request: Request): Promise<Response> => {
    const { status } = await rig.collection.callback('betalingsservice', request);
    callbacks.push(status);
    return new Response(null, { status });
  };
  const sandbox = createSandbox({
    baseUrl,
    appUrl: `${baseUrl}/demo/app/`,
    consumers: [{ consumerKey, publicKey: consumerKeys.publicKey }],
    callbackKeys,
    clock,
    fetch: deliver,
  });
  const plain = (method: string, path: string, body?: unknown) =>
    sandbox.fetch(
      new Request(baseUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    );
  const publicJwk = await sandbox.betalingsservice.publicJwk();
  const provider = createBetalingsservice(
    { fetch: sandbox.fetch, clock, log: new KeptLog() },
    {
      baseUrl: sandbox.betalingsservice.baseUrl,
      consumerKey,
      signingKey: consumerKeys.privateKey,
      callbackKey: await crypto.subtle.importKey('jwk', publicJwk, rsaSha256, false, ['verify']),
      test: true,
    },
  );
  const rig: Rig = createRig({
    clock,
    provider,
    store: createMemoryStore(),
    vault: await createVault([new Uint8Array(32).fill(7)]),
  });
  /** Requests on the payer's phone, finished ones among them. */
  const phone = async (): Promise<{ id: string; bindingCode: string }[]> =>
    (await plain('GET', '/sandbox/app/requests')).json();
  /** Lets time pass, second by second, until it is so; or for two minutes. */
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (let seconds = 0; seconds < 120 && !(await isSo()); seconds++) await clock.advance(1000);
  };
  await sandbox.start();
  await rig.collection.start();
  await plain('PUT', '/sandbox/trouble', trouble);
  return {
    rig,
    clock,
    callbacks,
    phone,
    /** The payer does something, as soon as there is a request on the phone. */
    async act(action: string): Promise<void> {
      await until(async () => (await phone()).length > 0);
      const [request] = await phone();
      await plain('POST', `/sandbox/app/requests/${request?.id}`, { action });
    },
    trouble: (wanted: Partial<Trouble>) => plain('PUT', '/sandbox/trouble', wanted),
    /** A payment of DKK 2,499 and so many øre, which bring about its outcome. */
    async pay(ore: number, expiresIn = 600) {
      const amount = { value: 249_900 + ore, currency: 'DKK' };
      const browser = await rig.browse({ ...withMandate, amount, expiresIn });
      const { id } = await rig.pay(browser, { debtor, mandateText });
      const see = () => rig.see(browser, id);
      /** Time passes, and it comes to this. */
      const comesTo = async (end: string): Promise<void> => {
        await until(async () => words(await see()) === end);
        assert.equal(words(await see()), end);
      };
      return { browser, id, see, comesTo };
    },
    async stop() {
      await rig.collection.stop();
      await sandbox.stop();
    },
  };
};

// Side by side, each in a time of its own.
describe('on the sandbox', { concurrency: 4 }, () => {
  test('a whole payment with its mandate, told by callbacks', async () => {
    const { callbacks, phone, act, pay, stop } = await start();
    const { see, comesTo } = await pay(0);
    await act('open');
    const sent = await see();
    assert.match(sent.bindingCode ?? '', /^[A-Z0-9]{6}$/);
    assert.equal((await phone())[0]?.bindingCode, sent.bindingCode);
    await act('approve');
    await comesTo('approved settled active');
    assert.match((await see()).mandate?.reference ?? '', /^\d{9}$/);
    assert.ok(callbacks.length > 3 && callbacks.every((code) => code === 204));
    await stop();
  });

  const outcomes = [
    { ore: 1, ends: 'rejected:payer_id_invalid pending requested' },
    { ore: 29, ends: 'rejected:amount_not_allowed pending requested' },
    { ore: 14, ends: 'declined:payer_declined pending requested' },
    { ore: 15, ends: 'declined:payer_not_in_call pending requested' },
    { ore: 12, ends: 'expired:payer_timeout pending requested' },
    { ore: 13, ends: 'approved settled active' },
    { ore: 5, act: 'approve', ends: 'approved settled failed:bank_not_in_scheme' },
    { ore: 6, act: 'approve', ends: 'approved settled active:mandate_already_exists' },
    { ore: 7, act: 'approve', ends: 'approved failed:account_invalid active' },
    { ore: 17, act: 'approve', ends: 'approved charged_back active' },
    { ore: 33, act: 'approve', ends: 'approved settled cancelled' },
  ];
  for (const { ore, act: action, ends } of outcomes) {
    test(`øre ${ore} comes to ${ends}`, async () => {
      const { act, pay, stop } = await start();
      const { comesTo } = await pay(ore);
      if (action !== undefined) await act(action);
      await comesTo(ends);
      await stop();
    });
  }

  const waiting = 'pending pending requested';
  const paid = 'approved settled active';

  for (const createError of ['before', 'after', 'timeout', 'throttled', 'garbled'] as const) {
    test(`a send that goes wrong (${createError}) is one request on the phone, and its approval is seen`, async () => {
      const { clock, phone, act, pay, trouble, stop } = await start({ createError });
      const { see, comesTo } = await pay(0);
      await clock.advance(1000);
      await trouble({});
      await act('open');
      const shown = await phone();
      assert.equal(shown.length, 1);
      const repeated = createError === 'before' || createError === 'throttled';
      assert.equal((await see()).bindingCode, repeated ? shown[0]?.bindingCode : null, 'never a wrong code');
      await act('approve');
      await comesTo(paid);
      await stop();
    });
  }

  for (const callbacks of ['lost', 'doubled', 'reordered'] as const) {
    test(`with callbacks ${callbacks}, the end is the same`, async () => {
      const { act, pay, stop } = await start({ callbacks });
      const { comesTo } = await pay(0);
      await act('open');
      await act('approve');
      await comesTo(paid);
      await stop();
    });
  }

  for (const readError of ['unavailable', 'timeout', 'throttled', 'garbled'] as const) {
    test(`while reading goes wrong (${readError}) nothing is made up, and after that the truth is read`, async () => {
      const { clock, act, pay, trouble, stop } = await start({ readError, callbacks: 'lost' });
      const { see, comesTo } = await pay(0);
      await act('approve');
      await clock.advance(20_000);
      assert.equal(words(await see()), waiting);
      await trouble({ callbacks: 'lost' });
      await comesTo(paid);
      await stop();
    });
  }

  for (const { ore, ends } of [
    { ore: 11, ends: 'expired:payer_timeout pending requested' },
    { ore: 19, ends: paid },
  ]) {
    test(`silence at the end of the time is unknown, then ${ends}`, async () => {
      const { pay, stop } = await start();
      const { comesTo } = await pay(ore, 60);
      await comesTo('unknown:outcome_unknown pending requested');
      await comesTo(ends);
      await stop();
    });
  }

  test('a cancellation that comes too late loses the race', async () => {
    const { rig, act, pay, stop } = await start();
    const { browser, id, see, comesTo } = await pay(16);
    await act('open');
    assert.equal((await rig.cancel(browser, id)).status, 202);
    await comesTo(paid);
    assert.equal((await see()).cancelling, false);
    await stop();
  });
});
