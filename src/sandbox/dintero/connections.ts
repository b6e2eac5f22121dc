import * as z from 'zod';
import { viewConnection } from './account-view.ts';
import { type Desk, type Handle, take } from './call.ts';
import { signups } from './case-bodies.ts';
import { notFound, refuse } from './envelope.ts';
import type { OperationName } from './operations.ts';
import type { Account, Connection } from './records.ts';

/** Milliseconds after which a link of Vipps is over: 30 days. */
const linkTime = 30 * 24 * 3_600_000;

export type ConnectionName = keyof typeof signups | 'vipps';

/** Those that hang on an approved application rather than on the number of the company. */
const needsCase: readonly ConnectionName[] = ['klarna', 'vipps_psp'];

const hasLink: readonly ConnectionName[] = ['vipps', 'payex'];

/** Payment options: all alike but for what their sign-up says. */
export const createConnections = (desk: Desk) => {
  const { book, clock, pages, hooks } = desk;

  const why = (name: ConnectionName, account: Account, signup: unknown): Response | null => {
    if (!needsCase.includes(name)) {
      if (account.company?.organization_number !== undefined) return null;
      return refuse(400, 'missing_field', 'The account has no organization_number');
    }
    const id = z.object({ case_id: z.string() }).safeParse(signup).data?.case_id ?? '';
    const one = book.get('case', id);
    if (one?.account === account.id && one.status === 'ACTIVE') return null;
    return refuse(400, 'case_not_active', 'case_id is not an approved case of this account', {
      errors: [{ field: 'signup.case_id' }],
    });
  };

  const begin = (
    name: ConnectionName,
    account: Account,
    signup: Record<string, unknown> | null,
  ): Response => {
    const now = clock.now();
    const link = hasLink.includes(name)
      ? `${pages.gateway}?account=${account.id}&connection=${name}&link=${crypto.randomUUID()}`
      : null;
    const connection: Connection = {
      status: 'pending',
      signup,
      createdAt: now,
      link,
      expiresAt: name === 'vipps' ? now + linkTime : null,
      events: [],
    };
    book.put({ ...account, connections: { ...account.connections, [name]: connection } });
    hooks.send('account_update', account.id);
    return Response.json(viewConnection(connection));
  };

  const read =
    (name: ConnectionName): Handle =>
    ({ params: { aid = '' } }) => {
      const connection = book.get('account', aid)?.connections[name];
      return connection === undefined ? notFound() : Response.json(viewConnection(connection));
    };

  const signUp =
    (name: keyof typeof signups): Handle =>
    ({ json, query, params: { aid = '' } }) => {
      const account = book.get('account', aid);
      if (account === undefined) return notFound();
      const taken = take<{ signup: Record<string, unknown> }>(
        z.strictObject({ signup: signups[name] }),
        json,
      );
      if (taken instanceof Response) return taken;
      const isPending = account.connections[name]?.status === 'pending';
      if (isPending && query.get('force_new_signup') !== 'true') {
        return refuse(400, 'pending', 'There is a sign-up already');
      }
      const { signup } = taken.body;
      return why(name, account, signup) ?? begin(name, account, signup);
    };

  const signUpVipps: Handle = ({ json, params: { aid = '' } }) => {
    const account = book.get('account', aid);
    if (account === undefined) return notFound();
    if (json !== undefined) return refuse(400, 'invalid_field', 'It has no body');
    if (account.connections.vipps?.status === 'pending') {
      return refuse(400, 'pending', 'There is a sign-up already');
    }
    return why('vipps', account, null) ?? begin('vipps', account, null);
  };

  const renewVipps: Handle = ({ json, params: { aid = '' } }) => {
    const account = book.get('account', aid);
    if (account?.connections.vipps === undefined) return notFound();
    if (json !== undefined) return refuse(400, 'invalid_field', 'It has no body');
    if (account.connections.vipps.status === 'enabled')
      return refuse(400, 'enabled', 'It is enabled already');
    return begin('vipps', account, null);
  };

  return {
    readSwish: read('swish'),
    signUpSwish: signUp('swish'),
    readVipps: read('vipps'),
    signUpVipps,
    renewVipps,
    readKlarna: read('klarna'),
    signUpKlarna: signUp('klarna'),
    readVippsPsp: read('vipps_psp'),
    signUpVippsPsp: signUp('vipps_psp'),
    readPayEx: read('payex'),
    signUpPayEx: signUp('payex'),
    readCollector: read('collector'),
    signUpCollector: signUp('collector'),
    readInstabank: read('instabank'),
    signUpInstabank: signUp('instabank'),
    readCommon: read('common'),
    signUpCommon: signUp('common'),
  } satisfies Partial<Record<OperationName, Handle>>;
};
