import { html } from 'lit/html.js';
import type { Failed } from '../../flow/payment-state.ts';
import { heading } from '../heading.ts';
import type { TextKey } from '../texts/texts.ts';
import type { View } from './view.ts';

/** What is said about a trouble: it depends on what may already have happened. */
const failedWords = ({ trouble, from }: Failed): readonly [title: TextKey, text: TextKey] => {
  if (from.at === 'waiting') return ['lostTitle', 'lostText'];
  if (trouble.retryable) {
    return ['unreachableTitle', from.at === 'sending' ? 'notSentText' : 'unreachableText'];
  }
  return trouble.code === 'token_expired'
    ? ['tokenExpiredTitle', 'tokenExpiredText']
    : ['cannotShowTitle', 'cannotShowText'];
};

/** The payment cannot go on here. */
export const failedScreen = (state: Failed, { t, act }: View) => {
  const [title, text] = failedWords(state);
  const { traceId, retryable } = state.trouble;
  return html`
    <div class="stack" role="alert">
      ${heading(t(title))}
      <p part="message">${t(text)}</p>
    </div>
    ${
      retryable
        ? html`<button type="button" class="primary" part="button retry" @click=${act.restart}>${t('again')}</button>`
        : ''
    }
    ${traceId === null ? '' : html`<p class="quiet small">${t('traceId', { traceId })}</p>`}
  `;
};
