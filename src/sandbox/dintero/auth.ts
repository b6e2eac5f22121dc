import { Challenge, Exchange, type Grant, Grant as GrantBody, Passwordless, Revoke } from './auth-bodies.ts';
import { type Call, type Desk, type Handle, take } from './call.ts';
import type { Client } from './clients.ts';
import { notFound, refuse } from './envelope.ts';
import type { Claims, Tokens } from './jwt.ts';
import type { OperationName } from './operations.ts';
import { accountsOf, codeFor, hasSecondFactor, isSame, send } from './people.ts';

export interface AuthSettings {
  readonly desk: Desk;
  readonly tokens: Tokens;
  readonly clients: readonly Client[];
  /** Whose audience the second step of an exchange must name. */
  readonly exchangeAudience: 'partner' | 'merchant';
}

const audienceOf = (account: string): string => `https://api.dintero.com/v1/accounts/${account}`;

const unknownToken = (): Response =>
  refuse(401, 'unauthorized', 'Access forbidden, invalid JWT token was used');
const forbidden = (code = 'forbidden'): Response => refuse(403, code, 'Forbidden');
const badAudience = (): Response => refuse(400, 'invalid_audience', 'There is no grant for the audience');

/** `Basic` as RFC 7617 has it. */
const credentialsOf = (authorization: string | null): readonly string[] => {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization ?? '') ?? [];
  const text = new TextDecoder().decode(Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0)));
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
};

/** Tokens, codes and second factors. */
export const createAuth = ({ desk, tokens, clients, exchangeAudience }: AuthSettings) => {
  const { book, clock } = desk;

  /** Of one client: what it may do at its own account. */
  const byClient = async (account: string, { authorization, token }: Call, audience: string) => {
    if (token?.use === 'exchange') {
      if (token.account !== account) return forbidden();
      const partner = `${account.slice(0, 4)}00000`;
      if (audience !== audienceOf(exchangeAudience === 'partner' ? partner : account)) return badAudience();
      return Response.json(await tokens.issue({ ...token, use: 'client', account }));
    }
    const [id = '', secret = ''] = credentialsOf(authorization);
    const client = clients.find((one) => one.clientId === id && one.clientSecret === secret);
    if (client === undefined) return refuse(401, 'unauthorized', 'Unknown client');
    if (client.account !== account || audience !== audienceOf(account)) return badAudience();
    const { scopes: scope } = client;
    return Response.json(await tokens.issue({ use: 'client', account, sub: id, scope: [...scope] }));
  };

  /** A person's token, with a refresh token where the caller may ask for one. */
  const letIn = async (partner: string, email: string, by: Claims): Promise<Response> => {
    const issued = await tokens.issue({ use: 'user', account: partner, sub: email, scope: ['openid'] });
    if (!by.scope.includes('create:accounts:auth:refresh_token')) return Response.json(issued);
    const refresh_token = crypto.randomUUID();
    book.put({ kind: 'refresh', id: refresh_token, account: partner, email });
    return Response.json({ ...issued, refresh_token });
  };

  const byCode = async (partner: string, grant: Grant & { grant_type: 'authorization_code' }, by: Claims) => {
    if (grant.audience !== audienceOf(partner)) return badAudience();
    const login = book
      .all('login')
      .find(
        (one) =>
          one.partner === partner && isSame(one.email, grant.ident) && one.code === grant.verification_code,
      );
    if (login === undefined) return refuse(400, 'verification_code_invalid', 'The code is wrong');
    if (login.until <= clock.now()) return refuse(400, 'verification_code_expired', 'The code is over');
    book.remove('login', login.id);
    if (!hasSecondFactor(login.email)) return letIn(partner, login.email, by);
    const mfaToken = crypto.randomUUID();
    const until = clock.now() + 600_000;
    book.put({
      kind: 'second_factor',
      id: mfaToken,
      partner,
      email: login.email,
      oobCode: null,
      code: null,
      until,
    });
    return refuse(403, 'mfa_required', 'A second factor is required', { mfaToken });
  };

  const bySecondFactor = async (partner: string, grant: Grant & { grant_type: 'mfa_oob' }, by: Claims) => {
    const waiting = book.get('second_factor', grant.mfa_token);
    const isRight = waiting?.oobCode === grant.oob_code && waiting.code === grant.binding_code;
    if (waiting?.partner !== partner || !isRight) {
      return refuse(403, 'invalid_grant', 'The code is wrong');
    }
    if (waiting.until <= clock.now()) return refuse(403, 'invalid_grant', 'The code is over');
    book.remove('second_factor', waiting.id);
    return letIn(partner, waiting.email, by);
  };

  const token: Handle = (call) => {
    const taken = take(GrantBody, call.json);
    if (taken instanceof Response) return taken;
    const grant = taken.body;
    const { oid = '' } = call.params;
    if (grant.grant_type === 'client_credentials') return byClient(oid, call, grant.audience);
    const by = call.token;
    if (by === null) return unknownToken();
    switch (grant.grant_type) {
      case 'authorization_code':
        return isClientOf(by, oid) ? byCode(oid, grant, by) : forbidden();
      case 'mfa_oob':
        return isClientOf(by, oid) ? bySecondFactor(oid, grant, by) : forbidden();
      case 'account_user':
        return byUser(oid, by);
      case 'refresh_token':
        return byRefresh(oid, grant.refresh_token, by);
    }
  };

  const isClientOf = (by: Claims, account: string): boolean => by.use === 'client' && by.account === account;

  const byUser = async (account: string, by: Claims): Promise<Response> => {
    const theirs = accountsOf(desk, by.account, by.sub).some(({ id }) => id === account);
    if (by.use !== 'user' || !theirs) return forbidden();
    const scope = ['read:accounts', 'write:accounts'];
    return Response.json(await tokens.issue({ use: 'client', account, sub: by.sub, scope }));
  };

  const byRefresh = async (account: string, id: string, by: Claims): Promise<Response> => {
    const known = book.get('refresh', id);
    if (known === undefined || known.account !== account || !isClientOf(by, account)) return forbidden();
    return Response.json(await tokens.issue({ use: 'user', account, sub: known.email, scope: ['openid'] }));
  };

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
    token,
    exchange,
    revoke,
    passwordless,
    keys,
    challenge,
    user,
  } satisfies Partial<Record<OperationName, Handle>>;
};
