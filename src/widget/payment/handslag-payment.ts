import { html, LitElement, type PropertyDeclarations } from 'lit';
import { start, step, work } from '../../flow/payment.ts';
import { news, type PaymentNews } from '../../flow/payment-news.ts';
import type { PaymentEvent, PaymentState, PaymentWork } from '../../flow/payment-state.ts';
import { trouble } from '../../flow/trouble.ts';
import { formatDuration } from '../format.ts';
import { Refused } from '../refused.ts';
import { RunFlow } from '../run-flow.ts';
import { fill, type Texts } from '../texts/texts.ts';
import { type FetchToken, Tokens } from '../tokens.ts';
import { Words } from '../words.ts';
import { Countdown } from './countdown.ts';
import { DebtorField } from './debtor-field.ts';
import { toEvent } from './events.ts';
import { newKey } from './idempotency-key.ts';
import { mandateTextOf } from './mandate-text.ts';
import { performPayment } from './perform.ts';
import { type Later, type Props, screen, spokenLine } from './screen.ts';
import { showStates } from './states.ts';
import { styles } from './styles.ts';
import type { View } from './view.ts';
import { Voice } from './voice.ts';

/**
 * One payment, with or without a mandate: shows what is asked, sends it to the payer's app, waits, and says what
 * happened.
 *
 * @fires handslag-ready - The payment can be used.
 * @fires handslag-change - The request moved; `event.snapshot`.
 * @fires handslag-done - The request is final, once per request; `event.outcome`, `event.snapshot`.
 * @fires handslag-error - It cannot go on; `event.error` is `{code, retryable, traceId}`.
 *
 * @slot - Shown until the payment is.
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
 * @csspart mandate - The mandate and its text.
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
 * @csspart print - Prints.
 *
 * @cssstate loading, identify, review, sending, waiting, done, failed - Where it is.
 * @cssstate pending, unknown, approved, declined, expired, cancelled, rejected - The request's status.
 */
export class HandslagPayment extends LitElement {
  static override styles = styles;

  static override properties: PropertyDeclarations = {
    backend: {},
    surface: {},
    texts: { attribute: false },
    token: { noAccessor: true },
    fetchToken: { attribute: false, noAccessor: true },
  };

  /** Where the backend is. If not given: where this script came from. */
  declare backend: string | null;
  /** How to lay it out; the session's word rules. */
  declare surface: string | null;
  /** Texts of the shop's own, in place of ours, by key. */
  declare texts: Partial<Texts>;

  readonly #tokens = new Tokens();
  readonly #words = new Words(this);
  readonly #countdown = new Countdown(this);
  readonly #field = new DebtorField(this);
  readonly #voice = new Voice();
  readonly #internals = this.attachInternals();
  readonly #told = new Set<string>();
  #later: Later | undefined;
  #drawn: PaymentState['at'] = 'loading';
  #hadFocus = false;

