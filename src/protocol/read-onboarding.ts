import type { Onboarding, OnboardingStep } from './onboarding.ts';
import type { MerchantOnboardingTask } from './onboarding-session.ts';
import {
  accountStates,
  onboardingCountries,
  onboardingRoles,
  onboardingStatuses,
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
  list,
  nullable,
  safely,
  shape,
  text,
  whole,
  word,
} from './reader.ts';

export const country = word(onboardingCountries, 'NO');
export const stepId = word(stepIds, 'summary');
export const stepIdList = list(stepId, isLaterThan(...stepIds));
export const status = word(onboardingStatuses, 'in_progress');
export const accountState = word(accountStates, 'applied');
export const isLaterStep = (value: unknown): boolean => isObject(value) && isLaterThan(...stepIds)(value.id);

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
