import * as z from 'zod';
import type { Order } from './order.ts';
import { outcomeOf } from './outcomes.ts';
import {
  type ErrorCode,
  errorCodes,
  isOpen,
  mandateStatuses,
  paymentStatuses,
  type StatusCode,
  statusCodes,
} from './words.ts';

/** What may change of a request. */
const Change = z.object({
  statusCode: z.enum(statusCodes).exactOptional(),
  paymentStatus: z.enum(paymentStatuses).exactOptional(),
  mandateStatus: z.enum(mandateStatuses).exactOptional(),
  mandateNumber: z.string().exactOptional(),
  errorCode: z.enum(errorCodes).exactOptional(),
});
type Change = z.infer<typeof Change>;

/** A change that comes by itself, at its time (milliseconds since 1970). */
const Step = z.object({ at: z.number(), change: Change });
type Step = z.infer<typeof Step>;

/** One collection request as the provider keeps it. Who the debtor is, is not kept. */
export const CollectionRequest = z.object({
  uuid: z.string(),
  consumerKey: z.string(),
  /** Of the body that made it: tells a second send from another order. */
  fingerprint: z.string(),
  referenceNumber: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  amount: z.object({ value: z.number(), currency: z.string() }),
  text: z.string(),
  pbsNumber: z.number(),
  /** Names the customer at the creditor; null where the order named none. */
  customer: z.string().nullable(),
  channel: z.string(),
  callbackUrl: z.string().nullable(),
  /** The customer had a mandate when the request came. */
  mandateExists: z.boolean(),
  statusCode: z.enum(statusCodes),
  paymentStatus: z.enum(paymentStatuses),
  /** Null where no mandate was asked for. */
  mandateStatus: z.enum(mandateStatuses).nullable(),
  mandateNumber: z.string().nullable(),
  errorCode: z.enum(errorCodes).nullable(),
  /** What will come by itself. */
  plan: z.array(Step).readonly(),
  /** Grows with each change. */
  revision: z.number(),
});
export type CollectionRequest = Readonly<z.infer<typeof CollectionRequest>>;

/** Names a customer of a creditor: its mandate hangs on these three. */
export const nameCustomer = (pbsNumber: number, debtorGroupNumber: number, reference: string): string =>
  `${pbsNumber}/${debtorGroupNumber}/${reference}`;

/** The customer that an order names, if it names one. */
export const customerOf = ({ creditorData, creditorsDebtorReference }: Order): string | null =>
  creditorsDebtorReference === undefined
    ? null
    : nameCustomer(creditorData.pbsNumber, creditorData.debtorGroupNumber, creditorsDebtorReference);

/** What the provider finds out about an order, beside what stands in it. */
export interface Findings {
  readonly consumerKey: string;
  readonly fingerprint: string;
  readonly referenceNumber: string;
  readonly mandateExists: boolean;
  /** Why it will fail; null: nothing is wrong with it. */
  readonly errorCode: ErrorCode | null;
}

/** `pace`: milliseconds that each thing takes that happens by itself. */
export const receive = (order: Order, found: Findings, now: number, pace: number): CollectionRequest => {
  const { amount, text } = order.oneOffPayment;
  const outcome = outcomeOf(amount.value);
  const expiresAt = now + (outcome.window ?? order.confirmationExpiryTimeInterval * 1000);
  const errorCode = found.errorCode ?? outcome.failed;
  const plan: readonly Step[] =
    errorCode === undefined
      ? waitingPlan(amount.value, now, expiresAt, pace)
      : [{ at: now + pace, change: { statusCode: 'FAILED', errorCode } }];
  return {
    uuid: order.uuid,
    consumerKey: found.consumerKey,
    fingerprint: found.fingerprint,
    referenceNumber: found.referenceNumber,
    createdAt: now,
    expiresAt,
    amount,
    text,
    pbsNumber: order.creditorData.pbsNumber,
    customer: customerOf(order),
    channel: order.channel,
    callbackUrl: order.callbackUrl ?? null,
    mandateExists: found.mandateExists,
    statusCode: 'RECEIVED',
    paymentStatus: 'PENDING',
    mandateStatus: order.mandateCreation === true ? 'REQUESTED' : null,
    mandateNumber: null,
    errorCode: null,
    plan,
    revision: 1,
  };
};

