import { trouble } from '../flow/trouble.ts';
import type { CollectionRequest, CreateInSession } from '../protocol/collection-request.ts';
import { readSnapshot } from '../protocol/read.ts';
import {
  cancelCollectionRequest,
  createCollectionRequest,
  readCollectionRequest,
} from '../protocol/routes.ts';
import { type Answer, type Caller, call } from './call.ts';
import { Refused } from './refused.ts';

export interface Reading {
  /** Null: nothing newer than what was known. */
  readonly snapshot: CollectionRequest | null;
  readonly retryAfter: number | null;
}

const snapshotIn = ({ body }: Answer): CollectionRequest => {
  const snapshot = readSnapshot(body);
  if (snapshot === undefined) throw new Refused(trouble('answer_invalid'));
  return snapshot;
};

/** Creates the request. The same key makes the same request, however often it is sent. */
export const create = async (
  caller: Caller,
  idempotencyKey: string,
  body: CreateInSession,
  signal: AbortSignal,
): Promise<CollectionRequest> =>
  snapshotIn(
    await call(
      caller,
      { route: createCollectionRequest, headers: { 'idempotency-key': idempotencyKey }, body },
      signal,
    ),
  );

/** Reads the request: at once if it is newer than `revision`, else when it changes or `hold` seconds are over. */
export const read = async (
  caller: Caller,
  id: string,
  revision: number,
  hold: number,
  signal: AbortSignal,
): Promise<Reading> => {
  const answer = await call(
    caller,
    {
      route: readCollectionRequest,
      parts: { id },
      headers: { 'if-none-match': `"${revision}"`, prefer: `wait=${hold}` },
      timeout: (hold + 10) * 1000,
    },
    signal,
  );
  return { snapshot: answer.status === 304 ? null : snapshotIn(answer), retryAfter: answer.retryAfter };
};

/** Asks for a cancellation, which can lose the race: the snapshot says what came of it. */
export const cancel = async (caller: Caller, id: string, signal: AbortSignal): Promise<CollectionRequest> =>
  snapshotIn(await call(caller, { route: cancelCollectionRequest, parts: { id } }, signal));
