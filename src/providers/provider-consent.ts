import type { ApiProduct } from '../protocol/provider-consent-words.ts';

/** What one company has granted, as the bank tells it now. */
export interface GrantedConsent {
  readonly company: { readonly businessId: string; readonly name: string | null };
  readonly products: readonly ApiProduct[];
}

/**
 * A bank at which companies let a service provider use their banking interfaces. They do so in the bank's own service;
 * here it is only read. Every method may throw `ProviderError`, and nothing else but the signal's own reason.
 */
export interface ProviderConsentProvider {
  readonly name: string;
  /** Where a company gives its consent. */
  readonly adminUrl: string;
  /** True where it is a sandbox. */
  readonly test: boolean;
  /** What it lacks just now of its own, by name: a certificate that has not ended, say. Left out: nothing is known. */
  readonly lacking?: () => readonly string[];
  /** Every consent in force. One that is no longer there has been taken back. */
  readConsents(signal: AbortSignal): Promise<readonly GrantedConsent[]>;
  /** Reads a company's accounts once, and tells how many there are and nothing of them. `refused`: it may not. */
  prove(businessId: string, signal: AbortSignal): Promise<{ readonly accounts: number }>;
}
