import type { CreateError } from '../trouble.ts';
import type { ErrorCode, MandateStatus, PaymentStatus, StatusCode } from './words.ts';

/** What is made to happen to a request. Times are milliseconds. */
export interface Outcome {
  /** The last two digits of the amount, in øre. */
  readonly ore: number;
  readonly title: string;
  /** What there is to do and to see. */
  readonly detail: string;
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
 * Outcomes are chosen by the amount: DKK 2,499.05 pays and fails to make the mandate. Øre that do not stand here
 * do nothing special.
 */
export const outcomes: readonly Outcome[] = [
  {
    ore: 0,
    title: 'As the debtor decides',
    detail: 'Approve or decline on the phone, or let the time run out.',
  },
  {
    ore: 1,
    title: 'Rejected: wrong person',
    detail: 'Fails at once: the debtor’s identity is not correct.',
    failed: 'DEBTOR_IDENTITY_IS_NOT_CORRECT',
  },
  {
    ore: 2,
    title: 'Rejected: bank not in the scheme',
    detail: 'Fails at once: the bank is not within Betalingsservice.',
    failed: 'BANK_IS_NOT_WITHIN_BETALINGSSERVICE',
  },
  {
    ore: 3,
    title: 'Rejected: creditor set up wrongly',
    detail: 'Fails at once: the creditor’s data is not correct.',
    failed: 'CREDITOR_DATA_IS_NOT_CORRECT',
  },
  {
    ore: 4,
    title: 'Rejected: account cannot be used',
    detail: 'Fails at once: the debtor’s account is not correct.',
    failed: 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT',
  },
  {
    ore: 5,
    title: 'Paid, but the mandate fails',
    detail: 'Approve on the phone.',
    mandate: ['RECEIVED', 'FAILED'],
    errorCode: 'BANK_IS_NOT_WITHIN_BETALINGSSERVICE',
  },
  {
    ore: 6,
    title: 'Paid, and there is a mandate already',
    detail: 'Approve on the phone.',
    mandate: ['RECEIVED', 'FAILED'],
    errorCode: 'MANDATE_ALREADY_EXISTS',
  },
  {
    ore: 7,
    title: 'Mandate made, but the payment fails',
    detail: 'Approve on the phone.',
    payment: ['FAILED'],
    errorCode: 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT',
  },
  {
    ore: 8,
    title: 'Error before the request is taken',
    detail: 'The first send is answered 500, and nothing has happened.',
    create: 'before',
  },
  {
    ore: 9,
    title: 'Error after the request is taken',
    detail: 'The send is answered 500, and yet the request reaches the phone.',
    create: 'after',
  },
  {
    ore: 10,
    title: 'No answer, but the request is taken',
    detail: 'The send is never answered, and yet the request reaches the phone.',
    create: 'timeout',
  },
  {
    ore: 11,
    title: 'Silence, then expired',
    detail: 'The time runs out and nothing is heard; 60 s later it has expired.',
    late: { after: 60_000, statusCode: 'EXPIRED' },
  },
  { ore: 12, title: 'Expires after 20 s', detail: 'Whatever time was asked for.', window: 20_000 },
  {
    ore: 13,
    title: 'Approved after 3 s',
    detail: 'By itself, without the phone.',
    alone: { after: 3000, statusCode: 'APPROVED' },
  },
  {
    ore: 14,
    title: 'Declined after 3 s',
    detail: 'By itself, without the phone.',
    alone: { after: 3000, statusCode: 'REJECTED_BY_DEBTOR' },
  },
  {
    ore: 15,
    title: '“Not in a call” after 3 s',
    detail: 'By itself, without the phone.',
    alone: { after: 3000, statusCode: 'NOT_IN_CALL' },
  },
  {
    ore: 16,
    title: 'Cancelled too late',
    detail: 'Cancel it: the debtor turns out to have approved.',
    cancelLoses: true,
  },
  {
    ore: 17,
    title: 'Paid, then charged back',
    detail: 'Approve on the phone.',
    payment: ['AUTHORISED', 'SETTLED', 'CHARGED_BACK'],
  },
  {
    ore: 18,
    title: 'Paid, then refunded',
    detail: 'Approve on the phone.',
    payment: ['AUTHORISED', 'SETTLED', 'REFUNDED'],
  },
  {
    ore: 19,
    title: 'Silence, then approved',
    detail: 'The time runs out and nothing is heard; 60 s later it was approved after all.',
    late: { after: 60_000, statusCode: 'APPROVED' },
  },
  {
    ore: 20,
    title: 'Payment and mandate both fail',
    detail: 'Approve on the phone.',
    payment: ['FAILED'],
    mandate: ['FAILED'],
    errorCode: 'DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT',
  },
  {
    ore: 21,
    title: 'Rejected: does not use the app',
    detail: 'Fails at once: the debtor is not onboarded.',
    failed: 'DEBTOR_NOT_ONBOARDED',
  },
  {
    ore: 22,
    title: 'Rejected: cannot be reached',
    detail: 'Fails at once: the debtor’s phone cannot be reached.',
    failed: 'DEBTOR_NOT_REACHABLE',
  },
  {
    ore: 23,
    title: 'Rejected: another request is waiting',
    detail: 'Fails at once: the debtor has an active request.',
    failed: 'ACTIVE_REQUEST_EXISTS',
  },
  {
    ore: 24,
    title: 'Rejected: stopped by risk control',
    detail: 'Fails at once.',
    failed: 'BLOCKED_BY_RISK_CONTROL',
  },
  {
    ore: 25,
    title: 'Rejected: wrong customer number',
    detail: 'Fails at once: the creditor’s debtor reference is not correct.',
    failed: 'CREDITORS_DEBTOR_REFERENCE_IS_NOT_CORRECT',
  },
  {
    ore: 26,
    title: 'Rejected: debtor group closed',
    detail: 'Fails at once.',
    failed: 'DEBTOR_GROUP_CLOSED',
  },
  {
    ore: 27,
    title: 'Rejected: nobody knows why',
    detail: 'Fails at once: unknown validation error.',
    failed: 'UNKNOWN_VALIDATION_ERROR',
  },
  { ore: 28, title: 'Refused: invalid structure', detail: 'The send is answered 400.', refused: 'STVL-9999' },
  {
    ore: 29,
    title: 'Refused: amount not allowed',
    detail: 'The send is answered 400.',
    refused: 'AMOUNT_NOT_ALLOWED',
  },
  {
    ore: 30,
    title: 'Refused: currency not allowed',
    detail: 'The send is answered 400.',
    refused: 'CURRENCY_NOT_ALLOWED',
  },
  {
    ore: 31,
    title: 'An answer that makes no sense',
    detail: 'The send is answered with a page of HTML, and yet the request reaches the phone.',
    create: 'garbled',
  },
  {
    ore: 32,
    title: 'A word that nobody knows',
    detail: 'After 1 s the status is one that stands in no description; decide on the phone.',
    alone: { after: 1000, statusCode: 'UNDER_REVIEW' },
  },
  {
    ore: 33,
    title: 'Paid, and the mandate is later cancelled',
    detail: 'Approve on the phone.',
    mandate: ['RECEIVED', 'ACTIVE', 'CANCELLED'],
  },
  {
    ore: 34,
    title: 'Too many requests',
    detail: 'The first send is answered 429, and nothing has happened.',
    create: 'throttled',
  },
];

const usual: Outcome = { ore: 0, title: '', detail: '' };

/** What an amount in øre brings about. */
export const outcomeOf = (amount: number): Outcome =>
  outcomes.find((outcome) => outcome.ore === amount % 100) ?? usual;

/** Debtors who do not use the app. Nobody has these numbers: they are of people born in 2036. */
export const notOnboarded: readonly string[] = ['3112364000', '3112364001'];
