import type { ClientConfig, MerchantConfig } from './config.ts';

/** Who is calling, read from a verified bearer token. Everything behind the edge trusts this. */
export interface Caller {
  /** `server`: a shop's own server. `session`: one browser, bound to one session row. */
  readonly kind: 'server' | 'session';
  readonly client: ClientConfig;
  /** The merchant acted for: the client's own, or one it exchanged its token for. */
  readonly merchant: MerchantConfig;
  /** Id of the session row (`sid`); null for a server token. */
  readonly session: string | null;
  /** Pseudonymous `sub` of the agent who acts, from `act` (RFC 8693); null if nobody was named. */
  readonly actor: string | null;
  /** Id of the token, for revocation. */
  readonly jti: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}
