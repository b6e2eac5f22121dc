import type { DeskFeed, DeskRequest } from './collection-request.ts';
import { scheme, sessionWith, snapshotParts, tasksOf } from './read.ts';
import { isLaterThan, list, nullable, safely, shape, text, whole, word } from './reader.ts';
import type { DeskTask } from './session.ts';
import { debtorSchemes } from './words.ts';

const task = shape<DeskTask>({
  type: word(['collection_desk'], 'collection_desk'),
  provider: word(['betalingsservice'], 'betalingsservice'),
  desk: text,
  currency: text,
  maxAmount: whole,
  debtorGroups: list(text),
  debtorSchemes: list(scheme, isLaterThan(...debtorSchemes)),
});

const request = shape<DeskRequest>({
  ...snapshotParts,
  text,
  customerNumber: nullable(text),
  debtorGroup: nullable(text),
  debtor: nullable(shape<NonNullable<DeskRequest['debtor']>>({ scheme, masked: text })),
});

/** Body of `GET /v1/session`, for a desk. */
export const readDeskSession = safely(sessionWith(tasksOf('collection_desk', task)));

/** Body of `GET /v1/collection-requests`, for a desk. */
export const readDeskFeed = safely(shape<DeskFeed>({ items: list(request), cursor: text }));
