import type {
  MerchantList,
  MerchantNote,
  MerchantNotes,
  OnboardedMerchant,
  OnboardingLink,
} from './merchants.ts';
import type { Onboarding, OnboardingStep } from './onboarding.ts';
import type { MerchantOnboardingTask } from './onboarding-session.ts';
import {
  accountStates,
  applicationKinds,
  applicationStatuses,
  caseStatuses,
  onboardingCountries,
  onboardingRoles,
  onboardingStatuses,
  optionIds,
  optionStatuses,
  stepFaults,
  stepIds,
  stepStates,
  uploadKinds,
} from './onboarding-words.ts';
import { sessionWith, tasksOf } from './read.ts';
import { awaitedCode, facts } from './read-onboarding-facts.ts';
import { agreementPart, application, features, options, priceList } from './read-onboarding-parts.ts';
import {
  flag,
  instant,
  isLaterThan,
  isObject,
  link,
  list,
  nullable,
  safely,
  shape,
  text,
  whole,
  word,
} from './reader.ts';

const country = word(onboardingCountries, 'NO');
const stepId = word(stepIds, 'summary');
const stepIdList = list(stepId, isLaterThan(...stepIds));
const status = word(onboardingStatuses, 'in_progress');
const accountState = word(accountStates, 'applied');
const isLaterStep = (value: unknown): boolean => isObject(value) && isLaterThan(...stepIds)(value.id);

const task = shape<MerchantOnboardingTask>({
  type: word(['merchant_onboarding'], 'merchant_onboarding'),
  provider: word(['dintero'], 'dintero'),
  reference: text,
  country,
  view: word(['merchant', 'list'], 'merchant'),
  role: word(onboardingRoles, 'agent'),
});

const step = shape<OnboardingStep>({
  id: stepId,
  state: word(stepStates, 'pending'),
  errors: list(shape<OnboardingStep['errors'][number]>({ pointer: text, code: word(stepFaults, 'refused') })),
  dueBy: nullable(instant),
});

/** Body of `GET /v1/session`, for an onboarding. */
export const readOnboardingSession = safely(
  sessionWith(tasksOf<MerchantOnboardingTask>('merchant_onboarding', task, 'dintero')),
);

/** Body of `GET /v1/onboarding`, and of the answers to what is written there. */
export const readOnboardingAnswer = safely(
  shape<Onboarding>({
    id: text,
    reference: text,
    revision: whole,
    now: instant,
    country,
    role: word(onboardingRoles, 'agent'),
    status,
    prefilled: flag,
    account: shape<Onboarding['account']>({ state: accountState, test: flag }),
    steps: list(step, isLaterStep),
    outstanding: stepIdList,
    facts,
    code: nullable(awaitedCode),
    agreement: list(agreementPart),
    prices: list(priceList),
    applications: list(application),
    options,
    features,
    uploads: list(word(uploadKinds, 'logo'), isLaterThan(...uploadKinds)),
    leftAt: nullable(stepId),
  }),
);

const merchant = shape<OnboardedMerchant>({
  id: text,
  reference: text,
  revision: whole,
  account: shape<OnboardedMerchant['account']>({ id: nullable(text), state: accountState, test: flag }),
  status,
  name: nullable(text),
  country,
  accountManager: nullable(text),
  steps: list(
    shape<OnboardedMerchant['steps'][number]>({ id: stepId, state: word(stepStates, 'pending') }),
    isLaterStep,
  ),
  outstanding: stepIdList,
  applications: list(
    shape<OnboardedMerchant['applications'][number]>({
      id: text,
      kind: word(applicationKinds, 'payments'),
      status: word(applicationStatuses, 'pending'),
      caseStatus: word(caseStatuses, 'under_manual_review'),
    }),
  ),
  options: list(
    shape<OnboardedMerchant['options'][number]>({
      id: word(optionIds, 'common'),
      status: word(optionStatuses, 'pending'),
    }),
    (value) => isObject(value) && isLaterThan(...optionIds)(value.id),
  ),
  leftAt: nullable(stepId),
  createdAt: instant,
});

/** Body of `GET /v1/merchants`. */
export const readMerchants = safely(shape<MerchantList>({ items: list(merchant), cursor: text }));

/** Body of the answer to `POST /v1/merchants`. */
export const readMerchant = safely(merchant);

const note = shape<MerchantNote>({ id: text, at: instant, by: nullable(text), text: nullable(text) });

/** Body of `GET /v1/merchants/{id}/notes`. */
export const readNotes = safely(shape<MerchantNotes>({ items: list(note) }));

/** Body of the answer to `POST /v1/merchants/{id}/onboarding-link`. */
export const readOnboardingLink = safely(shape<OnboardingLink>({ url: link }));
