import type { Hono } from 'hono';
import type { EftConsentProvider } from '../../providers/eft-consent.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import type { Holds } from '../edge/holds.ts';
import type { Sessions } from '../session/session.ts';
import type { TaskKinds } from '../session/task-kinds.ts';
import { createHolding } from '../store/holding.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { createChange } from './change.ts';
import { createCreate } from './create.ts';
import { createFollower } from './follow.ts';
import { createModify } from './modify.ts';
import { createOpen } from './open.ts';
import { createOutcome } from './outcome.ts';
import { createReading } from './read.ts';
import { createProviderReader } from './read-provider.ts';
import { createRoutes } from './routes.ts';
import { createEftConsentTask } from './task.ts';
import { createWatchers } from './watchers.ts';

/** EFT consents: seen, given and modified by the people they are of, and followed until they are active. */
export interface EftConsents {
  readonly routes: Hono<Env>;
  readonly tasks: Pick<TaskKinds, 'eft_consent'>;
  /** Takes up what was under way when the last process ended. */
  start(): void;
  /** Lets every waiting read go at once, and finishes what is in hand. */
  stop(): Promise<void>;
}

export const createEftConsents = (
  deps: Deps,
  provider: EftConsentProvider,
  sessions: Sessions,
  webhooks: Pick<Webhooks, 'writesFor'>,
  holds: Holds,
): EftConsents => {
  const stopping = new AbortController();
  const change = createChange(deps, webhooks);
  const reader = createProviderReader(deps, provider, change, stopping.signal);
  const watchers = createWatchers(deps.clock);
  const holding = createHolding(deps);
  const follower = createFollower(deps, provider, { change, reader, watchers });
  return {
    routes: createRoutes({
      open: createOpen(deps, sessions),
      create: createCreate(deps, change),
      modify: createModify(deps, change),
      outcome: createOutcome(deps, holding),
      reading: createReading(deps, { change, reader, watchers, holding, holds }),
    }),
    tasks: { eft_consent: createEftConsentTask(deps, provider) },
    start: () => follower.start(),
    async stop() {
      stopping.abort();
      holding.stop();
      await follower.stop();
    },
  };
};
