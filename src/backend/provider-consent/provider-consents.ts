import type { Hono } from 'hono';
import type { ProviderConsentProvider } from '../../providers/provider-consent.ts';
import { createDueLoop } from '../collection/due-loop.ts';
import type { BackendConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import type { Holds } from '../edge/holds.ts';
import type { Sessions } from '../session/session.ts';
import type { TaskKinds } from '../session/task-kinds.ts';
import { createHolding } from '../store/holding.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { createChange, table } from './change.ts';
import { createBankPoller } from './poll-bank.ts';
import { createReading } from './read.ts';
import { createBankReader, type Owner } from './read-bank.ts';
import { createRoutes } from './routes.ts';
import { createSight } from './sight.ts';
import { createStart } from './start.ts';
import { createStarted, startedTable } from './started.ts';
import { createProviderConsentTasks } from './task.ts';

/** Consents that companies give service providers at their bank: asked for, followed, and seen when they are taken back. */
export interface ProviderConsents {
  readonly routes: Hono<Env>;
  readonly tasks: Pick<TaskKinds, 'provider_consent' | 'provider_consent_list'>;
  start(): void;
  /** Lets every waiting read go at once, and finishes what is in hand. */
  stop(): Promise<void>;
}

export const createProviderConsents = (
  deps: Deps,
  provider: ProviderConsentProvider,
  sessions: Sessions,
  webhooks: Pick<Webhooks, 'writesFor'>,
  holds: Holds,
): ProviderConsents => {
  const { store } = deps;
  const change = createChange(deps, webhooks);
  const reader = createBankReader(deps, provider, ownersIn(deps.config), change);
  const poller = createBankPoller(deps, reader);
  const started = createStarted(deps);
  const sight = createSight(deps, sessions, started);
  const holding = createHolding(deps);
  const forgetting = [table, startedTable].map((name) =>
    createDueLoop(deps, { table: name, atOnce: 16 }, async ({ id, revision }) => {
      await store.commit([{ table: name, id, value: undefined, expect: revision }]);
    }),
  );
  return {
    routes: createRoutes(deps, {
      sight,
      start: createStart(deps, sessions, change, started),
      reading: createReading(deps, { sight, reader, poller, holding, holds }),
      reader,
      change,
    }),
    tasks: createProviderConsentTasks(deps, provider, started),
    start() {
      poller.start();
      for (const loop of forgetting) loop.start();
    },
    async stop() {
      holding.stop();
      await Promise.all([poller.stop(), ...forgetting.map((loop) => loop.stop())]);
      await reader.proved();
    },
  };
};

/** Whoever may act for a merchant to which companies give consents hears of those that nobody asked for. */
const ownersIn = ({ clients, merchants }: BackendConfig): readonly Owner[] => {
  const asking = new Set(merchants.filter(({ op }) => op !== undefined).map(({ id }) => id));
  return clients.flatMap(({ id, merchant, merchants: more }) =>
    [merchant, ...more].filter((one) => asking.has(one)).map((one) => ({ client: id, merchant: one })),
  );
};
