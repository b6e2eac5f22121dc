import type { Clock } from '../given.ts';
import { told } from './answers.ts';
import type { Ask } from './ask.ts';
import type { Call } from './line.ts';
import type { Partner } from './partner.ts';
import type { Profile } from './profile.ts';
import { Keys } from './wire.ts';

/** Milliseconds between two readings for a key that is not known: anybody can make one up. */
const pause = 60_000;

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/**
 * The public keys of the provider's tokens. Its answer is a bare array and not a JWK set (RFC 7517 §5), and needs a
 * token itself, so no library's reader of such sets takes it.
 */
export const createKeys = (
  ask: Ask,
  clock: Clock,
  { partner, profile }: { readonly partner: Partner; readonly profile: Profile },
) => {
  const path = `/accounts/${partner.account}/auth/keys`;
  const call: Call = { name: 'keys', method: 'GET', path };
  let keys = new Map<string, CryptoKey>();
  let readAt = Number.NEGATIVE_INFINITY;

  const read = async (signal: AbortSignal): Promise<void> => {
    const jwks = told(call, await ask(call, signal), Keys, profile);
    const imported = jwks.map(
      async ({ kid, ...jwk }): Promise<[string, CryptoKey]> => [
        kid,
        await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']),
      ],
    );
    keys = new Map(await Promise.all(imported));
    readAt = clock.now();
  };

  /** The key of this id; null: there is none. */
  return async (kid: string, signal: AbortSignal): Promise<CryptoKey | null> => {
    if (!keys.has(kid) && clock.now() - readAt >= pause) await read(signal);
    return keys.get(kid) ?? null;
  };
};
