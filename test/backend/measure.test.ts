import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  measureEftConsents,
  measureOnboarding,
  measureProvider,
  measureStore,
} from '../../src/backend/measure.ts';
import type { Metrics, ProviderCall, StoreCommit } from '../../src/backend/metrics.ts';
import { createMemoryStore } from '../../src/backend/store/memory.ts';
import { ProviderError, type ProviderFailure } from '../../src/providers/error.ts';
import type { MerchantOnboardingProvider } from '../../src/providers/merchant-onboarding.ts';
import { ScriptedEftConsents } from '../support/scripted-eft-consents.ts';
import { scriptedOnboarding } from '../support/scripted-onboarding.ts';
import { ScriptedProvider } from '../support/scripted-provider.ts';

/** Keeps what it is told. */
const createKept = () => {
  const commits: StoreCommit['outcome'][] = [];
  const calls: string[] = [];
  const metrics: Metrics = {
    answered: () => undefined,
    committed: ({ outcome, ms }) => {
      assert(ms >= 0);
      commits.push(outcome);
    },
    providerCalled: ({ provider, operation, outcome, ms }: ProviderCall) => {
      assert(ms >= 0);
      calls.push(`${provider} ${operation} ${outcome}`);
    },
    waits: () => () => undefined,
  };
  return { commits, calls, metrics };
};

test('each commit is told with what came of it, and comes to the same', async () => {
  const { commits, metrics } = createKept();
  const store = measureStore(createMemoryStore(), metrics);
  const write = { table: 'a', id: '1', value: 1, expect: 0 };
  assert.equal((await store.commit([write])).length, 1);
  await assert.rejects(store.commit([write]), { name: 'StoreConflict' });
  await store.close();
  await assert.rejects(store.commit([write]), { name: 'StoreUnavailable' });
  assert.deepEqual(commits, ['written', 'conflict', 'failed']);
});

test('each call to a provider is told with what came of it, and fails as it did', async () => {
  const { calls, metrics } = createKept();
  const scripted = new ScriptedProvider(() => 0);
  const failing = (failure: ProviderFailure) => async () => {
    throw new ProviderError(failure, 'scripted');
  };
  const provider = measureProvider(
    {
      name: scripted.name,
      debtorSchemes: scripted.debtorSchemes,
      currencies: scripted.currencies,
      test: scripted.test,
      create: failing('refused'),
      read: async () => null,
      cancel: async (_, signal) => signal.throwIfAborted(),
      checkDebtor: async () => 'reachable',
      readCallback: failing('nonsense'),
    },
    metrics,
  );
  const { signal } = new AbortController();
  assert.equal(await provider.read('key', signal), null);
  await assert.rejects(provider.cancel('key', AbortSignal.abort(new Error('enough'))), /enough/);
  await assert.rejects(provider.readCallback(new Request('https://pay.example/')), { failure: 'nonsense' });
  assert.deepEqual(calls, [
    'betalingsservice read answered',
    'betalingsservice cancel abandoned',
    'betalingsservice callback nonsense',
  ]);
  assert.deepEqual(provider.currencies, scripted.currencies);
});

test('each call to a provider of consents is told by its own name', async () => {
  const { calls, metrics } = createKept();
  const provider = measureEftConsents(new ScriptedEftConsents(), metrics);
  const { signal } = new AbortController();
  const order = { personId: '1', companyId: '2', account: null, action: 'add' } as const;
  const { id } = await provider.create(order, signal);
  assert.equal((await provider.list({ personId: '1', companyIds: ['2'] }, signal)).length, 1);
  assert.equal((await provider.read({ id, personId: '1' }, signal))?.id, id);
  await provider.modify({ id, personId: '1' }, { clearing: '5000', account: '1234560' }, signal);
  assert.deepEqual(calls, [
    'brp create answered',
    'brp list answered',
    'brp read answered',
    'brp modify answered',
  ]);
});

test('each call to a provider of merchant onboarding is told once, and none is left out', async () => {
  const { calls, metrics } = createKept();
  const scripted = scriptedOnboarding();
  const provider = measureOnboarding(scripted, metrics);
  /** What is no call: for these nobody is asked. */
  const silent: readonly string[] = ['agreement'];
  const call = async (of: object, name: string): Promise<void> => {
    const asked: unknown = Reflect.get(of, name);
    if (typeof asked !== 'function' || silent.includes(name)) return;
    const before = calls.length;
    // What it says does not matter here, nor whether it is taken.
    await Promise.resolve()
      .then(() =>
        Reflect.apply(asked, of, name === 'readHook' ? [new Request('https://pay.example/')] : [{}, {}, {}]),
      )
      .catch(() => undefined);
    assert.equal(calls.length, before + 1, name);
  };
  for (const name of Object.keys(provider) as (keyof MerchantOnboardingProvider)[]) {
    const part = provider[name];
    if (typeof part === 'object' && !Array.isArray(part)) {
      for (const inner of Object.keys(part)) await call(part, inner);
    } else {
      await call(provider, name);
    }
  }
  assert.equal(calls.length, 28);
  assert.ok(calls.includes('dintero sign_up answered'));
});
