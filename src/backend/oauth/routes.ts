import { type Context, Hono } from 'hono';
import { grantTypes } from '../../protocol/oauth.ts';
import type { ClientConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import { createRateLimit } from '../edge/rate-limit.ts';
import { table } from '../edge/table.ts';
import type { Sessions } from '../session/session.ts';
import type { TaskKinds } from '../session/task-kinds.ts';
import { createClientAuthentication } from './client-authentication.ts';
import type { Clients } from './clients.ts';
import { type Form, readForm, required } from './form.ts';
import type { GrantType } from './grant.ts';
import { createClientCredentials } from './grant-client-credentials.ts';
import { createTokenExchange } from './grant-token-exchange.ts';
import type { SigningKeys } from './keys.ts';
import { metadataOf } from './metadata.ts';
import { OAuthRefusal } from './refusal.ts';
import type { Revocations } from './revocations.ts';
import { createSessionTokens } from './session-tokens.ts';
import type { Tokens } from './tokens.ts';

/** Failed authentications per minute, for one client id guessed from one address. */
const failuresPerMinute = 30;

export interface OAuthParts {
  readonly clients: Clients;
  readonly keys: SigningKeys;
  readonly revocations: Revocations;
  readonly tokens: Tokens;
}

/** The authorization server: metadata, keys, tokens and their revocation. For servers only, so without CORS. */
export const createOAuth = (
  deps: Deps,
  sessions: Sessions,
  kinds: TaskKinds,
  { clients, keys, revocations, tokens }: OAuthParts,
): Hono<Env> => {
  const { config, clock } = deps;
  const perClient = createRateLimit(clock, config.rateLimits.tokensPerClient);
  const authenticate = createClientAuthentication(clients, createRateLimit(clock, failuresPerMinute));
  const issueSessionToken = createSessionTokens(sessions, kinds, tokens);
  const grants: Record<(typeof grantTypes)[number], GrantType> = {
    client_credentials: createClientCredentials(clients, tokens, issueSessionToken),
    'urn:ietf:params:oauth:grant-type:token-exchange': createTokenExchange(
      deps,
      clients,
      tokens,
      issueSessionToken,
    ),
  };

  const readAuthenticated = async (c: Context<Env>): Promise<{ form: Form; client: ClientConfig }> => {
    const form = await readForm(c.req.raw);
    const client = await authenticate(c.req.header('authorization'), form, c.env.peer?.address ?? '');
    c.set('clientId', client.id);
    perClient.take(client.id);
    return { form, client };
  };

  const oauth = new Hono<Env>();
  const metadata = metadataOf(config.publicUrl);
  oauth.get(table.readMetadata.path, () => Response.json(metadata, { headers: cached }));
  oauth.get(table.readKeys.path, async () =>
    Response.json(await keys.jwks(), {
      headers: { ...cached, 'content-type': 'application/jwk-set+json' },
    }),
  );
  oauth.post(table.issueToken.path, async (c) => {
    const { form, client } = await readAuthenticated(c);
    const grant = grantTypes.find((type) => type === required(form, 'grant_type'));
    if (grant === undefined) throw new OAuthRefusal('unsupported_grant_type', 'grant_type is not supported');
    if (form.has('scope')) throw new OAuthRefusal('invalid_scope', 'scopes are not used here');
    return Response.json(await grants[grant](client, form), { headers: { 'cache-control': 'no-store' } });
  });
  oauth.post(table.revokeToken.path, async (c) => {
    const { form, client } = await readAuthenticated(c);
    const verified = await tokens.verify(required(form, 'token'));
    // RFC 7009 §2.2: a token that is not good any more, or never was, is as revoked as can be.
    if (!verified.ok) return new Response(null);
    const { caller } = verified;
    if (caller.client.id !== client.id) {
      throw new OAuthRefusal('unauthorized_client', "the token is another client's");
    }
    await revocations.revoke(caller.jti, caller.expiresAt);
    return new Response(null);
  });
  return oauth;
};

/** Public, and good for minutes: who meets an unknown key id asks again. */
const cached = { 'cache-control': 'public, max-age=300' };
