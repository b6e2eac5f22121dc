/** What applications and the sign-ups of payment options take. */
import * as z from 'zod';

const Text = z.string();

const BankAccount = z.strictObject({
  bank_account_currency: Text.length(3),
  payout_currency: Text.length(3),
  bank_name: Text.optional(),
  bank_account_number: Text.optional(),
  bank_account_number_type: z.enum(['IBAN', 'BBAN']).optional(),
  bank_account_country_code: Text.length(2).optional(),
  bank_identification_code: z
    .string()
    .regex(/^[A-Z0-9]{8,11}$/)
    .optional(),
});

const application = {
  country_code: Text.length(2),
  organization_number: Text.min(1),
  bank_accounts: z.array(BankAccount).length(1),
  form_submitter: z
    .strictObject({ email: z.email().optional(), name: Text.optional(), title: Text.optional() })
    .optional(),
};

export const Payments = z.strictObject({
  ...application,
  payment_methods: z.array(z.strictObject({ payment_method: Text })).min(1),
  products: z.array(z.strictObject({ product: Text })).min(1),
});

export const Payout = z.strictObject({
  ...application,
  payout_destination_id: Text.min(1).max(40),
  payout_reference: Text.min(1).max(60),
  payout_destination_name: Text.max(60).optional(),
  payout_destination_description: Text.max(1000).optional(),
  payout_interval_type: z.enum(['daily', 'weekly', 'monthly']).optional(),
});

const of = (...types: [string, ...string[]]) =>
  z.array(z.strictObject({ currencies: z.array(Text.length(3)).optional(), type: z.enum(types) })).min(1);

const company = {
  legal_name: Text.min(1),
  organization_number: Text.min(1),
  business_name: Text.optional(),
  bank_name: Text.optional(),
  account_number: Text.optional(),
};
const Contact = z.strictObject({ name: Text, phone_number: Text, email: z.email() });
const Count = Text.min(1);

/** The sign-up of each payment option; one that is not here has no body. */
export const signups = {
  swish: z.strictObject({
    ...company,
    website: Text.min(1),
    payment_options: of('swish.swish'),
  }),
  klarna: z.strictObject({
    case_id: z.uuid(),
    payment_options: of('klarna.klarna', 'klarna.billie'),
    price_package: Text,
    mcc: z.int().optional(),
  }),
  vipps_psp: z.strictObject({
    case_id: z.uuid(),
    payment_options: of('dintero.vipps', 'dintero_psp.vipps'),
    logo: Text.optional(),
  }),
  payex: z.strictObject({
    ...company,
    legal_name: Text.optional(),
    organization_number: Text.optional(),
    website: Text.optional(),
    applicant_contact: Contact.optional(),
    accounting_contact: Contact.optional(),
    payment_options: of('payex.creditcard'),
  }),
  collector: z.strictObject({
    ...company,
    website: Text.min(1),
    bank_name: Text.min(1),
    account_number: Text.min(1),
    payment_options: of('collector.invoice', 'collector.invoice_b2b', 'collector.installment'),
  }),
  instabank: z.strictObject({
    email: z.email(),
    phone_number: Text.min(1),
    total_number_of_transactions: Count,
    total_volume_of_transactions: Count,
    finance_number_of_transactions: Count,
    finance_volume_of_transactions: Count,
    industry: Text.min(1),
    account_number: Text.length(11),
    payment_options: of(
      'instabank.invoice',
      'instabank.finance',
      'instabank.postponement',
      'instabank.installment',
    ),
  }),
  common: z.strictObject({
    payment_options: z.array(z.strictObject({ currencies: z.array(Text), type: Text })).min(1),
    store_type: z.array(z.enum(['online', 'instore', 'remote'])).min(1),
    package: Text.optional(),
    revenue: z.record(Text, z.unknown()).optional(),
    bank_accounts: z.array(z.record(Text, z.unknown())).length(1).optional(),
    ownership: z.record(Text, z.unknown()).optional(),
    verifications: z.record(Text, z.unknown()).optional(),
    signature: z.record(Text, z.unknown()).optional(),
    applicant: z.record(Text, z.unknown()).optional(),
    company_information: z.record(Text, z.unknown()).optional(),
    payment_method_specific: z.record(Text, z.unknown()).optional(),
  }),
} as const;
