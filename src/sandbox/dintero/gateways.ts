import * as z from 'zod';
import { type Desk, iso } from './call.ts';
import { notFound, refuse } from './envelope.ts';
import type { Account, Connection } from './records.ts';

const Body = z.strictObject({
  action: z.enum(['enable', 'decline', 'fail', 'require_signature', 'expire']),
});
type Action = z.infer<typeof Body>['action'];

const ends: Readonly<Partial<Record<Action, Connection['status']>>> = {
  enable: 'enabled',
  decline: 'declined',
  fail: 'failed',
};

/**
 * Behind the pretend gateways, which decide on the payment options that merchants sign up for.
 *
 * `GET /sandbox/gateways`, and `POST /sandbox/gateways/{account}/{connection}` `{"action": …}`: it is enabled, declined,
 * failed, must be signed first, or its link is over.
 */
export const createGateways = (desk: Desk) => {
  const { book, clock, pages, hooks } = desk;

  const view = (account: Account, name: string, one: Connection) => ({
    account: account.id,
    connection: name,
    company: account.company?.business_name ?? null,
    status: one.status,
    link: one.events.at(-1)?.link ?? one.link,
    expiresAt: one.expiresAt === null ? null : iso(one.expiresAt),
  });

  const after = (account: Account, name: string, one: Connection, action: Action): Connection => {
    const end = ends[action];
    if (end !== undefined) return { ...one, status: end };
    if (action === 'expire') return { ...one, expiresAt: clock.now() };
    const link = `${pages.gateway}?account=${account.id}&connection=${name}&sign`;
    return { ...one, events: [...one.events, { at: clock.now(), event: 'signature_required', link }] };
  };

  const act = async (request: Request, id: string, name: string): Promise<Response> => {
    const body = Body.safeParse(await request.json().catch(() => undefined));
    if (!body.success) return refuse(400, 'action_unknown', 'There is no such action');
    const { action } = body.data;
    const account = book.get('account', id);
    const one = account?.connections[name];
    if (account === undefined || one === undefined) return notFound();
    if (one.status !== 'pending') return refuse(409, 'not_pending', `It is ${one.status}`);
    const isOver = one.expiresAt !== null && one.expiresAt <= clock.now();
    if (action === 'enable' && isOver) return refuse(409, 'link_expired', 'Its link is over');
    const decided = after(account, name, one, action);
    book.put({ ...account, connections: { ...account.connections, [name]: decided } });
    hooks.send('account_update', id);
    await book.stored();
    return Response.json(view(account, name, decided));
  };

  return async (request: Request, below: string): Promise<Response> => {
    const [id = '', name = '', ...rest] = below.split('/');
    if (request.method === 'POST' && name !== '' && rest.length === 0) return act(request, id, name);
    if (request.method !== 'GET' || below !== '') return notFound();
    const all = book
      .all('account')
      .flatMap((account) =>
        Object.entries(account.connections).map(([connection, one]) => view(account, connection, one)),
      );
    return Response.json(all);
  };
};
