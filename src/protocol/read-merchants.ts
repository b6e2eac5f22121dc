import type {
  MerchantList,
  MerchantNote,
  MerchantNotes,
  OnboardedMerchant,
  OnboardingLink,
} from './merchants.ts';
import {
  applicationKinds,
  applicationStatuses,
  caseStatuses,
  optionIds,
  optionStatuses,
  stepStates,
} from './onboarding-words.ts';
import { accountState, country, isLaterStep, status, stepId, stepIdList } from './read-onboarding.ts';
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

/** Readers for the browser, as in `read.ts`: what the platform sees of its merchants. */
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
