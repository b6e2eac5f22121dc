import type { ShownPerson } from '../../../protocol/onboarding.ts';
import type { Applicant } from '../../../protocol/onboarding-facts.ts';
import type { OnboardingCountry } from '../../../protocol/onboarding-words.ts';
import type { Field } from '../form.ts';
import type { Numbers } from '../numbers/country.ts';
import type { StepView } from '../step.ts';
import type { Texts } from './texts/en.ts';

type K = keyof Texts;

/** Whether their numbers are there: never which. */
export const given = ({ nationalNumber, birthDate }: ShownPerson, { t }: StepView<K>): string =>
  nationalNumber.given || birthDate.given ? t('numbersGiven') : t('numbersMissing');

/** What is asked of one person. The first one is usually whoever opened the account. */
export const fieldsOf = (
  person: ShownPerson | undefined,
  applicant: Applicant | null,
  country: OnboardingCountry,
  roles: readonly string[],
  numbers: Numbers | undefined,
): readonly Field<K>[] => [
  {
    at: '/person/firstName',
    label: 'firstName',
    autocomplete: 'given-name',
    value: person?.firstName ?? applicant?.firstName,
    max: 100,
  },
  {
    at: '/person/lastName',
    label: 'lastName',
    autocomplete: 'family-name',
    value: person?.lastName ?? applicant?.lastName,
    max: 100,
  },
  { at: '/person/title', label: 'title', value: person?.title, optional: true, max: 80 },
  {
    at: '/person/email',
    label: 'email',
    type: 'email',
    value: person?.email ?? applicant?.email,
    optional: true,
    max: 254,
  },
  {
    at: '/person/phone',
    label: 'phone',
    type: 'tel',
    value: person?.phone ?? applicant?.phone,
    optional: true,
    max: 20,
  },
  ...(roles.includes('owner')
    ? [
        {
          at: '/person/share',
          label: 'share',
          hint: 'shareHint',
          mode: 'numeric',
          value: person?.share === undefined ? undefined : String(person.share),
          max: 3,
          check: (typed: string) =>
            /^(100|\d{1,2})$/.test(typed) ? { ok: true, value: typed } : { ok: false, error: 'shareHint' },
        } as const satisfies Field<K>,
      ]
    : []),
  {
    at: '/person/nationalNumber',
    label: `number_${country}`,
    hint: 'numberHint',
    mode: country === 'FI' ? 'text' : 'numeric',
    given: person?.nationalNumber.given ?? false,
    optional: true,
    max: 20,
    check(typed) {
      const verdict = numbers?.person(typed) ?? { ok: true, value: typed.replace(/\s/g, '') };
      return verdict.ok ? { ok: true, value: verdict.value } : { ok: false, error: 'numberWrong' };
    },
  },
  {
    at: '/person/birthDate',
    label: 'birthDate',
    type: 'date',
    autocomplete: 'bday',
    given: person?.birthDate.given ?? false,
    optional: true,
    max: 10,
  },
];
