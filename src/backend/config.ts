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

/** Secret in the Standard Webhooks form: `whsec_` and the base64 of 24 to 64 random bytes. */
const WebhookSecret = z
  .string()
  .regex(
    /^whsec_(?=.{32,88}$)(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    'must be whsec_ and the base64 of 24 to 64 bytes',
  );

const isPlain = ({ username, password, hash }: URL): boolean => `${username}${password}${hash}` === '';

/** Where a shop's server is told of changes. */
export const WebhookEndpointConfig = z
  .strictObject({
    /** Names the endpoint within its client, so that what waits for it survives a change of `url`. */
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,32}$/)
      .default('main'),
    url: z.url({ protocol: /^https?$/ }),
    /** Each signs; more than one while a secret is being changed. */
    secrets: z.array(WebhookSecret).min(1).max(4),
    /** Allows plain http and addresses that are not on the internet: for development and closed networks. */
    allowPrivate: z.boolean().default(false),
  })
  .refine(({ url, allowPrivate }) => allowPrivate || new URL(url).protocol === 'https:', {
    path: ['url'],
    error: 'must be https',
  })
  .refine(({ url }) => isPlain(new URL(url)), {
    path: ['url'],
    error: 'must hold neither credentials nor a fragment',
  });
export type WebhookEndpointConfig = z.infer<typeof WebhookEndpointConfig>;

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
  /** Where it is told of changes. */
  webhooks: z
    .array(WebhookEndpointConfig)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each needs an id of its own')
    .default([]),
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
