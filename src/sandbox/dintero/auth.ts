import { Challenge, Exchange, Passwordless, Revoke } from './auth-bodies.ts';
import { type Handle, take } from './call.ts';
import { notFound } from './envelope.ts';
import { audienceOf, badAudience, createGrants, forbidden, type GrantSettings } from './grants.ts';
import type { OperationName } from './operations.ts';
import { accountsOf, codeFor, send } from './people.ts';

/** Tokens, codes and second factors. */
export const createAuth = (settings: GrantSettings) => {
  const { desk, tokens } = settings;
  const { book } = desk;

  const exchange: Handle = async ({ json, token: by }) => {
    const taken = take(Exchange, json);
    if (taken instanceof Response) return taken;
    const account = book.get('account', taken.body.account_id);
    if (by === null || account?.partner !== by.account) return forbidden();
    return Response.json(await tokens.issue({ ...by, use: 'exchange', account: account.id }));
  };

  const revoke: Handle = ({ json }) => {
    const taken = take(Revoke, json);
    if (taken instanceof Response) return taken;
    book.remove('refresh', taken.body.token);
    return Response.json({});
  };

  /** The same login by the other channel is the same code. Nothing tells whether the address is known. */
  const passwordless: Handle = ({ json, params: { oid: partner = '' }, token: by }) => {
    const taken = take(Passwordless, json);
    if (taken instanceof Response) return taken;
    const { email, client_id, audience, connection, login_session_id: id = crypto.randomUUID() } = taken.body;
    if (client_id !== by?.sub || audience !== audienceOf(partner)) return badAudience();
    if (accountsOf(desk, partner, email).length > 0) {
      const known = book.get('login', id);
      const login = known ?? { kind: 'login' as const, id, partner, email, ...codeFor(desk, email) };
      book.put(login);
      send(desk, { to: email, channel: connection, subject: 'Your code to log on', code: login.code });
    }
    return new Response(null, { status: 204 });
  };

  const challenge: Handle = ({ json, params: { aid } }) => {
    const taken = take(Challenge, json);
    if (taken instanceof Response) return taken;
    const waiting = book.get('second_factor', taken.body.mfa_token);
    if (waiting === undefined || waiting.partner !== aid) return notFound();
    const { code, until } = codeFor(desk, waiting.email);
    const oobCode = crypto.randomUUID();
    book.put({ ...waiting, oobCode, code, until });
    const channel = taken.body.oob_channel;
    send(desk, { to: waiting.email, channel, subject: 'Your second code', code });
    return Response.json({ challenge_type: 'oob', binding_method: 'prompt', oob_code: oobCode });
  };

  const user: Handle = ({ token: by }) => {
    const accounts = accountsOf(desk, by?.account ?? '', by?.sub ?? '').map(({ id, company }) => ({
      account_id: id,
      business_name: company?.business_name,
      organization_number: company?.organization_number,
      user: { id: by?.sub, scope: ['openid'], email: by?.sub },
    }));
    return Response.json({ id: by?.sub, configuration: { mfa: {} }, accounts });
  };

  const keys: Handle = async () => Response.json(await tokens.keys());

  return {
    token: createGrants(settings),
    exchange,
    revoke,
    passwordless,
    keys,
    challenge,
    user,
  } satisfies Partial<Record<OperationName, Handle>>;
};
