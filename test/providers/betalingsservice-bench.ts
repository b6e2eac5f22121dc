import assert from 'node:assert/strict';
import {
  type BetalingsserviceSettings,
  createBetalingsservice,
} from '../../src/providers/betalingsservice/betalingsservice.ts';
import { authorization, rsaSha256 } from '../../src/providers/betalingsservice/oauth1.ts';
import { profile } from '../../src/providers/betalingsservice/profile.ts';
import type { CollectionOrder } from '../../src/providers/collection.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { KeptLog } from '../support/log.ts';
import { type Bench, canary, type Fault, type Forced } from './collection-contract.ts';

const makeKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(
    { ...rsaSha256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );

/** Made once: making one takes longer than any test here. */
const [consumer, nobody, callbackKeys] = await Promise.all([makeKeys(), makeKeys(), makeKeys()]);

const baseUrl = 'http://127.0.0.1:4173';
const consumerKey = 'a-shop!1';
const callbackUrl = 'https://shop.example/callbacks/betalingsservice';

/** By the last two digits of the amount. */
const oreOf: Readonly<Record<Forced, number>> = {
  usual: 0,
  mandate_fails: 5,
  mandate_exists: 6,
  payment_fails: 7,
  cancellation_loses: 16,
  charged_back: 17,
  refunded: 18,
  unknown_word: 32,
  mandate_cancelled: 33,
};

const createFaults = {
  error_before: 'before',
  error_after: 'after',
  silent: 'timeout',
  throttled: 'throttled',
  garbled: 'garbled',
} as const satisfies Record<Fault, string>;

const readFaults = { ...createFaults, error_before: 'unavailable', error_after: 'unavailable' } as const;

let customers = 0;

const orderOf = (ore: number, more: Partial<CollectionOrder> = {}): CollectionOrder => ({
  key: crypto.randomUUID(),
  surface: 'web',
  amount: { value: 249_900 + ore, currency: 'DKK' },
  text: 'Phone + first month',
  reference: 'order-4711',
  creditor: { pbsNumber: '02056372', debtorGroup: '00001' },
  customerNumber: `KUNDE${++customers}`,
  mandate: true,
  debtor: { scheme: 'cpr', value: canary },
  bindingCode: '7QK4',
  expiresInSeconds: 600,
  callbackUrl,
  ...more,
});

export const openBetalingsservice = async (): Promise<Bench> => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const callbacks: Request[] = [];
  const sandbox = createSandbox({
    baseUrl,
    appUrl: `${baseUrl}/demo/app/`,
    consumers: [{ consumerKey, publicKey: consumer.publicKey }],
    callbackKeys,
    clock,
    async fetch(request) {
      callbacks.push(request);
      return new Response(null, { status: 204 });
    },
  });
  await sandbox.start();

  const { baseUrl: providerUrl, approveUrlTemplate, publicJwk } = sandbox.betalingsservice;
  const callbackKey = await crypto.subtle.importKey('jwk', await publicJwk(), rsaSha256, false, ['verify']);
  const timeoutMs = 10_000;
  const create = (more: Partial<BetalingsserviceSettings>) =>
    createBetalingsservice(
      { fetch: sandbox.fetch, clock, log },
      {
        baseUrl: providerUrl,
        consumerKey,
        signingKey: consumer.privateKey,
        callbackKey,
        profile: { ...profile, approveUrlTemplate },
        test: true,
        timeoutMs,
        ...more,
      },
    );

  const put = async (path: string, method: string, body: unknown): Promise<void> => {
    const request = new Request(baseUrl + path, { method, body: JSON.stringify(body) });
    assert.equal((await sandbox.fetch(request)).status, 200);
  };

  return {
    provider: create({}),
    stranger: create({ signingKey: nobody.privateKey }),
    timeoutMs,
    clock,
    log,
    order: (forced = 'usual', more = {}) => orderOf(oreOf[forced], more),
    rejections: [
      ['payer_id_invalid', orderOf(1)],
      ['payer_id_invalid', orderOf(0, { debtor: null })],
      ['bank_not_in_scheme', orderOf(2)],
      ['creditor_config_invalid', orderOf(3)],
      ['account_invalid', orderOf(4)],
      ['payer_not_enrolled', orderOf(21)],
      ['payer_not_enrolled', orderOf(0, { debtor: { scheme: 'cpr', value: '3112364000' } })],
      ['payer_unreachable', orderOf(22)],
      ['duplicate_active_request', orderOf(23)],
      ['risk_blocked', orderOf(24)],
      ['creditor_config_invalid', orderOf(25)],
      ['creditor_config_invalid', orderOf(26)],
      ['other', orderOf(27)],
    ],
    refusals: [
      ['format_error', orderOf(28)],
      ['format_error', orderOf(0, { debtor: { scheme: 'cpr', value: '010136-9876' } })],
      ['amount_not_allowed', orderOf(29)],
      ['amount_not_allowed', orderOf(0, { amount: { value: 1_000_000_000_000, currency: 'DKK' } })],
      ['currency_not_allowed', orderOf(30)],
      ['currency_not_allowed', orderOf(0, { amount: { value: 100, currency: 'SEK' } })],
    ],
    // ours to say, when no answer came
    unheardOf: ['provider_unavailable', 'outcome_unknown'],
    act: (key, action) => put(`/sandbox/app/requests/${key}`, 'POST', { action }),
    spoil: (call, fault) =>
      put('/sandbox/trouble', 'PUT', {
        ...(call === 'create' && { createError: fault && createFaults[fault] }),
        ...(call === 'read' && { readError: fault && readFaults[fault] }),
      }),
    unreachable: { scheme: 'cpr', value: '3112364000' },
    slowBy: (latencyMs) => put('/sandbox/trouble', 'PUT', { latencyMs }),
    callbacks,
    async callback(body, by = 'provider') {
      const what = { method: 'POST', url: callbackUrl, body: new TextEncoder().encode(body) };
      const key = by === 'provider' ? callbackKeys.privateKey : nobody.privateKey;
      const at = { nonce: crypto.randomUUID(), timestamp: Math.floor(clock.now() / 1000) };
      const header = await authorization(what, { consumerKey: 'betalingsservice', key }, at);
      return new Request(callbackUrl, { method: 'POST', headers: { authorization: header }, body });
    },
    close: () => sandbox.stop(),
  };
};
