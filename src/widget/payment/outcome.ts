import { html } from 'lit/html.js';
import { canAskAgain } from '../../flow/payment.ts';
import type { Done } from '../../flow/payment-state.ts';
import type { Merchant } from '../../protocol/session.ts';
import { formatDateAndTime } from '../format-time.ts';
import { heading } from '../heading.ts';
import type { TextKey } from '../texts/texts.ts';
import { type Mood, outcomeWords } from './outcome-words.ts';
import { summary } from './summary.ts';
import type { View } from './view.ts';

const signs: Readonly<Record<Mood, string>> = {
  good: 'M7 12.5l3.5 3.5L17 9',
  partly: 'M12 7v6m0 3.5v.01',
  bad: 'M8.5 8.5l7 7m0-7l-7 7',
};

const sign = (
  mood: Mood,
) => html`<svg class="sign ${mood}" part="sign" viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="12" cy="12" r="11" /><path d=${signs[mood]} />
</svg>`;

/** What is worth keeping of a payment. */
const receipt = ({ asked, snapshot }: Done, { t, locale }: View) => {
  const rows: readonly [TextKey, string | null | undefined][] = [
    ['reference', snapshot.reference],
    ['date', formatDateAndTime(snapshot.createdAt, locale)],
    ['code', snapshot.bindingCode],
    ['mandateNumber', snapshot.mandate?.reference],
    ['customer_number', asked.task.mandate?.customerNumber],
  ];
  return html`<dl part="receipt">
    ${rows.map(([key, value]) => (value ? html`<div class="row ruled"><dt>${t(key)}</dt><dd class="end">${value}</dd></div>` : ''))}
  </dl>`;
};

const contactOf = ({ name, contact: { email, phone, url } }: Merchant, { t }: View) => {
  const link = (href: string, text: string) => html`<a class="link" href=${href}>${text}</a>&emsp;`;
  return email || phone || url
    ? html`<p class="quiet small" part="contact">
        ${t('questions', { creditor: name })}:<br />
        ${email && link(`mailto:${email}`, email)}${phone && link(`tel:${phone.replace(/\s/g, '')}`, phone)}
        ${url && link(url, new URL(url).host)}
      </p>`
    : '';
};

/** Final: what happened, what to do next, and for a payment that was made its receipt. */
export const outcomeScreen = (state: Done, view: View) => {
  const { t, act } = view;
  const { asked, snapshot } = state;
  const { mood, title, texts } = outcomeWords(state);
  return html`
    ${summary(asked, view)}
    <div class="outcome" part="outcome">
      ${sign(mood)}
      <div class="stack">
        ${heading(t(title))}
        <div class="stack" part="message">${texts.map((key) => html`<p>${t(key)}</p>`)}</div>
      </div>
    </div>
    ${snapshot.status === 'approved' ? receipt(state, view) : ''}
    ${
      canAskAgain(state)
        ? html`<button type="button" class="primary" part="button again" @click=${act.restart}>${t('again')}</button>`
        : ''
    }
    <div class="row foot">
      ${contactOf(asked.merchant, view)}
      ${
        mood === 'good'
          ? html`<button type="button" class="link end" part="print" @click=${() => print()}>${t('print')}</button>`
          : ''
      }
    </div>
  `;
};
