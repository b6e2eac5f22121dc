import { after } from 'node:test';
import { BackendConfig } from '../../../src/backend/config.ts';
import { createOutsideFetch } from '../../../src/backend/node/outside-fetch.ts';
import { openSqliteStore } from '../../../src/backend/node/sqlite.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import type { Store } from '../../../src/backend/store/store.ts';
import { type Delivery, tableOf } from '../../../src/backend/webhooks/delivery.ts';
import { createWebhooks, type Happening, type Webhooks } from '../../../src/backend/webhooks/webhooks.ts';
import type { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { newFolder } from '../../support/folder.ts';
import { KeptLog } from '../../support/log.ts';

export const stores: Readonly<Record<string, () => Promise<Store>>> = {
  memory: async () => createMemoryStore(),
  sqlite: async () => openSqliteStore(await newFolder()),
};

export interface EndpointSetup {
  readonly id?: string;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly allowPrivate?: boolean;
}

/** Clients by their id, each with its endpoints. All act for merchant `nordlys`, and may for `other`. */
export const configOf = (clients: Readonly<Record<string, readonly EndpointSetup[]>>): BackendConfig =>
  BackendConfig.parse({
    publicUrl: 'https://pay.example',
    merchants: [
      { id: 'nordlys', name: 'Nordlys' },
      { id: 'other', name: 'Other' },
    ],
    clients: Object.entries(clients).map(([id, webhooks]) => ({
      id,
      secretHashes: [`sha256:${'a'.repeat(43)}`],
      merchant: 'nordlys',
      merchants: ['other'],
      webhooks,
    })),
  });

const now = '2026-11-20T12:00:00.000Z';

/** A request as the shop is shown it, the `n`th of the test. */
export const snapshot = (n: number, revision = 1): CollectionRequest => ({
  id: `cr_${String(n).padStart(22, '0')}`,
  reference: `order-${n}`,
  revision,
  now,
  status: 'approved',
  payment: { status: 'settled', amount: { value: 249900, currency: 'DKK' }, reason: null },
  reason: null,
  bindingCode: '7QK4',
  approveUrl: null,
  createdAt: now,
  expiresAt: now,
  cancelling: false,
  replaces: null,
});

export interface World {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly log: KeptLog;
  /** Another process, as it were, on the same store. */
  start(config: BackendConfig, random?: () => number): Promise<Webhooks>;
  /** Stores changes as the collection room does. */
  happen(webhooks: Webhooks, happenings: readonly (CollectionRequest | Happening)[]): Promise<void>;
  /** Resolves when `holds`, which is asked anew after every commit. */
  until(holds: () => Promise<boolean>): Promise<void>;
  /** Resolves when nothing is being sent to the endpoint any more. */
  rest(client?: string, endpoint?: string): Promise<void>;
  /** Lets time go on, from one try to the next. */
  pass(ms: number, client?: string, endpoint?: string): Promise<void>;
}

export const shop = 'demo-shop';

/** Time goes on in steps no longer than this, so that nobody who is to be woken is passed over. */
const longestStep = 3 * 3_600_000;

export const createWorld = (store: Store = createMemoryStore()): World => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const started: Webhooks[] = [];
  after(async () => {
    const stopped = Promise.all(started.map((webhooks) => webhooks.stop()));
    await clock.advance(10_000);
    await stopped;
    await store.close();
  });

  const until: World['until'] = (holds) =>
    new Promise((resolve, reject) => {
      const look = () =>
        holds().then((done) => {
          if (!done) return;
          stop();
          resolve();
        }, reject);
      const stop = store.subscribe(look);
      look();
    });
  const rows = (client: string, endpoint: string) =>
    store.due<Delivery>(tableOf(client, endpoint), Number.MAX_SAFE_INTEGER, 1000);
  const settled = (client: string, endpoint: string): Promise<void> =>
    until(async () => (await rows(client, endpoint)).every(({ value }) => !value.sending));
  const rest: World['rest'] = async (client = shop, endpoint = 'main') => {
    await clock.advance(0);
    await settled(client, endpoint);
  };

  return {
    store,
    clock,
    log,
    until,
    rest,
    async start(config, random = () => 0.5) {
      const fetchOutside = createOutsideFetch();
      const webhooks = createWebhooks({ config, store, clock, log, fetchOutside }, random);
      started.push(webhooks);
      await webhooks.start();
      return webhooks;
    },
    async happen(webhooks, happenings) {
      const writes = happenings.flatMap((one) =>
        webhooks.writesFor(
          'client' in one
            ? one
            : { client: shop, merchant: 'nordlys', type: 'collection_request.changed', data: one },
        ),
      );
      await store.commit(writes);
    },
    async pass(ms, client = shop, endpoint = 'main') {
      const end = clock.now() + ms;
      await rest(client, endpoint);
      while (clock.now() < end) {
        const now = clock.now();
        const dues = (await rows(client, endpoint)).map(({ due }) => Number(due)).filter((due) => due > now);
        await clock.advance(Math.min(end - now, longestStep, ...dues.map((due) => due - now)));
        await settled(client, endpoint);
      }
    },
  };
};
