import type { DebtorCheck } from './debtor-check.ts';
import { scheme, sessionWith, tasksOf } from './read.ts';
import { isLaterThan, list, safely, shape, word } from './reader.ts';
import type { DebtorCheckTask } from './session.ts';
import { debtorCheckOutcomes, debtorSchemes } from './words.ts';

const task = shape<DebtorCheckTask>({
  type: word(['debtor_check'], 'debtor_check'),
  provider: word(['betalingsservice'], 'betalingsservice'),
  debtorSchemes: list(scheme, isLaterThan(...debtorSchemes)),
});

/** Body of `GET /v1/session`, for a debtor check. */
export const readDebtorCheckSession = safely(sessionWith(tasksOf('debtor_check', task)));

/** Body of the answer to `POST /v1/debtor-checks`. A word that came later is `unknown`. */
export const readDebtorCheck = safely(shape<DebtorCheck>({ outcome: word(debtorCheckOutcomes, 'unknown') }));
