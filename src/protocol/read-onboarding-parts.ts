import type {
  OnboardingApplication,
  OnboardingFeature,
  OnboardingOption,
  OptionField,
} from './onboarding-parts.ts';
import type { AgreementPart, Price, PriceList } from './onboarding-terms.ts';
import {
  agreementKinds,
  applicationKinds,
  applicationLinks,
  applicationStatuses,
  caseStatuses,
  featureIds,
  featureStatuses,
  fieldKinds,
  optionIds,
  optionStatuses,
  preconditionIds,
} from './onboarding-words.ts';
import {
  flag,
  instant,
  isLaterThan,
  isObject,
  link,
  list,
  nullable,
  optional,
  shape,
  text,
  whole,
  word,
} from './reader.ts';

/** Readers for the browser, as in `read.ts`: agreement, prices, applications, options and features. */
const laterId =
  (...ids: readonly string[]) =>
  (value: unknown): boolean =>
    isObject(value) && isLaterThan(...ids)(value.id);

export const agreementPart = shape<AgreementPart>({
  id: text,
  // A kind that came later is not hidden among the attachments: it is accepted by itself.
  kind: word(agreementKinds, 'personal_guarantee'),
  name: text,
  version: text,
  url: link,
  acceptedAt: nullable(instant),
});

const price = shape<Price>({
  product: text,
  name: text,
  description: nullable(text),
  fixed: nullable(whole),
  rate: nullable(text),
  currency: nullable(text),
  only: list(shape<Price['only'][number]>({ name: text, values: list(text) })),
});

export const priceList = shape<PriceList>({
  name: text,
  description: nullable(text),
  conditions: nullable(text),
  prices: list(price),
});

const applicationLink = shape<OnboardingApplication['links'][number]>({
  kind: word(applicationLinks, 'contract'),
  url: link,
});

export const application = shape<OnboardingApplication>({
  id: text,
  kind: word(applicationKinds, 'payments'),
  status: word(applicationStatuses, 'pending'),
  caseStatus: word(caseStatuses, 'under_manual_review'),
  links: list(applicationLink),
  createdAt: instant,
  withdrawing: flag,
  withdrawable: flag,
});

const field = shape<OptionField>({
  id: text,
  kind: word(fieldKinds, 'text'),
  required: flag,
  choices: optional(list(text)),
  max: optional(whole),
});

const precondition = shape<OnboardingOption['preconditions'][number]>({
  id: word(preconditionIds, 'account'),
  met: flag,
});

const option = shape<OnboardingOption>({
  id: word(optionIds, 'common'),
  status: word(optionStatuses, 'pending'),
  opensHere: flag,
  sending: flag,
  preconditions: list(precondition),
  fields: list(field),
  link: nullable(shape<NonNullable<OnboardingOption['link']>>({ url: link, expiresAt: nullable(instant) })),
});
export const options = list(option, laterId(...optionIds));

const feature = shape<OnboardingFeature>({
  id: word(featureIds, 'creditcard'),
  status: word(featureStatuses, 'off'),
});
export const features = list(feature, laterId(...featureIds));
