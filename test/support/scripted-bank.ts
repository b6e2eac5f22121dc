import { ProviderError } from '../../src/providers/error.ts';
import type { GrantedConsent, ProviderConsentProvider } from '../../src/providers/provider-consent.ts';

/** A company is asked for two things. */
export const consentDetail = {
  type: 'provider_consent',
  provider: 'op',
  surface: 'web',
  reference: 'client-17',
  products: ['account_data', 'payment'],
} as const;

export const consentListDetail = { type: 'provider_consent_list', provider: 'op', surface: 'web' } as const;

export interface ScriptedBank extends ProviderConsentProvider {
  granted: readonly GrantedConsent[];
  isDown: boolean;
  /** How often it was read. */
  reads: number;
  /** What a first call in a company's name comes to; null: it is refused. */
  accounts: number | null;
}

/** A bank whose words are set by the test. */
export const scriptedBank = (): ScriptedBank => ({
  name: 'op',
  adminUrl: 'https://bank.example/admin',
  test: true,
  granted: [],
  isDown: false,
  reads: 0,
  accounts: 2,
  async readConsents() {
    this.reads += 1;
    if (this.isDown) throw new ProviderError('unanswered', 'mandates: no answer');
    return this.granted;
  },
  async prove() {
    if (this.accounts === null) throw new ProviderError('refused', 'accounts: not for this company');
    return { accounts: this.accounts };
  },
});
