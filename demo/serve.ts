import { randomBytes } from 'node:crypto';
import { createBackend } from '../src/backend/app.ts';
import type { BackendConfig } from '../src/backend/config.ts';
import { CannotStart } from '../src/backend/node/cannot-start.ts';
import { clock } from '../src/backend/node/clock.ts';
import { createMemoryFolder, openDataFolder } from '../src/backend/node/data-folder.ts';
import { createLog } from '../src/backend/node/log.ts';
import { createOutsideFetch } from '../src/backend/node/outside-fetch.ts';
import { vaultKeyIn } from '../src/backend/node/secrets.ts';
import type { Handler } from '../src/backend/node/serve.ts';
import { openSqliteStore } from '../src/backend/node/sqlite.ts';
import { loadStaticFiles } from '../src/backend/node/static-files.ts';
import { loadWidgetFiles } from '../src/backend/node/widget-files.ts';
import { createMemoryStore } from '../src/backend/store/memory.ts';
import { createVault } from '../src/backend/vault.ts';
import { createBetalingsservice } from '../src/providers/betalingsservice/betalingsservice.ts';
import { profile } from '../src/providers/betalingsservice/profile.ts';
import { createBrp } from '../src/providers/brp/brp.ts';
import type { Log } from '../src/providers/given.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { createCallCentre } from './agent/server.ts';
import { createGym } from './autogiro/server.ts';
import { buildWidget, widgetFolder } from './build-widget.ts';
import { createBookkeeper } from './consent/server.ts';
import { agentKeysIn, signingKeysIn } from './keys.ts';
import { createMarket } from './onboarding/server.ts';
import { pagesFor } from './pages.ts';
import { createTill } from './pos/server.ts';
import { sandboxFileIn } from './sandbox-file.ts';
import { certificatesIn } from './serve/certificates.ts';
import { client, configure, pbsNumber } from './serve/configuration.ts';
import { brpAtFirst, brpKey, gym as gymClient } from './serve/gym.ts';
import { listen } from './serve/listen.ts';
import { bookkeeper, connectOp, opAtFirst, serveOp } from './serve/op.ts';
import { connectDintero, dinteroAtFirst, market } from './serve/torvet.ts';
import { createShop } from './webshop/server.ts';

export interface StartOptions {
  /** 0: any free one. */
  readonly port: number;
  /** A folder, or `:memory:`. */
  readonly dataDir: string;
  /** Further origins on whose pages the demo shop's elements may run. */
  readonly extraOrigins?: readonly string[];
  readonly log?: Log;
}

/** One port, two origins: a shop and the backend are never the same, and nor are they here. */
export interface Everything {
  readonly urls: {
    readonly backend: string;
    readonly door: string;
    readonly shop: string;
    readonly agent: string;
    readonly till: string;
    readonly phone: string;
    readonly internetBank: string;
    readonly gym: string;
    readonly bookkeeper: string;
    readonly opAdmin: string;
    readonly market: string;
    /** Dintero's pages for people. */
    readonly signing: string;
    /** OP's own host, which asks for a client certificate. */
    readonly op: string;
    readonly sideBySide: string;
  };
  stop(): Promise<void>;
}

const consumerKey = 'handslag-demo';

/**
 * Starts backend, sandbox and demos, joined as they are in life: by HTTP, with keys and secrets. The widget must be
 * built. Throws `CannotStart` where port or folder cannot be had.
 */
