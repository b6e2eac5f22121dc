import type { OnboardingFacts } from '../../../protocol/onboarding.ts';
import type { Field } from '../form.ts';
import type { Texts } from './texts/en.ts';

/** Who opens the account. */
export const applicantFields = ({ applicant }: OnboardingFacts): readonly Field<keyof Texts>[] => [
  {
    at: '/applicant/firstName',
    label: 'firstName',
    autocomplete: 'given-name',
    value: applicant?.firstName,
    max: 100,
  },
  {
    at: '/applicant/lastName',
    label: 'lastName',
    autocomplete: 'family-name',
    value: applicant?.lastName,
    max: 100,
  },
  {
    at: '/applicant/email',
    label: 'email',
    hint: 'emailHint',
    type: 'email',
    autocomplete: 'email',
    value: applicant?.email,
    max: 254,
  },
  {
    at: '/applicant/phone',
    label: 'phone',
    type: 'tel',
    autocomplete: 'tel',
    value: applicant?.phone,
    optional: true,
    max: 20,
  },
];
