import type { CreateError } from '../trouble.ts';
import type { ErrorCode, MandateStatus, PaymentStatus, StatusCode } from './words.ts';

/** What is made to happen to a request. Times are milliseconds. */
export interface Outcome {
  readonly title: string;
  /** The first create is answered so; a second send of the same request is answered as usual. */
  readonly create?: CreateError;
  /** Create is refused: 400 with this code. */
  readonly refused?: string;
  /** FAILED by itself, instead of being delivered. */
  readonly failed?: ErrorCode;
  /** Comes to this by itself. */
  readonly alone?: { readonly after: number; readonly statusCode: StatusCode };
  /** Expires after this, whatever was asked for. */
  readonly window?: number;
  /** When the window is over nothing is said, and only so much later this. */
  readonly late?: { readonly after: number; readonly statusCode: StatusCode };
  /** The payment's way after approval; AUTHORISED, SETTLED where none is given. */
  readonly payment?: readonly PaymentStatus[];
  /** The mandate's way after approval, if one was asked for; RECEIVED, ACTIVE where none is given. */
  readonly mandate?: readonly MandateStatus[];
  /** Said with a payment or mandate that comes to FAILED. */
  readonly errorCode?: ErrorCode;
  /** A cancellation is taken, and then the debtor turns out to have approved. */
  readonly cancelLoses?: true;
}

/**
 * Outcomes are chosen by the last two digits of the amount, in øre: DKK 2,499.05 pays and fails to make the
 * mandate. Digits that do not stand here are 00.
 */
export const outcomes: Readonly<Record<string, Outcome>> = {
  '00': { title: 'Nothing special: the debtor decides' },
  '01': { title: 'Failed: debtor identity not correct', failed: 'DEBTOR_IDENTITY_IS_NOT_CORRECT' },
  '02': { title: 'Failed: bank not within the scheme', failed: 'BANK_IS_NOT_WITHIN_BETALINGSSERVICE' },
  '03': { title: 'Failed: creditor data not correct', failed: 'CREDITOR_DATA_IS_NOT_CORRECT' },
  '04': { title: 'Failed: account not correct', failed: 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT' },
  '05': {
    title: 'Paid, but the mandate fails',
    mandate: ['RECEIVED', 'FAILED'],
    errorCode: 'BANK_IS_NOT_WITHIN_BETALINGSSERVICE',
  },
  '06': {
    title: 'Paid, and the mandate exists already',
    mandate: ['RECEIVED', 'FAILED'],
    errorCode: 'MANDATE_ALREADY_EXISTS',
  },
  '07': {
    title: 'The mandate is made, but the payment fails',
    payment: ['FAILED'],
    errorCode: 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT',
  },
  '08': { title: 'Create answers 500 before anything has happened', create: 'before' },
  '09': { title: 'Create answers 500 though the request stands', create: 'after' },
  '10': { title: 'Create never answers though the request stands', create: 'timeout' },
  '11': {
    title: 'Nothing is heard when the window is over; expired 60 s later',
    late: { after: 60_000, statusCode: 'EXPIRED' },
  },
  '12': { title: 'Expires after 20 s', window: 20_000 },
  '13': { title: 'Approved by itself after 3 s', alone: { after: 3000, statusCode: 'APPROVED' } },
  '14': { title: 'Declined by itself after 3 s', alone: { after: 3000, statusCode: 'REJECTED_BY_DEBTOR' } },
  '15': { title: '“Not in a call” after 3 s', alone: { after: 3000, statusCode: 'NOT_IN_CALL' } },
  '16': { title: 'A cancellation loses to the approval', cancelLoses: true },
  '17': { title: 'Paid, later charged back', payment: ['AUTHORISED', 'SETTLED', 'CHARGED_BACK'] },
  '18': { title: 'Paid, later refunded', payment: ['AUTHORISED', 'SETTLED', 'REFUNDED'] },
  '19': {
    title: 'Nothing is heard when the window is over; approved 60 s later',
    late: { after: 60_000, statusCode: 'APPROVED' },
  },
  '20': {
    title: 'Approved, then payment and mandate both fail',
    payment: ['FAILED'],
    mandate: ['FAILED'],
    errorCode: 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT',
  },
  '21': { title: 'Failed: debtor does not use the app', failed: 'DEBTOR_NOT_ONBOARDED' },
  '22': { title: 'Failed: debtor cannot be reached', failed: 'DEBTOR_NOT_REACHABLE' },
  '23': { title: 'Failed: debtor has another request waiting', failed: 'ACTIVE_REQUEST_EXISTS' },
  '24': { title: 'Failed: stopped by risk control', failed: 'BLOCKED_BY_RISK_CONTROL' },
  '25': {
    title: 'Failed: customer number not correct',
    failed: 'CREDITORS_DEBTOR_REFERENCE_IS_NOT_CORRECT',
  },
  '26': { title: 'Failed: debtor group closed', failed: 'DEBTOR_GROUP_CLOSED' },
  '27': { title: 'Failed: reason not known', failed: 'UNKNOWN_VALIDATION_ERROR' },
  '28': { title: 'Create is refused: invalid structure', refused: 'STVL-9999' },
  '29': { title: 'Create is refused: amount not allowed', refused: 'AMOUNT_NOT_ALLOWED' },
  '30': { title: 'Create is refused: currency not allowed', refused: 'CURRENCY_NOT_ALLOWED' },
  '31': { title: 'Create answers a page of HTML though the request stands', create: 'garbled' },
  '32': {
    title: 'A status word nobody knows after 1 s; the debtor decides',
    alone: { after: 1000, statusCode: 'UNDER_REVIEW' },
  },
  '33': {
    title: 'Paid, the mandate is made and later cancelled',
    mandate: ['RECEIVED', 'ACTIVE', 'CANCELLED'],
  },
  '34': { title: 'Create answers 429 the first time', create: 'throttled' },
};

const usual: Outcome = { title: '' };

/** What an amount in øre brings about. */
export const outcomeOf = (amount: number): Outcome =>
  outcomes[String(amount % 100).padStart(2, '0')] ?? usual;

/** Debtors who do not use the app. Nobody has these numbers: they are of people born in 2036. */
export const notOnboarded: readonly string[] = ['3112364000', '3112364001'];