export const startEverything = async (options: StartOptions): Promise<Everything> => {
  const { dataDir, extraOrigins = [], log = createLog('silent') } = options;
  const running: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of running.splice(0).reverse()) await end();
  };
  try {
    const { folder, store } = await openData(dataDir);
    running.push(() => store.close());

    let handler: Handler = () => new Response(null, { status: 503, headers: { 'retry-after': '1' } });
    const served = await listen((request, peer) => handler(request, peer), options.port, log);
    running.push(served.stop);
    const backendUrl = `http://127.0.0.1:${served.port}`;
    const demoUrl = `http://localhost:${served.port}`;

    const [ours, providers, agents, certificates] = await Promise.all([
      signingKeysIn(folder, 'consumer.jwk'),
      signingKeysIn(folder, 'sandbox.jwk'),
      agentKeysIn(folder),
      certificatesIn(folder),
    ]);
    const dinteroHookSecret = await folder.keep('dintero-hook.secret', newHookSecret);
    const given = { clock, log, fetch: (request: Request) => fetch(request) };
    const sandbox = createSandbox({
      ...given,
      baseUrl: backendUrl,
      appUrl: `${demoUrl}/demo/app/`,
      consumers: [{ consumerKey, publicKey: ours.publicKey }],
      creditors: { [pbsNumber]: 'Fjordfone' },
      callbackKeys: providers,
      storage: sandboxFileIn(folder),
      brp: brpAtFirst,
      op: opAtFirst(certificates),
      dintero: dinteroAtFirst(backendUrl, demoUrl, dinteroHookSecret),
    });
    const op = await serveOp(sandbox, certificates);
    running.push(op.stop);
    const webhookSecret = await folder.keep('shop.whsec', newWebhookSecret);
    const config = await configure({
      publicUrl: backendUrl,
      origins: [demoUrl, ...extraOrigins],
      webhookSecret,
      agentKey: agents.publicKey,
    });
    const backend = createBackend({
      config,
      store,
      vault: await createVault([await vaultKeyIn(folder)]),
      providers: {
        betalingsservice: createBetalingsservice(given, {
          baseUrl: sandbox.betalingsservice.baseUrl,
          consumerKey,
          signingKey: ours.privateKey,
          callbackKey: providers.publicKey,
          profile: { ...profile, approveUrlTemplate: sandbox.betalingsservice.approveUrlTemplate },
          test: true,
        }),
        brp: createBrp(given, {
          baseUrl: sandbox.brp.baseUrl,
          apiKey: brpKey.apikey,
          user: brpKey.user,
          password: brpKey.password,
          test: true,
        }),
        dintero: connectDintero(given, sandbox.dintero.baseUrl, dinteroHookSecret),
        op: connectOp(given, op.url, `${demoUrl}/demo/op-admin/`, certificates),
      },
      fetchOutside: createOutsideFetch(),
      clock,
      log,
    });
    const stopping = new AbortController();
    running.push(async () => stopping.abort());
    const handslag = { url: backendUrl, clientId: client.id, clientSecret: client.secret };
    const till = createTill({ handslag });
    const callCentre = createCallCentre({ handslag, key: agents.privateKey });
    const books = createBookkeeper({
      handslag: { url: backendUrl, clientId: bookkeeper.id, clientSecret: bookkeeper.secret },
    });
    const torvet = createMarket({
      handslag: { url: backendUrl, clientId: market.id, clientSecret: market.secret },
      sellers: market.sellers,
    });
    const gym = createGym({
      handslag: { url: backendUrl, clientId: gymClient.id, clientSecret: gymClient.secret },
    });
    const shop = await createShop({
      handslag,
      webhookSecret,
      orders: {
        read: () => folder.read('shop.json'),
        replace: (text) => folder.replace('shop.json', text),
      },
      stopping: stopping.signal,
      report: (error) => log.error('shop.failed', { error }),
    });
    const files = await loadFiles(config);

    handler = (request, peer) => {
      const url = new URL(request.url);
      if (url.pathname.startsWith('/sandbox/')) return sandbox.fetch(request);
      if (url.pathname.startsWith('/demo/webshop/api/')) return shop.fetch(request);
      if (url.pathname.startsWith('/demo/agent/api/')) return callCentre.fetch(request);
      if (url.pathname.startsWith('/demo/pos/api/')) return till.fetch(request);
      if (url.pathname.startsWith('/demo/consent/api/')) return books.fetch(request);
      if (url.pathname.startsWith('/demo/onboarding/api/')) return torvet.fetch(request);
      if (url.pathname.startsWith('/demo/autogiro/api/')) return gym.fetch(request);
      if (isDemo(url) && url.origin === backendUrl) {
        return Response.redirect(demoUrl + url.pathname + url.search, 307);
      }
      return files(request) ?? backend.fetch(request, peer);
    };
    await sandbox.start();
    running.push(sandbox.stop);
    await backend.start();
    running.push(backend.stop);

    const at = (path: string): string => demoUrl + path;
    const urls = {
      backend: backendUrl,
      door: at('/'),
      shop: at('/demo/webshop/'),
      agent: at('/demo/agent/'),
      till: at('/demo/pos/'),
      phone: at('/demo/app/'),
      internetBank: at('/demo/internet-bank/'),
      gym: at('/demo/autogiro/'),
      bookkeeper: at('/demo/consent/'),
      opAdmin: at('/demo/op-admin/'),
      market: at('/demo/onboarding/'),
      signing: at('/demo/onboarding/signing.html'),
      op: op.url,
      sideBySide: at('/demo/side-by-side/'),
    };
    return { urls, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const openData = async (dataDir: string) => {
  if (dataDir === ':memory:') return { folder: createMemoryFolder(), store: createMemoryStore() };
  const folder = await openDataFolder(dataDir);
  return { folder, store: await openSqliteStore(dataDir) };
};

/** In the form of Standard Webhooks. */
const newWebhookSecret = async (): Promise<string> => `whsec_${randomBytes(32).toString('base64')}`;

const newHookSecret = async (): Promise<string> => randomBytes(32).toString('base64url');

/** The built widget, for any origin, with its kit, and the demo pages. */
const loadFiles = async (config: BackendConfig) => {
  const [widget, ...pages] = await Promise.all([
    loadWidgetFiles(widgetFolder, config),
    ...pagesFor(config.publicUrl).map(({ folder, ...how }) => loadStaticFiles(folder, how)),
  ]);
  return (request: Request): Promise<Response> | undefined => {
    for (const files of [widget, ...pages]) {
      const answer = files?.(request);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
};

const isDemo = ({ pathname }: URL): boolean => pathname === '/' || pathname.startsWith('/demo/');

const portOf = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CannotStart(`PORT is ${text}, which is not a port.`);
  }
  return port;
};

/** `npm start`. */
const main = async (): Promise<void> => {
  // A page of one's own, such as that of docs/shop.mjs, must be on an origin that the client has registered.
  const { PORT = '4173', HANDSLAG_DATA = '.handslag/', SHOP_ORIGIN = 'http://localhost:3000' } = process.env;
  await buildWidget();
  const { urls, stop } = await startEverything({
    port: portOf(PORT),
    dataDir: HANDSLAG_DATA,
    extraOrigins: [SHOP_ORIGIN],
    log: createLog('error', process.stderr),
  });
  console.log(`
  Handslag, against a sandbox: no money moves.

    Start here      ${urls.door}
    Side by side    ${urls.sideBySide}
    Shop            ${urls.shop}
    Call centre     ${urls.agent}
    Till            ${urls.till}
    Phone           ${urls.phone}
    Internet bank   ${urls.internetBank}
    Gym             ${urls.gym}
    Bookkeeper      ${urls.bookkeeper}
    OP API Admin    ${urls.opAdmin}
    Marketplace     ${urls.market}
    Signing         ${urls.signing}
    OP              ${urls.op}   asks for a client certificate
    Backend         ${urls.backend}   client ${client.id}, secret ${client.secret}
    Your own shop   may be on ${SHOP_ORIGIN} (SHOP_ORIGIN=… chooses another)

  Everything is kept in ${HANDSLAG_DATA}   Ctrl-C stops.
`);
  const end = () => {
    // A second Ctrl-C does not wait.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
    void stop();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
};

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    if (!(error instanceof CannotStart)) console.error(error);
    else console.error(`${error.message} PORT=… and HANDSLAG_DATA=… choose another port and folder.`);
    process.exitCode = 1;
  });
}
