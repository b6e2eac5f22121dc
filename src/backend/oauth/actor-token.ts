import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Clock } from '../../providers/given.ts';
import type { ClientConfig } from '../config.ts';
import { leeway } from './lifetimes.ts';
import { OAuthRefusal } from './refusal.ts';

/** Signatures with a public key only: the other half must be in nobody's hands but the client's. */
const algorithms = ['ES256', 'ES384', 'Ed25519', 'EdDSA', 'PS256', 'RS256'];

/** Seconds that an actor token may still be good for: it is made for one exchange. */
const longest = 600;

/** A pseudonym, made by the client: no room for a name or an e-mail address. */
const Claims = z.object({ sub: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/), exp: z.int() });

/**
 * The agent whom an actor token (RFC 8693 §1.1) names: a JWT for this issuer, signed with a key registered for the
 * client. Throws `invalid_request`.
 */
export const readActor = async (
  token: string,
  client: ClientConfig,
  issuer: string,
  clock: Clock,
): Promise<string> => {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: client.actorKeys }), {
      algorithms,
      audience: issuer,
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(clock.now()),
      clockTolerance: leeway,
    });
    const { sub, exp } = Claims.parse(payload);
    if (exp * 1000 > clock.now() + longest * 1000) throw new errors.JWTInvalid('good for too long');
    return sub;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
      throw new OAuthRefusal('invalid_request', 'actor_token is not valid');
    }
    throw error;
  }
};
