import { html } from 'lit/html.js';
import type { Identify } from '../../flow/payment-state.ts';
import { heading } from '../heading.ts';
import type { DebtorField } from './debtor-field.ts';
import { summary } from './summary.ts';
import type { View } from './view.ts';

/** Asks who pays. */
export const identifyScreen = ({ asked }: Identify, field: DebtorField, view: View) => {
  const { t, act } = view;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    act.identify();
  };
  return html`
    ${summary(asked, view)} ${heading(t('identifyTitle'))}
    <form class="stack" novalidate @submit=${onSubmit}>
      ${field.render(asked.task.debtorSchemes, t)}
      <button class="primary" part="button submit">${t('continue')}</button>
    </form>
  `;
};
