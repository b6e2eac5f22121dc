/** What we send, held to the published rules before it is sent: lengths, patterns, what must be there. */
import * as z from 'zod';
import type { StepFault } from '../../protocol/onboarding-words.ts';
import { OnboardingRefused } from '../merchant-onboarding.ts';
import { pointerOf } from './pointers.ts';

const Text = z.string().min(1);
const Phone = z.string().regex(/^\+?\d{5,15}$/);
const Country = z.string().regex(/^[A-Z]{2}$/);

const Address = z.strictObject({
  address_line: Text,
  address_line_2: Text.optional(),
  postal_code: Text.optional(),
  postal_place: Text,
  country: Country,
});

const Agreement = z.strictObject({
  name: Text.optional(),
  version: Text.optional(),
  personal_guarantee_accepted: z.boolean().optional(),
  attachments: z.array(z.strictObject({ name: Text, version: Text })).optional(),
});

const Applicant = z.strictObject({
  email: z.email(),
  first_name: Text.optional(),
  last_name: Text.optional(),
  phone_number: Phone.optional(),
  agreement: Agreement,
  signup_reference: Text,
});

const Company = z.strictObject({
  business_name: Text,
  display_name: Text.optional(),
  organization_number: Text,
  website: z.url().max(120).optional(),
  terms_url: z.url().max(240).optional(),
  email: z.email().optional(),
  phone_number: Phone.optional(),
  industry: Text.optional(),
  merchant_category_code: Text.optional(),
  address: Address,
});

const Billing = z.strictObject({
  business_name: Text,
  organization_number: Text.optional(),
  email: z.email().optional(),
  phone_number: Phone.optional(),
  reference: Text.max(120).optional(),
  address: Address,
});

const manager = { account_manager: z.strictObject({ email: z.email() }).optional() };

export const SignUp = z.strictObject({
  applicant: Applicant,
  company: Company.optional(),
  billing: Billing.optional(),
  ...manager,
});

const whole = { applicant: Applicant, company: Company, billing: Billing, ...manager };

export const Prefill = z.strictObject(whole);

export const Invitation = z.strictObject({
  ...whole,
  invite_users: z.array(
    z.strictObject({ email: z.email(), first_name: Text.optional(), last_name: Text.optional() }),
  ),
  invitation_note: Text.optional(),
  actions: z.tuple([z.literal('send_invite')]),
});

const BankAccount = z.strictObject({
  bank_name: Text.optional(),
  bank_account_number: Text,
  bank_account_number_type: z.enum(['IBAN', 'BBAN']),
  bank_account_country_code: Country,
  bank_account_currency: z.string().regex(/^[A-Z]{3}$/),
  payout_currency: z.string().regex(/^[A-Z]{3}$/),
  bank_identification_code: z
    .string()
    .regex(/^[A-Z0-9]{8,11}$/)
    .optional(),
});

const application = {
  country_code: Country,
  organization_number: Text,
  bank_accounts: z.tuple([BankAccount]),
  form_submitter: z.strictObject({ email: z.email(), name: Text, title: Text.optional() }).optional(),
};

export const PaymentsApproval = z.strictObject({
  ...application,
  payment_methods: z.array(z.strictObject({ payment_method: Text })).min(1),
  products: z.array(z.strictObject({ product: Text })).min(1),
});

export const PayoutApproval = z.strictObject({
  ...application,
  payout_destination_id: Text.max(40),
  payout_reference: Text.max(60),
  payout_destination_name: Text.max(60).optional(),
  payout_destination_description: Text.max(1000).optional(),
  payout_interval_type: z.enum(['daily', 'weekly', 'monthly']).optional(),
});

/** What was written, if it keeps the rules. Throws `OnboardingRefused` that points to what does not. */
export const checked = <T>(name: string, schema: z.ZodType<T>, written: unknown): T => {
  const result = schema.safeParse(written);
  if (result.success) return result.data;
  const paths = result.error.issues.map(({ path }) => path);
  const pointers = paths.map((path) => pointerOf(path.join('.'))).filter((pointer) => pointer !== null);
  const isMissing = paths.every((path) => valueAt(written, path) === undefined);
  const fault: StepFault = isMissing ? 'missing' : 'format';
  throw new OnboardingRefused(fault, `${name}: not sent, for it breaks a published rule`, {
    pointers: [...new Set(pointers)],
  });
};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
