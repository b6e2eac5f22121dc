import { createDueLoop } from '../collection/due-loop.ts';
import { retryOnConflict } from '../store/retry.ts';
import { type Row, StoreConflict, type Write } from '../store/store.ts';
import { type CourierDeps, createCourier } from './courier.ts';
import { type Delivery, keys, tableOf, writeOf } from './delivery.ts';
import type { Endpoint } from './endpoints.ts';
import { held, type Outcome, renewed, stranded } from './steps.ts';

/** Deliveries to one endpoint that are under way at the same time. */
const atOnce = 4;

/** Milliseconds that deliveries under way are given when the service stops. */
const grace = 5000;

/** Held deliveries let go in one commit. */
const batch = 100;

/** The queue of one endpoint. */
export interface Lane {
  readonly client: string;
  readonly table: string;
  start(): Promise<void>;
  /** Lets what is under way come to its end, though not for long. */
  stop(): Promise<void>;
}

export const createLane = (deps: CourierDeps, endpoint: Endpoint): Lane => {
  const { store, clock } = deps;
  const table = tableOf(endpoint.client, endpoint.id);
  const cut = new AbortController();
  const carry = createCourier(deps, endpoint, cut.signal);
  /** By the id of what changed: of two changes of one thing the older goes first. */
  const underWay = new Map<string, Promise<unknown>>();
  let { gone } = endpoint;
  /** Some may be held that are not to be any more, or will not be one day. */
  let mayHold = true;
  /** The endpoint asked to be left alone until then. */
  let quietUntil = 0;

  const handle = async (row: Row<Delivery>, stopping: AbortSignal): Promise<void> => {
    const { subject } = row.value;
    while (underWay.has(subject)) await underWay.get(subject);
    const done = Promise.withResolvers<void>();
    underWay.set(subject, done.promise);
    try {
      if (clock.now() < quietUntil) await clock.sleep(quietUntil - clock.now(), stopping);
      stopping.throwIfAborted();
      const aside = putAside(row, clock.now());
      if (aside === null) await learn(await carry(row), row.value.asked);
      else await store.commit([aside]);
    } finally {
      underWay.delete(subject);
      done.resolve();
    }
  };

  /** What may not go waits elsewhere or, if it is over, is deleted. Null: it may go. */
  const putAside = ({ id, value, revision }: Row<Delivery>, now: number): Write | null => {
    if (value.status !== 'pending') return { table, id, value: undefined, expect: revision };
    if (endpoint.config === undefined) return writeOf(id, stranded(value, now), revision);
    return gone && !value.asked ? writeOf(id, held(value, now), revision) : null;
  };

  const learn = async (outcome: Outcome, asked: boolean): Promise<void> => {
    if (outcome.failure === 'gone') {
      gone = true;
      mayHold = true;
    } else if (outcome.failure !== null) {
      quietUntil = Math.max(quietUntil, clock.now() + (outcome.retryAfter ?? 0));
    } else {
      if (asked) gone = false;
      if (mayHold && !gone) await release();
      await invite();
    }
  };

  /** The endpoint wants them again: everything that was held goes. */
  const release = async (): Promise<void> => {
    const some = async (): Promise<boolean> => {
      const rows = await store.list<Delivery>(table, keys.held, { limit: batch });
      const now = clock.now();
      await store.commit(rows.map(({ id, value, revision }) => writeOf(id, renewed(value, now), revision)));
      return rows.length > 0;
    };
    while (await retryOnConflict(some));
    mayHold = false;
  };

  /** The endpoint has just taken one: the next that waits for another try need not wait for its time. */
  const invite = async (): Promise<void> => {
    const [row] = await store.list<Delivery>(table, keys.waiting, { limit: 1 });
    const now = clock.now();
    if (row === undefined || row.due === null || row.due <= now) return;
    await store.commit([writeOf(row.id, { delivery: row.value, due: now }, row.revision)]);
  };

  const loop = createDueLoop<Delivery>(deps, { table, atOnce }, async (row, stopping) => {
    try {
      await handle(row, stopping);
    } catch (error) {
      // Somebody else was faster: the store is asked again.
      if (!(error instanceof StoreConflict)) throw error;
    }
  });

  return {
    client: endpoint.client,
    table,
    async start() {
      // The last process may have ended in the middle of it; or the endpoint has another address now.
      if (!gone) await release();
      loop.start();
    },
    async stop() {
      const over = new AbortController();
      const stopped = loop.stop().finally(() => over.abort());
      await Promise.race([stopped, clock.sleep(grace, over.signal).catch(() => {})]);
      cut.abort(new Error('the service stops'));
      await stopped;
    },
  };
};
