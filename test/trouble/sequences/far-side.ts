import { type Backend, createBackend } from '../../../src/backend/app.ts';
import { type RequestRow, referenceKey } from '../../../src/backend/collection/record.ts';
import { BackendConfig } from '../../../src/backend/config.ts';
import { hashSecret } from '../../../src/backend/oauth/secret.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import type { Store } from '../../../src/backend/store/store.ts';
import { createVault } from '../../../src/backend/vault.ts';
import { isFinal } from '../../../src/protocol/order.ts';
import type { Status } from '../../../src/protocol/words.ts';
import { createBetalingsservice } from '../../../src/providers/betalingsservice/betalingsservice.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Trouble } from '../../../src/sandbox/trouble.ts';
import { baseUrl, callbackKeys, consumerKey, consumerKeys } from '../../sandbox/support.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';
import { type MortalStore, mortal } from '../../support/mortal-store.ts';
import { Known } from '../real/truth.ts';

const secret = 'a-secret-of-thirty-two-characters!';
const credentials = `Basic ${btoa(`shop:${encodeURIComponent(secret)}`)}`;

const config = BackendConfig.parse({
  publicUrl: baseUrl,
  merchants: [
    { id: 'nordlys', name: 'Nordlys', betalingsservice: { pbsNumber: '00001234', debtorGroups: ['00001'] } },
  ],
  clients: [{ id: 'shop', secretHashes: [await hashSecret(secret)], merchant: 'nordlys' }],
});
/** Of the one order that all is about. */
export const reference = 'order-4711';

const vault = await createVault([new Uint8Array(32).fill(7)]);

export interface FarSide {
  readonly url: string;
  /** From a browser or a shop's server. Fails, as a broken connection does, while the backend is down, or when it dies. */
  fetch(request: Request): Promise<Response>;
  /** What the shop's server does for its page. */
  openSession(detail: object): Promise<string>;
  /** The backend dies where it stands. */
  crash(): void;
  /** And another takes over, if it has. */
  restart(): Promise<void>;
  trouble(wanted: Partial<Trouble>): Promise<void>;
  /** What the payer does with the newest request on the phone, if it still can. */
  act(action: string): Promise<void>;
  /** Every request that the bank has ever taken, the oldest first. */
  known(): readonly Known[];
  row(id: string): Promise<RequestRow | undefined>;
  /** Ids of all that the backend has made under the reference. */
  requests(): Promise<readonly string[]>;
  /** Whether the backend has nothing more to find out. */
  isAtRest(): Promise<boolean>;
  /** Whatever was taken back that had been final. */
  readonly takenBack: readonly string[];
  stop(): Promise<void>;
}

/** All that is at the other end of a browser's wire: backend, provider room and sandbox, in standing time. */
export const openFarSide = async (clock: FakeClock): Promise<FarSide> => {
  const kept = createMemoryStore();
  const texts = new Map<string, string>();
  const log = new KeptLog();
  const takenBack: string[] = [];
  let current: {
    readonly backend: Backend;
    readonly store: MortalStore;
    readonly died: AbortController;
  } | null;

  const reach = async (request: Request): Promise<Response> => {
    if (current === null) throw new TypeError('nobody is there');
    const { backend, died } = current;
    const { promise: cutOff, reject } = Promise.withResolvers<never>();
    died.signal.addEventListener('abort', () => reject(new TypeError('the connection broke')), {
      once: true,
    });
    return Promise.race([backend.fetch(request), cutOff]);
  };
  const sandbox = createSandbox({
    baseUrl,
    appUrl: `${baseUrl}/app/`,
    consumers: [{ consumerKey, publicKey: consumerKeys.publicKey }],
    callbackKeys,
    clock,
    fetch: reach,
    storage: { load: async () => [], save: async (id, text) => void texts.set(id, text) },
  });
  await sandbox.start();
  const provider = createBetalingsservice(
    { fetch: sandbox.fetch, clock, log },
    {
      baseUrl: sandbox.betalingsservice.baseUrl,
      consumerKey,
      signingKey: consumerKeys.privateKey,
      callbackKey: callbackKeys.publicKey,
      test: true,
    },
  );
  const boot = async () => {
    const store = mortal(kept);
    const backend = createBackend({
      config,
      store,
      vault,
      providers: { betalingsservice: provider },
      fetchOutside: () => Promise.reject(new Error('nobody is outside')),
      clock,
      log,
    });
    await backend.start();
    return { backend, store, died: new AbortController() };
  };
  current = await boot();
  watchFinals(kept, takenBack);

  const phone = (method: string, path: string, body?: object): Promise<Response> =>
    sandbox.fetch(
      new Request(`${baseUrl}/sandbox/${path}`, { method, ...(body && { body: JSON.stringify(body) }) }),
    );
  const known = () => [...texts.values()].map((text) => Known.parse(JSON.parse(text)));
  const crash = (): void => {
    if (current === null) return;
    current.store.die();
    current.died.abort();
    void current.backend.stop();
    current = null;
  };
  return {
    url: baseUrl,
    fetch: reach,
    async openSession(detail) {
      const answer = await reach(
        new Request(`${baseUrl}/oauth/token`, {
          method: 'POST',
          headers: { authorization: credentials },
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            authorization_details: JSON.stringify([detail]),
          }),
        }),
      );
      const body = await answer.json();
      if (!answer.ok) throw new Error(JSON.stringify(body));
      return body.access_token;
    },
    crash,
    async restart() {
      current ??= await boot();
    },
    async trouble(wanted) {
      await phone('PUT', 'trouble', wanted);
    },
    async act(action) {
      const newest = known().at(-1);
      if (newest !== undefined) await phone('POST', `app/requests/${newest.uuid}`, { action });
    },
    known,
    row: async (id) => (await kept.get<RequestRow>('collection_requests', id))?.value,
    async requests() {
      const rows = await kept.list('collection_requests', referenceKey('shop', 'nordlys', reference));
      return rows.map(({ id }) => id);
    },
    isAtRest: async () => (await kept.nextDue('follow_ups')) === null,
    takenBack,
    async stop() {
      await current?.backend.stop();
      await sandbox.stop();
    },
  };
};

/** Nobody may ever have seen something final that was taken back. */
const watchFinals = (store: Store, takenBack: string[]): void => {
  const seen = new Map<string, Status>();
  store.subscribe(async (changes) => {
    for (const { table, id } of changes) {
      const row = (await store.get<RequestRow>(table, id))?.value;
      if (table !== 'collection_requests' || row === undefined) continue;
      const { status } = row.standing;
      const before = seen.get(id) ?? status;
      if (isFinal(before) && before !== status) takenBack.push(`${id}: ${before} became ${status}`);
      seen.set(id, status);
    }
  });
};
