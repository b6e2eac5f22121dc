import { html } from 'lit/html.js';
import type { EftConsentState } from '../../../flow/eft-consent-state.ts';
import { heading } from '../../heading.ts';
import { consentFacts } from '../consent.ts';
import { companyOf } from '../words-of.ts';
import type { View } from './view.ts';
import { followingWords } from './words-of.ts';

/** What was given or changed here, as it stands. */
export const followingScreen = (state: Extract<EftConsentState, { at: 'following' }>, view: View) => {
  const { t, send } = view;
  const { asked, consent } = state;
  const company = companyOf(asked, consent);
  const [title, text] = followingWords(consent);
  return html`
    <div class="stack" part="outcome">
      ${heading(t(title))}
      <p part="message">${t(text, { company })}</p>
      ${consent.state === 'not_active' && consent.refusal === null ? html`<p>${t('notActiveWhy')}</p>` : ''}
    </div>
    <div class="box" part="consent">
      <h3>${company}</h3>
      ${consentFacts(asked, consent, view)}
    </div>
    <button type="button" class="primary" part="button back" @click=${() => send({ type: 'back' })}>${t('done')}</button>
    ${state.offline ? html`<p class="small" part="progress">${t('offline')}</p>` : ''}
  `;
};
