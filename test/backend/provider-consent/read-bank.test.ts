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
    holds: null as Promise<readonly GrantedConsent[]> | null,
    proof: async (_businessId: string) => ({ accounts: 2 }),
  };
  const provider = {
    name: 'op',
    adminUrl: 'https://bank.example',
    test: true,
    async readConsents() {
      bank.reads += 1;
      if (bank.failure !== null) throw bank.failure;
      return bank.holds ?? bank.granted;
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
  /** One reading, and the first calls that come of it. */
  const read = async () => {
    const isRead = await reader.read();
    await reader.proved();
    return isRead;
  };
  return { clock, log, bank, change, reader, read, news };
};

test('what a company gave unasked is new, proved by a first call, and gone when it is taken back', async () => {
  const { bank, read, news } = await open();
  bank.granted = [esimerkki];
  assert.equal(await read(), true);
  assert.deepEqual(news(), [
    ['active', 'new', 'pending'],
    ['active', 'new', 'proved'],
  ]);
  await read();
  assert.deepEqual(news(), []);
  bank.granted = [];
  await read();
  assert.deepEqual(news(), [['revoked', 'gone', undefined]]);
});

test('however many ask at once, the bank is read once for all of them', async () => {
  const { bank, reader } = await open();
  await Promise.all(Array.from({ length: 20 }, () => reader.read()));
  assert.equal(bank.reads, 1);
});

test('a bank that cannot be read takes nothing back', async () => {
  const { bank, change, read, news } = await open();
  bank.granted = [esimerkki];
  await read();
  await change({ ...wanted, businessId: '1643256-1' }, (_, now) =>
    awaited({ ...wanted, businessId: '1643256-1' }, now),
  );
  news();
  bank.failure = new ProviderError('nonsense', 'mandates: answered 404, and no list');
  assert.equal(await read(), false);
  assert.deepEqual(news(), [['unknown', 'none', undefined]]);
});

test('a first call that is refused is a failed proof, one that is not answered is tried again', async () => {
  const { bank, read, news } = await open();
  bank.granted = [esimerkki];
  bank.proof = async () => {
    throw new ProviderError('unanswered', 'accounts: no answer');
  };
  await read();
  assert.deepEqual(news(), [['active', 'new', 'pending']]);
  bank.proof = async () => {
    throw new ProviderError('refused', 'accounts: not for this company');
  };
  await read();
  assert.deepEqual(news(), [['active', 'new', 'failed']]);
  bank.proof = async () => ({ accounts: 0 });
  await read();
  assert.deepEqual(news(), [['active', 'new', 'proved']]);
});

test('the log names no company', async () => {
  const { bank, log, read } = await open();
  bank.granted = [esimerkki];
  await read();
  assert(log.lines.length > 0);
  assert(!/2617416|Esimerkki/.test(JSON.stringify(log.lines)));
});

test('who has just done it waits for a reading that begins after that', async () => {
  const { bank, reader } = await open();
  const { promise, resolve } = Promise.withResolvers<readonly GrantedConsent[]>();
  bank.granted = [];
  bank.holds = promise;
  const before = reader.read();
  const anew = Promise.all([reader.readAnew(), reader.readAnew()]);
  bank.holds = null;
  bank.granted = [esimerkki];
  resolve([]);
  await before;
  await anew;
  assert.equal(bank.reads, 2);
});

test('a company whose accounts are slow holds up no other, and is asked once', async () => {
  const { bank, reader, news } = await open();
  const slow = Promise.withResolvers<{ accounts: number }>();
  let calls = 0;
  bank.granted = [esimerkki];
  bank.proof = () => {
    calls += 1;
    return slow.promise;
  };
  await reader.read();
  bank.granted = [esimerkki, { company: { businessId: '1643256-1', name: null }, products: ['payment'] }];
  await reader.read();
  assert.deepEqual(news(), [
    ['active', 'new', 'pending'],
    ['active', 'new', undefined],
  ]);
  assert.equal(calls, 1);
  slow.resolve({ accounts: 1 });
  await reader.proved();
  assert.deepEqual(news(), [['active', 'new', 'proved']]);
});
