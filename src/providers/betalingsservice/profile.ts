/**
 * PROVISIONAL: what we take the wire of the One-off API to be.
 *
 * The vendor publishes what the API does, not how it is spoken to. Everything that is not published stands in
 * this file and nowhere else; who has the real specification edits this file, or gives `createBetalingsservice`
 * a profile of their own.
 *
 * Each value is marked with where it comes from:
 * - seen: stands in public documentation of the same vendor, for this API or for a sibling
 *   (BS Creditor API, https://developer.mastercard.com/bs-creditor-api/documentation/; Account to Account
 *   Commerce for creditor service providers 1.2.1, https://developer.mastercard.com/account-to-account-commerce-for-csp/documentation/);
 * - assumed: our guess, made like the siblings.
 */
import * as z from 'zod';
import type { Reason } from '../../protocol/collection-request.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import type { DebtorScheme, MandateStatus, PaymentStatus, Stage, Surface } from '../../protocol/words.ts';
import type { CollectionOrder, CollectionReading } from '../collection.ts';

/** An answer about one collection request: whose it is, and the provider's words as they came. */
export interface Told {
  readonly uuid: string;
  readonly statusCode: string;
  readonly paymentStatus: string | null;
  readonly mandateStatus: string | null;
  readonly mandateNumber: string | null;
  readonly errorCode: string | null;
  readonly referenceNumber: string | null;
  /** ISO instant in UTC. */
  readonly expiresAt: string | null;
  /** Only where the answer repeats it. */
  readonly amount: { readonly value: number; readonly currency: string } | null;
}

/** One entry of the errors envelope. */
export interface ToldError {
  readonly code: string;
  /** Whether the same call may be answered differently later. */
  readonly recoverable: boolean;
}

/** What a status word says in ours. `reason` is the reason that lies in the word itself. */
export interface StatusMeaning {
  readonly status: CollectionReading['status'];
  readonly stage: Stage | null;
  readonly reason: Reason | null;
}

export interface Profile {
  /** Under the base URL; `{uuid}` is filled in. */
  readonly paths: {
    readonly create: string;
    readonly read: string;
    readonly cancel: string;
    readonly check: string;
  };
  /** Sent with every call, beside `authorization`, `accept` and `content-type`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly debtorSchemes: readonly DebtorScheme[];
  readonly currencies: readonly string[];
  /** The universal link that opens a request in the app; `{uuid}` is filled in. Null: there is none. */
  readonly approveUrlTemplate: string | null;
  /** The body of create, as JSON: what is undefined is left out. */
  readonly write: (order: CollectionOrder) => unknown;
  /** The body of a debtor check; null: this debtor cannot be asked about. */
  readonly writeCheck: (debtor: Debtor) => unknown;
  /** The answer to a debtor check. */
  readonly checked: z.ZodType<{ readonly onboarded: boolean }>;
  readonly answer: z.ZodType<Told>;
  readonly errors: z.ZodType<readonly ToldError[]>;
  readonly callback: z.ZodType<{ readonly uuid: string }>;
  /** Codes in the envelope of a 404 that say that there is no such request (and not, say, no such path). */
  readonly notFound: readonly string[];
  readonly statuses: Readonly<Record<string, StatusMeaning>>;
  readonly payments: Readonly<Record<string, PaymentStatus>>;
  readonly mandates: Readonly<Record<string, MandateStatus>>;
  readonly reasons: Readonly<Record<string, Reason>>;
}

const waiting = (stage: Stage): StatusMeaning => ({ status: 'pending', stage, reason: null });

const ended = (status: CollectionReading['status'], reason: Reason | null = null): StatusMeaning => ({
  status,
  stage: null,
  reason,
});

const again = (code: Reason['code']): Reason => ({ code, retryable: true });

const never = (code: Reason['code']): Reason => ({ code, retryable: false });

/** assumed: the channels are seen (webshop, call centre, face-to-face), the words for them are not. */
const channels: Readonly<Record<Surface, string>> = { web: 'WEB', agent: 'PHONE', pos: 'STORE' };

/** assumed: how long, in seconds, a request may wait for its debtor. What was ordered is kept within it. */
const window = { min: 60, max: 86_400 };

/** seen (BS Creditor): `debtorIdentity.cprNumber`, 10 digits. assumed: `mobileNumber`, E.164. */
const identity = (debtor: Debtor | null): Readonly<Record<string, string>> | undefined => {
  switch (debtor?.scheme) {
    case 'cpr':
      return { cprNumber: debtor.value };
    case 'mobile':
      return { mobileNumber: debtor.value };
    default:
      // a customer with a mandate is named by `creditorsDebtorReference` alone
      return undefined;
  }
};

const write = (order: CollectionOrder): unknown => ({
  // seen (BS Creditor): made by the client; a second send with the same uuid does no harm
  uuid: order.key,
  debtorIdentity: identity(order.debtor),
  // seen (BS Creditor): both are JSON numbers, so their leading zeros are lost on the wire
  creditorData: {
    pbsNumber: Number(order.creditor.pbsNumber),
    debtorGroupNumber: Number(order.creditor.debtorGroup),
  },
  // seen (BS Creditor): the customer number at the creditor
  creditorsDebtorReference:
    order.debtor?.scheme === 'customer_number' ? order.debtor.value : (order.customerNumber ?? undefined),
  // assumed, with all names in it. The unit too: minor units, as in the scheme's own files
  oneOffPayment: { amount: order.amount, text: order.text, paymentReference: order.reference },
  // assumed: "an optional mandate creation command" is seen, its name is not
  mandateCreation: order.mandate ? true : undefined,
  // assumed
  channel: channels[order.surface],
  bindingMessage: order.bindingCode,
  callbackUrl: order.callbackUrl,
  // seen (Account to Account Commerce): name and unit, there in the answer
  confirmationExpiryTimeInterval: Math.min(window.max, Math.max(window.min, order.expiresInSeconds)),
});

