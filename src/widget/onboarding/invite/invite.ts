import { html } from 'lit/html.js';
import type { Inviting } from '../../../flow/merchants-state.ts';
import type { OnboardingFacts } from '../../../protocol/onboarding.ts';
import { type OnboardingCountry, onboardingCountries } from '../../../protocol/onboarding-words.ts';
import { heading } from '../../heading.ts';
import type { LaterElement } from '../../later-element.ts';
import { fill } from '../../texts/texts.ts';
import { type Files, Words } from '../../words.ts';
import { addressFields, companyFields } from '../company/fields.ts';
import { files as companyFiles } from '../company/files.ts';
import type { Texts as Company } from '../company/texts/en.ts';
import { type Field, Form, type Told, under } from '../form.ts';
import type { Beside, ListView } from '../list/beside.ts';
import type { Texts as ListTexts } from '../list/files.ts';
import type { Numbers } from '../numbers/country.ts';
import { createNumbers } from '../numbers/numbers.ts';
import { applicantFields } from '../sign-up/fields.ts';
import { files as signUpFiles } from '../sign-up/files.ts';
import type { Texts as SignUp } from '../sign-up/texts/en.ts';
import { files } from './files.ts';
import type { Texts } from './texts/en.ts';

type K = keyof (Texts & Company & SignUp & ListTexts);
type Sections = readonly (readonly [title: K, fields: readonly Field<K>[]])[];

const nothing: OnboardingFacts = {
  applicant: null,
  company: null,
  address: null,
  billing: null,
  people: [],
  bankAccount: null,
};

/** The rest the merchant knows best. */
const asked = ['/company/name', '/company/organizationNumber', '/company/website'];

const sectionsOf = (
  { merchants, asked: { task } }: Inviting,
  country: OnboardingCountry,
  numbers: Numbers | undefined,
  locale: string,
): Sections => {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  // What the browser knows of whoever types is not the merchant's.
  const others = <F extends Field<K>>(fields: readonly F[]) =>
    fields.map((field) => ({ ...field, autocomplete: 'off' }));
  return [
    [
      'where',
      [
        {
          at: '/country',
          label: 'country',
          value: task.country,
          choices: onboardingCountries.map((one) => [one, names.of(one) ?? one]),
        },
        ...others(companyFields(nothing, country, numbers).filter(({ at }) => asked.includes(at))),
        ...others(addressFields(nothing)),
      ],
    ],
    [
      'who',
      [
        ...others(applicantFields(nothing)),
        { at: '/note', label: 'firstNote', hint: 'firstNoteHint', optional: true, max: 500 },
      ],
    ],
    [
      'yours',
      [
        {
          at: '/reference',
          label: 'ownReference',
          hint: 'ownReferenceHint',
          max: 64,
          check(typed) {
            if (!/^[A-Za-z0-9._:/-]{1,64}$/.test(typed)) return { ok: false, error: 'referenceWrong' };
            return merchants.some(({ reference }) => reference === typed)
              ? { ok: false, error: 'referenceTaken' }
              : { ok: true, value: typed };
          },
        },
        { at: '/accountManager', label: 'managerEmail', type: 'email', optional: true, max: 254 },
      ],
    ],
  ];
};

/** Whom it is billed to stands in no field: the company itself, at its own address. The merchant may change it. */
const bodyOf = (values: Readonly<Record<string, string>>, country: OnboardingCountry) => {
  const { '/reference': reference, '/accountManager': accountManager, '/note': note } = values;
  const applicant = under(values, '/applicant/');
  const company = under(values, '/company/');
  const address = { ...under(values, '/address/'), country };
  const { name, organizationNumber } = company;
  return {
    reference,
    country,
    applicant,
    company,
    address,
    billing: { name, organizationNumber, email: applicant.email, address },
    ...(accountManager === undefined ? {} : { accountManager }),
    ...(note === undefined ? {} : { note }),
  };
};

/** Opens an account in a merchant's name, and has them invited. */
export const create = (element: LaterElement): Beside<Inviting> => {
  const form = new Form<K>(element);
  const numbers = createNumbers(element);
  // A company is asked for in the words in which it is asked itself; but for those that are said of it here.
  const words = [files, companyFiles, signUpFiles].map(
    (one: Files<Readonly<Record<string, string>>>) => new Words(element, one, () => element.requestUpdate()),
  );

  return {
    async ready(patience) {
      await Promise.all(words.map((one) => one.come(patience)));
    },
    granted(wish) {
      if (wish.kind === 'invite') form.clear();
    },
    render(state: Inviting, { t: shared, locale, send }: ListView) {
      for (const one of words) one.follow();
      const t = (key: K, values: Readonly<Record<string, string>> = {}): string => {
        const own = element.texts[key] ?? words.map((one) => one.text(key)).find((text) => text !== '');
        return own === undefined ? shared(key as keyof ListTexts, values) : fill(own, values);
      };
      const typed = form.value({ at: '/country', label: 'country', value: state.asked.task.country });
      const country = onboardingCountries.find((one) => one === typed) ?? state.asked.task.country;
      const sections = sectionsOf(state, country, numbers(country), locale);
      const told: Told = {
        onboarding: { revision: 0, steps: [] },
        refused:
          state.refused === null
            ? null
            : { write: { key: state.refused.wish.key }, pointers: state.refused.pointers },
      };
      const onSubmit = (event: Event) => {
        event.preventDefault();
        const values = form.take(sections.flatMap(([, fields]) => fields));
        if (values === null) return;
        const wish = { kind: 'invite', key: crypto.randomUUID(), body: bodyOf(values, country) } as const;
        send({ type: 'wish', wish });
      };
      return html`
        ${heading(t('invite'))}
        <p>${t('inviteIntro')}</p>
        <form class="stack" novalidate @submit=${onSubmit} part="invitation">
          ${sections.map(
            ([title, fields]) => html`<h3>${t(title)}</h3>
              <div class="two">${form.render(told, fields, { t })}</div>`,
          )}
          <button class="primary" part="button send" aria-disabled=${state.wish !== null}>${t('send')}</button>
        </form>
      `;
    },
  };
};
