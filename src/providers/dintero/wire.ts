/**
 * The provider's answers, as far as we read them. Whatever else is in them is dropped here: gateways' secrets in
 * `configuration`, staff's links, national numbers.
 */
import * as z from 'zod';
import { Link } from '../../protocol/primitives.ts';

/** What is absent, null or of another kind is not there: a field that we can do without spoils no answer. */
const maybe = <T>(schema: z.ZodType<T>) => schema.nullish().catch(null);

const Text = z.string().max(2000);
const Instant = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString());

export const Exchanged = z.object({ access_token: z.string().regex(/^[A-Za-z0-9._~+/=-]{1,8192}$/) });

/** A bare array. */
export const Keys = z.array(
  z.object({
    alg: z.literal('RS256'),
    kty: z.literal('RSA'),
    use: z.literal('sig'),
    n: z.string(),
    e: z.string(),
    kid: z.string().min(1),
  }),
);

const Address = z.object({
  address_line: Text,
  address_line_2: maybe(Text),
  postal_code: maybe(Text),
  postal_place: Text,
  country: z.string().regex(/^[A-Z]{2}$/),
});

const Company = z.object({
  business_name: Text,
  organization_number: maybe(Text),
  display_name: maybe(Text),
  website: maybe(Text),
  terms_url: maybe(Text),
  email: maybe(Text),
  phone_number: maybe(Text),
  industry: maybe(Text),
  merchant_category_code: maybe(Text),
  address: maybe(Address),
});
export type WireCompany = z.infer<typeof Company>;
export type WireAddress = z.infer<typeof Address>;

const Billing = z.object({
  business_name: Text,
  organization_number: maybe(Text),
  email: maybe(Text),
  reference: maybe(Text),
  phone_number: maybe(Text),
  address: maybe(Address),
});
export type WireBilling = z.infer<typeof Billing>;

const Applicant = z.object({
  email: Text,
  first_name: maybe(Text),
  last_name: maybe(Text),
  phone_number: maybe(Text),
  signup_reference: maybe(Text),
});
export type WireApplicant = z.infer<typeof Applicant>;

const Signup = z.object({ url: maybe(Link), expires_at: maybe(Instant) });

/** Status and link of one payment option. Its words are open: see `connections.ts`. */
export const Connection = z.object({
  status: maybe(Text),
  events: maybe(z.array(z.object({ metadata: maybe(z.object({ signature_link: maybe(Link) })) }))),
  signup: maybe(Signup),
  signups: maybe(z.array(Signup)),
});
export type WireConnection = z.infer<typeof Connection>;

const Features = maybe(
  z.record(
    z.string(),
    z
      .object({ requested: maybe(Text), status: maybe(Text) })
      .nullish()
      .catch(null),
  ),
);
export type WireFeatures = z.infer<typeof Features>;

const Counts = maybe(z.record(z.string(), z.number().int().min(0)));

/** An account as its platform sees it: what the merchant sees, and `progression` beside. */
export const Account = z.object({
  account_id: Text,
  progression: maybe(Text),
  applicant: maybe(Applicant),
  company: maybe(Company),
  billing: maybe(Billing),
  account_manager: maybe(z.object({ email: maybe(Text) })),
  connections: maybe(z.record(z.string(), Connection.nullish().catch(null))),
  services: maybe(
    z.object({
      checkout: maybe(z.object({ features: Features })),
      payout: maybe(z.object({ features: Features })),
    }),
  ),
  approvals_payments_statuses: Counts,
  approvals_payout_destinations_statuses: Counts,
});
export type WireAccount = z.infer<typeof Account>;

/** An account's settings, of which parts are written back as they came. */
export const Settings = z.object({
  company: z.record(z.string(), z.unknown()).nullish(),
  billing: z.record(z.string(), z.unknown()).nullish(),
});

/** An application. `case_status` is open. */
export const Approval = z.object({
  id: z.uuid(),
  created_at: Instant,
  organization_number: Text,
  case_status: Text,
  payout_destination_id: maybe(Text),
  links: maybe(
    z.array(
      z
        .object({ rel: maybe(Text), href: maybe(Link) })
        .nullish()
        .catch(null),
    ),
  ),
});
export type WireApproval = z.infer<typeof Approval>;
export const PaymentsApprovals = z.object({ payments: z.array(Approval) });
export const PayoutApprovals = z.object({ payout_destinations: z.array(Approval) });

export const PricePackage = z.object({
  name: Text,
  description: maybe(Text),
  pricing_conditions: maybe(z.string().max(20_000)),
  products: z.array(
    z.object({
      product_id: Text,
      prices: z.array(
        z.object({
          amounts: z.array(
            z.object({
              name: Text,
              description: maybe(Text),
              flat_amount: z.number().int().min(0).nullish(),
              unit_amount: z
                .string()
                .regex(/^\d{1,9}(\.\d{1,9})?$/)
                .nullish(),
            }),
          ),
          // never left out: a price without its bounds would be another price
          dimensions: z.array(z.object({ name: Text, values: z.array(Text) })).nullish(),
        }),
      ),
    }),
  ),
});
export type WirePricePackage = z.infer<typeof PricePackage>;
export const AccountPrices = z.object({ price_package: PricePackage });
export const OfferedPrices = z.object({
  starting_after: maybe(z.string().max(500)),
  price_packages: z.array(PricePackage),
});

/** Of a verified sign-up. `account_id` comes without its letter. */
export const Authorized = z.object({
  account_id: Text,
  email: maybe(Text),
  refresh_token: maybe(z.string().max(8192)).transform((token) => token ?? null),
});

export const Prefill = z.object({
  prefill_id: z.string().min(1).max(200),
  applicant: Applicant,
  company: maybe(Company),
  billing: maybe(Billing),
});

export const User = z.object({ accounts: z.array(z.object({ account_id: Text })) });

export const Challenge = z.object({
  challenge_type: z.literal('oob'),
  binding_method: z.literal('prompt'),
  oob_code: z.string().min(1).max(8192),
});

export const Asset = z.object({
  public_url: maybe(Link),
  upload_url: Link,
});

export const OnboardingLink = z.object({ partner_onboarding_url: Link });

/** A comment. The list leaves its text out. */
export const Note = z.object({
  id: z.string().min(1).max(200),
  created_at: Instant,
  created_by: maybe(Text),
  body: maybe(Text),
});

/** assumed: of the body of a hook only that it may name an account, at its top or in what it is about. */
export const Hook = z.object({
  account_id: maybe(Text),
  payload: maybe(z.object({ account_id: maybe(Text) })),
});
