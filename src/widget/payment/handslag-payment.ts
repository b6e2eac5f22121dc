import { html, nothing } from 'lit/html.js';
import { start, step, work } from '../../flow/payment.ts';
import { news, type PaymentNews } from '../../flow/payment-news.ts';
import type { PaymentEvent, PaymentState, PaymentWork } from '../../flow/payment-state.ts';
import { trouble } from '../../flow/trouble.ts';
import { toEvent } from '../events.ts';
import { localeOf } from '../language.ts';
import type { Patience } from '../persist.ts';
import { unreachable } from '../refused.ts';
import { RunFlow } from '../run-flow.ts';
import { SessionElement } from '../session-element.ts';
import { fill, type Texts } from '../texts/texts.ts';
import { Words } from '../words.ts';
import type { AfterSending } from './after-sending.ts';
import { DebtorField } from './debtor-field.ts';
import { files } from './languages.ts';
import { type CheckStep, type Later, performPayment, type Till } from './perform.ts';
import { screen } from './screen.ts';
import { showStates } from './states.ts';
import type { View } from './view.ts';

/**
 * One payment, with or without a mandate: shows what is asked, sends it to the payer's app, waits, and says what
 * happened. What stands between the tags is shown until then, also where no script runs; a page styles it by
 * `handslag-payment:not(:defined)`.
 *
 * @fires handslag-ready - The payment can be used.
 * @fires handslag-change - The request moved; `event.snapshot`.
 * @fires handslag-done - The request is final, once per request; `event.outcome`, `event.snapshot`.
 * @fires handslag-idle - On a till: the screen was cleared for the next customer.
 * @fires handslag-error - It cannot go on; `event.error` is `{code, retryable, traceId}`.
 *
 * @attr backend - Where the backend is. If not given: where this script came from.
 * @attr token - The session token, for pages without a script of their own. The property is better.
 * @attr idle-after - On a till: seconds without a touch after which the screen is cleared; 60 if not given.
 * @attr surface - `web`, `agent` or `pos`: how to lay it out. The session's word rules for all else.
 * @attr lang - If not given, the nearest `lang` around counts, then the browser's languages.
 *
 * @slot - Shown until the payment is.
 * @slot other-way - Where the payer has no app: another way to pay.
 *
 * @csspart card - Everything.
 * @csspart summary - Amount, creditor and text.
 * @csspart amount - The amount.
 * @csspart test - The note that no money moves.
 * @csspart heading - The heading of a screen.
 * @csspart message - What is said under it.
 * @csspart button - Every main button or link; also `submit`, `app-link`, `again`, `retry`.
 * @csspart input - The field for the payer's number.
 * @csspart error - What is wrong with it.
 * @csspart schemes - The choice between kinds of number.
 * @csspart debtor - Who pays.
 * @csspart change - The button to change it.
 * @csspart mandate - The mandate and its text.
 * @csspart unreachable - What is said to a payer without the app; also `check-again`.
 * @csspart steps - How far a request has come.
 * @csspart code - The code that both screens show, with its words.
 * @csspart binding-code - The code alone.
 * @csspart qr - The QR code.
 * @csspart time-left - The time left.
 * @csspart cancel - Cancels.
 * @csspart outcome - Sign, heading and message of the end.
 * @csspart sign - The sign.
 * @csspart receipt - The receipt's rows.
 * @csspart contact - How to reach the creditor.
 * @csspart help, network - On a till: whom to ask; that it has no network.
 * @csspart clearing, more - On a till: that the screen is about to be cleared; more time.
 * @csspart clerk, clerk-menu - On a till: the clerk's button and menu; also `clerk-cancel`, `clerk-again`, `clerk-close`.
 * @csspart print - Prints.
 *
 * @cssstate idle, loading, identify, checking, unreachable, review, sending, waiting, done, failed - Where it is.
 * @cssstate pending, unknown, approved, declined, expired, cancelled, rejected - The request's status.
 */
export class HandslagPayment extends SessionElement<Texts> {
  readonly #words = new Words(this, files, () => this.requestUpdate());
  readonly #field = new DebtorField(this);
  readonly #internals = this.attachInternals?.();
  /** What the page is to be told once it can be seen. */
  readonly #news: PaymentNews[] = [];
  /** Requests of which the page was told that they are done. */
  readonly #told = new Set<string>();
  #after: AfterSending | undefined;
  #till: Till | undefined;
  #check: CheckStep | undefined;
  #styled = false;
  #drawn: PaymentState['at'] = 'loading';

