import type { AwaitedCode, OnboardingFacts, ShownPerson } from './onboarding.ts';
import type { Address, Applicant, Billing, Company } from './onboarding-facts.ts';
import { codeChannels, codePurposes, personRoles } from './onboarding-words.ts';
import {
  flag,
  instant,
  isLaterThan,
  link,
  list,
  nullable,
  optional,
  shape,
  text,
  whole,
  word,
} from './reader.ts';

/** Readers for the browser, as in `read.ts`: what has been given, and the code that is awaited. */
const applicant = shape<Applicant>({
  email: text,
  firstName: optional(text),
  lastName: optional(text),
  phone: optional(text),
});

const address = shape<Address>({
  line: text,
  line2: optional(text),
  postalCode: text,
  place: text,
  country: text,
});

const company = shape<Company>({
  name: text,
  displayName: optional(text),
  organizationNumber: text,
  website: optional(link),
  termsUrl: optional(link),
  email: optional(text),
  phone: optional(text),
  industry: optional(text),
  categoryCode: optional(text),
});

const billing = shape<Billing>({
  name: text,
  organizationNumber: optional(text),
  email: optional(text),
  phone: optional(text),
  reference: optional(text),
  address: optional(address),
});

const given = shape<ShownPerson['birthDate']>({ given: flag });

const person = shape<ShownPerson>({
  id: text,
  firstName: text,
  lastName: text,
  roles: list(word(personRoles, 'contact'), isLaterThan(...personRoles)),
  title: optional(text),
  email: optional(text),
  phone: optional(text),
  share: optional(whole),
  nationalNumber: given,
  birthDate: given,
  address: optional(address),
});

export const facts = shape<OnboardingFacts>({
  applicant: nullable(applicant),
  company: nullable(company),
  address: nullable(address),
  billing: nullable(billing),
  people: list(person),
  bankAccount: nullable(
    shape<NonNullable<OnboardingFacts['bankAccount']>>({
      masked: text,
      country: text,
      currency: text,
      payoutCurrency: text,
    }),
  ),
});

export const awaitedCode = shape<AwaitedCode>({
  purpose: word(codePurposes, 'verify'),
  sentTo: nullable(text),
  channel: word(codeChannels, 'email'),
  channels: list(word(codeChannels, 'email'), isLaterThan(...codeChannels)),
  triesLeft: whole,
  resendsLeft: whole,
  resendAt: instant,
});
