import { html } from 'lit';
import type { Asked } from '../../flow/payment-state.ts';
import { heading } from './heading.ts';
import { summary } from './summary.ts';
import type { View } from './view.ts';

/** On its way. */
export const sendingScreen = (asked: Asked, offline: boolean, view: View) => html`
  ${summary(asked, view)} ${heading(view.t('sendingTitle'))}
  <p class="busy" part="message">${offline ? view.t('offlineSending') : view.t('sendHint')}</p>
`;
