import type { CollectionRequest, Reason } from './collection-request.ts';
import type { Money } from './primitives.ts';
import {
  flag,
  instant,
  isLaterThan,
  isObject,
  link,
  list,
  nullable,
  optional,
  type Reader,
  safely,
  shape,
  text,
  whole,
  word,
} from './reader.ts';
import type { CollectionTask, Merchant, Session, Task } from './session.ts';
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
const money = shape<Money>({ value: whole, currency: text });

const reason = nullable(shape<Reason>({ code: word(reasonCodes, 'other'), retryable: flag }));

/** Each key of a snapshot with its reader. */
export const snapshotParts = {
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
};

const snapshot = shape<CollectionRequest>(snapshotParts);

export const scheme = word(debtorSchemes, 'customer_number');

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

/** The tasks of one type, with providers that this widget knows. */
export const tasksOf = <T extends Task>(
  type: T['type'],
  read: Reader<T>,
  provider: T['provider'] = 'betalingsservice',
): Reader<T[]> =>
  list(
    read,
    (value) => isObject(value) && (isLaterThan(type)(value.type) || isLaterThan(provider)(value.provider)),
  );

const contact = shape<Merchant['contact']>({
  email: optional(text),
  phone: optional(text),
  url: optional(link),
});

/** Answer of `GET /v1/session`, of whose tasks those are read that an element is for. */
export const sessionWith = <T extends Task>(tasks: Reader<T[]>): Reader<Session<T>> =>
  shape<Session<T>>({
    id: text,
    now: instant,
    expiresAt: instant,
    surface: word(surfaces, 'web'),
    merchant: shape<Merchant>({
      name: text,
      contact: (value) => contact(value === undefined ? {} : value),
    }),
    test: flag,
    tasks,
  });

/** What a browser makes of a problem document. A code that came later is passed on as it is. */
export interface ReadProblem {
  readonly code: string;
  readonly traceId: string;
}

const problem = shape<ReadProblem>({ code: text, traceId: text });

/** Body of `GET /v1/collection-requests/{id}` and of the answers to creating and cancelling. */
export const readSnapshot = safely(snapshot);

/** Body of `GET /v1/session`, for a payment. */
export const readSessionAnswer = safely(sessionWith(tasksOf('collection_request', task)));

/** Whether a debtor may be checked in the session of this body. */
export const hasDebtorCheck = (body: unknown): boolean =>
  isObject(body) &&
  Array.isArray(body.tasks) &&
  body.tasks.some((one) => isObject(one) && one.type === 'debtor_check');

/** Body of a refusal, `application/problem+json`. */
export const readProblem = safely(problem);
