import { Hono } from 'hono';
import type { Session, Task } from '../../protocol/session.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import type { Sessions } from './session.ts';
import { show, type TaskKinds } from './task-kinds.ts';

/** `GET /v1/session`: what to show, each task as its own room tells it. */
export const createSessionRoutes = (
  { clock }: Pick<Deps, 'clock'>,
  sessions: Sessions,
  kinds: TaskKinds,
): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.get(honoPath(table.readSession), async (c) => {
    const caller = c.get('caller');
    const { session: id, merchant } = caller;
    if (id === null) throw new Refusal('token_insufficient');
    const row = await sessions.read(id);
    if (row === undefined) throw new Refusal('not_found');
    const shown = await Promise.all(row.details.map((detail) => show(kinds, detail, { id, row, caller })));
    return c.json({
      id,
      now: new Date(clock.now()).toISOString(),
      expiresAt: new Date(caller.expiresAt).toISOString(),
      surface: row.surface,
      merchant: { name: merchant.name, contact: merchant.contact },
      test: shown.some(({ test }) => test),
      tasks: shown.map(({ task }) => task),
    } satisfies Session<Task>);
  });
  return routes;
};
