import assert from 'node:assert/strict';
import { Hono } from 'hono';
import type { Caller } from '../../src/backend/caller.ts';
import { BackendConfig } from '../../src/backend/config.ts';
import type { Deps } from '../../src/backend/deps.ts';
import type { Env } from '../../src/backend/edge/env.ts';
import { createHolds } from '../../src/backend/edge/holds.ts';
import { refuse } from '../../src/backend/edge/refuse.ts';
import { createEftConsents } from '../../src/backend/eft-consent/eft-consents.ts';
import { createSessionRoutes } from '../../src/backend/session/routes.ts';
import { createSessions } from '../../src/backend/session/sessions.ts';
import { createMemoryStore } from '../../src/backend/store/memory.ts';
import type { Store } from '../../src/backend/store/store.ts';
import { createVault } from '../../src/backend/vault.ts';
import type { Happening } from '../../src/backend/webhooks/webhooks.ts';
import { EftConsent, EftConsentList, type EftConsentTask } from '../../src/protocol/eft-consent.ts';
import { readEftConsentSession } from '../../src/protocol/read-eft-consent.ts';
import { AuthorizationDetail } from '../../src/protocol/session.ts';
import type { EftConsentProvider } from '../../src/providers/eft-consent.ts';
import { FakeClock } from './fake-clock.ts';
import { KeptLog } from './log.ts';
import { ScriptedEftConsents } from './scripted-eft-consents.ts';

export const terms = 'Undertecknad medger att uttag får göras från angivet konto på begäran.';

export const brp = {
  companies: ['4', '05'],
  bgcaction: 'add',
  mandateText: {
    id: 'autogiro',
    version: '2026-1',
    texts: [
      { locale: 'sv', text: terms },
      { locale: 'en', text: 'I agree that money is drawn from this account on request.' },
    ],
  },
};

const configWith = (terms: object): BackendConfig =>
  BackendConfig.parse({
    publicUrl: 'http://127.0.0.1:4173',
    merchants: [{ id: 'gym', name: 'Gymmet', brp: { ...brp, ...terms } }],
    clients: [
      { id: 'demo-shop', secretHashes: [`sha256:${'a'.repeat(43)}`], merchant: 'gym' },
      { id: 'other-shop', secretHashes: [`sha256:${'b'.repeat(43)}`], merchant: 'gym' },
    ],
  });

/** What a session is opened for. */
export const eftDetail = {
  type: 'eft_consent',
  provider: 'brp',
  surface: 'web',
  reference: 'member-17',
  personId: '0017',
  companies: [
    { id: '4', name: 'Gymmet AB' },
    { id: '05', name: 'Gymmet Syd AB' },
  ],
  actions: ['list', 'create', 'modify'],
} as const;

/** Handelsbanken, with check digits that hold. */
export const account = { clearing: '6111', account: '123 456 789' };

/** What outlives a process. */
export interface EftWorld<P extends EftConsentProvider = EftConsentProvider> {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly provider: P;
  readonly vault: Deps['vault'];
}

export const newEftWorld = async (
  store: Store = createMemoryStore(),
): Promise<EftWorld<ScriptedEftConsents>> => ({
  store,
  clock: new FakeClock(),
  provider: new ScriptedEftConsents(),
  vault: await createVault([new Uint8Array(32).fill(7)]),
});