/** assumed: the check itself is seen ("is the debtor onboarded"), body and answer are not. */
const writeCheck = (debtor: Debtor): unknown => {
  const debtorIdentity = identity(debtor);
  return debtorIdentity === undefined ? null : { debtorIdentity };
};

const word = z.string().min(1).max(64);
const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? null);

/** seen: uuid, statusCode and errorCode (BS Creditor). assumed: the rest. One shape for create and read. */
const answer = z.object({
  uuid: z.string(),
  statusCode: word,
  paymentStatus: optional(word),
  mandateStatus: optional(word),
  mandateNumber: optional(word),
  errorCode: optional(word),
  referenceNumber: optional(z.string().min(1).max(16)),
  expiresAt: optional(z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())),
  amount: optional(z.object({ value: z.int(), currency: z.string() })),
});

/** seen (both siblings): the gateway's envelope. */
const errors = z
  .object({
    Errors: z.object({
      Error: z.array(z.object({ ReasonCode: word, Recoverable: z.boolean().default(false) })).min(1),
    }),
  })
  .transform(({ Errors }) =>
    Errors.Error.map((one): ToldError => ({ code: one.ReasonCode, recoverable: one.Recoverable })),
  );

export const profile: Profile = {
  // assumed
  paths: {
    create: '/collection-requests',
    read: '/collection-requests/{uuid}',
    cancel: '/collection-requests/{uuid}/cancellations',
    check: '/debtor-checks',
  },
  // assumed: none, as in BS Creditor; Account to Account Commerce wants X-Request-ID and others
  headers: {},
  // seen: CPR (BS Creditor). assumed: the others
  debtorSchemes: ['cpr', 'mobile', 'customer_number'],
  // assumed: the scheme knows no other
  currencies: ['DKK'],
  // assumed
  approveUrlTemplate: 'https://www.betalingsservice.dk/app/collection-requests/{uuid}',
  write,
  writeCheck,
  checked: z.object({ onboarded: z.boolean() }),
  answer,
  errors,
  // assumed: "an instant call-back with a status update" is seen, its body is not
  callback: z.object({ uuid: z.uuid() }),
  // assumed
  notFound: ['COLLECTION_REQUEST_NOT_FOUND'],
  // RECEIVED and FAILED: seen (BS Creditor). assumed: the others
  statuses: {
    RECEIVED: waiting('queued'),
    DELIVERED: waiting('delivered'),
    OPENED: waiting('opened'),
    APPROVED: ended('approved'),
    REJECTED_BY_DEBTOR: ended('declined', again('payer_declined')),
    NOT_IN_CALL: ended('declined', never('payer_not_in_call')),
    EXPIRED: ended('expired', again('payer_timeout')),
    CANCELLED: ended('cancelled'),
    FAILED: ended('rejected'),
  },
  // assumed
  payments: {
    PENDING: 'pending',
    AUTHORISED: 'authorised',
    SETTLED: 'settled',
    FAILED: 'failed',
    REFUNDED: 'refunded',
    CHARGED_BACK: 'charged_back',
  },
  // RECEIVED and FAILED: seen (BS Creditor). assumed: the others
  mandates: {
    REQUESTED: 'requested',
    RECEIVED: 'received',
    ACTIVE: 'active',
    FAILED: 'failed',
    CANCELLED: 'cancelled',
  },
  reasons: {
    // seen (BS Creditor)
    MANDATE_ALREADY_EXISTS: never('mandate_already_exists'),
    BANK_IS_NOT_WITHIN_BETALINGSSERVICE: never('bank_not_in_scheme'),
    CREDITORS_DEBTOR_REFERENCE_IS_NOT_CORRECT: never('creditor_config_invalid'),
    DEBTOR_ACCOUNT_INFORMATION_IS_NOT_CORRECT: never('account_invalid'),
    DEBTOR_IDENTITY_IS_NOT_CORRECT: again('payer_id_invalid'),
    CREDITOR_DATA_IS_NOT_CORRECT: never('creditor_config_invalid'),
    DEBTOR_GROUP_CLOSED: never('creditor_config_invalid'),
    UNKNOWN_VALIDATION_ERROR: never('other'),
    // seen (Account to Account Commerce): "Invalid structure"
    'STVL-9999': never('format_error'),
    // assumed
    DEBTOR_NOT_ONBOARDED: again('payer_not_enrolled'),
    DEBTOR_NOT_REACHABLE: again('payer_unreachable'),
    ACTIVE_REQUEST_EXISTS: again('duplicate_active_request'),
    AMOUNT_NOT_ALLOWED: never('amount_not_allowed'),
    CURRENCY_NOT_ALLOWED: never('currency_not_allowed'),
    BLOCKED_BY_RISK_CONTROL: never('risk_blocked'),
  },
};
