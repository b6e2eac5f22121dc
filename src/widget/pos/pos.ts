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

/** What a till has to know of an element's state. */
export interface AtTill {
  /** Nothing of the customer is left. */
  readonly isCleared: boolean;
  readonly isLoading: boolean;
  /** Something is being waited for, for as long as that takes. */
  readonly isUnderWay: boolean;
  readonly isOffline: boolean;
  /** Withdraws it; null: there is nothing to withdraw. */
  readonly cancel: (() => void) | null;
}

/** An element at a till, whatever it is for. */
export interface Customer<S> {
  readonly look: (state: S) => AtTill;
  /** Forgets the customer. */
  readonly clear: () => void;
}

/** Opens a till around any element. Resolves when everything can be said. Throws `Refused` if it cannot. */
export const openTillFor = async <S>(
  element: DrawnElement,
  customer: Customer<S>,
  patience: Patience,
): Promise<Till<S>> => {
  const words = new Words<Texts>(element, files, () => element.requestUpdate());
  await words.come(patience);
  element.addStyles(styles);
  return new Till(element, customer, words);
};

/** Opens the till of a payment. */
export const openTill = (payment: Payment, patience: Patience): Promise<Till> =>
  openTillFor(
    payment,
    {
      look: (state: PaymentState) => ({
        isCleared: state.at === 'idle',
        isLoading: state.at === 'loading',
        isUnderWay: state.at === 'sending' || state.at === 'waiting',
        isOffline: 'offline' in state && state.offline,
        cancel: canCancel(state) ? () => payment.cancel() : null,
      }),
      clear: () => payment.clear(),
    },
    patience,
  );

/** What a till adds to an element that a customer uses at a counter, on a screen that the next customer will use. */
export class Till<S = PaymentState> {
  readonly #element: DrawnElement;
  readonly #customer: Customer<S>;
  readonly #words: Words<Texts>;
  readonly #wakeLock = new WakeLock();
  readonly #clerk: Clerk;
  readonly #idle: Idle;
  #listening: AbortController | undefined;
  #isTold = false;

  constructor(element: DrawnElement, customer: Customer<S>, words: Words<Texts>) {
    this.#element = element;
    this.#customer = customer;
    this.#words = words;
    const draw = () => element.requestUpdate();
    this.#clerk = new Clerk(draw);
    this.#idle = new Idle(draw, customer.clear);
  }

  /** What goes on beside this state: the screen kept awake, the wait for the customer to go. */
  sync(state: S): void {
    const { isCleared, isUnderWay, isLoading } = this.#customer.look(state);
    const isHere = this.#element.isConnected && !isCleared;
    this.#listen(isHere);
    this.#wakeLock.keep(isHere && isUnderWay);
    // Whoever looks at their phone touches no till: while a request is under way its own time counts.
    this.#idle.watch(isHere && !isUnderWay && !isLoading ? this.#seconds : 0);
    if (!isCleared) this.#isTold = false;
    else if (!this.#isTold) {
      this.#isTold = true;
      this.#clerk.close();
      // The page is told once nothing is to be seen of the customer any more.
      this.#element.updateComplete.then(() => this.#element.dispatchEvent(new HandslagIdleEvent()));
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
      addEventListener(type, () => this.#element.requestUpdate(), { signal });
    }
  }

  /** The button that asked for more time goes: whoever was on it is taken to the heading. */
  #touched(): void {
    const { root } = this.#element;
    const wasOnIt = root.activeElement?.part.contains('more');
    this.#idle.touch();
    if (wasOnIt)
      this.#element.updateComplete.then(() => root.querySelector<HTMLElement>('#heading')?.focus());
  }

  get #seconds(): number {
    const given = Number(this.#element.getAttribute('idle-after'));
    return given > 0 ? Math.max(given, warning) : idleAfter;
  }

  /** The screen of the element, with what a till says below it. */
  around(state: S, shown: unknown) {
    const { isCleared, isOffline: isCutOff, cancel } = this.#customer.look(state);
    if (isCleared) return html`<slot></slot>`;
    this.#words.follow();
    const t: Say = (key, values = {}) => fill(this.#words.text(key), values);
    const { left } = this.#idle;
    const isOffline = !navigator.onLine || isCutOff;
    return html`
      <div class="till">${shown}</div>
      ${isOffline ? html`<p class="box" part="network">${t('network')}</p>` : ''}
      <div class="row ruled">
        <p part="help">${t('help')}</p>
        <div class="end">
          ${this.#clerk.render({ cancel, startAgain: cancel === null ? () => this.#customer.clear() : null }, t)}
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
