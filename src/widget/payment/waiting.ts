import { html } from 'lit/html.js';
import { canCancel } from '../../flow/payment.ts';
import type { Waiting } from '../../flow/payment-state.ts';
import { type Stage, stages } from '../../protocol/words.ts';
import { formatDuration } from '../format-time.ts';
import { heading } from '../heading.ts';
import type { TextKey } from '../texts/texts.ts';
import { appLink } from './app-link.ts';
import { summary } from './summary.ts';
import type { View } from './view.ts';

/** The line under the heading: the most important thing to know just now. */
export const waitingWords = ({ snapshot, cancelling, offline }: Waiting, left: number): TextKey => {
  if (offline) return 'offline';
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
  <div class="stack centred" part="code">
    <p class="quiet small">${t('code')}</p>
    <p class="characters" part="binding-code">${code}</p>
    <p class="quiet small">${t('codeHint')}</p>
  </div>
`;

const timeLeft = (left: number, { t, locale }: View) =>
  html`<span class="quiet" part="time-left">${t('timeLeft', { time: formatDuration(left, locale) })}</span>`;

/** Sent; the person answers in the app. */
export const waitingScreen = (state: Waiting, left: number, view: View) => {
  const { t, act } = view;
  const { asked, snapshot } = state;
  const { status, stage = 'queued', bindingCode: code, approveUrl } = snapshot;
  const isPending = status === 'pending';
  const inTime = left > 0;
  return html`
    ${summary(asked, view)} ${heading(t(isPending ? 'waitingTitle' : 'unknownTitle'))}
    ${isPending ? progress(stage, view) : ''}
    <p class="busy" part="message">${t(waitingWords(state, left))}</p>
    ${
      inTime
        ? html`<div class="meet box">
            ${(code ?? approveUrl) === null ? html`<div class="outline"></div>` : ''}
            ${code === null ? '' : bindingCode(code, view)}
            ${approveUrl === null || view.surface === 'agent' ? '' : appLink(approveUrl, view)}
          </div>`
        : ''
    }
    <div class="row foot">
      ${inTime ? timeLeft(left, view) : ''}
      ${
        canCancel(state)
          ? html`<button type="button" class="link end" part="cancel" @click=${act.cancel}>${t('cancel')}</button>`
          : ''
      }
    </div>
  `;
};
