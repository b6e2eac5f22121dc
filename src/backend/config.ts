import * as z from 'zod';
import { Merchant } from '../protocol/session.ts';
import { debtorSchemes } from '../protocol/words.ts';

/** `https://host[:port]`, or `http://` for this machine: what a browser sends as `Origin`. */
const Origin = z
  .url()
  .refine((value) => new URL(value).origin === value, 'must be an origin, without a path');

/** Hash of a client secret: `sha256:<base64url>` of a random secret of at least 32 characters' entropy. */
const SecretHash = z.string().regex(/^sha256:[A-Za-z0-9_-]{43}$/);

/** One merchant: whom the payer deals with, and who it is at each provider. */
export const MerchantConfig = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  ...Merchant.shape,
  betalingsservice: z
    .strictObject({
      /** PBS number: 8 digits, leading zeros kept. */
      pbsNumber: z.string().regex(/^\d{8}$/),
      /** Debtor groups this merchant may collect in; the first is used where none is named. */
      debtorGroups: z.array(z.string().regex(/^\d{5}$/)).min(1),
      /** How a debtor may be named, in the order to offer. */
      debtorSchemes: z.array(z.enum(debtorSchemes)).min(1).default(['cpr']),
    })
    .optional(),
});
export type MerchantConfig = z.infer<typeof MerchantConfig>;

/** One OAuth client: a shop's server. */
export const ClientConfig = z.strictObject({
  id: z.string().min(1).max(64),
  /** More than one while a secret is being changed. */
  secretHashes: z.array(SecretHash).min(1),
  /** The merchant this client acts for when it names no other. */
  merchant: z.string(),
  /** Further merchants it may act for by token exchange (a platform). */
  merchants: z.array(z.string()).default([]),
  /** Origins of the pages on which its elements may run. */
  origins: z.array(Origin).default([]),
  /** Public keys (JWK) with which it signs actor tokens (RFC 8693). */
  actorKeys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).default([]),
});
export type ClientConfig = z.infer<typeof ClientConfig>;

/** Requests allowed per minute; the answer beyond it is 429 with `Retry-After`. */
export const RateLimits = z.strictObject({
  tokensPerClient: z.int().min(1).default(600),
  requestsPerSession: z.int().min(1).default(240),
  requestsPerClient: z.int().min(1).default(6000),
});

/** What the backend must know; keys, secrets and provider credentials are given beside it. */
export const BackendConfig = z.strictObject({
  /** Where browsers and providers reach us. Also the OAuth issuer. No trailing slash. */
  publicUrl: Origin,
  merchants: z.array(MerchantConfig).min(1),
  clients: z.array(ClientConfig).min(1),
  rateLimits: RateLimits.default(RateLimits.parse({})),
  /** Seconds for which a finished request keeps the debtor, for reconciliation. */
  debtorKeptSeconds: z.int().min(0).default(3600),
});
export type BackendConfig = z.infer<typeof BackendConfig>;
