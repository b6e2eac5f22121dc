import { Hono } from 'hono';
import type { Caller } from '../../src/backend/caller.ts';
import { createCollection } from '../../src/backend/collection/collection.ts';
import type { RequestRow } from '../../src/backend/collection/record.ts';
import { BackendConfig } from '../../src/backend/config.ts';
import type { Deps } from '../../src/backend/deps.ts';
import type { Env } from '../../src/backend/edge/env.ts';
import { createHolds } from '../../src/backend/edge/holds.ts';
import { refuse } from '../../src/backend/edge/refuse.ts';
import { createSessionRoutes } from '../../src/backend/session/routes.ts';
import { createSessions } from '../../src/backend/session/sessions.ts';
import { createMemoryStore } from '../../src/backend/store/memory.ts';
import type { Store } from '../../src/backend/store/store.ts';
import { createVault } from '../../src/backend/vault.ts';
import { CollectionRequest } from '../../src/protocol/collection-request.ts';
import { CollectionRequestDetail } from '../../src/protocol/session.ts';
import type { CollectionProvider } from '../../src/providers/collection.ts';
import { FakeClock } from './fake-clock.ts';
import { KeptLog } from './log.ts';
import { ScriptedProvider } from './scripted-provider.ts';

/** A CPR number that nobody has: the person would be born in 2036. */
export const cpr = '3112364007';

export const config = BackendConfig.parse({
  publicUrl: 'http://127.0.0.1:4173',
  merchants: [
    {
      id: 'phones',
      name: 'Phones',
      betalingsservice: {
        pbsNumber: '01234567',
        debtorGroups: ['00001', '00002'],
        debtorSchemes: ['cpr', 'customer_number'],
      },
    },
    { id: 'books', name: 'Books' },
  ],
  clients: [
    { id: 'demo-shop', secretHashes: [`sha256:${'a'.repeat(43)}`], merchant: 'phones' },
    { id: 'other-shop', secretHashes: [`sha256:${'b'.repeat(43)}`], merchant: 'phones' },
  ],
  debtorKeptSeconds: 600,
});

/** What a session is opened for, without a mandate. */
export const plain = {
  type: 'collection_request',
  provider: 'betalingsservice',
  surface: 'web',
  amount: { value: 249900, currency: 'DKK' },
  text: 'Phone + first month',
  reference: 'order-4711',
} as const;

export const withMandate = { ...plain, mandate: { debtorGroup: '00002', customerNumber: '100200300' } };

export const mandateText = { id: 'terms', version: '3', locale: 'da-DK', text: 'Jeg tilmelder mig.' };

/** What outlives a process. */
export interface World<P extends CollectionProvider = CollectionProvider> {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly provider: P;
  readonly vault: Deps['vault'];
}

export const newWorld = async (store: Store = createMemoryStore()): Promise<World<ScriptedProvider>> => {
  const clock = new FakeClock();
  return {
    store,
    clock,
    provider: new ScriptedProvider(() => clock.now()),
    vault: await createVault([new Uint8Array(32).fill(7)]),
  };
};

/** The store, session and collection rooms behind a caller that is set instead of proven. */
export const createRig = (world: World, settings: Partial<BackendConfig> = {}) => {
  const log = new KeptLog();
  const deps: Deps = {
    ...world,
    config: { ...config, ...settings },
    providers: { betalingsservice: world.provider },
    fetchOutside: () => Promise.reject(new Error('nobody is outside')),
    log,
  };
  const sessions = createSessions(deps);
  const collection = createCollection(deps, sessions, { writesFor: () => [] }, createHolds(deps));

  const callerOf = (client: string, session: string | null): Caller => {
    const found = config.clients.find(({ id }) => id === client);
    const merchant = config.merchants.find(({ id }) => id === found?.merchant);
    if (found === undefined || merchant === undefined) throw new Error(`no client ${client}`);
    return {
      kind: session === null ? 'server' : 'session',
      client: found,
      merchant,
      session,
      actor: null,
      jti: 'jti',
      expiresAt: world.clock.now() + 900_000,
    };
  };

  const call = async (caller: Caller, method: string, path: string, init: RequestInit = {}) => {
    const app = new Hono<Env>();
    app.onError(refuse(log));
    app.use(async (c, next) => {
      c.set('caller', caller);
      c.set('traceId', '0'.repeat(32));
      await next();
    });
    app.route('/', createSessionRoutes(deps, sessions, collection.tasks));
    app.route('/', collection.routes);
    return app.request(path, { ...init, method });
  };

  const rig = {
    ...world,
    log,
    collection,
    sessions,
    callerOf,
    call,
    server: callerOf('demo-shop', null),
    /** Opens a session, and is its browser. */
    async browse(detail: unknown = plain): Promise<Caller> {
      const caller = callerOf('demo-shop', null);
      const opened = await sessions.open(caller.client, caller.merchant, [
        CollectionRequestDetail.parse(detail),
      ]);
      if (!opened.ok) throw new Error(opened.description);
      return callerOf('demo-shop', opened.id);
    },
    post: (caller: Caller, body: unknown, key = 'key', headers: Record<string, string> = {}) =>
      call(caller, 'POST', '/v1/collection-requests', {
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
      }),
    /** Makes a request and gives it as it was answered. */
    async pay(caller: Caller, body: unknown = { debtor: { scheme: 'cpr', value: cpr } }, key = 'key') {
      return CollectionRequest.parse(await (await rig.post(caller, body, key)).json());
    },
    read: (caller: Caller, id: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
      call(caller, 'GET', `/v1/collection-requests/${id}`, {
        headers,
        ...(signal === undefined ? {} : { signal }),
      }),
    async see(caller: Caller, id: string): Promise<CollectionRequest> {
      return CollectionRequest.parse(await (await rig.read(caller, id)).json());
    },
    cancel: (caller: Caller, id: string) =>
      call(caller, 'POST', `/v1/collection-requests/${id}/cancellation`),
    callback: (key: string, signature = 'genuine') =>
      collection.callback(
        'betalingsservice',
        new Request('http://inside/callbacks/betalingsservice', {
          method: 'POST',
          body: key,
          headers: { 'x-signature': signature },
        }),
      ),
    row: async (id: string) => (await world.store.get<RequestRow>('collection_requests', id))?.value,
  };
  return rig;
};
export type Rig = ReturnType<typeof createRig>;
