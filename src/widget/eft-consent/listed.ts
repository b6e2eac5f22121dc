import { html } from 'lit/html.js';
import { openIn } from '../../flow/eft-consent.ts';
import type { EftAsked, EftConsentState } from '../../flow/eft-consent-state.ts';
import type { EftConsent } from '../../protocol/eft-consent.ts';
import { heading } from '../heading.ts';
import { consentFacts } from './consent.ts';
import type { View } from './view.ts';
import { companyOf } from './words-of.ts';

/** Changing the account, or why not. */
const change = (asked: EftAsked, consent: EftConsent, { t, send }: View) => {
  const { id, modifiable, notModifiable, account } = consent;
  if (!asked.task.actions.includes('modify')) return '';
  // What is to be approved in the internet bank has no account yet.
  if (modifiable && account === null) return '';
  if (!modifiable) {
    return notModifiable === null || notModifiable === 'not_offered'
      ? ''
      : html`<p class="quiet small" part="not-modifiable">${t(notModifiable)}</p>`;
  }
  const what = t('change');
  return html`<button
    type="button"
    class="link"
    part="modify"
    aria-label=${t('ofCompany', { what, company: companyOf(asked, consent) })}
    @click=${() => send({ type: 'modify', consent: id })}
  >
    ${what}
  </button>`;
};

/** The person's consents, by company. */
export const listedScreen = (state: Extract<EftConsentState, { at: 'listed' }>, view: View) => {
  const { t, send } = view;
  const { asked, consents, current, notice } = state;
  const { task, surface, test } = asked;
  return html`
    <div>
      ${heading(t('title'))}
      <p class="quiet">${t(surface === 'agent' ? 'introAgent' : 'intro')}</p>
      ${test ? html`<p class="test quiet small" part="test">${t('test')}</p>` : ''}
    </div>
    ${notice === null ? '' : html`<p class="box" part="notice" role="alert">${t(`notice_${notice}`)}</p>`}
    ${current ? '' : html`<p class="box" part="notice">${t('notCurrent')}</p>`}
    ${task.companies.map(({ key, name }) => {
      const own = consents.filter(({ company }) => company === key);
      return html`<section class="ruled stack" part="company">
        <h3>${name}</h3>
        ${own.length === 0 && current ? html`<p class="quiet" part="none">${t('none')}</p>` : ''}
        ${own.map(
          (consent) => html`<div class="box" part="consent">
            ${consentFacts(asked, consent, view)} ${change(asked, consent, view)}
          </div>`,
        )}
      </section>`;
    })}
    ${
      openIn(state).length > 0
        ? html`<button type="button" class="primary" part="button new" @click=${() => send({ type: 'new' })}>
            ${t(consents.length === 0 ? 'set' : 'setNew')}
          </button>`
        : ''
    }
    ${state.offline ? html`<p class="small" part="progress">${t('offline')}</p>` : ''}
  `;
};
