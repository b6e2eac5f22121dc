import { html } from 'lit/html.js';
import type { AskedState } from '../../flow/provider-consent.ts';
import { heading } from '../heading.ts';
import type { CompanyField } from './company-field.ts';
import { productList } from './products.ts';
import type { View } from './view.ts';

/** Who asks, for which company, and for what. */
export const askedScreen = (state: AskedState, field: CompanyField, view: View) => {
  const { t, send } = view;
  const { task, test } = state.asked;
  const provider = task.asking.name;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    const begin = (company: string | null) =>
      send({ type: 'start', company, idempotencyKey: crypto.randomUUID() });
    if (task.company === null) void field.take(begin);
    else begin(null);
  };
  return html`
    <div part="summary">
      ${heading(t('askTitle', { provider }))}
      <p class="quiet" part="provider">${t('businessId', { id: task.asking.businessId })}</p>
      ${test ? html`<p class="test quiet small" part="test">${t('test')}</p>` : ''}
    </div>
    <p part="message">${t('askText', { provider })}</p>
    ${productList(task.products, view)}
    <form class="stack" novalidate @submit=${onSubmit}>
      ${
        task.company === null
          ? field.render(state.company, state.refused, view)
          : html`<p part="company">${t('forCompany', { company: task.company.businessId })}</p>`
      }
      <p class="quiet small">${t('askHint')}</p>
      <button class="primary" part="button submit">${t('next')}</button>
    </form>
  `;
};
