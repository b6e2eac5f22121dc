import * as z from 'zod';
import { onboardingCountries, payoutIntervals, personRoles } from './onboarding-words.ts';
import { Currency } from './primitives.ts';

/** Text a person reads: one line, no control characters, no halves of characters. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u);

const Email = z.email().max(254);
/** E.164, with or without its plus, as the provider takes it. */
const Phone = z.string().regex(/^\+?\d{5,15}$/);
const HttpsUrl = z.url({ protocol: /^https$/ });

export const Country = z.enum(onboardingCountries).meta({ id: 'OnboardingCountry' });

/** Who signs the company up. */
export const Applicant = z
  .strictObject({
    email: Email,
    firstName: line(100).optional(),
    lastName: line(100).optional(),
    phone: Phone.optional(),
  })
  .meta({ id: 'Applicant' });
export type Applicant = z.infer<typeof Applicant>;

export const Address = z
  .strictObject({
    line: line(120),
    line2: line(120).optional(),
    postalCode: line(12),
    place: line(80),
    country: z.string().regex(/^[A-Z]{2}$/),
  })
  .meta({ id: 'Address' });
export type Address = z.infer<typeof Address>;

/** The company. Whether its number can be right is for `identifiers/`, by country. */
export const Company = z
  .strictObject({
    name: line(120),
    displayName: line(80).optional(),
    organizationNumber: z.string().min(1).max(20),
    website: HttpsUrl.max(120).optional(),
    termsUrl: HttpsUrl.max(240).optional(),
    email: Email.optional(),
    phone: Phone.optional(),
    industry: line(80).optional(),
    /** ISO 18245. */
    categoryCode: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  })
  .meta({ id: 'Company' });
export type Company = z.infer<typeof Company>;

/** Who is billed. Without an address it is the company's. */
export const Billing = z
  .strictObject({
    name: line(120),
    organizationNumber: z.string().min(1).max(20).optional(),
    email: Email.optional(),
    phone: Phone.optional(),
    reference: line(120).optional(),
    address: Address.optional(),
  })
  .meta({ id: 'Billing' });
export type Billing = z.infer<typeof Billing>;

/** One of the company's people. The national number and the birth date go in and never come out. */
export const Person = z
  .strictObject({
    /** Of the one who was given before, by whatever name: their numbers stay theirs. Left out: by the same name. */
    id: z
      .string()
      .regex(/^[0-9a-f-]{1,36}$/)
      .optional(),
    firstName: line(100),
    lastName: line(100),
    roles: z.array(z.enum(personRoles)).min(1),
    title: line(80).optional(),
    email: Email.optional(),
    phone: Phone.optional(),
    /** Percent owned, 0 to 100. */
    share: z.int().min(0).max(100).optional(),
    nationalNumber: z
      .string()
      .regex(/^[0-9A-Za-z+-]{6,13}$/)
      .optional(),
    birthDate: z.iso.date().optional(),
    address: Address.optional(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const People = z.strictObject({ people: z.array(Person).min(1).max(20) }).meta({ id: 'People' });
export type People = z.infer<typeof People>;

/** Where money is paid out. `scheme` left out: the national one in Norway, else the IBAN. */
export const BankAccount = z
  .strictObject({
    number: z.string().regex(/^[0-9A-Z]{5,34}$/),
    scheme: z.enum(['iban', 'bban']).optional(),
    country: z.string().regex(/^[A-Z]{2}$/),
    currency: Currency,
    payoutCurrency: Currency,
    bank: line(80).optional(),
    bic: z
      .string()
      .regex(/^[A-Z0-9]{8,11}$/)
      .optional(),
  })
  .meta({ id: 'BankAccount' });
export type BankAccount = z.infer<typeof BankAccount>;

/** Who fills in the rest of an application and signs it. With an e-mail address the form is mailed to them. */
export const Submitter = z
  .strictObject({ name: line(120), email: Email, title: line(80).optional() })
  .meta({ id: 'Submitter' });
export type Submitter = z.infer<typeof Submitter>;

export const PayoutInterval = z.enum(payoutIntervals).meta({ id: 'PayoutInterval' });

/** A company's facts as a platform or an agent may give them beforehand. The merchant may change each. */
export const PrefilledFacts = z
  .strictObject({
    applicant: Applicant.optional(),
    company: Company.optional(),
    address: Address.optional(),
    billing: Billing.optional(),
  })
  .meta({ id: 'PrefilledFacts' });
export type PrefilledFacts = z.infer<typeof PrefilledFacts>;
