import type { Deps } from '../deps.ts';
import type { RequestRow } from './record.ts';

/** Those who wait for a request to change: any number, with one read of the store per change for all of them. */
export interface Waiting {
  /**
   * The request as soon as its revision is not `known`; null when `ms` are over, `signal` is aborted, or nobody may
   * wait any longer.
   */
  forChange(id: string, known: number, ms: number, signal: AbortSignal): Promise<RequestRow | null>;
  /** Lets everyone go at once, and nobody wait again. */
  stop(): void;
}

interface Waiter {
  readonly known: number;
  answer(row: RequestRow | null): void;
}

export const createWaiting = ({
  store,
  clock,
  metrics,
}: Pick<Deps, 'store' | 'clock' | 'metrics'>): Waiting => {
  const waiters = new Map<string, Set<Waiter>>();
  let stopped = false;

  const read = async (id: string): Promise<RequestRow | undefined> =>
    (await store.get<RequestRow>('collection_requests', id))?.value;

  const tellAll = async (id: string): Promise<void> => {
    const row = await read(id);
    if (row === undefined) return;
    for (const waiter of waiters.get(id) ?? []) {
      if (waiter.known !== row.revision) waiter.answer(row);
    }
  };

  const unsubscribe = store.subscribe((changes) => {
    for (const { table, id } of changes) {
      // If the store cannot be read now, whoever waits asks again when the time is over.
      if (table === 'collection_requests' && waiters.has(id)) tellAll(id).catch(() => undefined);
    }
  });

  const add = (id: string, waiter: Waiter): void => {
    const here = waiters.get(id) ?? new Set();
    waiters.set(id, here.add(waiter));
  };
  const remove = (id: string, waiter: Waiter): void => {
    const here = waiters.get(id);
    here?.delete(waiter);
    if (here?.size === 0) waiters.delete(id);
  };

  return {
    async forChange(id, known, ms, signal) {
      if (stopped || signal.aborted || ms === 0) return null;
      const { promise, resolve } = Promise.withResolvers<RequestRow | null>();
      const waiter: Waiter = { known, answer: resolve };
      const leave = () => resolve(null);
      const noLonger = metrics?.waits();
      const done = new AbortController();
      signal.addEventListener('abort', leave, { once: true });
      clock.sleep(ms, done.signal).then(leave, () => undefined);
      add(id, waiter);
      try {
        // It may have changed after the caller read it and before we listened.
        const row = await read(id);
        return row === undefined || row.revision === known ? await promise : row;
      } finally {
        remove(id, waiter);
        noLonger?.();
        done.abort();
        signal.removeEventListener('abort', leave);
      }
    },
    stop() {
      stopped = true;
      unsubscribe();
      for (const here of waiters.values()) for (const waiter of here) waiter.answer(null);
    },
  };
};