  readonly #flow = new RunFlow<PaymentState, PaymentEvent, PaymentWork>(
    this,
    { start, step, work },
    performPayment({
      caller: {
        backend: () => new URL(this.backend ?? import.meta.url, location.href).origin,
        tokens: this.#tokens,
        fetch: (request) => this.fetch(request),
      },
      words: () => this.#words.begun(),
      later: () => this.#loadLater(),
    }),
    (before, after) => this.#onStep(before, after),
  );

  constructor() {
    super();
    this.backend = null;
    this.surface = null;
    this.texts = {};
  }

  /** `lang` is the element's own, and no property of ours. */
  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit's getter must know this class.
    return [...super.observedAttributes, 'lang'];
  }

  /** The session token. As an attribute it is taken out of the document at once, where other scripts could copy it. */
  get token(): string {
    return this.#tokens.token;
  }

  set token(token: string | null) {
    if (!token || token === this.#tokens.token) return;
    this.#tokens.token = token;
    this.removeAttribute('token');
    this.#flow.send({ type: 'token' });
  }

  /** Asks the shop's server for a new token of the same session: called when the one in hand is near its end. */
  get fetchToken(): FetchToken | null {
    return this.#tokens.fetchToken;
  }

  set fetchToken(fetchToken: FetchToken | null) {
    this.#tokens.fetchToken = fetchToken;
  }

  /** The next step, as if its button had been pressed: hands over the number that was typed, or sends. */
  submit(): void {
    const { state } = this.#flow;
    const later = this.#later;
    if (state.at !== 'identify' && state.at !== 'review') return;
    if (later === undefined) {
      this.#loadLater().then(
        () => this.#flow.state === state && this.submit(),
        () => this.#flow.send({ type: 'trouble', trouble: trouble('unreachable') }),
      );
    } else if (state.at === 'identify') {
      const debtor = this.#field.take(later.checkDebtor);
      if (debtor) this.#flow.send({ type: 'debtor', debtor });
    } else {
      this.#flow.send({
        type: 'send',
        idempotencyKey: newKey(),
        mandateText: mandateTextOf(state.asked.task, this.#view(state), this.#words.locale.language),
      });
    }
  }

  /** Asks for the request to be cancelled. That can lose the race against an approval. */
  cancel(): void {
    this.#flow.send({ type: 'cancel' });
  }

  /** Another try, where one is offered: after an end without payment, or after a trouble that may have passed. */
  restart(): void {
    this.#flow.send({ type: this.#flow.state.at === 'failed' ? 'retry' : 'again' });
  }

  /** Every call goes through here, so that a page may route it. */
  fetch(request: Request): Promise<Response> {
    return globalThis.fetch(request);
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (name === 'lang') this.#words.look();
    else super.attributeChangedCallback(name, before, after);
  }

  override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  override render() {
    const { state } = this.#flow;
    const view = this.#view(state);
    const props: Props = { field: this.#field, left: this.#countdown.left, later: this.#later };
    const { t, locale } = view;
    this.#voice.follow(
      state.at,
      spokenLine(state, props, view),
      props.left,
      t('timeLeft', { time: formatDuration(props.left ?? 0, locale) }),
    );
    const surface = this.surface ?? ('asked' in state ? state.asked.surface : 'web');
    return html`
      <div class="card ${surface}" part="card" lang=${this.#words.locale.language}>
        ${screen(state, props, view)}
      </div>
      <div class="unseen" role="status">${this.#voice.status}</div>
      <div class="unseen" role="alert">${this.#voice.alert}</div>
    `;
  }

  /** A screen that takes the place of one that had the focus gets it. */
  override updated(): void {
    const { at } = this.#flow.state;
    if (at !== this.#drawn && this.#hadFocus) {
      this.renderRoot.querySelector<HTMLElement>(at === 'identify' ? '#debtor' : '#heading')?.focus();
    }
    this.#drawn = at;
  }

  #view(state: PaymentState): View {
    const creditor = 'asked' in state ? state.asked.merchant.name : '';
    return {
      t: (key, values) => fill(this.texts?.[key] ?? this.#words.text(key), { creditor, ...values }),
      locale: this.#words.locale.tag,
      handheld: matchMedia('(pointer: coarse), (max-width: 30rem)').matches,
      act: this.#act,
    };
  }

  readonly #act = {
    submit: () => this.submit(),
    changeDebtor: () => this.#flow.send({ type: 'change-debtor' }),
    cancel: () => this.cancel(),
    restart: () => this.restart(),
  };

  #onStep(before: PaymentState, after: PaymentState): void {
    if (after.at === 'identify' && before.at !== 'failed') {
      this.#field.begin(after.asked.task.debtorSchemes, after.debtor, after.refused);
    }
    this.#countdown.follow(
      after.at === 'waiting' && after.snapshot.status === 'pending' ? after.snapshot : null,
    );
    showStates(this.#internals, after);
    for (const one of news(before, after)) this.#tell(one);
  }

  #tell(one: PaymentNews): void {
    if (one.type === 'ready') this.updateComplete.then(() => this.#loadLater()).catch(() => {});
    if (one.type === 'done') {
      if (this.#told.has(one.snapshot.id)) return;
      this.#told.add(one.snapshot.id);
    }
    if (one.type === 'error' && !one.trouble.retryable) {
      console.error(`<handslag-payment>: ${one.trouble.code}`, one.trouble.traceId ?? '');
    }
    this.dispatchEvent(toEvent(one));
  }

  async #loadLater(): Promise<Later> {
    try {
      const [later] = await Promise.all([import('./later.ts'), this.#words.complete()]);
      this.#later = later;
      return later;
    } catch {
      throw new Refused(trouble('unreachable'));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'handslag-payment': HandslagPayment;
  }
}
