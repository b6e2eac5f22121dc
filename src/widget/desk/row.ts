import { html } from 'lit/html.js';
import { canCancel, canSendAgain, isNotInCall } from '../../flow/desk.ts';
import type { DeskOpen } from '../../flow/desk-state.ts';
import type { DeskRequest } from '../../protocol/collection-request.ts';
import { stages } from '../../protocol/words.ts';
import { formatMoney } from '../format.ts';
import { reasonWords, stateWords } from './row-words.ts';
import { spell } from './spell.ts';
import type { DeskView } from './view.ts';

export interface RowActions {
  readonly again: (row: DeskRequest) => void;
  readonly cancel: (row: DeskRequest) => void;
  readonly copy: (row: DeskRequest) => void;
  readonly seen: (row: DeskRequest) => void;
}

/** Seconds as on a stopwatch: "9:05", "1:00:00". */
export const formatLeft = (seconds: number): string => {
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

const steps = ({ stage = 'queued' }: DeskRequest) => html`<span class="steps" aria-hidden="true">
  ${stages.map((_, at) => html`<i class=${at <= stages.indexOf(stage) ? 'reached' : ''}></i>`)}
</span>`;

const codeOf = ({ bindingCode, status }: DeskRequest, { t }: DeskView) => {
  if (bindingCode === null)
    return status === 'pending' ? html`<span class="quiet">${t('codePending')}</span>` : '';
  return html`<span class="characters" part="binding-code">${bindingCode}</span>
    <span class="quiet" part="spelled">${spell(bindingCode, t('alphabet'))}</span>`;
};

const stop = (row: DeskRequest, { t }: DeskView, act: RowActions) => html`
  <div class="stop" part="stop">
    <strong>${t('stop')}</strong>
    <span>${t('stopText')}</span>
    <button type="button" class="plain" tabindex="-1" part="seen" @click=${() => act.seen(row)}>${t('seen')}</button>
  </div>
`;

/** What stands in a row, but for its time left, which runs by itself. */
export const rowContent = (
  state: DeskOpen,
  row: DeskRequest,
  copied: boolean,
  view: DeskView,
  act: RowActions,
) => {
  const { t, locale } = view;
  const { id, reference, payment, text, customerNumber, debtor, status, mandate } = row;
  const [words, mood] = stateWords(row, state.deeds.get(id));
  const reason = reasonWords(row);
  const quiet = [customerNumber, debtor && debtor.masked !== customerNumber && debtor.masked].filter(Boolean);
  const isLive = status === 'pending';
  return html`
    <div role="gridcell" class="state ${mood}">
      <span part="stage">${t(words)}</span>
      ${isLive ? steps(row) : ''}
      <span class="left quiet" part="time-left"></span>
      ${reason === undefined ? '' : html`<span class="quiet">${t(reason)}</span>`}
    </div>
    <div role="gridcell" class="what">
      <span><b part="amount">${formatMoney(payment.amount, locale)}</b>
        ${mandate === undefined ? '' : html`<span class="mark">${t('agreement')}</span>`}</span>
      <span>${text}</span>
      <span class="quiet">${quiet.join(' · ')}</span>
    </div>
    <div role="gridcell" class="code">${isLive || status === 'unknown' ? codeOf(row, view) : ''}</div>
    <div role="gridcell" class="deeds">
      <button type="button" class="link" part="copy" tabindex="-1" aria-label=${t('copy', { reference })} @click=${() => act.copy(row)}>
        ${copied ? t('copied') : reference}
      </button>
      ${
        canSendAgain(state, row)
          ? html`<button type="button" class="plain" part="send-again" tabindex="-1" @click=${() => act.again(row)}>${t('sendAgain')}</button>`
          : ''
      }
      ${
        canCancel(state, row)
          ? html`<button type="button" class="plain" part="cancel" tabindex="-1" @click=${() => act.cancel(row)}>${t('cancel')}</button>`
          : ''
      }
    </div>
    ${isNotInCall(row) && state.ended.has(id) ? html`<div role="gridcell" class="wide">${stop(row, view, act)}</div>` : ''}
  `;
};
