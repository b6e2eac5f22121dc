/** The closed lists of EFT consents (autogiro): in a file of their own, as a payment carries none of them. */

/** What a session may do with a person's consents. */
export const eftConsentActions = ['list', 'create', 'modify'] as const;
export type EftConsentAction = (typeof eftConsentActions)[number];

/**
 * Where a consent stands: only what the provider's register says, and what was sent from here. Nobody tells why one is
 * not active.
 *
 * `sent_awaited`: its activation has been asked for, and not heard of. `company_to_send`: the company has yet to send it.
 * `unknown`: it is being sent, or was, and nobody can say yet what came of it.
 */
export const eftConsentStates = [
  'active',
  'sent_awaited',
  'company_to_send',
  'change_under_way',
  'end_under_way',
  'not_active',
  'unknown',
] as const;
export type EftConsentState = (typeof eftConsentStates)[number];

/** How a consent was asked for from here: with an account, or for the payer to give in their internet bank. */
export const eftConsentWays = ['account', 'e_consent'] as const;
export type EftConsentWay = (typeof eftConsentWays)[number];

/**
 * Why a consent cannot be modified. `under_way`: something that was sent to the bank is not done. `outcome_unknown`: nobody
 * can say what came of what was sent last. `not_there`: the provider has no such consent. `not_offered`: this session may
 * not.
 */
export const notModifiableReasons = ['under_way', 'outcome_unknown', 'not_there', 'not_offered'] as const;
export type NotModifiableReason = (typeof notModifiableReasons)[number];

/**
 * Why what was sent has had no effect. `payer_record_incomplete`: the company's record of the payer lacks something that
 * banks demand. `not_received`: it was sent more than once, and never arrived.
 */
export const eftConsentRefusals = [
  'payer_record_incomplete',
  'clearing_not_accepted',
  'account_not_accepted',
  'not_modifiable',
  'not_permitted',
  'not_received',
  'other',
] as const;
export type EftConsentRefusal = (typeof eftConsentRefusals)[number];
