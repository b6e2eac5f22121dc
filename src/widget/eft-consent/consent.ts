import { html } from 'lit/html.js';
import type { EftAsked } from '../../flow/eft-consent-state.ts';
import type { EftConsent } from '../../protocol/eft-consent.ts';
import type { View } from './view.ts';
import { companyOf, stateText } from './words-of.ts';

const day = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date));

/** What is known of one consent: its state, account and payer as masks, and what came of what was sent last. */
export const consentFacts = (asked: EftAsked, consent: EftConsent, { t, locale }: View) => {
  const company = companyOf(asked, consent);
  const { bank, account, payer, createdOn, refusal } = consent;
  const facts = [
    ['account', account === null ? null : `${bank ?? ''} ${account}`.trim()],
    ['payer', payer],
    ['since', createdOn === null ? null : day(createdOn, locale)],
  ] as const;
  return html`
    <p class="state ${consent.state}" part="state">${t(stateText(consent), { company })}</p>
    ${refusal === null ? '' : html`<p class="error small" part="refusal">${t(`refusal_${refusal}`, { company })}</p>`}
    <dl class="facts">
      ${facts.map(([name, value]) => (value === null ? '' : html`<dt>${t(name)}</dt><dd>${value}</dd>`))}
    </dl>
  `;
};