const waitingPlan = (amount: number, now: number, expiresAt: number, pace: number): readonly Step[] => {
  const { alone, late } = outcomeOf(amount);
  return [
    { at: now + pace, change: { statusCode: 'DELIVERED' } },
    ...(alone === undefined ? [] : [{ at: now + alone.after, change: { statusCode: alone.statusCode } }]),
    { at: expiresAt + (late?.after ?? 0), change: { statusCode: late?.statusCode ?? 'EXPIRED' } },
  ];
};

const approvedPlan = (request: CollectionRequest, now: number, pace: number): readonly Step[] => {
  const outcome = outcomeOf(request.amount.value);
  const errorCode = outcome.errorCode ?? 'MANDATE_ALREADY_EXISTS';
  const payment = (outcome.payment ?? ['AUTHORISED', 'SETTLED']).map(
    (paymentStatus): Change =>
      paymentStatus === 'FAILED' ? { paymentStatus, errorCode } : { paymentStatus },
  );
  const usual = request.mandateExists ? (['FAILED'] as const) : (['RECEIVED', 'ACTIVE'] as const);
  const mandate = (outcome.mandate ?? usual).map((mandateStatus): Change => {
    if (mandateStatus === 'FAILED') return { mandateStatus, errorCode };
    if (mandateStatus === 'ACTIVE') return { mandateStatus, mandateNumber: mandateNumberOf(request) };
    return { mandateStatus };
  });
  const inTurn = (change: Change, turn: number): Step => ({ at: now + (turn + 1) * pace, change });
  return [...payment.map(inTurn), ...(request.mandateStatus === null ? [] : mandate.map(inTurn))];
};

/** Nine digits, the same for the same request. */
const mandateNumberOf = (request: CollectionRequest): string =>
  String(Number.parseInt(request.uuid.slice(0, 8), 16) % 1e9).padStart(9, '0');

/** What ends a request ends its plan too; an approval begins another. */
const change = (
  request: CollectionRequest,
  changes: Change,
  now: number,
  pace: number,
): CollectionRequest => {
  const next = { ...request, ...changes, revision: request.revision + 1 };
  if (isOpen(next.statusCode) || !isOpen(request.statusCode)) return next;
  return { ...next, plan: next.statusCode === 'APPROVED' ? approvedPlan(next, now, pace) : [] };
};

/** When something will happen by itself next; null: nothing will. */
export const nextAt = (request: CollectionRequest): number | null =>
  request.plan.length === 0 ? null : Math.min(...request.plan.map((step) => step.at));

/** The request after its next step, which must be due. */
export const takeStep = (request: CollectionRequest, pace: number): CollectionRequest => {
  const at = nextAt(request);
  const step = request.plan.find((one) => one.at === at);
  if (step === undefined) return request;
  const rest = request.plan.filter((one) => one !== step);
  return change({ ...request, plan: rest }, step.change, step.at, pace);
};

/** What the debtor can do in the app. */
export const actions = {
  open: 'OPENED',
  approve: 'APPROVED',
  decline: 'REJECTED_BY_DEBTOR',
  not_in_call: 'NOT_IN_CALL',
} as const satisfies Record<string, StatusCode>;
export type Action = keyof typeof actions;

/** The request after the debtor's action; null if it no longer waits. */
export const act = (
  request: CollectionRequest,
  action: Action,
  now: number,
  pace: number,
): CollectionRequest | null => {
  if (!isOpen(request.statusCode) || now >= request.expiresAt) return null;
  if (action === 'open' && request.statusCode === 'OPENED') return request;
  return change(request, { statusCode: actions[action] }, now, pace);
};

/** The request with a cancellation under way; null if it has ended already. Until then the debtor can win. */
export const cancel = (request: CollectionRequest, now: number, pace: number): CollectionRequest | null => {
  if (!isOpen(request.statusCode)) return null;
  const statusCode = outcomeOf(request.amount.value).cancelLoses ? 'APPROVED' : 'CANCELLED';
  return { ...request, plan: [...request.plan, { at: now + pace, change: { statusCode } }] };
};
