import { html } from 'lit/html.js';
import type { EftConsentState } from '../../../flow/eft-consent-state.ts';
import { heading } from '../../heading.ts';
import type { View } from './view.ts';

/** What the person has agreed to is on its way. */
export const sendingScreen = ({ offline }: Extract<EftConsentState, { at: 'sending' }>, { t }: View) => html`
  <div class="stack">
    ${heading(t('sending'))}
    <p class="quiet" part="progress">${t(offline ? 'offline' : 'sendingHint')}</p>
  </div>
`;
