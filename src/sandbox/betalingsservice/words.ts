/** The provider's words, as the stand-in uses them. */

export const statusCodes = [
  'RECEIVED',
  'DELIVERED',
  'OPENED',
  /** Stands in no description: a word that was added without telling. */
  'UNDER_REVIEW',
  'APPROVED',
  'REJECTED_BY_DEBTOR',
  'NOT_IN_CALL',
  'EXPIRED',
  'CANCELLED',
  'FAILED',
] as const;
export type StatusCode = (typeof statusCodes)[number];

export const paymentStatuses = [
  'PENDING',
  'AUTHORISED',
  'SETTLED',
  'FAILED',
  'REFUNDED',
  'CHARGED_BACK',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const mandateStatuses = ['REQUESTED', 'RECEIVED', 'ACTIVE', 'FAILED', 'CANCELLED'] as const;
export type MandateStatus = (typeof mandateStatuses)[number];

/** Why a request, a payment or a mandate FAILED. The first eight are those of the BS Creditor API. */
export const errorCodes = [
  'MANDATE_ALREADY_EXISTS',
  'BANK_IS_NOT_WITHIN_BETALINGSSERVICE',
  'CREDITORS_DEBTOR_REFERENCE_IS_NOT_CORRECT',
  'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT',
  'DEBTOR_IDENTITY_IS_NOT_CORRECT',
  'CREDITOR_DATA_IS_NOT_CORRECT',
  'DEBTOR_GROUP_CLOSED',
  'UNKNOWN_VALIDATION_ERROR',
  'DEBTOR_NOT_ONBOARDED',
  'DEBTOR_NOT_REACHABLE',
  'ACTIVE_REQUEST_EXISTS',
  'BLOCKED_BY_RISK_CONTROL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

const open: readonly StatusCode[] = ['RECEIVED', 'DELIVERED', 'OPENED', 'UNDER_REVIEW'];

/** Whether the debtor can still decide. */
export const isOpen = (statusCode: StatusCode): boolean => open.includes(statusCode);
