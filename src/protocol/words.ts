/**
 * The closed lists: every word that may stand on the wire. No library here, so the browser may carry it.
 * Order matters where it is said to.
 */

/** Where the widget is shown. Signed in the session; each provider room maps it to the provider's own word. */
export const surfaces = ['web', 'agent', 'pos'] as const;
export type Surface = (typeof surfaces)[number];

/** How a debtor is named. `customer_number` names a customer who already has a mandate (the extra bill). */
export const debtorSchemes = ['cpr', 'mobile', 'customer_number'] as const;
export type DebtorScheme = (typeof debtorSchemes)[number];

/**
 * What became of the collection request as a whole. `unknown` is not final: it was sent, and nobody can say
 * yet what came of it.
 */
export const statuses = [
  'pending',
  'unknown',
  'approved',
  'declined',
  'expired',
  'cancelled',
  'rejected',
] as const;
export type Status = (typeof statuses)[number];

/** How far a pending request has come, in the order in which it goes. A later stage is never followed by an earlier. */
export const stages = ['queued', 'delivered', 'opened'] as const;
export type Stage = (typeof stages)[number];

/** The payment's own way, in the order in which it goes. */
export const paymentStatuses = [
  'pending',
  'authorised',
  'settled',
  'failed',
  'refunded',
  'charged_back',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** The mandate's own way, in the order in which it goes. */
export const mandateStatuses = ['requested', 'received', 'active', 'failed', 'cancelled'] as const;
export type MandateStatus = (typeof mandateStatuses)[number];

/** Why something ended as it did. Texts are looked up by these codes; a provider's own words never reach a screen. */
export const reasonCodes = [
  'payer_declined',
  'payer_timeout',
  'payer_not_in_call',
  'payer_not_enrolled',
  'payer_unreachable',
  'payer_id_invalid',
  'duplicate_active_request',
  'mandate_already_exists',
  'bank_not_in_scheme',
  'account_invalid',
  'creditor_config_invalid',
  'amount_not_allowed',
  'currency_not_allowed',
  'risk_blocked',
  'provider_unavailable',
  'outcome_unknown',
  'format_error',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Whether the debtor can approve in the app at all. `unknown`: nobody could say, and that is no reason not to ask. */
export const debtorCheckOutcomes = ['reachable', 'unreachable', 'unknown'] as const;
export type DebtorCheckOutcome = (typeof debtorCheckOutcomes)[number];

/** Every `code` a problem document (RFC 9457) of ours may carry, with its HTTP status and its title. */
export const problems = {
  body_not_json: [400, 'The body is not JSON'],
  body_invalid: [400, 'The body does not have the expected shape'],
  query_invalid: [400, 'The query does not have the expected shape'],
  header_invalid: [400, 'A header does not have the expected form'],
  idempotency_key_missing: [400, 'The Idempotency-Key header is missing'],
  debtor_missing: [400, 'This session needs a debtor'],
  debtor_invalid: [400, 'The debtor cannot be right'],
  company_missing: [400, 'This session needs a company'],
  company_invalid: [400, 'The Business ID cannot be right'],
  token_missing: [401, 'A bearer token is needed'],
  token_invalid: [401, 'The token is not valid'],
  token_expired: [401, 'The token has expired'],
  callback_signature_invalid: [401, 'The callback is not signed by the provider'],
  token_insufficient: [403, 'The token does not cover this call'],
  origin_not_allowed: [403, 'This origin is not registered for the client'],
  not_found: [404, 'There is nothing here'],
  method_not_allowed: [405, 'This method is not used here'],
  request_in_progress: [409, 'The same request is still being stored'],
  request_not_pending: [409, 'The request is no longer waiting'],
  request_not_repeatable: [409, 'This request may not be sent again'],
  not_possible_now: [409, 'This is not possible at this point'],
  consent_not_modifiable: [409, 'This consent cannot be modified now'],
  codes_used_up: [409, 'There are no codes left to try'],
  requests_used_up: [409, 'This session has had all the requests it may have'],
  body_too_large: [413, 'The body is too large'],
  content_type_unsupported: [415, 'The content type is not supported'],
  payer_record_incomplete: [422, 'The record of the payer lacks something that banks demand'],
  consent_refused: [422, 'The provider does not take this consent'],
  code_wrong: [422, 'The code is not right'],
  code_expired: [422, 'The code is over'],
  idempotency_key_reused: [422, 'The Idempotency-Key was used with another body'],
  rate_limited: [429, 'Too many requests'],
  internal_error: [500, 'Something went wrong here'],
  unavailable: [503, 'The service cannot answer just now'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemCode = keyof typeof problems;

/** What may be wrong with one field, in a problem's `errors`. */
export const fieldCodes = [
  'missing',
  'type',
  'format',
  'too_short',
  'too_long',
  'too_small',
  'too_large',
  'not_allowed',
  'unknown_key',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** What a webhook may tell of. */
export const webhookTypes = [
  'collection_request.changed',
  'provider_consent.changed',
  'provider_consent.reported',
  'eft_consent.changed',
  'merchant_onboarding.changed',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

/**
 * What became of one webhook for one endpoint. `pending`: it is tried until it is taken, for days. `held`: the
 * endpoint answered 410, so nothing is sent to it for now.
 */
export const deliveryStatuses = ['pending', 'delivered', 'held', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Why one try to deliver a webhook failed. `refused`: answered, with a status that is no 2xx. */
export const deliveryFailures = [
  'unreachable',
  'timed_out',
  'address_not_allowed',
  'redirected',
  'gone',
  'refused',
  'not_configured',
] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

/** Languages with complete texts. `en` is the schema of the others. */
export const languages = ['en', 'da', 'sv', 'nb', 'fi'] as const;
export type Language = (typeof languages)[number];
