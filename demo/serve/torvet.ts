import { hashSecret } from '../../src/backend/oauth/secret.ts';
import { createDintero } from '../../src/providers/dintero/dintero.ts';
import type { Given } from '../../src/providers/given.ts';
import type { MerchantOnboardingProvider } from '../../src/providers/merchant-onboarding.ts';
import { usualScopes } from '../../src/sandbox/dintero/clients.ts';
import type { DinteroOptions } from '../../src/sandbox/dintero/dintero.ts';

/** Torvet, a marketplace, and two of its sellers. This client and its secret exist here only. */
export const market = {
  id: 'demo-market',
  secret: 'demo-market-secret',
  merchant: 'torvet',
  sellers: [
    { id: 'torvet-lomvi', name: 'Lomvi Keramik', country: 'SE' },
    { id: 'torvet-fjordull', name: 'Fjordull', country: 'NO' },
  ],
} as const;

export const marketMerchants = [
  {
    id: market.merchant,
    name: 'Torvet',
    contact: { phone: '08-765 43 21', email: 'hej@torvet.example' },
    dintero: true,
  },
  ...market.sellers.map(({ id, name }) => ({ id, name, dintero: true })),
];

export const marketClient = async (origins: readonly string[]) => ({
  id: market.id,
  secretHashes: [await hashSecret(market.secret)],
  merchant: market.merchant,
  merchants: market.sellers.map(({ id }) => id),
  origins: [...origins],
});

/** Torvet's account at Dintero. The T says that it is a test. */
const partnerAccount = 'T11200000';
const credentials = { clientId: 'torvet', clientSecret: 'demo-dintero-secret' };

/** Dintero as it stands before anybody has signed up. Its pages for people are the demo's. */
export const dinteroAtFirst = (backendUrl: string, demoUrl: string, hookSecret: string): DinteroOptions => ({
  clients: [{ ...credentials, account: partnerAccount, scopes: usualScopes }],
  hooks: { [partnerAccount]: { url: `${backendUrl}/callbacks/dintero`, secret: hookSecret } },
  pages: {
    signing: `${demoUrl}/demo/onboarding/signing.html`,
    gateway: `${demoUrl}/demo/onboarding/gateway.html`,
    onboarding: `${demoUrl}/demo/onboarding/`,
  },
});

/** The provider as `handslag serve` makes it from its configuration. */
export const connectDintero = (
  given: Given,
  baseUrl: string,
  hookSecret: string,
): MerchantOnboardingProvider =>
  createDintero(given, { baseUrl, partnerAccount, ...credentials, hookSecret });
