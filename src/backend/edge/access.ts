import type { MiddlewareHandler } from 'hono';
import type { Caller } from '../caller.ts';
import type { Tokens } from '../oauth/tokens.ts';
import type { Env } from './env.ts';
import { Refusal } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';

/** RFC 6750 §2.1; the scheme's case does not matter (RFC 9110 §11.1). */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

/** Limits per shop server and per browser. A browser's requests count against its session alone, at a desk each agent's. */
export interface AccessLimits {
  readonly server: RateLimit;
  readonly session: RateLimit;
}

/** Lets through only who holds the token that the route needs, from an origin of the token's own client. */
export const access =
  (tokens: Tokens, limits: AccessLimits): MiddlewareHandler<Env> =>
  async (c, next) => {
    const { needs } = c.get('route');
    if (needs === 'none') return next();

    const caller = await readCaller(tokens, c.req.header('authorization'));
    c.set('clientId', caller.client.id);
    const origin = c.req.header('origin');
    if (origin !== undefined && !caller.client.origins.includes(origin)) {
      throw new Refusal('origin_not_allowed');
    }

    if (caller.session === null) limits.server.take(caller.client.id);
    else limits.session.take(JSON.stringify([caller.session, caller.actor]));

    if (needs !== 'either' && needs !== caller.kind) throw new Refusal('token_insufficient');
    c.set('caller', caller);
    return next();
  };

const readCaller = async (tokens: Tokens, header: string | undefined): Promise<Caller> => {
  if (header === undefined) throw new Refusal('token_missing');
  const token = bearer.exec(header)?.[1];
  if (token === undefined) throw new Refusal('token_invalid');
  const verdict = await tokens.verify(token);
  if (!verdict.ok) throw new Refusal(verdict.code);
  return verdict.caller;
};
