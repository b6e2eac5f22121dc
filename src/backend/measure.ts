import type { CollectionProvider } from '../providers/collection.ts';
import type { EftConsentProvider } from '../providers/eft-consent.ts';
import { ProviderError } from '../providers/error.ts';
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
