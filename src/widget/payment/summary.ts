import { html } from 'lit/html.js';
import type { Asked } from '../../flow/payment-state.ts';
import { formatMoney } from '../format.ts';
import type { View } from './view.ts';

/** How much, to whom and for what: the same on every screen. */
export const summary = ({ test, task }: Asked, { t, locale }: View) => html`
  <div class="summary" part="summary">
    <p class="amount" part="amount">${formatMoney(task.amount, locale)}</p>
    <p>${t('to')}</p>
    <p class="quiet">${task.text}</p>
    ${test ? html`<p class="test quiet small" part="test">${t('test')}</p>` : ''}
  </div>
`;
