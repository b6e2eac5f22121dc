import { html } from 'lit/html.js';
import type { PaymentState } from '../../flow/payment-state.ts';
import type { AfterSending } from './after-sending.ts';
import type { DebtorField } from './debtor-field.ts';
import { failedScreen } from './failed.ts';
import { identifyScreen } from './identify.ts';
import { reviewScreen } from './review.ts';
import type { View } from './view.ts';

/** The screen for a state. What comes after sending has been loaded before it. */
export const screen = (
  state: PaymentState,
  field: DebtorField,
  after: AfterSending | undefined,
  view: View,
): unknown => {
  switch (state.at) {
    case 'loading':
      return loadingScreen(state.offline, view);
    case 'identify':
      return identifyScreen(state, field, view);
    case 'review':
      return reviewScreen(state, view);
    case 'failed':
      return failedScreen(state, view);
    default:
      return after?.screen(state, view);
  }
};

/** What the integrator put between the tags, else the outline of what is to come. */
const loadingScreen = (offline: boolean, { t }: View) => html`
  ${offline ? html`<p part="message">${t('offline')}</p>` : ''}
  <slot><div class="outline"></div></slot>
`;
