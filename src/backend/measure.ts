import type { CollectionProvider } from '../providers/collection.ts';
import type { EftConsentProvider } from '../providers/eft-consent.ts';
import { ProviderError } from '../providers/error.ts';
import type { MerchantOnboardingProvider } from '../providers/merchant-onboarding.ts';
import type { ProviderConsentProvider } from '../providers/provider-consent.ts';
import type { Metrics, ProviderCall, StoreCommit } from './metrics.ts';
import { type Store, StoreConflict } from './store/store.ts';

/** The same store, with every commit told to `metrics`. */
export const measureStore = (store: Store, metrics: Metrics): Store => ({
  ...store,
  async commit(writes) {
    const start = performance.now();
    const tell = (outcome: StoreCommit['outcome']): void =>
      metrics.committed({ outcome, ms: performance.now() - start });
    try {
      const rows = await store.commit(writes);
      tell('written');
      return rows;
    } catch (error) {
      tell(error instanceof StoreConflict ? 'conflict' : 'failed');
      throw error;
    }
  },
});

/** Runs calls to a provider, and tells what came of each. */
const createMeasured =
  (provider: string, metrics: Metrics) =>
  async <T>(operation: ProviderCall['operation'], call: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const tell = (outcome: ProviderCall['outcome']): void =>
      metrics.providerCalled({ provider, operation, outcome, ms: performance.now() - start });
    try {
      const value = await call();
      tell('answered');
      return value;
    } catch (error) {
      tell(error instanceof ProviderError ? error.failure : 'abandoned');
      throw error;
    }
  };

/** The same provider, with every call told to `metrics`. */
export const measureProvider = (provider: CollectionProvider, metrics: Metrics): CollectionProvider => {
  const measured = createMeasured(provider.name, metrics);
  return {
    ...provider,
    create: (order, signal) => measured('create', () => provider.create(order, signal)),
    read: (key, signal) => measured('read', () => provider.read(key, signal)),
    cancel: (key, signal) => measured('cancel', () => provider.cancel(key, signal)),
    checkDebtor: (debtor, signal) => measured('check', () => provider.checkDebtor(debtor, signal)),
    readCallback: (request) => measured('callback', () => provider.readCallback(request)),
  };
};

/** The same for a provider of EFT consents. */
export const measureEftConsents = (provider: EftConsentProvider, metrics: Metrics): EftConsentProvider => {
  const measured = createMeasured(provider.name, metrics);
  return {
    ...provider,
    list: (who, signal) => measured('list', () => provider.list(who, signal)),
    read: (name, signal) => measured('read', () => provider.read(name, signal)),
    create: (order, signal) => measured('create', () => provider.create(order, signal)),
    modify: (name, account, signal) => measured('modify', () => provider.modify(name, account, signal)),
  };
};

/** The same for a bank at which companies give consents. */
export const measureProviderConsents = (
  provider: ProviderConsentProvider,
  metrics: Metrics,
): ProviderConsentProvider => {
  const measured = createMeasured(provider.name, metrics);
  return {
    ...provider,
    readConsents: (signal) => measured('list', () => provider.readConsents(signal)),
    prove: (businessId, signal) => measured('prove', () => provider.prove(businessId, signal)),
  };
};

/** The same for a provider of merchant onboarding, but for the agreement, for which nobody is asked. */
export const measureOnboarding = (
  provider: MerchantOnboardingProvider,
  metrics: Metrics,
): MerchantOnboardingProvider => {
  const measured = createMeasured(provider.name, metrics);
  const { signUp, prefill, logOn, secondFactor, account, applications, option, platform } = provider;
  return {
    ...provider,
    prices: (of, signal) => measured('read', () => provider.prices(of, signal)),
    signUp: {
      start: (order, signal) => measured('sign_up', () => signUp.start(order, signal)),
      resend: (order, signal) => measured('code', () => signUp.resend(order, signal)),
      verify: (entered, signal) => measured('code', () => signUp.verify(entered, signal)),
    },
    prefill: {
      create: (order, signal) => measured('sign_up', () => prefill.create(order, signal)),
      read: (id, signal) => measured('read', () => prefill.read(id, signal)),
      accept: (id, order, signal) => measured('sign_up', () => prefill.accept(id, order, signal)),
    },
    logOn: {
      send: (to, signal) => measured('code', () => logOn.send(to, signal)),
      enter: (entered, signal) => measured('code', () => logOn.enter(entered, signal)),
    },
    secondFactor: {
      send: (handle, channel, signal) => measured('code', () => secondFactor.send(handle, channel, signal)),
      enter: (handle, code, signal) => measured('code', () => secondFactor.enter(handle, code, signal)),
    },
    account: {
      read: (id, signal) => measured('read', () => account.read(id, signal)),
      update: (id, change, signal) => measured('modify', () => account.update(id, change, signal)),
      requestFeature: (id, feature, wanted, signal) =>
        measured('modify', () => account.requestFeature(id, feature, wanted, signal)),
      upload: (id, file, signal) => measured('upload', () => account.upload(id, file, signal)),
    },
    applications: {
      list: (id, signal) => measured('list', () => applications.list(id, signal)),
      create: (id, order, signal) => measured('create', () => applications.create(id, order, signal)),
      read: (id, one, signal) => measured('read', () => applications.read(id, one, signal)),
      withdraw: (id, one, signal) => measured('cancel', () => applications.withdraw(id, one, signal)),
    },
    option: {
      read: (id, name, signal) => measured('read', () => option.read(id, name, signal)),
      signUp: (id, name, order, signal) => measured('create', () => option.signUp(id, name, order, signal)),
      renew: (id, name, signal) => measured('modify', () => option.renew(id, name, signal)),
    },
    platform: {
      merchants: (query, signal) => measured('list', () => platform.merchants(query, signal)),
      invite: (order, signal) => measured('sign_up', () => platform.invite(order, signal)),
      onboardingLink: (id, signal) => measured('read', () => platform.onboardingLink(id, signal)),
      notes: (id, signal) => measured('list', () => platform.notes(id, signal)),
      addNote: (id, text, signal) => measured('create', () => platform.addNote(id, text, signal)),
    },
    readHook: (request) => measured('callback', () => provider.readHook(request)),
  };
};
