import { html } from 'lit/html.js';
import type { RefusedWrite } from '../../flow/onboarding-state.ts';
import { formatDuration } from '../format-time.ts';
import type { View } from '../view.ts';
import { problemText } from './problem-words.ts';
import type { Texts } from './texts/en.ts';

/** Why something that was sent was not taken; null: nothing was refused. */
export const problemBox = (
  refused: Pick<RefusedWrite, 'trouble' | 'seconds'> | null,
  retry: () => void,
  { t, locale }: Pick<View<keyof Texts, never>, 't' | 'locale'>,
) => {
  if (refused === null) return '';
  const { code, traceId } = refused.trouble;
  const text = problemText(code);
  const isLater = text === 'problemLater';
  return html`<div class="box problem" role="alert" part="problem">
    <p>${t(text, { time: formatDuration(refused.seconds ?? 60, locale) })}</p>
    ${
      isLater
        ? html`<button type="button" class="link" part="retry" @click=${retry}>${t('again')}</button>`
        : ''
    }
    ${traceId === null || !isLater ? '' : html`<p class="quiet small">${t('traceId', { traceId })}</p>`}
  </div>`;
};
