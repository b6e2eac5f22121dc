import type { CollectionRequest, Reason } from './collection-request.ts';
import type { Money } from './primitives.ts';
import type { CollectionTask, Merchant, Session } from './session.ts';
import {
  debtorSchemes,
  mandateStatuses,
  paymentStatuses,
  reasonCodes,
  stages,
  statuses,
  surfaces,
} from './words.ts';

/**
 * Readers for the browser, which carries no schema library. What the schemas accept is read unchanged (a test holds
 * one against the other). Beyond that, an older widget survives a newer backend: a key it does not know is left out,
 * and a word it does not know is read as its safe neighbour.
 */
type Reader<T> = (value: unknown) => T;

const refuse = (): never => {
  throw new TypeError('not of the expected shape');
};

const text: Reader<string> = (value) => (typeof value === 'string' ? value : refuse());
const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : refuse());
const whole: Reader<number> = (value) => (Number.isSafeInteger(value) ? Number(value) : refuse());
const instant: Reader<string> = (value) => (Number.isNaN(Date.parse(text(value))) ? refuse() : text(value));
/** An address that a person may be sent to. */
const link: Reader<string> = (value) => (/^https?:\/\//i.test(text(value)) ? text(value) : refuse());

const word =
  <const W extends string>(words: readonly W[], neighbour: W): Reader<W> =>
  (value) =>
    words.find((one) => one === text(value)) ?? neighbour;

const nullable =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null ? null : read(value);

const optional =
  <T>(read: Reader<T>): Reader<T | undefined> =>
  (value) =>
    value === undefined ? undefined : read(value);

/** `isLater`: an entry of a kind that this widget does not know, and leaves out. */
const list =
  <T>(read: Reader<T>, isLater: (value: unknown) => boolean = () => false): Reader<T[]> =>
  (value) =>
    Array.isArray(value) ? value.filter((one) => !isLater(one)).map(read) : refuse();

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every key of `T` has a reader, and every reader gives what `T` says: so the result is a `T`. */
const shape =
  <T>(readers: { readonly [K in keyof T]-?: Reader<T[K]> }): Reader<T> =>
  (value) => {
    if (!isObject(value)) return refuse();
    const read: Partial<T> = {};
    for (const key in readers) {
      const part = readers[key](value[key]);
      if (part !== undefined) read[key] = part;
    }
    return read as T;
  };

const money = shape<Money>({ value: whole, currency: text });

const reason = nullable(shape<Reason>({ code: word(reasonCodes, 'other'), retryable: flag }));

const snapshot = shape<CollectionRequest>({
  id: text,
  reference: text,
  revision: whole,
  now: instant,
  status: word(statuses, 'unknown'),
  stage: optional(word(stages, 'queued')),
  payment: shape<CollectionRequest['payment']>({
    status: word(paymentStatuses, 'pending'),
    amount: money,
    reason,
  }),
  mandate: optional(
    shape<NonNullable<CollectionRequest['mandate']>>({
      status: word(mandateStatuses, 'requested'),
      reference: nullable(text),
      reason,
    }),
  ),
  reason,
  bindingCode: nullable(text),
  approveUrl: nullable(link),
  createdAt: instant,
  expiresAt: instant,
  cancelling: flag,
  replaces: nullable(text),
});

const isLaterThan =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && !words.includes(value);

const scheme = word(debtorSchemes, 'customer_number');

const task = shape<CollectionTask>({
  type: word(['collection_request'], 'collection_request'),
  provider: word(['betalingsservice'], 'betalingsservice'),
  amount: money,
  text,
  reference: text,
  mandate: nullable(shape<NonNullable<CollectionTask['mandate']>>({ customerNumber: text })),
  debtor: nullable(shape<NonNullable<CollectionTask['debtor']>>({ scheme, masked: text })),
  debtorSchemes: list(scheme, isLaterThan(...debtorSchemes)),
  request: nullable(snapshot),
});

const isLaterTask = (value: unknown): boolean =>
  isObject(value) &&
  (isLaterThan('collection_request')(value.type) || isLaterThan('betalingsservice')(value.provider));

const contact = shape<Merchant['contact']>({
  email: optional(text),
  phone: optional(text),
  url: optional(link),
});

const session = shape<Session>({
  id: text,
  now: instant,
  expiresAt: instant,
  surface: word(surfaces, 'web'),
  merchant: shape<Merchant>({
    name: text,
    contact: (value) => contact(value === undefined ? {} : value),
  }),
  test: flag,
  tasks: list(task, isLaterTask),
});

/** What a browser makes of a problem document. A code that came later is passed on as it is. */
export interface ReadProblem {
  readonly code: string;
  readonly traceId: string;
}

const problem = shape<ReadProblem>({ code: text, traceId: text });

/** `undefined` where the value is not what it should be. */
const safely =
  <T>(read: Reader<T>) =>
  (value: unknown): T | undefined => {
    try {
      return read(value);
    } catch {
      return undefined;
    }
  };

/** Body of `GET /v1/collection-requests/{id}` and of the answers to creating and cancelling. */
export const readSnapshot = safely(snapshot);

/** Body of `GET /v1/session`. */
export const readSessionAnswer = safely(session);

/** Body of a refusal, `application/problem+json`. */
export const readProblem = safely(problem);
