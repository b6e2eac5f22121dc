import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChange } from '../../../src/backend/provider-consent/change.ts';
import { awaited } from '../../../src/backend/provider-consent/learn.ts';
import { createBankReader } from '../../../src/backend/provider-consent/read-bank.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { createVault } from '../../../src/backend/vault.ts';
import type { Happening } from '../../../src/backend/webhooks/webhooks.ts';
import { ProviderError } from '../../../src/providers/error.ts';
import type { GrantedConsent } from '../../../src/providers/provider-consent.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

const esimerkki: GrantedConsent = {
  company: { businessId: '2617416-4', name: 'Esimerkki Oy' },
  products: ['account_data'],
};
const wanted = {
  client: 'ledger',
  merchant: 'bookkeeper',
  businessId: '2617416-4',
  reference: 'client-17',
  asked: ['account_data', 'payment'],
} as const;

/** A bank whose words are set by the test, and what the service provider's server is told. */
const open = async () => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const told: Happening[] = [];
  const bank = {
    granted: [] as readonly GrantedConsent[],
    reads: 0,
    failure: null as ProviderError | null,
    proof: async (_businessId: string) => ({ accounts: 2 }),
  };
  const provider = {
    name: 'op',
    adminUrl: 'https://bank.example',
    test: true,
    async readConsents() {
      bank.reads += 1;
      if (bank.failure !== null) throw bank.failure;
      return bank.granted;
    },
    prove: (businessId: string) => bank.proof(businessId),
  };
  const deps = { store: createMemoryStore(), vault: await createVault([new Uint8Array(32)]), clock, log };
  const change = createChange(deps, {
    writesFor(happening) {
      told.push(happening);
      return [];
    },
  });
  const reader = createBankReader(deps, provider, [{ client: 'ledger', merchant: 'bookkeeper' }], change);
  const news = () =>
    told.splice(0).map(({ data }) => ('news' in data ? [data.status, data.news, data.proof?.status] : []));
  return { clock, log, bank, change, reader, news };
};

test('what a company gave unasked is new, proved by a first call, and gone when it is taken back', async () => {
  const { bank, reader, news } = await open();
  bank.granted = [esimerkki];
  assert.equal(await reader.read(), true);
  assert.deepEqual(news(), [
    ['active', 'new', 'pending'],
    ['active', 'new', 'proved'],
  ]);
  await reader.read();
  assert.deepEqual(news(), []);
  bank.granted = [];
  await reader.read();
  assert.deepEqual(news(), [['revoked', 'gone', undefined]]);
});

test('however many ask at once, the bank is read once for all of them', async () => {
  const { bank, reader } = await open();
  await Promise.all(Array.from({ length: 20 }, () => reader.read()));
  assert.equal(bank.reads, 1);
});

test('a bank that cannot be read takes nothing back', async () => {
  const { bank, change, reader, news } = await open();
  bank.granted = [esimerkki];
  await reader.read();
  await change({ ...wanted, businessId: '1643256-1' }, (_, now) =>
    awaited({ ...wanted, businessId: '1643256-1' }, now),
  );
  news();
  bank.failure = new ProviderError('nonsense', 'mandates: answered 404, and no list');
  assert.equal(await reader.read(), false);
  assert.deepEqual(news(), [['unknown', 'none', undefined]]);
});

test('a first call that is refused is a failed proof, one that is not answered is tried again', async () => {
  const { bank, reader, news } = await open();
  bank.granted = [esimerkki];
  bank.proof = async () => {
    throw new ProviderError('unanswered', 'accounts: no answer');
  };
  await reader.read();
  assert.deepEqual(news(), [['active', 'new', 'pending']]);
  bank.proof = async () => {
    throw new ProviderError('refused', 'accounts: not for this company');
  };
  await reader.read();
  assert.deepEqual(news(), [['active', 'new', 'failed']]);
  bank.proof = async () => ({ accounts: 0 });
  await reader.read();
  assert.deepEqual(news(), [['active', 'new', 'proved']]);
});

test('the log names no company', async () => {
  const { bank, log, reader } = await open();
  bank.granted = [esimerkki];
  await reader.read();
  assert(log.lines.length > 0);
  assert(!/2617416|Esimerkki/.test(JSON.stringify(log.lines)));
});
