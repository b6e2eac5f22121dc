import type { DeskAsked } from '../../flow/desk-state.ts';
import { trouble } from '../../flow/trouble.ts';
import type { CollectionRequest, CreateAtDesk, DeskFeed } from '../../protocol/collection-request.ts';
import { checkDebtor } from '../../protocol/debtor-check-route.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import { readSnapshot } from '../../protocol/read.ts';
import { readDebtorCheck, readDebtorCheckSession } from '../../protocol/read-debtor-check.ts';
import { readDeskFeed, readDeskSession } from '../../protocol/read-desk.ts';
import {
  cancelCollectionRequest,
  createCollectionRequest,
  listCollectionRequests,
  readSession,
} from '../../protocol/routes.ts';
import type { DebtorCheckOutcome } from '../../protocol/words.ts';
import { type Caller, call } from '../call.ts';
import { Refused } from '../refused.ts';

const understood = <T>(read: T | undefined): T => {
  if (read === undefined) throw new Refused(trouble('answer_invalid'));
  return read;
};

/** What the desk may do. Says by the way how long the token works. */
export const fetchDesk = async (caller: Caller, signal: AbortSignal): Promise<DeskAsked> => {
  const { body } = await call(caller, { route: readSession }, signal);
  const { merchant, surface, test, tasks, expiresAt, now } = understood(readDeskSession(body));
  const [task] = tasks;
  if (task === undefined) throw new Refused(trouble('task_missing'));
  caller.tokens.lasts(Date.parse(expiresAt) - Date.parse(now));
  return { merchant, surface, test, task, check: readDebtorCheckSession(body)?.tasks[0] ?? null };
};

/** What has changed after the cursor: at once if something has, else held for `hold` seconds. */
export const readFeed = async (
  caller: Caller,
  after: string | null,
  hold: number,
  signal: AbortSignal,
): Promise<DeskFeed> => {
  const route =
    after === null
      ? listCollectionRequests
      : { ...listCollectionRequests, path: `${listCollectionRequests.path}?after=${after}` };
  const headers: Readonly<Record<string, string>> = hold > 0 ? { prefer: `wait=${hold}` } : {};
  const { body } = await call(caller, { route, headers, timeout: (hold + 10) * 1000 }, signal);
  return understood(readDeskFeed(body));
};

export const createAtDesk = async (
  caller: Caller,
  idempotencyKey: string,
  body: CreateAtDesk,
  signal: AbortSignal,
): Promise<CollectionRequest> => {
  const headers = { 'idempotency-key': idempotencyKey };
  const answer = await call(caller, { route: createCollectionRequest, headers, body }, signal);
  return understood(readSnapshot(answer.body));
};

export const check = async (
  caller: Caller,
  debtor: Debtor,
  signal: AbortSignal,
): Promise<DebtorCheckOutcome> => {
  const { body } = await call(caller, { route: checkDebtor, body: { debtor } }, signal);
  return understood(readDebtorCheck(body)).outcome;
};

/** Asks for a cancellation, which can lose the race: the feed says what came of it. */
export const cancel = async (caller: Caller, id: string, signal: AbortSignal): Promise<void> =>
  void (await call(caller, { route: cancelCollectionRequest, parts: { id } }, signal));
