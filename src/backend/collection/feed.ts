import type { DeskFeed, DeskRequest } from '../../protocol/collection-request.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { type Holds, tooManyRetryAfter } from '../edge/holds.ts';
import { appliedWait, waitOf } from '../edge/prefer.ts';
import { Refusal } from '../edge/problem.ts';
import type { Holding } from '../store/holding.ts';
import type { RequestRow } from './record.ts';
import type { Screens } from './screens.ts';
import { snapshotOf } from './snapshot.ts';

/** The most requests that one answer holds. */
const page = 100;

/** Milliseconds for which changes are gathered once there is one: on a busy board they come in crowds. */
const gathering = 500;

const isCursor = (text: string): boolean => /^\d{1,15}$/.test(text);

/**
 * A desk's feed: its requests in the order of their last change, those after the cursor only. Held while there are
 * none, if the caller wants to wait. Without a cursor it begins with what stands on the board.
 */
export const createFeed = (
  { store, clock, metrics }: Pick<Deps, 'store' | 'clock' | 'metrics'>,
  holding: Holding,
  holds: Holds,
  screens: Screens,
) => {
  const readPage = async (desk: string, after: number): Promise<DeskFeed> => {
    const places = await store.list('boards', desk, { after, limit: page });
    const rows = await Promise.all(places.map(({ id }) => store.get<RequestRow>('collection_requests', id)));
    const now = clock.now();
    return {
      items: rows.flatMap((row) => (row === undefined ? [] : [toDesk(row.id, row.value, now)])),
      cursor: String(places.at(-1)?.sequence ?? after),
    };
  };

  const readHeld = async (desk: string, after: number, ms: number, signal: AbortSignal) => {
    const enough = new AbortController();
    // Listens before it looks: a change in between would be missed.
    const change = holding.untilChange(
      ({ table, keys }) => table === 'boards' && keys.includes(desk),
      ms,
      AbortSignal.any([signal, enough.signal]),
    );
    const noLonger = metrics?.waits();
    try {
      const first = await readPage(desk, after);
      if (first.items.length > 0) return first;
      await change;
      const news = await readPage(desk, after);
      if (news.items.length === 0) return news;
      await holding.untilChange(() => false, gathering, signal);
      return await readPage(desk, after);
    } finally {
      noLonger?.();
      enough.abort();
    }
  };

  return async (
    caller: Caller,
    desk: string,
    after: string | undefined,
    { headers, signal }: Request,
  ): Promise<Response> => {
    if (after !== undefined && !isCursor(after)) {
      throw new Refusal('query_invalid', { errors: [{ pointer: 'after', code: 'format' }] });
    }
    screens.deskSeen(desk);
    // Whoever has nothing yet wants to draw the board, though it be empty.
    const wait = after === undefined ? null : waitOf(headers.get('prefer'));
    if (wait === null) return Response.json(await readPage(desk, Number(after ?? 0)));
    const feed = await holds.hold(caller, signal, (over) => readHeld(desk, Number(after), wait * 1000, over));
    return feed === null
      ? Response.json(await readPage(desk, Number(after)), {
          headers: { 'retry-after': String(tooManyRetryAfter), ...appliedWait(wait) },
        })
      : Response.json(feed, { headers: appliedWait(wait) });
  };
};

const toDesk = (id: string, row: RequestRow, now: number): DeskRequest => ({
  ...snapshotOf(id, row, now),
  text: row.order.text,
  customerNumber: row.order.customerNumber,
  debtorGroup: row.order.mandate ? row.order.creditor.debtorGroup : null,
  debtor: row.desk?.debtor ?? null,
});