  readonly #flow = new RunFlow<PaymentState, PaymentEvent, PaymentWork>(
    this,
    { start, step, work },
    performPayment({
      caller: this.caller,
      words: (patience) => this.#words.come(patience),
      later: () => this.#loadLater(),
      till: (patience) => this.#loadTill(patience),
      check: (patience) => this.#loadCheck(patience),
    }),
    (before, after) => this.#onStep(before, after),
  );

  constructor() {
    super({});
    this.takeOver('token', 'fetchToken', 'texts');
  }

  protected override tokenCame(): void {
    this.#flow.send({ type: 'token' });
  }

  protected override fetchTokenCame(): void {
    const { at } = this.#flow.state;
    if (at === 'failed' || at === 'idle') this.#flow.send({ type: 'token' });
  }

  protected override sync(): void {
    this.#flow.sync();
    this.#till?.sync(this.#flow.state);
  }

  /** The next step, as if its button had been pressed: hands over the number that was typed, or sends. */
  submit(): void {
    const { at } = this.#flow.state;
    // What has not been on the screen has not been read.
    if (at !== this.#drawn) return;
    if (at === 'identify') this.#act.identify();
    if (at === 'review') this.#act.send();
  }

  /** Asks for the request to be cancelled. That can lose the race against an approval. */
  cancel(): void {
    this.#flow.send({ type: 'cancel' });
  }

  /**
   * Forgets everything about the customer; then another token may be set. It cancels nothing: at a counter the backend
   * withdraws a request that no screen reads any more.
   */
  clear(): void {
    this.#flow.send({ type: 'clear' });
  }

  /** Another try, where one is offered: after an end without payment, or after a trouble that may have passed. */
  restart(): void {
    this.#flow.send({ type: this.#flow.state.at === 'failed' ? 'retry' : 'again' });
  }

  protected override draw() {
    this.#words.follow();
    const { language } = this.#words;
    // What cannot be said is not shown.
    const state = language ? this.#flow.state : start();
    const view = this.#view(state);
    const isChecked = state.at === 'checking' || state.at === 'unreachable';
    const shown = isChecked
      ? this.#check?.screen(state, (event) => this.#flow.send(event))
      : screen(state, this.#field, this.#after, view);
    const isSent = state.at === 'sending' || 'snapshot' in state;
    const { status, alert } = (isSent && this.#after?.said) || {
      status: isChecked
        ? this.#check?.said(state)
        : state.at === 'loading' && state.offline
          ? view.t('offline')
          : '',
      alert: '',
    };
    return html`
      <div class="card ${view.surface}" part="card" lang=${language ?? nothing}>${this.#till?.around(state, shown) ?? shown}</div>
      <div class="unseen" role="status">${status}</div>
      <div class="unseen" role="alert">${alert}</div>
    `;
  }

  /** A screen that takes the place of one that had the focus gets it. */
  protected override drawn(hadFocus: boolean): void {
    const { at } = this.#flow.state;
    if (at !== this.#drawn && hadFocus) {
      this.root.querySelector<HTMLElement>(at === 'identify' ? '#debtor' : '#heading')?.focus();
    }
    this.#drawn = at;
    for (const one of this.#news.splice(0)) this.#tell(one);
  }

  #view(state: PaymentState): View {
    const asked = 'asked' in state ? state.asked : undefined;
    const creditor = asked?.merchant.name ?? '';
    return {
      surface: this.getAttribute('surface') ?? asked?.surface ?? 'web',
      t: (key, values) => fill(this.texts[key] ?? this.#words.text(key), { creditor, ...values }),
      locale: localeOf(this.#words.language ?? 'en'),
      act: this.#act,
    };
  }

  readonly #act = {
    identify: () => {
      if (this.#flow.state.at !== 'identify') return;
      this.#field.take((debtor) => this.#flow.send({ type: 'debtor', debtor }));
    },
    send: () => {
      const { state } = this.#flow;
      if (state.at !== 'review') return;
      this.#loadLater().then(
        ({ sendEvent }) => {
          if (this.#flow.state !== state) return;
          this.#flow.send(sendEvent(state.asked, this.#view(state), this.#words.language ?? 'en'));
        },
        () => this.#flow.send({ type: 'trouble', trouble: trouble('unreachable') }),
      );
    },
    changeDebtor: () => this.#flow.send({ type: 'change-debtor' }),
    cancel: () => this.cancel(),
    restart: () => this.restart(),
  };

  #onStep(before: PaymentState, after: PaymentState): void {
    if (after.at === 'identify' && before.at !== 'failed') {
      this.#field.isShared = after.asked.surface === 'pos';
      this.#field.begin(after.asked.task.debtorSchemes, after.debtor, after.refused);
    }
    if (after.at === 'idle') this.#forget();
    this.#till?.sync(after);
    showStates(this.#internals, after);
    this.#news.push(...news(before, after));
  }

  #tell(one: PaymentNews): void {
    if (one.type === 'ready') this.#loadLater().catch(() => {});
    if (one.type === 'done') {
      if (this.#told.has(one.snapshot.id)) return;
      this.#told.add(one.snapshot.id);
    }
    if (one.type === 'error' && !one.trouble.retryable) {
      console.error(`<handslag-payment>: ${one.trouble.code}`, one.trouble.traceId ?? '');
    }
    this.dispatchEvent(toEvent(one));
  }

  /** Nothing of the last customer is for the next one to find. */
  #forget(): void {
    this.forget();
    this.#field.begin([], null, false);
    this.#told.clear();
    this.#after = undefined;
  }

  async #loadCheck(patience: Patience): Promise<CheckStep> {
    const { openCheckStep } = await import('../check-step/check-step.ts').catch(unreachable);
    this.#check ??= await openCheckStep(this, patience);
    return this.#check;
  }

  async #loadTill(patience: Patience): Promise<void> {
    const { openTill } = await import('../pos/pos.ts').catch(unreachable);
    this.#till ??= await openTill(this, patience);
  }

  async #loadLater(): Promise<Later> {
    const later = await import('./later.ts').catch(unreachable);
    if (!this.#styled) this.addStyles(later.styles);
    this.#styled = true;
    this.#after ??= new later.AfterSending(() => this.requestUpdate());
    return later;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'handslag-payment': HandslagPayment;
  }
}
