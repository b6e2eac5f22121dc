/** What each payment option's sign-up says, by the published rules. */
import * as z from 'zod';
import type { OptionOrder } from '../onboarding-readings.ts';
import type { Profile } from './profile.ts';
import { optionsOf, textOf, wholeOf } from './values.ts';

const Text = z.string().min(1);
const Phone = z.string().regex(/^\+?\d{5,15}$/);

const paymentOptions = (...types: [string, ...string[]]) =>
  z
    .array(z.strictObject({ type: z.enum(types), currencies: z.tuple([z.string().regex(/^[A-Z]{3}$/)]) }))
    .min(1);

const merchant = {
  legal_name: Text,
  organization_number: Text,
  website: z.url().max(120),
  business_name: Text.optional(),
  bank_name: Text.optional(),
  account_number: Text.optional(),
};

const writeMerchant = ({ company, bankAccount }: OptionOrder) => ({
  legal_name: company.name,
  business_name: company.displayName,
  organization_number: company.organizationNumber,
  website: company.website,
  bank_name: bankAccount?.bank,
  account_number: bankAccount?.number,
});

export const Swish = z.strictObject({ ...merchant, payment_options: paymentOptions('swish.swish') });

export const writeSwish = (order: OptionOrder) => ({
  ...writeMerchant(order),
  // Swish is in Swedish kronor, wherever the merchant is.
  payment_options: [{ type: 'swish.swish', currencies: ['SEK'] }],
});

export const Klarna = z.strictObject({
  case_id: z.uuid(),
  payment_options: paymentOptions('klarna.klarna', 'klarna.billie'),
  price_package: Text,
  mcc: z.int().min(0).max(9999).optional(),
});

export const writeKlarna = (order: OptionOrder, { klarnaPricePackage }: Profile) => ({
  case_id: order.caseId ?? undefined,
  payment_options: optionsOf(order),
  price_package: klarnaPricePackage,
  mcc: order.company.categoryCode === undefined ? undefined : Number(order.company.categoryCode),
});

export const VippsPsp = z.strictObject({
  case_id: z.uuid(),
  payment_options: paymentOptions('dintero.vipps'),
  logo: z.url().optional(),
});

export const writeVippsPsp = (order: OptionOrder) => ({
  case_id: order.caseId ?? undefined,
  payment_options: [{ type: 'dintero.vipps', currencies: ['NOK'] }],
  logo: order.logo ?? undefined,
});

const Contact = z.strictObject({ name: Text, phone_number: Phone, email: z.email() });

export const PayEx = z.strictObject({
  business_name: Text.optional(),
  legal_name: Text,
  organization_number: Text,
  applicant_contact: Contact.optional(),
  bank_name: Text.optional(),
  account_number: Text.optional(),
  website: z.url().optional(),
  payment_options: paymentOptions('payex.creditcard'),
});

export const writePayEx = (order: OptionOrder) => {
  const { email, firstName, lastName, phone } = order.applicant;
  const name = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  const isWhole = name !== '' && phone !== undefined;
  return {
    ...writeMerchant(order),
    applicant_contact: isWhole ? { name, phone_number: phone, email } : undefined,
    payment_options: optionsOf(order, ['payex.creditcard']),
  };
};

export const Collector = z.strictObject({
  ...merchant,
  bank_name: Text,
  account_number: Text,
  payment_options: paymentOptions('collector.invoice', 'collector.invoice_b2b', 'collector.installment'),
});

export const writeCollector = (order: OptionOrder) => ({
  ...writeMerchant(order),
  bank_name: textOf(order, 'bank_name') ?? order.bankAccount?.bank,
  payment_options: optionsOf(order),
});

/** Counts and sums are strings. The account is a Norwegian one: a number may begin with a zero. */
export const Instabank = z.strictObject({
  email: z.email(),
  phone_number: Phone,
  total_number_of_transactions: Text,
  total_volume_of_transactions: Text,
  finance_number_of_transactions: Text,
  finance_volume_of_transactions: Text,
  industry: Text,
  account_number: z.string().regex(/^\d{11}$/),
  payment_options: z.array(z.strictObject({ type: Text })).min(1),
});

export const writeInstabank = (order: OptionOrder) => ({
  email: order.applicant.email,
  phone_number: order.applicant.phone ?? order.company.phone,
  total_number_of_transactions: wholeOf(order, 'transactions'),
  total_volume_of_transactions: wholeOf(order, 'volume'),
  finance_number_of_transactions: wholeOf(order, 'finance_transactions'),
  finance_volume_of_transactions: wholeOf(order, 'finance_volume'),
  industry: textOf(order, 'industry') ?? order.company.industry,
  account_number: order.bankAccount?.number,
  payment_options: optionsOf(order).map(({ type }) => ({ type })),
});
