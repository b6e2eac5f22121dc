import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import { writeFacts } from '../../../protocol/onboarding-routes.ts';
import type { LaterElement } from '../../later-element.ts';
import { Form, under } from '../form.ts';
import { createNumbers } from '../numbers/numbers.ts';
import type { StepModule, StepView } from '../step.ts';
import { addressFields, billingFields, companyFields } from './fields.ts';
import { files } from './files.ts';
import type { Texts } from './texts/en.ts';

type K = keyof Texts;

const create = (element: LaterElement) => {
  const form = new Form<K>(element);
  const numbers = createNumbers(element);

  const fieldsOf = ({ at, onboarding }: Shown) => {
    const { facts, country } = onboarding;
    if (at === 'company') return companyFields(facts, country, numbers(country));
    return at === 'address' ? addressFields(facts) : billingFields(facts, country, numbers(country));
  };

  const bodyOf = ({ at, onboarding }: Shown, values: Record<string, string>) => {
    if (at === 'company') return { company: { ...onboarding.facts.company, ...under(values, '/company/') } };
    if (at === 'address') return { address: { ...under(values, '/address/'), country: onboarding.country } };
    const { address } = onboarding.facts.billing ?? {};
    return { billing: { ...under(values, '/billing/'), ...(address === undefined ? {} : { address }) } };
  };

  return (state: Shown, view: StepView<K>) => {
    const { t, busy, write } = view;
    const fields = fieldsOf(state);
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const values = form.take(fields);
      if (values !== null) write({ route: writeFacts, body: bodyOf(state, values) });
    };
    return html`
      ${state.at === 'company' ? '' : html`<p>${t(state.at === 'address' ? 'addressIntro' : 'billingIntro')}</p>`}
      <form class="stack" novalidate @submit=${onSubmit}>
        <div class="two">${form.render(state, fields, view)}</div>
        <button class="primary" part="button submit" aria-disabled=${busy}>${t('save')}</button>
      </form>
    `;
  };
};

export const step: StepModule = { files, create };
