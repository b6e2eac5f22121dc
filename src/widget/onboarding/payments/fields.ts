import type { Onboarding } from '../../../protocol/onboarding.ts';
import { type ApplicationKind, payoutIntervals } from '../../../protocol/onboarding-words.ts';
import type { Field } from '../form.ts';
import type { Numbers } from '../numbers/country.ts';
import type { StepView } from '../step.ts';
import type { Texts } from './texts/en.ts';

type K = keyof Texts;
type View = Pick<StepView<K>, 't'>;

const currencies = { NO: 'NOK', SE: 'SEK', DK: 'DKK', FI: 'EUR' } as const;

/** Values of the provider's test environment that say what is to become of an application. */
export const trials = ['none', 'AUTO_APPROVE', 'AUTO_DECLINE', 'AUTO_WAITING_FOR_SIGNATURE'] as const;

export const accountField = ({ country, facts }: Onboarding, numbers: Numbers | undefined): Field<K> => ({
  at: '/bankAccount/number',
  label: country === 'NO' ? 'account_NO' : 'account_IBAN',
  hint: 'accountHint',
  given: facts.bankAccount !== null,
  max: 42,
  check(typed) {
    const verdict = numbers?.account(typed) ?? {
      ok: true,
      value: typed.replace(/[\s.-]/g, '').toUpperCase(),
    };
    return verdict.ok ? { ok: true, value: verdict.value } : { ok: false, error: 'accountWrong' };
  },
});

/** An IBAN says which country its account is in. */
export const bankAccountOf = (number: string, { country }: Onboarding) => ({
  number,
  country: /^[A-Z]{2}/.test(number) ? number.slice(0, 2) : country,
  currency: currencies[country],
  payoutCurrency: currencies[country],
});

const payoutFields = ({ facts, account }: Onboarding, { t }: View): readonly Field<K>[] => [
  {
    at: '/reference',
    label: 'reference',
    hint: 'referenceHint',
    value: (facts.company?.displayName ?? facts.company?.name ?? '')
      .replace(/[^\p{L}\p{N} .,/&-]/gu, '')
      .slice(0, 60),
    max: 60,
    check: (typed) =>
      /^[\p{L}\p{N} .,/&-]{1,60}$/u.test(typed)
        ? { ok: true, value: typed }
        : { ok: false, error: 'referenceWrong' },
  },
  { at: '/interval', label: 'interval', choices: payoutIntervals.map((one) => [one, t(one)]) },
  ...(account.test
    ? [
        {
          at: '/description',
          label: 'trial',
          choices: trials.map((one) => [one, t(`trial_${one}`)] as const),
        } as const satisfies Field<K>,
      ]
    : []),
];

export const signerFields: readonly Field<K>[] = [
  { at: '/submitter/name', label: 'otherName', max: 120 },
  { at: '/submitter/email', label: 'otherEmail', type: 'email', max: 254 },
  { at: '/submitter/title', label: 'otherTitle', optional: true, max: 80 },
];

export const orderFields = (
  kind: ApplicationKind,
  onboarding: Onboarding,
  view: View,
): readonly Field<K>[] => (kind === 'payout' ? payoutFields(onboarding, view) : []);
