import type { CollectionProvider } from '../providers/collection.ts';
import type { EftConsentProvider } from '../providers/eft-consent.ts';
import type { Clock, Log } from '../providers/given.ts';
import type { MerchantOnboardingProvider } from '../providers/merchant-onboarding.ts';
import type { ProviderConsentProvider } from '../providers/provider-consent.ts';
import type { BackendConfig } from './config.ts';
import type { Metrics } from './metrics.ts';
import type { Store } from './store/store.ts';
import type { Vault } from './vault.ts';
import type { FetchOutside } from './webhooks/fetch-outside.ts';

/** The providers this backend is configured for; a provider that is not there is not routed. */
export interface Providers {
  readonly betalingsservice?: CollectionProvider;
  readonly op?: ProviderConsentProvider;
  readonly dintero?: MerchantOnboardingProvider;
  readonly brp?: EftConsentProvider;
}

/** Everything the backend is given. Made in `node/` for the real thing, in tests by hand. */
export interface Deps {
  readonly config: BackendConfig;
  readonly store: Store;
  readonly vault: Vault;
  readonly providers: Providers;
  /** Reaches the shops' servers, for webhooks. */
  readonly fetchOutside: FetchOutside;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: nothing is counted. */
  readonly metrics?: Metrics;
}
