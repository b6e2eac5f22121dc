import type { CreateError } from '../trouble.ts';
import type { ApiCall, ApiSettings } from './api-call.ts';
import { type CollectionRequest, customerOf, receive } from './collection-request.ts';
import { refuse } from './envelope.ts';
import { faultyAnswer, strikesBefore } from './faults.ts';
import { brokenRule, describe, Order } from './order.ts';
import { notOnboarded, outcomeOf } from './outcomes.ts';
import type { ErrorCode } from './words.ts';

/** Without what is easily taken for something else: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const alphabet = '34679ACDEFGHJKMNPQRTWXY';

const makeReferenceNumber = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(6)), (n) => alphabet[n % alphabet.length]).join('');

const digest = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The first answer, and the same to every further send of the same order. */
const created = ({ uuid, referenceNumber, expiresAt }: CollectionRequest): Response =>
  Response.json(
    { uuid, statusCode: 'RECEIVED', referenceNumber, expiresAt: new Date(expiresAt).toISOString() },
    { status: 201 },
  );

/** `POST /collection-requests`. */
export const createCreate = (settings: ApiSettings): ((call: ApiCall) => Promise<Response>) => {
  const { book, clock, pace } = settings;
  /** Orders whose first send has been made to fail before it had any effect. */
  const struck = new Set<string>();

  const hasMandate = (customer: string | null): boolean =>
    customer !== null &&
    (settings.customers.includes(customer) ||
      book.all().some((one) => one.customer === customer && one.mandateStatus === 'ACTIVE'));

  const findError = (order: Order): ErrorCode | null => {
    if (!settings.isCreditor(order.creditorData.pbsNumber)) return 'CREDITOR_DATA_IS_NOT_CORRECT';
    const { debtorIdentity } = order;
    if (debtorIdentity === undefined) {
      return hasMandate(customerOf(order)) ? null : 'DEBTOR_IDENTITY_IS_NOT_CORRECT';
    }
    return notOnboarded.includes(debtorIdentity.cprNumber ?? '') ? 'DEBTOR_NOT_ONBOARDED' : null;
  };

  const take = (order: Order, fingerprint: string, consumerKey: string): CollectionRequest => {
    const found = {
      consumerKey,
      fingerprint,
      referenceNumber: makeReferenceNumber(),
      mandateExists: hasMandate(customerOf(order)),
      errorCode: findError(order),
    };
    const request = receive(order, found, clock.now(), pace);
    book.put(request);
    return request;
  };

  /** The fault that the amount of a new order asks for. */
  const forcedFault = (order: Order): CreateError | null =>
    struck.has(order.uuid) ? null : (outcomeOf(order.oneOffPayment.amount.value).create ?? null);

  return async ({ json, consumerKey, signal }) => {
    const fault = (kind: CreateError) => faultyAnswer(kind, clock, signal);
    const troubled = settings.trouble().createError;
    if (troubled !== null && strikesBefore(troubled)) return fault(troubled);

    const parsed = Order.safeParse(json);
    if (!parsed.success) {
      return refuse(400, 'STVL-9999', 'Invalid structure', { details: describe(parsed.error) });
    }
    const order = parsed.data;
    const fingerprint = await digest(`${consumerKey} ${JSON.stringify(order)}`);

    // nothing is awaited from here until the order is kept: two sends at once are one order
    const first = book.get(order.uuid);
    if (first !== undefined) {
      if (first.fingerprint !== fingerprint) return refuse(409, 'UUID_ALREADY_USED', 'Used for another body');
      return troubled === null ? created(first) : fault(troubled);
    }
    const broken = brokenRule(order) ?? outcomeOf(order.oneOffPayment.amount.value).refused;
    if (broken !== undefined) return refuse(400, broken, 'Not allowed');

    const strikes = troubled ?? forcedFault(order);
    if (strikes !== null && strikesBefore(strikes)) {
      struck.add(order.uuid);
      return fault(strikes);
    }
    const request = take(order, fingerprint, consumerKey);
    return strikes === null ? created(request) : fault(strikes);
  };
};
