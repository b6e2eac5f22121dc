import type { OnboardingFacts } from '../../../protocol/onboarding.ts';
import type { OnboardingCountry } from '../../../protocol/onboarding-words.ts';
import type { Field } from '../form.ts';
import type { Numbers } from '../numbers/country.ts';
import type { Texts } from './texts/en.ts';

type K = keyof Texts;

/** How a number of each country looks: nobody's. */
const examples: Readonly<Record<OnboardingCountry, string>> = {
  NO: '974 760 673',
  SE: '556012-5790',
  DK: '10 15 08 17',
  FI: '2617416-4',
};

const numberField = (
  at: string,
  value: string | undefined,
  country: OnboardingCountry,
  numbers: Numbers | undefined,
): Field<K> => ({
  at,
  label: `number_${country}`,
  hintText: examples[country],
  value,
  max: 20,
  check(typed) {
    const verdict = numbers?.company(typed) ?? { ok: true, value: typed };
    if (verdict.ok) return { ok: true, value: verdict.value };
    return { ok: false, error: verdict.reason === 'check_digit' ? 'numberCheck' : 'numberWrong' };
  },
});

export const companyFields = (
  { company, applicant }: OnboardingFacts,
  country: OnboardingCountry,
  numbers: Numbers | undefined,
): readonly Field<K>[] => [
  {
    at: '/company/name',
    label: 'name',
    hint: 'nameHint',
    autocomplete: 'organization',
    value: company?.name,
  },
  numberField('/company/organizationNumber', company?.organizationNumber, country, numbers),
  {
    at: '/company/displayName',
    label: 'displayName',
    hint: 'displayNameHint',
    value: company?.displayName,
    optional: true,
    max: 80,
  },
  {
    at: '/company/website',
    label: 'website',
    hint: 'websiteHint',
    type: 'url',
    autocomplete: 'url',
    value: company?.website,
    optional: true,
  },
  {
    at: '/company/email',
    label: 'companyEmail',
    type: 'email',
    autocomplete: 'email',
    value: company?.email ?? applicant?.email,
    optional: true,
    max: 254,
  },
  {
    at: '/company/phone',
    label: 'companyPhone',
    type: 'tel',
    autocomplete: 'tel',
    value: company?.phone ?? applicant?.phone,
    optional: true,
    max: 20,
  },
  {
    at: '/company/termsUrl',
    label: 'termsUrl',
    type: 'url',
    value: company?.termsUrl,
    optional: true,
    max: 240,
  },
  { at: '/company/industry', label: 'industry', value: company?.industry, optional: true, max: 80 },
];

export const addressFields = ({ address }: OnboardingFacts): readonly Field<K>[] => [
  { at: '/address/line', label: 'line', autocomplete: 'address-line1', value: address?.line },
  {
    at: '/address/line2',
    label: 'line2',
    autocomplete: 'address-line2',
    value: address?.line2,
    optional: true,
  },
  {
    at: '/address/postalCode',
    label: 'postalCode',
    autocomplete: 'postal-code',
    value: address?.postalCode,
    max: 12,
  },
  { at: '/address/place', label: 'place', autocomplete: 'address-level2', value: address?.place, max: 80 },
];

/** The company itself is billed, at its own address, unless they say otherwise. */
export const billingFields = (
  { billing, company, applicant }: OnboardingFacts,
  country: OnboardingCountry,
  numbers: Numbers | undefined,
): readonly Field<K>[] => [
  {
    at: '/billing/name',
    label: 'billTo',
    autocomplete: 'organization',
    value: billing?.name ?? company?.name,
  },
  {
    ...numberField(
      '/billing/organizationNumber',
      billing?.organizationNumber ?? company?.organizationNumber,
      country,
      numbers,
    ),
    optional: true,
  },
  {
    at: '/billing/email',
    label: 'billEmail',
    type: 'email',
    autocomplete: 'email',
    value: billing?.email ?? company?.email ?? applicant?.email,
    optional: true,
    max: 254,
  },
  { at: '/billing/reference', label: 'billReference', value: billing?.reference, optional: true },
];
