import { html } from 'lit';
import { canCancel } from '../../flow/payment.ts';
import type { Waiting } from '../../flow/payment-state.ts';
import { type Stage, stages } from '../../protocol/words.ts';
import { formatCountdown, formatTime } from '../format.ts';
import type { TextKey } from '../texts/texts.ts';
import { appLink } from './app-link.ts';
import { heading } from './heading.ts';
import { summary } from './summary.ts';
import type { View } from './view.ts';

/** The line under the heading: the most important thing to know just now. */
export const waitingWords = ({ snapshot, cancelling, offline }: Waiting, left: number | null): TextKey => {
  if (offline) return 'offlineWaiting';
  if (snapshot.status === 'unknown') return 'unknownText';
  if (left === 0) return 'timeUp';
  if (cancelling || snapshot.cancelling) return 'cancelling';
  return `${snapshot.stage ?? 'queued'}Long`;
};

/** Sent, in the app, opened. */
const progress = (now: Stage, { t }: View) => html`
  <ol class="steps" part="steps">
    ${stages.map(
      (stage, at) => html`<li
        class=${at <= stages.indexOf(now) ? 'reached' : ''}
        aria-current=${stage === now ? 'step' : 'false'}
      >
        ${t(stage)}
      </li>`,
    )}
  </ol>
`;

/** What both screens show. Read out letter by letter. */
const bindingCode = (code: string, { t }: View) => html`
  <div class="code" part="code">
    <p class="quiet small">${t('code')}</p>
    <p class="characters" part="binding-code">${code}</p>
    <p class="quiet small">${t('codeHint')}</p>
  </div>
`;

const timeLeft = (expiresAt: string, left: number, { t, locale }: View) =>
  html`<span class="quiet" part="time-left">${
    left > 3600
      ? t('answerBefore', { time: formatTime(expiresAt, locale) })
      : t('timeLeft', { time: formatCountdown(left) })
  }</span>`;

/** Sent; the person answers in the app. */
export const waitingScreen = (state: Waiting, left: number | null, view: View) => {
  const { t, act } = view;
  const { asked, snapshot } = state;
  const { status, stage = 'queued', bindingCode: code, approveUrl, expiresAt } = snapshot;
  const isPending = status === 'pending';
  const inTime = isPending && left !== 0;
  return html`
    ${summary(asked, view)} ${heading(t(isPending ? 'waitingTitle' : 'unknownTitle'))}
    ${isPending ? progress(stage, view) : ''}
    <p class="busy" part="message">${t(waitingWords(state, left))}</p>
    <div class="meet">
      ${code === null ? '' : bindingCode(code, view)}
      ${inTime && asked.surface !== 'agent' ? appLink(approveUrl, view) : ''}
    </div>
    <div class="foot">
      ${inTime && left !== null ? timeLeft(expiresAt, left, view) : ''}
      ${
        canCancel(state)
          ? html`<button type="button" class="link" part="cancel" @click=${act.cancel}>${t('cancel')}</button>`
          : ''
      }
    </div>
  `;
};
