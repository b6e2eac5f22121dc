import { html } from 'lit/html.js';
import type { Checking, PaymentEvent, Unreachable } from '../../flow/payment-state.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import type { Caller } from '../call.ts';
import { askDebtorCheck } from '../debtor-check/check.ts';
import type { DrawnElement } from '../drawn-element.ts';
import { heading } from '../heading.ts';
import type { Patience } from '../persist.ts';
import { Refused } from '../refused.ts';
import { Words } from '../words.ts';
import { files } from './files.ts';

/** The debtor check within a payment. */
export interface CheckStep {
  /** Asks, and says what it came to. Whatever goes wrong is `unknown`: it is no reason not to send. */
  ask(caller: Caller, debtor: Debtor, signal: AbortSignal): Promise<PaymentEvent>;
  screen(state: Checking | Unreachable, send: (event: PaymentEvent) => void): unknown;
  /** What a screen reader is told. */
  said(state: Checking | Unreachable): string;
}

/** Resolves when everything can be said. Throws `Refused` if it cannot. */
export const openCheckStep = async (element: DrawnElement, patience: Patience): Promise<CheckStep> => {
  const words = new Words(element, files, () => element.requestUpdate());
  await words.come(patience);
  return {
    async ask(caller, debtor, signal) {
      try {
        return { type: 'checked', outcome: await askDebtorCheck(caller, debtor, signal) };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { type: 'checked', outcome: 'unknown' };
      }
    },
    screen(state, send) {
      words.follow();
      if (state.at === 'checking') return heading(words.text('checking'));
      const again = () => {
        send({ type: 'change-debtor' });
        send({ type: 'debtor', debtor: state.debtor });
      };
      return html`
        <div class="stack" part="unreachable">
          ${heading(words.text('title'))}
          <p part="message">${words.text('text')}</p>
        </div>
        <slot name="other-way"></slot>
        <button type="button" class="primary" part="button check-again" @click=${again}>${words.text('again')}</button>
        <button type="button" class="link" part="change" @click=${() => send({ type: 'change-debtor' })}>
          ${words.text('other')}
        </button>
      `;
    },
    said: ({ at }) => words.text(at === 'checking' ? 'checking' : 'title'),
  };
};
