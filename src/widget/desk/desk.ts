import { html } from 'lit/html.js';
import { canSendAgain, isNotInCall, start, step, work } from '../../flow/desk.ts';
import { type Look, sections } from '../../flow/desk-board.ts';
import { changes, news } from '../../flow/desk-news.ts';
import type { DeskEvent, DeskOpen, DeskState, DeskWork } from '../../flow/desk-state.ts';
import type { PaymentNews } from '../../flow/payment-news.ts';
import type { DeskRequest } from '../../protocol/collection-request.ts';
import { toEvent } from '../events.ts';
import { localeOf } from '../language.ts';
import type { Content, LaterElement } from '../later-element.ts';
import { RunFlow } from '../run-flow.ts';
import { fill } from '../texts/texts.ts';
import { Words } from '../words.ts';
import { tools } from './board.ts';
import { BoardRows } from './board-rows.ts';
import { bodyAgain } from './draft.ts';
import { DeskForm } from './form.ts';
import { areOn, help, isTyping, type Keys } from './keys.ts';
import { files } from './languages.ts';
import { performDesk } from './perform.ts';
import { newKey } from './reference.ts';
import { stateWords } from './row-words.ts';
import { styles } from './styles.ts';
import type { DeskTexts } from './texts/texts.ts';
import type { DeskView } from './view.ts';
import { DeskVoice } from './voice.ts';

export const create = (element: LaterElement): Content => new Desk(element);

/**
 * The agent's board, `<handslag-desk>`: a form for the caller on the line, and a row for each request of the desk.
 *
 * @fires handslag-ready - The board is complete.
 * @fires handslag-change - A request moved; `event.snapshot`, without what is known of the customer.
 * @fires handslag-done - A request is final, once per request; `event.outcome`, `event.snapshot`.
 * @fires handslag-error - The board has stopped; `event.error`.
 */
