import { type Context, Hono } from 'hono';
import { CreateAtDesk, CreateByServer, CreateInSession } from '../../protocol/collection-request.ts';
import { pathOf, readCollectionRequest } from '../../protocol/routes.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import type { Holds } from '../edge/holds.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import type { SessionRow, Sessions } from '../session/session.ts';
import type { Holding } from '../store/holding.ts';
import { readBody } from './body.ts';
import { createCancel } from './cancel.ts';
import type { Change } from './change.ts';
import { createCreate } from './create.ts';
import { deskOf } from './desk.ts';
import { createFeed } from './feed.ts';
import { createRead, findRequest } from './read.ts';
import { type RequestRow, referenceKey } from './record.ts';
import type { Screens } from './screens.ts';
import { etagOf, snapshotOf } from './snapshot.ts';
import type { Waiting } from './wait.ts';

/** The most requests that one answer lists. */
const longestList = 100;

/** Those who wait, and those who look. */
export interface Readers {
  readonly waiting: Waiting;
  readonly holding: Holding;
  readonly holds: Holds;
  readonly screens: Screens;
}

export const createRoutes = (
  deps: Deps,
  sessions: Sessions,
  change: Change,
  { waiting, holding, holds, screens }: Readers,
): Hono<Env> => {
  const { store, clock } = deps;
  const create = createCreate(deps, sessions);
  const cancel = createCancel(deps, change);
  const read = createRead(deps, waiting, holds, screens);
  const feed = createFeed(deps, holding, holds, screens);

  const openSession = async (id: string): Promise<SessionRow> => {
    const row = await sessions.read(id);
    if (row === undefined) throw new Refusal('not_found');
    return row;
  };

  const post = async (c: Context<Env>) => {
    const caller = c.get('caller');
    const { session } = caller;
    const key = c.req.header('idempotency-key');
    if (session === null) return create.byServer(caller, key, await readBody(c.req.raw, CreateByServer));
    const desk = deskOf(session, await openSession(session));
    return desk === undefined
      ? create.inSession(caller, session, key, await readBody(c.req.raw, CreateInSession))
      : create.atDesk(caller, desk, key, await readBody(c.req.raw, CreateAtDesk));
  };

  const listByReference = async ({ client, merchant }: Caller, reference: string | undefined) => {
    if (reference === undefined) {
      throw new Refusal('query_invalid', { errors: [{ pointer: 'reference', code: 'missing' }] });
    }
    const key = referenceKey(client.id, merchant.id, reference);
    const rows = await store.list<RequestRow>('collection_requests', key, { limit: longestList });
    const now = clock.now();
    return Response.json({ items: rows.map(({ id, value }) => snapshotOf(id, value, now)), cursor: null });
  };

  const routes = new Hono<Env>();

  routes.post(honoPath(table.createCollectionRequest), async (c) => {
    const { status, body } = await post(c);
    return c.json(body, status, {
      location: pathOf(readCollectionRequest, { id: body.id }),
      etag: `"${body.revision}"`,
    });
  });

  routes.get(honoPath(table.listCollectionRequests), async (c) => {
    const caller = c.get('caller');
    const { session } = caller;
    if (session === null) return listByReference(caller, c.req.query('reference'));
    if (deskOf(session, await openSession(session)) === undefined) throw new Refusal('token_insufficient');
    return feed(caller, session, c.req.query('after'), c.req.raw);
  });

  routes.get(honoPath(table.readCollectionRequest), (c) =>
    read(c.get('caller'), c.req.param('id') ?? '', c.req.raw),
  );

  routes.post(honoPath(table.cancelCollectionRequest), async (c) => {
    const id = c.req.param('id') ?? '';
    const caller = c.get('caller');
    await findRequest(store, caller, id);
    const row = await cancel(id, { actor: caller.actor });
    if (row === null) throw new Refusal('request_not_pending');
    return c.json(snapshotOf(id, row, clock.now()), 202, { etag: etagOf(row) });
  });

  return routes;
};
