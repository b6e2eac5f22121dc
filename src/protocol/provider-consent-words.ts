/** The closed lists of provider consents: in a file of their own, as a payment carries none of them. */

/** What a company may let a service provider use of its bank's interfaces. */
export const apiProducts = [
  'account_data',
  'payment',
  'refund',
  'transaction_filter',
  'transaction_info',
] as const;
export type ApiProduct = (typeof apiProducts)[number];

/**
 * Where a company's consent to a service provider stands. `active`: some product is granted, perhaps not the ones that
 * were asked for. `unknown`: it is awaited, and the bank cannot be read just now.
 */
export const providerConsentStatuses = ['awaiting', 'active', 'revoked', 'unknown'] as const;
export type ProviderConsentStatus = (typeof providerConsentStatuses)[number];

/** What a bank's last word about a consent was: none yet, it is there, its products are others, it is there no more. */
export const providerConsentNews = ['none', 'new', 'changed', 'gone'] as const;
export type ProviderConsentNews = (typeof providerConsentNews)[number];

/** Whether a first call in the company's name went through. */
export const proofStatuses = ['pending', 'proved', 'failed'] as const;
export type ProofStatus = (typeof proofStatuses)[number];
