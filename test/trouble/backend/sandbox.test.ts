import assert from 'node:assert/strict';
import { test } from 'node:test';
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

/** What the sandbox takes to bring a request to the phone. */
const delivery = 1000;
const debtor = { scheme: 'cpr', value: cpr } as const;

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
  await sandbox.start();
  await rig.collection.start();
  await plain('PUT', '/sandbox/trouble', trouble);
  return {
    rig,
    clock,
    callbacks,
    /** Requests on the payer's phone, finished ones among them. */
    async phone(): Promise<{ id: string; bindingCode: string }[]> {
      return (await plain('GET', '/sandbox/app/requests')).json();
    },
    act: (id: string, action: string) => plain('POST', `/sandbox/app/requests/${id}`, { action }),
    trouble: (wanted: Partial<Trouble>) => plain('PUT', '/sandbox/trouble', wanted),
    /** A payment of DKK 2,499 and so many øre, which bring about its outcome. */
    async pay(ore: number, expiresIn = 600) {
      const amount = { value: 249_900 + ore, currency: 'DKK' };
      const browser = await rig.browse({ ...withMandate, amount, expiresIn });
      const { id } = await rig.pay(browser, { debtor, mandateText });
      await clock.advance(delivery);
      return { browser, id, see: () => rig.see(browser, id) };
    },
    async stop() {
      await rig.collection.stop();
      await sandbox.stop();
    },
  };
};

test('a whole payment with its mandate, told by callbacks', async () => {
  const { clock, callbacks, phone, act, pay, stop } = await start();
  const { see } = await pay(0);
  const sent = await see();
  assert.match(sent.bindingCode ?? '', /^[A-Z0-9]{6}$/);
  const [request] = await phone();
  assert.equal(request?.bindingCode, sent.bindingCode);
  await act(request?.id ?? '', 'open');
  await clock.advance(0);
  assert.equal((await see()).stage, 'opened');
  await act(request?.id ?? '', 'approve');
  await clock.advance(10_000);
  const { status, payment, mandate, reason } = await see();
  assert.deepEqual(
    [status, payment.status, mandate?.status, reason],
    ['approved', 'settled', 'active', null],
  );
  assert.match(mandate?.reference ?? '', /^\d{9}$/);
  assert.ok(callbacks.length > 3 && callbacks.every((code) => code === 204));
  await stop();
});

/** A snapshot in a few words: status, payment and mandate, each with its reason if it has one. */
const words = ({ status, reason, payment, mandate }: CollectionRequest): string => {
  const word = (part: string, why: Reason | null) => (why === null ? part : `${part}:${why.code}`);
  const parts = [word(status, reason), word(payment.status, payment.reason)];
  return [...parts, ...(mandate ? [word(mandate.status, mandate.reason)] : [])].join(' ');
};

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
  test(`øre ${ore}: ${ends}`, async () => {
    const { clock, phone, act, pay, stop } = await start();
    const { see } = await pay(ore);
    if (action !== undefined) await act((await phone())[0]?.id ?? '', action);
    await clock.advance(30_000);
    assert.equal(words(await see()), ends);
    await stop();
  });
}

for (const createError of ['before', 'after', 'timeout', 'throttled', 'garbled'] as const) {
  test(`a send that goes wrong (${createError}) is one request on the phone, and its approval is seen`, async () => {
    const { clock, phone, act, pay, trouble, stop } = await start({ createError });
    const { see } = await pay(0);
    await clock.advance(10_000);
    await trouble({});
    await clock.advance(60_000);
    assert.equal((await see()).status, 'pending');
    const shown = await phone();
    assert.equal(shown.length, 1);
    const repeated = createError === 'before' || createError === 'throttled';
    assert.equal((await see()).bindingCode, repeated ? shown[0]?.bindingCode : null, 'never a wrong code');
    await act(shown[0]?.id ?? '', 'approve');
    await clock.advance(30_000);
    assert.equal((await see()).payment.status, 'settled');
    await stop();
  });
}

for (const callbacks of ['lost', 'doubled', 'reordered'] as const) {
  test(`with callbacks ${callbacks}, the end is the same`, async () => {
    const { clock, phone, act, pay, stop } = await start({ callbacks });
    const { see } = await pay(0);
    const [request] = await phone();
    await act(request?.id ?? '', 'open');
    await act(request?.id ?? '', 'approve');
    await clock.advance(60_000);
    assert.equal(words(await see()), 'approved settled active');
    await stop();
  });
}

for (const readError of ['unavailable', 'timeout', 'throttled', 'garbled'] as const) {
  test(`while reading goes wrong (${readError}) nothing is made up, and after that the truth is read`, async () => {
    const { clock, phone, act, pay, trouble, stop } = await start({ readError, callbacks: 'lost' });
    const { see } = await pay(0);
    await act((await phone())[0]?.id ?? '', 'approve');
    await clock.advance(60_000);
    assert.equal((await see()).status, 'pending');
    await trouble({ callbacks: 'lost' });
    await clock.advance(60_000);
    assert.equal(words(await see()), 'approved settled active');
    await stop();
  });
}

for (const { ore, ends } of [
  { ore: 11, ends: 'expired:payer_timeout pending requested' },
  { ore: 19, ends: 'approved settled active' },
]) {
  test(`silence at the end of the time is unknown, then ${ends}`, async () => {
    const { clock, pay, stop } = await start();
    const { see } = await pay(ore, 60);
    await clock.advance(60_000 + 6000);
    assert.equal((await see()).status, 'unknown');
    await clock.advance(300_000);
    assert.equal(words(await see()), ends);
    await stop();
  });
}

test('a cancellation that comes too late loses the race', async () => {
  const { rig, clock, pay, stop } = await start();
  const { browser, id, see } = await pay(16);
  assert.equal((await rig.cancel(browser, id)).status, 202);
  await clock.advance(30_000);
  assert.deepEqual([words(await see()), (await see()).cancelling], ['approved settled active', false]);
  await stop();
});
