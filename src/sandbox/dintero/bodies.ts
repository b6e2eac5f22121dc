/** What the operations take: names as published and no other, values as odd as the published examples are. */
import * as z from 'zod';

const Text = z.string();
const Phone = z.string().regex(/^\+?\d{5,15}$/);

const Address = z.strictObject({
  address_line: Text.min(1),
  address_line_2: Text.optional(),
  postal_code: Text.optional(),
  postal_place: Text.min(1),
  country: Text.length(2),
});

const Named = z.strictObject({ name: Text.optional(), version: Text.optional() });

const Agreement = Named.extend({
  personal_guarantee_accepted: z.boolean().optional(),
  attachments: z.array(Named).optional(),
});

export const Applicant = z.strictObject({
  email: z.email(),
  agreement: Agreement,
  first_name: Text.optional(),
  last_name: Text.optional(),
  phone_number: Phone.optional(),
  recaptcha_sitekey: Text.optional(),
  recaptcha_response: Text.optional(),
  promo_code: Text.optional(),
  signup_reference: Text.optional(),
  utm: z.record(z.string(), Text).optional(),
});

/** The words of a company's branding are dropped in the document; these two are published elsewhere. */
const Branding = z.strictObject({ icon_url: Text.max(240).optional(), logo_url: Text.max(240).optional() });

export const Company = z.strictObject({
  business_name: Text.min(1),
  address: Address,
  display_name: Text.optional(),
  organization_number: Text.optional(),
  industry: Text.optional(),
  website: Text.max(120).optional(),
  terms_url: Text.max(240).optional(),
  bank_name: Text.optional(),
  account_number: Text.optional(),
  email: Text.optional(),
  technical_email: Text.optional(),
  phone_number: Text.optional(),
  branding: Branding.optional(),
  merchant_category_code: Text.optional(),
  average_transaction_value: Text.optional(),
  most_expensive_product_price: Text.optional(),
  projected_sales: Text.optional(),
});

export const Billing = z.strictObject({
  business_name: Text.min(1),
  address: Address,
  organization_number: Text.optional(),
  email: Text.optional(),
  reference: Text.max(120).optional(),
  phone_number: Text.optional(),
});

export const Manager = z.strictObject({ email: z.email() });

export const SignUp = z.strictObject({
  applicant: Applicant,
  company: Company.optional(),
  billing: Billing.optional(),
  account_manager: Manager.optional(),
});

export const Prefill = z.strictObject({
  applicant: Applicant,
  company: Company,
  billing: Billing,
  prefill_id: Text.optional(),
  account_manager: Manager.optional(),
});
export type Prefill = z.infer<typeof Prefill>;

export const CreateAccount = z.strictObject({
  applicant: Applicant,
  company: Company,
  billing: Billing,
  partner_id: Text.regex(/^[PT]\d{3}$/).optional(),
  invites: z.array(z.email()).optional(),
  invite_users: z
    .array(z.strictObject({ email: z.email(), first_name: Text.optional(), last_name: Text.optional() }))
    .optional(),
  invitation_note: Text.optional(),
  actions: z.array(z.literal('send_invite')).optional(),
  livemode: z.boolean().optional(),
  language_code: Text.optional(),
  account_manager: Manager.optional(),
  sale_channel: z.enum(['DIRECT', 'INBOUND', 'PARTNER', 'REFERRAL']).optional(),
});

const Wishes = z.record(z.string(), z.strictObject({ requested: z.enum(['enable', 'disable']) }));
const Service = z.strictObject({ features: Wishes.optional() });

/** Of services only what is asked for may be written. */
export const Settings = z.strictObject({
  company: Company.optional(),
  billing: Billing.optional(),
  services: z.strictObject({ checkout: Service.optional(), payout: Service.optional() }).optional(),
});

export const Comment = z.strictObject({
  event_type: z.literal('comment'),
  body: Text.min(1),
  visibility: z.literal('private'),
});

export const Asset = z.strictObject({
  size_bytes: z.int().min(1).max(2_000_000),
  mime_type: z.enum(['image/png', 'image/jpeg', 'image/svg+xml', 'application/pdf']),
  access: z.enum(['private', 'public']).default('public'),
});
