import { html } from 'lit/html.js';
import { canCancel } from '../../flow/payment.ts';
import type { PaymentState } from '../../flow/payment-state.ts';
import type { DrawnElement } from '../drawn-element.ts';
import { formatDuration } from '../format-time.ts';
import { localeOf } from '../language.ts';
import type { Patience } from '../persist.ts';
import { fill } from '../texts/texts.ts';
import { Words } from '../words.ts';
import { Clerk } from './clerk.ts';
import { files } from './files.ts';
import { Idle, warning } from './idle.ts';
import { HandslagIdleEvent } from './idle-event.ts';
import type { Say } from './say.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';
import { WakeLock } from './wake-lock.ts';

/** Seconds without a touch after which the screen is cleared, where the page does not say. */
const idleAfter = 60;

/** The payment that a till is made of. */
export interface Payment extends DrawnElement {
  /** Asks for the request to be cancelled. */
  cancel(): void;
  /** Forgets the customer. */
  clear(): void;
}

/** Resolves when everything can be said. Throws `Refused` if it cannot. */
export const openTill = async (payment: Payment, patience: Patience): Promise<Till> => {
  const words = new Words<Texts>(payment, files, () => payment.requestUpdate());
  await words.come(patience);
  payment.addStyles(styles);
  return new Till(payment, words);
};

/** What a till adds to a payment that a customer makes at a counter, on a screen that the next customer will use. */
export class Till {
  readonly #payment: Payment;
  readonly #words: Words<Texts>;
  readonly #wakeLock = new WakeLock();
  readonly #clerk: Clerk;
  readonly #idle: Idle;
  #listening: AbortController | undefined;
  #isTold = false;

  constructor(payment: Payment, words: Words<Texts>) {
    this.#payment = payment;
    this.#words = words;
    const draw = () => payment.requestUpdate();
    this.#clerk = new Clerk(draw);
    this.#idle = new Idle(draw, () => payment.clear());
  }

  /** What goes on beside this state: the screen kept awake, the wait for the customer to go. */
  sync(state: PaymentState): void {
    const isHere = this.#payment.isConnected && state.at !== 'idle';
    const isUnderWay = state.at === 'sending' || state.at === 'waiting';
    this.#listen(isHere);
    this.#wakeLock.keep(isHere && isUnderWay);
    // Whoever looks at their phone touches no till: while a request is under way its own time counts.
    this.#idle.watch(isHere && !isUnderWay && state.at !== 'loading' ? this.#seconds : 0);
    if (state.at !== 'idle') this.#isTold = false;
    else if (!this.#isTold) {
      this.#isTold = true;
      this.#clerk.close();
      // The page is told once nothing is to be seen of the customer any more.
      this.#payment.updateComplete.then(() => this.#payment.dispatchEvent(new HandslagIdleEvent()));
    }
  }

  #listen(isHere: boolean): void {
    if (isHere === (this.#listening !== undefined)) return;
    this.#listening?.abort();
    this.#listening = isHere ? new AbortController() : undefined;
    if (this.#listening === undefined) return;
    const { signal } = this.#listening;
    for (const type of ['pointerdown', 'keydown'] as const) {
      document.addEventListener(type, () => this.#touched(), { capture: true, passive: true, signal });
    }
    for (const type of ['online', 'offline'] as const) {
      addEventListener(type, () => this.#payment.requestUpdate(), { signal });
    }
  }

  /** The button that asked for more time goes: whoever was on it is taken to the heading. */
  #touched(): void {
    const { root } = this.#payment;
    const wasOnIt = root.activeElement?.part.contains('more');
    this.#idle.touch();
    if (wasOnIt)
      this.#payment.updateComplete.then(() => root.querySelector<HTMLElement>('#heading')?.focus());
  }

  get #seconds(): number {
    const given = Number(this.#payment.getAttribute('idle-after'));
    return given > 0 ? Math.max(given, warning) : idleAfter;
  }

  /** The screen of the payment, with what a till says below it. */
  around(state: PaymentState, shown: unknown) {
    if (state.at === 'idle') return html`<slot></slot>`;
    this.#words.follow();
    const t: Say = (key, values = {}) => fill(this.#words.text(key), values);
    const { left } = this.#idle;
    const cancel = canCancel(state) ? () => this.#payment.cancel() : null;
    const isOffline = !navigator.onLine || ('offline' in state && state.offline);
    return html`
      <div class="till">${shown}</div>
      ${isOffline ? html`<p class="box" part="network">${t('network')}</p>` : ''}
      <div class="row ruled">
        <p part="help">${t('help')}</p>
        <div class="end">
          ${this.#clerk.render({ cancel, startAgain: cancel === null ? () => this.#payment.clear() : null }, t)}
        </div>
      </div>
      ${left === null ? '' : this.#countdown(left, t)}
      <div class="unseen" role="status">${this.#said(left, isOffline, t)}</div>
    `;
  }

  #countdown(left: number, t: Say) {
    return html`<div class="box stack" part="clearing">
      <p aria-hidden="true">${t('clearing', { time: this.#time(left) })}</p>
      <button type="button" class="primary" part="button more" @click=${() => this.#touched()}>${t('more')}</button>
    </div>`;
  }

  /** Said at once, and once more near the end: not every second. */
  #said(left: number | null, isOffline: boolean, t: Say): string {
    if (left !== null) return t('clearing', { time: this.#time(left > 10 ? 20 : 10) });
    if (this.#clerk.isArmed) return t('clerkAgain');
    return isOffline ? t('network') : '';
  }

  #time(seconds: number): string {
    return formatDuration(seconds, localeOf(this.#words.language ?? 'en'));
  }
}
