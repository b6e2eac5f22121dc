import { html } from 'lit/html.js';
import type { Sending } from '../../flow/payment-state.ts';
import { heading } from '../heading.ts';
import { summary } from './summary.ts';
import type { View } from './view.ts';

/** On its way. */
export const sendingScreen = ({ asked, offline }: Sending, view: View) => html`
  ${summary(asked, view)} ${heading(view.t('sendingTitle'))}
  <p class="busy" part="message">${view.t(offline ? 'offline' : 'sendHint')}</p>
`;
