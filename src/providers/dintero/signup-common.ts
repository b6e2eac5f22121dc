/** Common sign-up: one form for what several payment options ask. It holds national numbers and birth dates. */
import * as z from 'zod';
import type { Person } from '../../protocol/onboarding-facts.ts';
import type { OptionField, OptionOrder } from '../onboarding-readings.ts';
import { choicesOf, currencyOf, flagOf, optionsOf, textOf } from './values.ts';
import { schemeOf, writeAddress } from './write.ts';

export const storeTypes = ['online', 'instore', 'remote'] as const;
export const industries = [
  'goods',
  'services',
  'subscriptions_or_memberships',
  'charity',
  'travel_and_entertainment',
  'other',
] as const;
export const ownershipStructures = [
  'owners_with_more_than_25',
  'no_owners_with_more_than_25',
  'complex',
] as const;

export const commonFields: readonly OptionField[] = [
  {
    id: 'payment_options',
    kind: 'choices',
    required: true,
    choices: ['swish.swish', 'vipps', 'payex.creditcard', 'collector.invoice', 'instabank.invoice'],
  },
  { id: 'store_type', kind: 'choices', required: true, choices: storeTypes },
  { id: 'industry', kind: 'choice', required: true, choices: industries },
  { id: 'company_description', kind: 'text', required: true, max: 500 },
  { id: 'yearly_revenue', kind: 'text', required: false, max: 80 },
  { id: 'highest_transaction_amount', kind: 'text', required: false, max: 80 },
  { id: 'average_amount', kind: 'text', required: false, max: 80 },
  { id: 'accept_prepaid', kind: 'flag', required: false },
  { id: 'subscriptions_or_memberships', kind: 'flag', required: false },
  { id: 'gift_cards', kind: 'flag', required: false },
  { id: 'ownership_structure', kind: 'choice', required: true, choices: ownershipStructures },
  { id: 'politically_exposed_person', kind: 'flag', required: false },
  { id: 'politically_exposed_associated', kind: 'flag', required: false },
];

const Text = z.string().min(1);

export const Common = z.strictObject({
  payment_options: z.array(z.strictObject({ type: Text, currencies: z.array(Text) })).min(1),
  store_type: z.array(z.enum(storeTypes)).min(1),
  revenue: z.strictObject({
    currency: Text,
    yearly_revenue: Text.optional(),
    highest_transaction_amount: Text.optional(),
    average_amount: Text.optional(),
    accept_prepaid: z.boolean(),
    subscriptions_or_memberships: z.boolean(),
    gift_cards: z.boolean(),
  }),
  bank_accounts: z
    .tuple([
      z.strictObject({
        account_number: Text,
        account_number_type: z.enum(['iban', 'mod11']),
        bank_name: Text.optional(),
        account_statement_url: z.url({ protocol: /^https?$/ }).optional(),
      }),
    ])
    .optional(),
  ownership: z.strictObject({
    ownership_structure: z.enum(ownershipStructures),
    owners: z.array(
      z.strictObject({
        name: Text,
        legal_name: Text,
        date_of_birth: z.iso.date().optional(),
        social_security_number: Text.optional(),
        percentage: z.int().min(0).max(100).optional(),
        address: z.record(z.string(), z.string().optional()).optional(),
      }),
    ),
  }),
  verifications: z.strictObject({ terms_and_conditions_url: z.url().optional() }),
  signature: z.strictObject({
    signatures: z.array(z.strictObject({ name: Text, email: z.email() })),
    politically_exposed_person: z.boolean(),
    politically_exposed_associated: z.boolean(),
  }),
  applicant: z.strictObject({
    first_name: Text.optional(),
    last_name: Text.optional(),
    email: z.email(),
    phone_number: Text.optional(),
    social_security_number: z.string().length(11).optional(),
  }),
  company_information: z.strictObject({
    industry: z.enum(industries),
    company_category: Text.optional(),
    company_description: Text,
  }),
});

const nameOf = ({ firstName, lastName }: Person): string => `${firstName} ${lastName}`;

const writeOwner = (person: Person) => ({
  name: nameOf(person),
  legal_name: nameOf(person),
  date_of_birth: person.birthDate,
  social_security_number: person.nationalNumber,
  percentage: person.share,
  address: person.address === undefined ? undefined : writeAddress(person.address),
});

const writeSignature = (person: Person) =>
  person.roles.includes('signatory') && person.email !== undefined
    ? [{ name: nameOf(person), email: person.email }]
    : [];

/** Exactly 11 characters, as documented: a number in another form is not the applicant's to be sent here. */
const applicantNumber = ({ people, applicant }: OptionOrder): string | undefined => {
  const found = people.find(({ email }) => email?.toLowerCase() === applicant.email.toLowerCase());
  return found?.nationalNumber?.length === 11 ? found.nationalNumber : undefined;
};

export const writeCommon = (order: OptionOrder) => {
  const { company, applicant, bankAccount, accountStatement, people } = order;
  return {
    payment_options: optionsOf(order),
    store_type: choicesOf(order, 'store_type'),
    revenue: {
      currency: currencyOf(order),
      yearly_revenue: textOf(order, 'yearly_revenue'),
      highest_transaction_amount: textOf(order, 'highest_transaction_amount'),
      average_amount: textOf(order, 'average_amount'),
      accept_prepaid: flagOf(order, 'accept_prepaid'),
      subscriptions_or_memberships: flagOf(order, 'subscriptions_or_memberships'),
      gift_cards: flagOf(order, 'gift_cards'),
    },
    bank_accounts:
      bankAccount === null
        ? undefined
        : [
            {
              account_number: bankAccount.number,
              account_number_type: schemeOf(bankAccount),
              bank_name: bankAccount.bank,
              // a private one has no address that anybody could be given
              account_statement_url: accountStatement?.startsWith('https:') ? accountStatement : undefined,
            },
          ],
    ownership: {
      ownership_structure: textOf(order, 'ownership_structure'),
      owners: people.filter(({ roles }) => roles.includes('owner')).map(writeOwner),
    },
    verifications: { terms_and_conditions_url: company.termsUrl },
    signature: {
      signatures: people.flatMap(writeSignature),
      politically_exposed_person: flagOf(order, 'politically_exposed_person'),
      politically_exposed_associated: flagOf(order, 'politically_exposed_associated'),
    },
    applicant: {
      first_name: applicant.firstName,
      last_name: applicant.lastName,
      email: applicant.email,
      phone_number: applicant.phone,
      social_security_number: applicantNumber(order),
    },
    company_information: {
      industry: textOf(order, 'industry'),
      company_category: company.categoryCode,
      company_description: textOf(order, 'company_description'),
    },
  };
};
