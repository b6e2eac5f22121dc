import { html } from 'lit/html.js';
import type { Trouble } from '../flow/trouble.ts';
import { heading } from './heading.ts';
import type { View } from './view.ts';

/** What such a screen needs to be said. */
type Key = `${'unreachable' | 'expired' | 'broken'}${'Title' | 'Text'}` | 'again' | 'traceId';

/** It cannot go on here. */
export const failedScreen = (
  { retryable, code, traceId }: Trouble,
  retry: () => void,
  { t }: Pick<View<Key, never>, 't'>,
) => {
  const kind = retryable ? 'unreachable' : code === 'token_expired' ? 'expired' : 'broken';
  return html`
    <div class="stack" role="alert">
      ${heading(t(`${kind}Title`))}
      <p part="message">${t(`${kind}Text`)}</p>
    </div>
    ${
      retryable
        ? html`<button type="button" class="primary" part="button retry" @click=${retry}>${t('again')}</button>`
        : ''
    }
    ${traceId === null ? '' : html`<p class="quiet small">${t('traceId', { traceId })}</p>`}
  `;
};
