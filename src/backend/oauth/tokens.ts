import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import type { Caller } from '../caller.ts';
import type { ClientConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Clients } from './clients.ts';
import type { SigningKeys } from './keys.ts';
import { leeway, lifetimes } from './lifetimes.ts';
import type { Revocations } from './revocations.ts';

/** What a token is to say. Nothing in it is personal: `actor` is a pseudonym, `session` names a row. */
export interface Grant {
  readonly client: ClientConfig;
  /** The one merchant the token is bound to; null: the client's own, and it may be exchanged for any of the client's. */
  readonly merchant: string | null;
  /** Session row, for a browser's token; null for a server's. */
  readonly session: string | null;
  readonly actor: string | null;
  /** Milliseconds since 1970 that the token may not outlive. */
  readonly notAfter?: number;
}

export type Verified =
  | { readonly ok: true; readonly caller: Caller; readonly boundTo: string | null }
  | { readonly ok: false; readonly code: 'token_invalid' | 'token_expired' };

export interface Tokens {
  mint(grant: Grant): Promise<{ readonly token: string; readonly expiresIn: number }>;
  /** Trusts nothing in the token before its signature, type, issuer, audience, expiry and revocation are checked. */
  verify(token: string): Promise<Verified>;
}

/** The claims of RFC 9068 §2.2, `act` of RFC 8693 and `sid`; `merchant` is ours. */
const Claims = z.object({
  sub: z.string(),
  client_id: z.string(),
  jti: z.string(),
  iat: z.int(),
  exp: z.int(),
  sid: z.string().optional(),
  merchant: z.string().optional(),
  act: z.object({ sub: z.string() }).optional(),
});

/** Our own tokens only: one algorithm, one type (RFC 9068 §4, RFC 8725 §3.1). */
const alg = 'ES256';
const typ = 'at+jwt';

const invalid: Verified = { ok: false, code: 'token_invalid' };

export const createTokens = (
  { config, clock }: Pick<Deps, 'config' | 'clock'>,
  clients: Clients,
  keys: SigningKeys,
  revocations: Revocations,
): Tokens => {
  const issuer = config.publicUrl;
  const audience = `${issuer}/v1`;

  const expiry = (grant: Grant, now: number): number => {
    const lifetime = lifetimes[grant.session === null ? 'server' : 'session'];
    const notAfter = grant.notAfter ?? Number.POSITIVE_INFINITY;
    return Math.min(now + lifetime, Math.floor(notAfter / 1000));
  };

  const readClaims = async (token: string): Promise<z.infer<typeof Claims>> => {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = kid === undefined ? undefined : await keys.verifying(kid);
        if (key === undefined) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: [alg],
        typ,
        issuer,
        audience,
        currentDate: new Date(clock.now()),
        clockTolerance: leeway,
      },
    );
    return Claims.parse(payload);
  };

  const toCaller = (claims: z.infer<typeof Claims>): Caller | undefined => {
    const client = clients.find(claims.client_id);
    const merchant = client && clients.merchantOf(client, claims.merchant);
    if (client === undefined || merchant === undefined) return undefined;
    return {
      kind: claims.sid === undefined ? 'server' : 'session',
      client,
      merchant,
      session: claims.sid ?? null,
      actor: claims.act?.sub ?? null,
      jti: claims.jti,
      expiresAt: claims.exp * 1000,
    };
  };

  return {
    async mint(grant) {
      const now = Math.floor(clock.now() / 1000);
      const exp = expiry(grant, now);
      const { kid, key } = await keys.signing();
      const token = await new SignJWT({
        client_id: grant.client.id,
        ...(grant.session === null ? {} : { sid: grant.session }),
        ...(grant.merchant === null ? {} : { merchant: grant.merchant }),
        ...(grant.actor === null ? {} : { act: { sub: grant.actor } }),
      })
        .setProtectedHeader({ alg, typ, kid })
        .setIssuer(issuer)
        .setSubject(grant.client.id)
        .setAudience(audience)
        .setJti(crypto.randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(exp)
        .sign(key);
      return { token, expiresIn: exp - now };
    },
    async verify(token) {
      try {
        const claims = await readClaims(token);
        const caller = toCaller(claims);
        if (caller === undefined || (await revocations.isRevoked(claims.jti))) return invalid;
        return { ok: true, caller, boundTo: claims.merchant ?? null };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { ok: false, code: 'token_expired' };
        if (error instanceof errors.JOSEError || error instanceof z.ZodError) return invalid;
        throw error;
      }
    },
  };
};
