import assert from 'node:assert/strict';
import { type Backend, createBackend } from '../../../src/backend/app.ts';
import { BackendConfig } from '../../../src/backend/config.ts';
import type { Deps } from '../../../src/backend/deps.ts';
import { hashSecret } from '../../../src/backend/oauth/secret.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { createVault } from '../../../src/backend/vault.ts';
import type { CollectionProvider } from '../../../src/providers/collection.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

export const issuer = 'https://pay.example';

/** The clients of these tests, with their secrets. */
export const secrets = {
  'demo-shop': 'demo-secret',
  'other-shop': 'other-secret',
  platform: 'platform-secret',
} as const;

export const shopOrigin = 'https://shop.example';
export const otherOrigin = 'https://other.example';

const betalingsservice = { pbsNumber: '00001234', debtorGroups: ['00001'] };

export const configOf = async (change: Record<string, unknown> = {}): Promise<BackendConfig> =>
  BackendConfig.parse({
    publicUrl: issuer,
    merchants: [
      { id: 'nordlys', name: 'Nordlys', betalingsservice },
      { id: 'other', name: 'Other', betalingsservice },
      { id: 'seller-one', name: 'Seller One', betalingsservice, dintero: true },
      { id: 'seller-two', name: 'Seller Two', betalingsservice, dintero: true },
      { id: 'cash-only', name: 'Cash Only', dintero: true },
    ],
    clients: [
      {
        id: 'demo-shop',
        secretHashes: [await hashSecret(secrets['demo-shop'])],
        merchant: 'nordlys',
        origins: [shopOrigin],
      },
      {
        id: 'other-shop',
        secretHashes: [await hashSecret(secrets['other-shop'])],
        merchant: 'other',
        origins: [otherOrigin],
      },
      {
        id: 'platform',
        secretHashes: [await hashSecret(secrets.platform)],
        merchant: 'cash-only',
        merchants: ['seller-one', 'seller-two'],
      },
    ],
    ...change,
  });

/** What the edge and the OAuth room ask of a provider is only what it can do; nothing here may reach it. */
export const provider: CollectionProvider = {
  name: 'betalingsservice',
  debtorSchemes: ['cpr', 'mobile', 'customer_number'],
  currencies: ['DKK'],
  test: true,
  create: () => new Promise(() => {}),
  read: async () => null,
  cancel: async () => {},
  checkDebtor: async () => 'unknown',
  readCallback: async () => ({ key: crypto.randomUUID() }),
};

/** What is sent, said as any client library says it. */
interface Sent {
  readonly method?: string | undefined;
  readonly headers?: HeadersInit | undefined;
  readonly body?: BodyInit | null | undefined;
}

export interface Running extends Deps {
  readonly backend: Backend;
  readonly clock: FakeClock;
  readonly log: KeptLog;
  /** `fetch` for a client library: everything it asks goes to this backend. */
  fetch(url: string, sent?: Sent): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Asks the token endpoint. */
  askToken(client: keyof typeof secrets, form: Record<string, string>): Promise<Response>;
  /** A server token, or with `details` a session token. */
  token(client: keyof typeof secrets, details?: unknown): Promise<string>;
}

/** A backend on a store in memory, with a clock that stands still. */
export const startBackend = async (change: Partial<Deps> = {}): Promise<Running> => {
  const clock = new FakeClock(Date.now());
  const log = new KeptLog();
  const deps: Deps = {
    config: await configOf(),
    store: createMemoryStore(),
    vault: await createVault([new Uint8Array(32).fill(7)]),
    providers: { betalingsservice: provider },
    fetchOutside: () => Promise.reject(new Error('nobody is outside')),
    clock,
    log,
    ...change,
  };
  const backend = createBackend(deps);
  const fetch: Running['fetch'] = (url, { method = 'GET', headers = {}, body = null } = {}) =>
    backend.fetch(new Request(url, { method, headers, body }), { address: '192.0.2.1' });
  const askToken: Running['askToken'] = (client, form) =>
    fetch(`${issuer}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client}:${secrets[client]}`)}` },
      body: new URLSearchParams(form),
    });
  return {
    ...deps,
    backend,
    clock,
    log,
    fetch,
    get: (path, headers = {}) => fetch(issuer + path, { headers }),
    askToken,
    async token(client, details) {
      const answer = await askToken(client, {
        grant_type: 'client_credentials',
        ...(details === undefined ? {} : { authorization_details: JSON.stringify(details) }),
      });
      const body: { access_token?: unknown } = await answer.json();
      assert.equal(answer.status, 200, JSON.stringify(body));
      assert(typeof body.access_token === 'string');
      return body.access_token;
    },
  };
};

/** One valid entry of `authorization_details`. */
export const detail = {
  type: 'collection_request',
  provider: 'betalingsservice',
  surface: 'web',
  amount: { value: 249900, currency: 'DKK' },
  text: 'Phone + first month',
  reference: 'order-4711',
  mandate: { debtorGroup: '00001', customerNumber: '100200300' },
  expiresIn: 600,
};

/** A CPR number that can be right. */
export const cpr = '2110625629';

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
