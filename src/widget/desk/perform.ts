import type { DeskEvent, DeskWork } from '../../flow/desk-state.ts';
import type { Caller } from '../call.ts';
import { rest } from '../page.ts';
import { type Patience, persist } from '../persist.ts';
import { Refused } from '../refused.ts';
import type { Perform } from '../run-flow.ts';
import { cancel, check, createAtDesk, fetchDesk, readFeed } from './wire.ts';

/** How long the backend is asked to hold a read of the feed, in seconds. */
const hold = 25;

/**
 * Reads the feed, one held read after the other: the only connection that waits, however many rows there are. It goes
 * on while nobody looks, for a payer who is in no call must be told of at once. When the page is looked at again or the
 * network is back, what is open may be dead without knowing it, and is asked anew.
 */
const follow = async (
  caller: Caller,
  from: string | null,
  send: (event: DeskEvent) => void,
  patience: Patience,
): Promise<void> => {
  const { signal } = patience;
  let cursor = from;
  // What has been before is read to its end first, and then waited for what comes.
  let isBehind = true;
  for (;;) {
    const turn = new AbortController();
    const end = () => turn.abort();
    rest((hold + 15) * 1000, AbortSignal.any([signal, turn.signal])).then(end, end);
    try {
      const attempt = () => readFeed(caller, cursor, isBehind ? 0 : hold, turn.signal);
      const { items, cursor: next } = await persist(attempt, { ...patience, signal: turn.signal });
      cursor = next;
      isBehind = isBehind && items.length > 0;
      send({ type: 'page', items, cursor });
    } catch (error) {
      signal.throwIfAborted();
      if (!turn.signal.aborted) throw error;
      isBehind = true;
    } finally {
      end();
    }
  }
};

/** Does the flow's work over the wire. */
export const performDesk =
  (caller: Caller, words: (patience: Patience) => Promise<void>): Perform<DeskEvent, DeskWork> =>
  async (work, send, signal) => {
    const patience = {
      tries: Number.POSITIVE_INFINITY,
      onConnection: (offline: boolean) => send({ type: 'connection', offline }),
      signal,
    };
    try {
      switch (work.type) {
        case 'read-session': {
          const asked = await persist(() => fetchDesk(caller, signal), { ...patience, tries: 4 });
          await words({ ...patience, tries: 4 });
          return send({ type: 'session', asked });
        }
        case 'feed':
          return await follow(caller, work.cursor, send, patience);
        case 'check':
          return send({ type: 'checked', outcome: await check(caller, work.debtor, signal) });
        case 'create': {
          const { key, body } = work.sending;
          const snapshot = await persist(() => createAtDesk(caller, key, body, signal), patience);
          return send({ type: 'created', key, snapshot });
        }
        case 'cancel':
          await persist(() => cancel(caller, work.request, signal), patience);
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Refused)) throw error;
      send(refusalOf(work, error));
    }
  };

const refusalOf = (work: DeskWork, { trouble }: Refused): DeskEvent => {
  switch (work.type) {
    case 'check':
      return { type: 'checked', outcome: 'unknown' };
    case 'create':
      return { type: 'refused', key: work.sending.key, trouble };
    case 'cancel':
      return { type: 'cancel-refused', request: work.request };
    default:
      return { type: 'trouble', trouble };
  }
};
