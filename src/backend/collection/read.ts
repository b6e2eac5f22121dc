import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { type Holds, tooManyRetryAfter } from '../edge/holds.ts';
import { appliedWait, waitOf } from '../edge/prefer.ts';
import { Refusal } from '../edge/problem.ts';
import { namesTag } from './conditions.ts';
import type { RequestRow } from './record.ts';
import type { Screens } from './screens.ts';
import { etagOf, snapshotOf } from './snapshot.ts';
import type { Waiting } from './wait.ts';

/** Seconds after which to ask again, where nothing has changed. */
const askAgain = 1;

/** A session sees its own requests, a desk those made there; a server those of its client and merchant. */
const isVisible = ({ client, merchant, session }: Caller, row: RequestRow): boolean =>
  session === null
    ? row.client === client.id && row.merchant === merchant.id
    : row.session === session || row.desk?.session === session;

export const findRequest = async (store: Deps['store'], caller: Caller, id: string): Promise<RequestRow> => {
  const row = (await store.get<RequestRow>('collection_requests', id))?.value;
  if (row === undefined || !isVisible(caller, row)) throw new Refusal('not_found');
  return row;
};

/** Reads one request: at once if it is newer than what the caller has, else when it changes or the wait is over. */
export const createRead =
  ({ store, clock }: Pick<Deps, 'store' | 'clock'>, waiting: Waiting, holds: Holds, screens: Screens) =>
  async (caller: Caller, id: string, { headers, signal }: Request): Promise<Response> => {
    const wait = waitOf(headers.get('prefer'));
    const applied = appliedWait(wait);

    const known = await findRequest(store, caller, id);
    if (caller.kind === 'session') screens.seen(id, known);
    const isNews = !namesTag(headers.get('if-none-match'), etagOf(known));
    const untilNews = async (over: AbortSignal) => ({
      row: await waiting.forChange(id, known.revision, (wait ?? 0) * 1000, over),
    });
    const held = isNews ? { row: known } : await holds.hold(caller, signal, untilNews);
    const row = held?.row ?? null;
    if (row === null) {
      const retryAfter = String(held === null ? tooManyRetryAfter : askAgain);
      const none = { etag: etagOf(known), 'retry-after': retryAfter, ...applied };
      return new Response(null, { status: 304, headers: none });
    }
    return Response.json(snapshotOf(id, row, clock.now()), { headers: { etag: etagOf(row), ...applied } });
  };
