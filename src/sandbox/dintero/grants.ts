import { type Grant, Grant as GrantBody } from './auth-bodies.ts';
import { type Call, type Desk, type Handle, take } from './call.ts';
import type { Client } from './clients.ts';
import { refuse } from './envelope.ts';
import type { Claims, Tokens } from './jwt.ts';
import { accountsOf, hasSecondFactor, isSame } from './people.ts';

export interface GrantSettings {
  readonly desk: Desk;
  readonly tokens: Tokens;
  readonly clients: readonly Client[];
  /** Whose audience the second step of an exchange must name. */
  readonly exchangeAudience: 'partner' | 'merchant';
}

export const audienceOf = (account: string): string => `https://api.dintero.com/v1/accounts/${account}`;

const unknownToken = (): Response =>
  refuse(401, 'unauthorized', 'Access forbidden, invalid JWT token was used');
export const forbidden = (): Response => refuse(403, 'forbidden', 'Forbidden');
export const badAudience = (): Response =>
  refuse(400, 'invalid_audience', 'There is no grant for the audience');

/** Id and secret of `Basic` (RFC 7617); two empty ones for anything else. */
const credentialsOf = (authorization: string | null): readonly [id: string, secret: string] => {
  try {
    const [, encoded = ''] = /^Basic (\S+)$/.exec(authorization ?? '') ?? [];
    const text = new TextDecoder().decode(Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0)));
    const [, id = '', secret = ''] = /^([^:]*):(.*)$/.exec(text) ?? [];
    return [id, secret];
  } catch {
    return ['', ''];
  }
};

/** Milliseconds for which a second factor is awaited. */
const patience = 600_000;

/** The token endpoint: who gets a token, by which grant. */
export const createGrants = ({ desk, tokens, clients, exchangeAudience }: GrantSettings): Handle => {
  const { book, clock } = desk;

  /** Of one client: what it may do at its own account. */
  const byClient = async (account: string, { authorization, token }: Call, audience: string) => {
    if (token?.use === 'exchange') {
      if (token.account !== account) return forbidden();
      const partner = `${account.slice(0, 4)}00000`;
      if (audience !== audienceOf(exchangeAudience === 'partner' ? partner : account)) return badAudience();
      return Response.json(await tokens.issue({ ...token, use: 'client', account }));
    }
    const [id, secret] = credentialsOf(authorization);
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
    const until = clock.now() + patience;
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

  return (call) => {
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
};