/** The store, session and consent rooms behind a caller that is set instead of proven. */
export const createEftRig = (world: EftWorld, change: object = {}) => {
  const log = new KeptLog();
  const config = configWith(change);
  const told: Happening[] = [];
  const deps: Deps = {
    ...world,
    config,
    providers: { brp: world.provider },
    fetchOutside: () => Promise.reject(new Error('nobody is outside')),
    log,
  };
  const sessions = createSessions(deps);
  const webhooks = {
    writesFor(happening: Happening) {
      told.push(happening);
      return [];
    },
  };
  const room = createEftConsents(deps, world.provider, sessions, webhooks, createHolds(deps));

  const callerOf = (client: string, session: string | null, actor: string | null = null): Caller => {
    const found = config.clients.find(({ id }) => id === client);
    const [merchant] = config.merchants;
    if (found === undefined || merchant === undefined) throw new Error(`no client ${client}`);
    return {
      kind: session === null ? 'server' : 'session',
      client: found,
      merchant,
      session,
      actor,
      jti: 'jti',
      expiresAt: world.clock.now() + 900_000,
    };
  };

  const app = (caller: Caller) => {
    const app = new Hono<Env>();
    app.onError(refuse(log));
    app.use(async (c, next) => {
      c.set('caller', caller);
      c.set('traceId', '0'.repeat(32));
      await next();
    });
    app.route('/', createSessionRoutes(deps, sessions, room.tasks));
    app.route('/', room.routes);
    return app;
  };
  const call = async (caller: Caller, method: string, path: string, init: RequestInit = {}) =>
    app(caller).request(path, { ...init, method });
  const send = (caller: Caller, method: string, path: string, body: unknown, key: string) =>
    call(caller, method, path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
    });

  const rig = {
    ...world,
    log,
    room,
    sessions,
    told,
    callerOf,
    call,
    server: callerOf('demo-shop', null),
    open: (detail: object = {}, client = 'demo-shop') => {
      const { client: whose, merchant } = callerOf(client, null);
      return sessions.open(whose, merchant, [AuthorizationDetail.parse({ ...eftDetail, ...detail })]);
    },
    /** Opens a session, and is its browser. */
    async browse(detail: object = {}, client = 'demo-shop', actor: string | null = null): Promise<Caller> {
      const opened = await rig.open(detail, client);
      if (!opened.ok) throw new Error(opened.description);
      return callerOf(client, opened.id, actor);
    },
    async task(caller: Caller): Promise<EftConsentTask> {
      const session = readEftConsentSession(await (await call(caller, 'GET', '/v1/session')).json());
      return session?.tasks[0] ?? assert.fail('no task');
    },
    /** What a page sends: an account to the first company, and the text that it has shown. */
    async body(caller: Caller, change: object = {}, at = 0) {
      const { companies, mandateText } = await rig.task(caller);
      const { id, version, texts } = mandateText;
      return {
        way: 'account',
        company: companies[at]?.key,
        ...account,
        mandateText: { id, version, sha256: texts[0]?.sha256 },
        ...change,
      };
    },
    async eConsent(caller: Caller) {
      const { company, mandateText } = await rig.body(caller);
      return { way: 'e_consent', company, mandateText };
    },
    post: (caller: Caller, body: unknown, key = 'key') => send(caller, 'POST', '/v1/eft-consents', body, key),
    async put(caller: Caller, id: string, change: object = {}) {
      const { mandateText } = await rig.body(caller);
      const body = { clearing: '5000', account: '1234560', mandateText, ...change };
      return send(caller, 'PUT', `/v1/eft-consents/${id}`, body, 'key');
    },
    /** Gives a consent, and gives it as it was answered. */
    async give(caller: Caller, change: object = {}, key = 'key'): Promise<EftConsent> {
      const answer = await rig.post(caller, await rig.body(caller, change), key);
      return EftConsent.parse(await answer.json());
    },
    async list(caller: Caller): Promise<EftConsentList> {
      return EftConsentList.parse(await (await call(caller, 'GET', '/v1/eft-consents')).json());
    },
    read: (caller: Caller, id: string, headers: Record<string, string> = {}) =>
      call(caller, 'GET', `/v1/eft-consents/${id}`, { headers }),
    async see(caller: Caller, id: string): Promise<EftConsent> {
      return EftConsent.parse(await (await rig.read(caller, id)).json());
    },
  };
  return rig;
};
export type EftRig = ReturnType<typeof createEftRig>;
