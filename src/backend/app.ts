import { Hono } from 'hono';
import type { WebhookDelivery } from '../protocol/webhook.ts';
import { createCollection } from './collection/collection.ts';
import { createDebtorCheckRoutes } from './debtor-check/routes.ts';
import { createDebtorCheckTask } from './debtor-check/task.ts';
import type { Deps } from './deps.ts';
import { access } from './edge/access.ts';
import { bodyLimit } from './edge/body-limit.ts';
import { cors } from './edge/cors.ts';
import type { Env } from './edge/env.ts';
import { createHealth } from './edge/health.ts';
import { createHolds } from './edge/holds.ts';
import { Refusal } from './edge/problem.ts';
import { createRateLimit } from './edge/rate-limit.ts';
import { refuse, throwErrors } from './edge/refuse.ts';
import { requestLog } from './edge/request-log.ts';
import { routing } from './edge/routing.ts';
import { safeHeaders } from './edge/safe-headers.ts';
import { honoPath, table } from './edge/table.ts';
import { trace } from './edge/trace.ts';
import { createEftConsents } from './eft-consent/eft-consents.ts';
import { createClients } from './oauth/clients.ts';
import { createSigningKeys } from './oauth/keys.ts';
import { createRevocations } from './oauth/revocations.ts';
import { createOAuth } from './oauth/routes.ts';
import { createTokens } from './oauth/tokens.ts';
import { createOnboarding } from './onboarding/onboarding.ts';
import { openapiOf } from './openapi.ts';
import { createProviderConsents } from './provider-consent/provider-consents.ts';
import { createSessionRoutes } from './session/routes.ts';
import { createSessions } from './session/sessions.ts';
import type { TaskKinds } from './session/task-kinds.ts';
import { createWebhookRoutes } from './webhooks/routes.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

/** Bytes a request's body may have. The largest that makes sense, a mandate text among it, is a tenth of this. */
const bodyBytes = 64 * 1024;

export interface Backend {
  /** Answers one request. `peer` is the other end of the connection, where the server knows it. */
  fetch(request: Request, peer?: { readonly address: string }): Promise<Response>;
  /** Makes the signing key if there is none, and takes up what was under way. */
  start(): Promise<void>;
  /** Answers everyone who waits, and ends the work in the background. */
  stop(): Promise<void>;
  readonly operator: Operator;
}

/** What only whoever runs the service may ask. */
export interface Operator {
  /** A new key signs tokens from now on; tokens under the old ones stay good until they expire. */
  rotateKeys(): Promise<{ readonly kid: string }>;
  /** Sends a webhook again, whoever's it is. Undefined: there is none such. */
  resendWebhook(id: string): Promise<WebhookDelivery | undefined>;
}

/** The whole backend: the edge in the order in which a request meets it, and the rooms behind it. */
export const createBackend = (deps: Deps): Backend => {
  const { config, clock, log, metrics } = deps;
  const clients = createClients(config);
  const keys = createSigningKeys(deps);
  const revocations = createRevocations(deps);
  const tokens = createTokens(deps, clients, keys, revocations);
  const sessions = createSessions(deps);
  const webhooks = createWebhooks(deps);
  const holds = createHolds(deps);
  const collection = createCollection(deps, sessions, webhooks, holds);
  const { dintero, brp, op } = deps.providers;
  const onboarding = dintero && createOnboarding(deps, dintero, sessions, webhooks, holds);
  const eftConsents = brp && createEftConsents(deps, brp, sessions, webhooks, holds);
  const providerConsents = op && createProviderConsents(deps, op, sessions, webhooks, holds);
  const kinds: TaskKinds = {
    ...collection.tasks,
    debtor_check: createDebtorCheckTask(deps),
    ...onboarding?.tasks,
    ...eftConsents?.tasks,
    ...providerConsents?.tasks,
  };
  let stopping = false;

  const app = new Hono<Env>();
  app.onError(refuse(log));
  app.notFound(() => {
    throw new Refusal('not_found');
  });
  app.use(
    trace(),
    requestLog(log, clock, { addresses: config.logAddresses, metrics }),
    safeHeaders(config.publicUrl),
  );
  app.use('/v1/*', cors(config.clients));
  app.use(routing());
  app.use(bodyLimit(bodyBytes));
  app.use(
    access(tokens, {
      server: createRateLimit(clock, config.rateLimits.requestsPerClient),
      session: createRateLimit(clock, config.rateLimits.requestsPerSession),
    }),
  );
  app.use(throwErrors());

  app.route('/', createOAuth(deps, sessions, kinds, { clients, keys, revocations, tokens }));
  app.route(
    '/',
    createHealth(deps, keys, () => stopping),
  );
  app.route('/', createSessionRoutes(deps, sessions, kinds));
  app.route('/', createDebtorCheckRoutes(deps, sessions));
  app.route('/', collection.routes);
  app.route('/', createWebhookRoutes(webhooks, holds));
  if (onboarding !== undefined) app.route('/', onboarding.routes);
  if (eftConsents !== undefined) app.route('/', eftConsents.routes);
  if (providerConsents !== undefined) app.route('/', providerConsents.routes);
  app.post(honoPath(table.receiveCallback), (c) => {
    const provider = c.req.param('provider') ?? '';
    if (provider === 'dintero' && onboarding !== undefined) return onboarding.hook(c.req.raw);
    return collection.callback(provider, c.req.raw);
  });
  const openapi = openapiOf(config.publicUrl);
  app.get(table.readOpenapi.path, () =>
    Response.json(openapi, { headers: { 'cache-control': 'public, max-age=300' } }),
  );

  return {
    fetch: async (request, peer) => app.fetch(request, peer === undefined ? {} : { peer }),
    async start() {
      await keys.signing();
      await webhooks.start();
      await collection.start();
      onboarding?.start();
      eftConsents?.start();
      providerConsents?.start();
    },
    async stop() {
      stopping = true;
      const rooms = [collection, onboarding, eftConsents, providerConsents, webhooks];
      await Promise.all(rooms.map((room) => room?.stop()));
    },
    operator: {
      async rotateKeys() {
        await keys.rotate();
        const { kid } = await keys.signing();
        return { kid };
      },
      resendWebhook: (id) => webhooks.resend(id),
    },
  };
};
