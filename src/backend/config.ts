import * as z from 'zod';
import { checkYTunnus } from '../identifiers/y-tunnus.ts';
import { EftMandateText } from '../protocol/eft-consent.ts';
import { Merchant } from '../protocol/session.ts';
import { debtorSchemes } from '../protocol/words.ts';

const isThisMachine = ({ hostname }: URL): boolean =>
  /^(127\.0\.0\.1|\[::1\]|(.+\.)?localhost)$/.test(hostname);

/** Whether what is sent there can be read on the way by nobody: https, or no way at all. */
export const isSecure = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url));

const isOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && isSecure(url) && url.origin === text;
};

/** `https://host[:port]`, or `http://` for this machine: what a browser sends as `Origin`. */
const Origin = z
  .string()
  .refine(
    isOrigin,
    'must be an origin: https:// and a host, and a port if it is not 443; no path, no slash at the end',
  );

/** Hash of a client secret: `sha256:<base64url>` of a random secret of at least 32 characters' entropy. */
const SecretHash = z
  .string()
  .regex(/^sha256:[A-Za-z0-9_-]{43}$/, 'must be a hash as "handslag hash-secret" makes it: sha256:…');

/** An id of at most so many characters, chosen by whoever writes the configuration. */
const Id = (max: number) =>
  z
    .string()
    .regex(/^[a-z0-9-]*$/, 'must be made of small letters, digits and hyphens')
    .min(1)
    .max(max);

const areUnlike = (all: readonly unknown[]): boolean => new Set(all).size === all.length;

/** How members give EFT consents (autogiro) to this merchant's companies. */
const EftConsentTerms = z.strictObject({
  /** Numbers of the companies that sessions may name: digits, as the provider has them. */
  companies: z
    .array(z.string().regex(/^\d{1,18}$/, 'must be digits, in quotation marks'))
    .min(1)
    .refine(areUnlike, 'names one of them twice'),
  /** `add`: the provider sends a new consent to the bank by itself. `none`: somebody at the company has to. */
  bgcaction: z.enum(['add', 'none']),
  /** The terms that the bank demands, word for word. `texts`: the first where none is in the page's language. */
  mandateText: z.strictObject({
    id: EftMandateText.shape.id,
    version: EftMandateText.shape.version,
    texts: z
      .array(EftMandateText.shape.texts.element.omit({ sha256: true }))
      .min(1)
      .refine((all) => areUnlike(all.map(({ locale }) => locale)), 'has one language twice'),
  }),
  /** Ways in which a new consent may be given. */
  offers: z
    .strictObject({ account: z.boolean().default(true), eConsent: z.boolean().default(true) })
    .refine(({ account, eConsent }) => account || eConsent, 'must offer one of the two')
    .prefault({}),
});

/** One merchant: whom the payer deals with, and who it is at each provider. */
export const MerchantConfig = z.strictObject({
  id: Id(64),
  ...Merchant.shape,
  betalingsservice: z
    .strictObject({
      /** PBS number: 8 digits, leading zeros kept. */
      pbsNumber: z.string().regex(/^\d{8}$/, 'must be 8 digits, in quotation marks'),
      /** Debtor groups this merchant may collect in; the first is used where none is named. */
      debtorGroups: z.array(z.string().regex(/^\d{5}$/, 'must be 5 digits, in quotation marks')).min(1),
      /** How a debtor may be named, in the order to offer. */
      debtorSchemes: z.array(z.enum(debtorSchemes)).min(1).default(['cpr']),
    })
    .optional(),
  brp: EftConsentTerms.optional(),
  /** The service provider to which companies give consents at OP, as they find it in OP API Admin. */
  op: z
    .strictObject({
      businessId: z
        .string()
        .refine(
          (id) => checkYTunnus(id).ok && /^\d{7}-\d$/.test(id),
          'must be a Business ID such as 2617416-4',
        ),
    })
    .optional(),
  /** It may be onboarded under the platform's account at Dintero; the platform's own sees and invites those who are. */
  dintero: z.boolean().optional(),
});
export type MerchantConfig = z.infer<typeof MerchantConfig>;

/** Secret in the Standard Webhooks form: `whsec_` and the base64 of 24 to 64 random bytes. */
const WebhookSecret = z
  .string()
  .regex(
    /^whsec_(?=[^=]{32,86}=*$)(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    'must be whsec_ and the base64 of 24 to 64 bytes',
  )
  .meta({ secret: true });

const isPlain = (url: URL | null): boolean =>
  url === null || `${url.username}${url.password}${url.hash}` === '';

/** Where a shop's server is told of changes. */
export const WebhookEndpointConfig = z
  .strictObject({
    /** Names the endpoint within its client, so that what waits for it survives a change of `url`. */
    id: Id(32).default('main'),
    url: z.url({ protocol: /^https?$/ }),
    /** Each signs; more than one while a secret is being changed. */
    secrets: z.array(WebhookSecret).min(1).max(4),
    /** Allows plain http and addresses that are not on the internet: for development and closed networks. */
    allowPrivate: z.boolean().default(false),
  })
  .refine(({ url, allowPrivate }) => allowPrivate || URL.parse(url)?.protocol !== 'http:', {
    path: ['url'],
    error: 'must be https',
  })
  .refine(({ url }) => isPlain(URL.parse(url)), {
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
  actorKeys: z
    .array(
      z
        .looseObject({ kty: z.string(), kid: z.string() })
        .refine(
          (key) => !('d' in key || 'k' in key),
          'must be a public key: its secret part stays where it is',
        ),
    )
    .default([]),
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
  /** Debtor checks, which would else tell who uses the app: per session (at a desk, per agent) … */
  debtorChecksPerSession: z.int().min(1).default(5),
  /** … for all sessions of a client together … */
  debtorChecksPerClient: z.int().min(1).default(60),
  /** … and for one number, whoever asks. */
  debtorChecksPerNumber: z.int().min(1).default(5),
});

/** What the backend must know; keys, secrets and provider credentials are given beside it. */
export const BackendConfig = z.strictObject({
  /** Where browsers and providers reach us. Also the OAuth issuer. No trailing slash. */
  publicUrl: Origin,
  merchants: z.array(MerchantConfig).min(1),
  clients: z.array(ClientConfig).min(1),
  rateLimits: RateLimits.default(RateLimits.parse({})),
  /** Whether the log tells from which address each request came: of a browser that is personal data. */
  logAddresses: z.boolean().default(false),
  /**
   * Seconds after which a request at a counter (`pos`) is withdrawn that no screen has read. More than the longest
   * wait, so that a screen that waits is one that reads.
   */
  abandonedSeconds: z.int().min(30).default(90),
  /** Seconds for which a finished request keeps the debtor, for reconciliation. */
  debtorKeptSeconds: z.int().min(0).default(3600),
});
export type BackendConfig = z.infer<typeof BackendConfig>;
