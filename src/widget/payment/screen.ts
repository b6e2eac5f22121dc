import { html } from 'lit';
import type { PaymentState } from '../../flow/payment-state.ts';
import type { DebtorField } from './debtor-field.ts';
import { failedScreen, failedWords } from './failed.ts';
import { identifyScreen } from './identify.ts';
import { reviewScreen } from './review.ts';
import { sendingScreen } from './sending.ts';
import type { View } from './view.ts';

/** The screens that come after sending, and their words. */
export type Later = typeof import('./later.ts');

/** What the screens are given beside the state. */
export interface Props {
  readonly field: DebtorField;
  /** Seconds left to answer; null: nothing is counted. */
  readonly left: number | null;
  /** Undefined until it has been loaded, which is before anything is sent. */
  readonly later: Later | undefined;
}

/** The screen for a state. */
export const screen = (state: PaymentState, { field, left, later }: Props, view: View): unknown => {
  switch (state.at) {
    case 'loading':
      return loadingScreen(state.offline, view);
    case 'identify':
      return identifyScreen(state, field, view);
    case 'review':
      return reviewScreen(state, view);
    case 'sending':
      return sendingScreen(state.asked, state.offline, view);
    case 'waiting':
      return later?.waitingScreen(state, left, view);
    case 'done':
      return later?.outcomeScreen(state, view);
    case 'failed':
      return failedScreen(state, view);
  }
};

/** What the integrator put between the tags, else the outline of what is to come. */
const loadingScreen = (offline: boolean, { t }: View) => html`
  ${offline ? html`<p part="message">${t('offline')}</p>` : ''}
  <slot><div class="outline"></div></slot>
`;

/** The state in words, for those who do not see it. */
export const spokenLine = (state: PaymentState, { left, later }: Props, { t }: View): string => {
  const all = (keys: readonly Parameters<View['t']>[0][]): string => keys.map((key) => t(key)).join(' ');
  switch (state.at) {
    case 'loading':
      return state.offline ? t('offline') : '';
    case 'sending':
      return t(state.offline ? 'offlineSending' : 'sendingTitle');
    case 'waiting': {
      const { bindingCode } = state.snapshot;
      const line = later ? t(later.waitingWords(state, left)) : '';
      return bindingCode === null ? line : `${line} ${t('code')}: ${[...bindingCode].join(' ')}`;
    }
    case 'done': {
      if (later === undefined) return '';
      const { title, texts } = later.outcomeWords(state);
      return `${t(title)}. ${all(texts)}`;
    }
    case 'failed': {
      const [title, text] = failedWords(state);
      return `${t(title)}. ${t(text)}`;
    }
    default:
      return '';
  }
};
