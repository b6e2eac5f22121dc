import { type Context, Hono } from 'hono';
import { CreateByServer, CreateInSession } from '../../protocol/collection-request.ts';
import { pathOf, readCollectionRequest } from '../../protocol/routes.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import type { Sessions } from '../session/session.ts';
import { readBody } from './body.ts';
import { createCancel } from './cancel.ts';
import type { Change } from './change.ts';
import { createCreate } from './create.ts';
import { createRead, findRequest } from './read.ts';
import { type RequestRow, referenceKey } from './record.ts';
import { viewSession } from './session-view.ts';
import { etagOf, snapshotOf } from './snapshot.ts';
import type { Waiting } from './wait.ts';

/** The most requests that one answer lists. */
const longestList = 100;

export const createRoutes = (deps: Deps, sessions: Sessions, change: Change, waiting: Waiting): Hono<Env> => {
  const { store, clock } = deps;
  const create = createCreate(deps, sessions);
  const cancel = createCancel(clock, change);
  const read = createRead(deps, waiting);

  const post = async (c: Context<Env>) => {
    const caller = c.get('caller');
    const key = c.req.header('idempotency-key');
    return caller.session === null
      ? create.byServer(caller, key, await readBody(c.req.raw, CreateByServer))
      : create.inSession(caller, caller.session, key, await readBody(c.req.raw, CreateInSession));
  };

  const routes = new Hono<Env>();

  routes.get(honoPath(table.readSession), async (c) => {
    const caller = c.get('caller');
    const id = sessionOf(caller);
    const row = await sessions.read(id);
    if (row === undefined) throw new Refusal('not_found');
    return c.json(await viewSession(deps, caller, id, row));
  });

  routes.post(honoPath(table.createCollectionRequest), async (c) => {
    const { status, body } = await post(c);
    return c.json(body, status, {
      location: pathOf(readCollectionRequest, { id: body.id }),
      etag: `"${body.revision}"`,
    });
  });

  routes.get(honoPath(table.listCollectionRequests), async (c) => {
    const { kind, client, merchant } = c.get('caller');
    if (kind !== 'server') throw new Refusal('token_insufficient');
    const reference = c.req.query('reference');
    if (reference === undefined) {
      throw new Refusal('query_invalid', { errors: [{ pointer: 'reference', code: 'missing' }] });
    }
    const key = referenceKey(client.id, merchant.id, reference);
    const rows = await store.list<RequestRow>('collection_requests', key, { limit: longestList });
    const now = clock.now();
    return c.json({ items: rows.map(({ id, value }) => snapshotOf(id, value, now)), cursor: null });
  });

  routes.get(honoPath(table.readCollectionRequest), (c) =>
    read(c.get('caller'), c.req.param('id') ?? '', c.req.raw),
  );

  routes.post(honoPath(table.cancelCollectionRequest), async (c) => {
    const id = c.req.param('id') ?? '';
    await findRequest(store, c.get('caller'), id);
    const row = await cancel(id);
    return c.json(snapshotOf(id, row, clock.now()), 202, { etag: etagOf(row) });
  });

  return routes;
};

const sessionOf = ({ session }: Caller): string => {
  if (session === null) throw new Refusal('token_insufficient');
  return session;
};