class Desk implements Content {
  readonly #element: LaterElement;
  readonly #words: Words<DeskTexts>;
  readonly #form: DeskForm;
  readonly #voice: DeskVoice;
  readonly #flow: RunFlow<DeskState, DeskEvent, DeskWork>;
  readonly #rows: BoardRows;
  /** What the page is to be told once it can be seen. */
  readonly #news: PaymentNews[] = [];
  #look: Look = { filter: 'all', sort: 'newest', search: '' };
  #unfolded = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(element: LaterElement) {
    this.#element = element;
    const draw = () => element.requestUpdate();
    element.addStyles(styles);
    this.#words = new Words(element, files, draw);
    this.#voice = new DeskVoice(draw);
    this.#rows = new BoardRows(element.root, this.#act);
    this.#form = new DeskForm(element, {
      payer: (debtor) => this.#flow.send({ type: 'payer', debtor }),
      check: () => this.#flow.send({ type: 'check' }),
      send: (body) => this.#flow.send({ type: 'send', sending: { key: newKey(), body } }),
    });
    this.#flow = new RunFlow<DeskState, DeskEvent, DeskWork>(
      element,
      { start, step, work },
      performDesk(element.caller, (patience) => this.#words.come(patience)),
      (before, after) => this.#onStep(before, after),
    );
  }

  tokenCame(): void {
    this.#flow.send({ type: 'token' });
  }

  sync(): void {
    this.#flow.sync();
    clearInterval(this.#timer);
    if (this.#element.isConnected) this.#timer = setInterval(() => this.#tick(), 1_000);
  }

  /** Sends what is in the form. */
  submit(): void {
    const { state } = this.#flow;
    const { language } = this.#words;
    if (state.at === 'open' && language !== undefined) this.#form.submit(state, this.#view(), language);
  }

  /** Cancels the request that was last had in hand. */
  cancel(): void {
    this.#inHand((row) => this.#act.cancel(row));
  }

  restart(): void {
    this.#flow.send({ type: 'retry' });
  }

  draw() {
    this.#words.follow();
    const { state } = this.#flow;
    const view = this.#view();
    if (state.at === 'open') return this.#board(state, view);
    if (state.at === 'failed') return this.#failed(state.trouble, view);
    return html`${state.offline ? html`<p role="status">${view.t('offline')}</p>` : ''}<slot><div class="outline"></div></slot>`;
  }

  /** The rows are drawn by themselves, one by one. A focus whose place is gone goes to the row that had it. */
  drawn(hadFocus: boolean): void {
    const { state } = this.#flow;
    if (state.at === 'open') {
      const { live, finished } = sections(state, this.#look);
      this.#rows.draw(state, { live, finished: this.#isUnfolded ? finished : [] }, this.#view());
      if (hadFocus && this.#element.root.activeElement === null) this.#rows.focus();
    }
    for (const one of this.#news.splice(0)) {
      if (one.type === 'error' && !one.trouble.retryable) {
        console.error(`<handslag-desk>: ${one.trouble.code}`, one.trouble.traceId ?? '');
      }
      this.#element.dispatchEvent(toEvent(one));
    }
  }

  readonly #act = {
    again: (row: DeskRequest) => {
      const { state } = this.#flow;
      const { language } = this.#words;
      if (state.at !== 'open' || language === undefined || !canSendAgain(state, row)) return;
      if (row.debtor === null) return this.#form.repeat(row, state.asked, this.#view());
      const body = bodyAgain(row, state.asked, this.#view(), language);
      this.#flow.send({ type: 'again', request: row.id, sending: { key: newKey(), body } });
    },
    cancel: ({ id }: DeskRequest) => this.#flow.send({ type: 'cancel', request: id }),
    copy: ({ id, reference }: DeskRequest) => {
      navigator.clipboard?.writeText(reference).then(
        () => {
          this.#rows.copied = id;
          this.#voice.add([this.#view().t('copied')], String);
          this.#element.requestUpdate();
        },
        () => {},
      );
    },
    seen: ({ id }: DeskRequest) => this.#flow.send({ type: 'seen', request: id }),
  };

  #view(): DeskView {
    const { language = 'en' } = this.#words;
    return {
      t: (key, values = {}) => fill(this.#element.texts[key] ?? this.#words.text(key), values),
      locale: localeOf(language),
    };
  }

  #board(state: DeskOpen, view: DeskView) {
    const { t } = view;
    const { finished, live } = sections(state, this.#look);
    const isOpen = this.#isUnfolded;
    const onLook = (change: Partial<Look>) => {
      this.#look = { ...this.#look, ...change };
      this.#element.requestUpdate();
    };
    const unfold = () => {
      this.#unfolded = !this.#unfolded;
      this.#element.requestUpdate();
    };
    this.#rows.live.element.ariaLabel = t('boardTitle');
    this.#rows.finished.element.ariaLabel = t('finished', { count: String(finished.length) });
    return html`
      <div class="desk" part="desk" tabindex="-1" lang=${this.#words.language ?? ''} @keydown=${this.#onKey} @focusin=${() => this.#rows.focusCame()}>
        ${this.#form.render(state, view, () => this.submit())}
        <section class="board" aria-labelledby="board-title">
          <h2 id="board-title" tabindex="-1">${t('boardTitle')}</h2>
          <p class="notice" part="notice" role="alert">${this.#notice(state, view)}</p>
          ${tools(this.#look, view, onLook, () => this.#help())}
          ${live.length === 0 ? html`<p class="quiet" part="empty">${t('empty')}</p>` : ''}
          ${live.length === 0 ? '' : this.#rows.live.element}
          ${
            finished.length === 0
              ? ''
              : html`<button type="button" class="plain" part="finished" aria-expanded=${isOpen} @click=${unfold}>
                    ${t('finished', { count: String(finished.length) })}
                  </button>
                  ${isOpen ? this.#rows.finished.element : ''}`
          }
        </section>
        ${help(view)}
        <div class="unseen" role="status">${this.#voice.status}</div>
        <div class="unseen" role="alert">${this.#voice.alert}</div>
      </div>
    `;
  }

  #notice({ offline, stopped, refused }: DeskOpen, { t }: DeskView): string {
    if (stopped !== null) return t('stopped');
    if (offline) return t('offline');
    if (refused?.request) return t(refused.trouble.code === 'debtor_missing' ? 'needsPayer' : 'notSent');
    return '';
  }

  #failed(
    { retryable, traceId }: { readonly retryable: boolean; readonly traceId: string | null },
    { t }: DeskView,
  ) {
    return html`<div class="card" part="card" role="alert">
      <h2 part="heading">${t('failedTitle')}</h2>
      <p part="message">${t('failedText')}</p>
      ${retryable ? html`<button type="button" class="primary" part="button retry" @click=${() => this.restart()}>${t('retry')}</button>` : ''}
      ${traceId === null ? '' : html`<p class="quiet small">${t('traceId', { traceId })}</p>`}
    </div>`;
  }

  #onStep(before: DeskState, after: DeskState): void {
    this.#news.push(...news(before, after));
    if (after.at !== 'open') return;
    if (before.at !== 'open') {
      this.#form.begin(after.asked);
      return;
    }
    this.#rows.came(after.rows.values());
    if (after.made !== before.made) {
      this.#rows.await(after.made);
      if (before.sending !== null) this.#form.begin(after.asked);
      this.#look = { ...this.#look, filter: 'all', search: '' };
    }
    if (after.refused !== before.refused && after.refused !== null && after.refused.request === null) {
      this.#form.refuse(after.refused.trouble.code, after.asked);
    }
    this.#say(changes(before, after), after);
  }

  #say(rows: readonly DeskRequest[], state: DeskOpen): void {
    const { t } = this.#view();
    const loud = rows.filter((row) => isNotInCall(row) && state.ended.has(row.id));
    if (loud.length > 0)
      this.#voice.alert = [t('stop'), ...loud.map(({ reference }) => reference)].join('. ');
    const lines = rows
      .filter((row) => !loud.includes(row))
      .map((row) =>
        t('change', { reference: row.reference, state: t(stateWords(row, state.deeds.get(row.id))[0]) }),
      );
    this.#voice.add(lines, (count) => t('moreChanges', { count: String(count) }));
  }

  /** Once a second. */
  #tick(): void {
    const { state } = this.#flow;
    if (state.at !== 'open') return;
    this.#rows.showTime(state, this.#view());
    if (this.#rows.copied !== null) {
      this.#rows.copied = null;
      this.#element.requestUpdate();
    }
    const requests = this.#rows.seen(state);
    if (requests.length > 0) this.#flow.send({ type: 'fold', requests });
  }

  get #isUnfolded(): boolean {
    return this.#unfolded || this.#look.search !== '';
  }

  #inHand(act: (row: DeskRequest) => void): void {
    const { state } = this.#flow;
    const row = state.at === 'open' ? this.#rows.inHand(state) : undefined;
    if (row !== undefined) act(row);
  }

  #help(): void {
    this.#element.root.querySelector('dialog')?.showModal();
  }

  #focus(selector: string): void {
    this.#element.root.querySelector<HTMLElement>(selector)?.focus();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.ctrlKey || event.metaKey || event.altKey || this.#element.root.querySelector('dialog[open]'))
      return;
    const always: Keys = { Escape: () => this.#rows.focus() };
    const arrows: Keys = { ArrowDown: () => this.#rows.focus(1), ArrowUp: () => this.#rows.focus(-1) };
    const single: Keys = {
      n: () => this.#focus('#debtor, [part=type-again]'),
      '/': () => this.#focus('#search'),
      j: () => this.#rows.focus(1),
      k: () => this.#rows.focus(-1),
      a: () => this.#inHand((row) => this.#act.again(row)),
      x: () => this.cancel(),
      c: () => this.#inHand((row) => this.#act.copy(row)),
      '?': () => this.#help(),
    };
    const keys = { ...always, ...(!isTyping(target) && arrows), ...(!isTyping(target) && areOn() && single) };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
}
