import type { Deps } from '../deps.ts';
import type { Row } from '../store/store.ts';
import { createBell } from './bell.ts';

/** Milliseconds for which a row is left alone when its work failed, and everything when the store did. */
const pause = 5000;

export interface DueLoop {
  start(): void;
  /** Takes no more rows, and waits for those in hand. */
  stop(): Promise<void>;
}

/**
 * Does `work` on each row of `table` when it is due, at most `atOnce` rows at a time and no row twice at once. `work`
 * must move the row's `due` or delete it, and may leave that to whoever was first: the store is asked again. The
 * signal is aborted when the loop stops; what `work` throws then is no error.
 */
export const createDueLoop = <T>(
  { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
  { table, atOnce }: { readonly table: string; readonly atOnce: number },
  work: (row: Row<T>, stopping: AbortSignal) => Promise<void>,
): DueLoop => {
  const bell = createBell();
  const stopping = new AbortController();
  const inHand = new Map<string, Promise<void>>();
  let running: Promise<void> = Promise.resolve();
  let unsubscribe = (): void => undefined;

  const rest = (ms: number, signal: AbortSignal): Promise<void> =>
    clock.sleep(ms, signal).catch(() => undefined);

  const take = async (row: Row<T>): Promise<void> => {
    try {
      await work(row, stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.error('work.failed', { table, id: row.id, error: nameOf(error) });
      await rest(pause, stopping.signal);
    } finally {
      inHand.delete(row.id);
      bell.ring();
    }
  };

  /** Takes in hand what is due. Milliseconds until there is more to do. */
  const turn = async (): Promise<number> => {
    // Rows in hand may stand first in line: so many, and no more, are passed over.
    const first = await store.due<T>(table, Number.MAX_SAFE_INTEGER, atOnce);
    const now = clock.now();
    for (const row of first) {
      if (inHand.has(row.id)) continue;
      if (inHand.size === atOnce) return Number.POSITIVE_INFINITY;
      if (row.due !== null && row.due > now) return row.due - now;
      inHand.set(row.id, take(row));
    }
    return Number.POSITIVE_INFINITY;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const rung = bell.next();
      const awake = new AbortController();
      try {
        const ms = await turn();
        if (Number.isFinite(ms)) await Promise.race([rung, rest(ms, awake.signal)]);
        else await rung;
      } catch (error) {
        log.error('store.failed', { table, error: nameOf(error) });
        await rest(pause, stopping.signal);
      } finally {
        awake.abort();
      }
    }
  };

  return {
    start() {
      unsubscribe = store.subscribe((changes) => {
        if (changes.some((change) => change.table === table)) bell.ring();
      });
      running = run();
    },
    async stop() {
      unsubscribe();
      stopping.abort();
      bell.ring();
      await running;
      await Promise.all(inHand.values());
    },
  };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
