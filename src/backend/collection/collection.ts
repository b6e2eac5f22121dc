import type { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import type { Holds } from '../edge/holds.ts';
import type { Sessions } from '../session/session.ts';
import { createHolding } from '../store/holding.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { createCallback } from './callback.ts';
import { createChange } from './change.ts';
import { createFollower } from './follow.ts';
import { createForgetting } from './forget.ts';
import { createRoutes } from './routes.ts';
import { createScreens } from './screens.ts';
import { type CollectionTasks, createTasks } from './tasks.ts';
import { createWaiting } from './wait.ts';

/** Collection requests: asked for by browsers and servers, followed until they are settled. */
export interface Collection {
  readonly routes: Hono<Env>;
  readonly tasks: CollectionTasks;
  /** Takes up what was under way when the last process ended. */
  start(): Promise<void>;
  /** Lets every waiting read go at once, and finishes what is in hand. */
  stop(): Promise<void>;
  /** Answers a callback of the provider named. Throws `Refusal`. */
  callback(provider: string, request: Request): Promise<Response>;
}

export const createCollection = (
  deps: Deps,
  sessions: Sessions,
  webhooks: Pick<Webhooks, 'writesFor'>,
  holds: Holds,
): Collection => {
  const change = createChange(deps, webhooks);
  const waiting = createWaiting(deps);
  const screens = createScreens(deps);
  const holding = createHolding(deps);
  const loops = [createFollower(deps, change, screens), ...createForgetting(deps)];
  return {
    routes: createRoutes(deps, sessions, change, { waiting, holding, holds, screens }),
    tasks: createTasks(deps, screens),
    callback: createCallback(deps, change),
    async start() {
      for (const loop of loops) loop.start();
    },
    async stop() {
      waiting.stop();
      holding.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
};
