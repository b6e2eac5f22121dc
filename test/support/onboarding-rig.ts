import assert from 'node:assert/strict';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  connectDintero,
  dinteroAtFirst,
  market,
  marketClient,
  marketMerchants,
} from '../../demo/serve/torvet.ts';
import { startEverything } from '../../demo/serve.ts';
import { type Backend, createBackend } from '../../src/backend/app.ts';
import { BackendConfig } from '../../src/backend/config.ts';
import { createMemoryStore } from '../../src/backend/store/memory.ts';
import type { Store } from '../../src/backend/store/store.ts';
import { createVault } from '../../src/backend/vault.ts';
import type { Log } from '../../src/providers/given.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { FakeClock } from './fake-clock.ts';
import { KeptLog } from './log.ts';

/** A marketplace's backend and the pretend Dintero behind it, as the marketplace's server and its pages see them. */
export interface Market {
  readonly backend: string;
  /** Where the pretend provider is. */
  readonly provider: string;
  fetch(url: string, sent?: RequestInit): Promise<Response>;
  /** So many milliseconds go by. */
  pass(ms: number): Promise<void>;
  /** Whether a read that is held is answered by itself; else time must go by. */
  readonly runs: boolean;
}

/** Over real sockets, in real time: everything as it runs in the demo. */
export const startMarket = async (dataDir: string, log?: Log): Promise<Market> => {
  const { urls, stop } = await startEverything({ port: 0, dataDir, ...(log && { log }) });
  after(stop);
  return { backend: urls.backend, provider: urls.backend, fetch, pass: (ms) => sleep(ms), runs: true };
};

export interface StandingMarket extends Market {
  readonly clock: FakeClock;
  readonly log: KeptLog;
  readonly store: Store;
  readonly app: Backend;
  readonly config: BackendConfig;
  /** Every call that reached the pretend Dintero: method and path without its version. */
  readonly upstream: string[];
  /** Bodies of the webhooks that the marketplace was sent. */
  readonly told: string[];
  stop(): Promise<void>;
}

/** The same in standing time, with no sockets in between: request in, response out. */
export const openMarket = async (change: object = {}): Promise<StandingMarket> => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const store = createMemoryStore();
  const backendUrl = 'http://127.0.0.1:4173';
  const demoUrl = 'http://localhost:4173';
  const hookSecret = 'a-secret-for-hooks';
  const upstream: string[] = [];
  const told: string[] = [];
  const route = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/sandbox/')) return app.fetch(request, { address: '192.0.2.1' });
    const [, path] = /^\/sandbox\/dintero\/v1(\/.*)$/.exec(pathname) ?? [];
    if (path !== undefined) upstream.push(`${request.method} ${path}`);
    return sandbox.fetch(request);
  };
  const given = { clock, log, fetch: route };
  const sandbox = createSandbox({
    ...given,
    baseUrl: backendUrl,
    appUrl: `${demoUrl}/demo/app/`,
    consumers: [],
    dintero: dinteroAtFirst(backendUrl, demoUrl, hookSecret),
  });
  const endpoint = { url: 'https://torvet.example/webhooks', secrets: [`whsec_${btoa('x'.repeat(24))}`] };
  const config = BackendConfig.parse({
    publicUrl: backendUrl,
    merchants: marketMerchants,
    clients: [{ ...(await marketClient([demoUrl])), webhooks: [endpoint] }],
    ...change,
  });
  const dintero = connectDintero(given, sandbox.dintero.baseUrl, hookSecret);
  const app = createBackend({
    config,
    store,
    vault: await createVault([new Uint8Array(32).fill(7)]),
    providers: { dintero },
    async fetchOutside(request) {
      told.push(await request.text());
      return new Response(null, { status: 204 });
    },
    clock,
    log,
  });
  await sandbox.start();
  await app.start();
  const stop = async (): Promise<void> => {
    await Promise.all([app.stop(), sandbox.stop()]);
    await store.close();
  };
  return {
    backend: backendUrl,
    provider: backendUrl,
    fetch: (url, sent) => route(new Request(url, sent)),
    pass: (ms) => clock.advance(ms),
    runs: false,
    clock,
    log,
    store,
    app,
    config,
    upstream,
    told,
    stop,
  };
};

/** Asks the token endpoint as the marketplace's server. */
export const askToken = async (
  { backend, fetch }: Market,
  form: Readonly<Record<string, string>>,
): Promise<string> => {
  const answer = await fetch(`${backend}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${market.id}:${market.secret}`)}` },
    body: new URLSearchParams(form),
  });
  const body = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(body));
  return body.access_token;
};
