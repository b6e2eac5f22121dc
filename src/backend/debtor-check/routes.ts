import { Hono } from 'hono';
import { CheckDebtor } from '../../protocol/debtor-check.ts';
import { readBody } from '../collection/body.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import type { Sessions } from '../session/session.ts';
import { createDebtorCheck } from './debtor-check.ts';

/** `POST /v1/debtor-checks`, for sessions that were opened for it. */
export const createDebtorCheckRoutes = (deps: Deps, sessions: Sessions): Hono<Env> => {
  const check = createDebtorCheck(deps);
  const routes = new Hono<Env>();
  routes.post(honoPath(table.checkDebtor), async (c) => {
    const caller = c.get('caller');
    const session = caller.session === null ? undefined : await sessions.read(caller.session);
    if (!session?.details.some(({ type }) => type === 'debtor_check')) {
      throw new Refusal('token_insufficient');
    }
    const { debtor } = await readBody(c.req.raw, CheckDebtor);
    return c.json(await check(caller, debtor));
  });
  return routes;
};
