import { canSendAgain } from '../../flow/desk.ts';
import type { Sections } from '../../flow/desk-board.ts';
import type { DeskOpen } from '../../flow/desk-state.ts';
import type { DeskRequest } from '../../protocol/collection-request.ts';
import { isFinal } from '../../protocol/order.ts';
import { formatLeft, type RowActions, rowContent } from './row.ts';
import { Rows } from './rows.ts';
import type { DeskView } from './view.ts';

/** Milliseconds for which an ended request stays in its place, so that whoever waits for it sees how it ended. */
const seenAfter = 60_000;

/** The rows of a board: drawn one by one, with one of them in hand. */
export class BoardRows {
  readonly live = new Rows();
  readonly finished = new Rows();
  readonly #root: ShadowRoot;
  readonly #act: RowActions;
  /** When a request, as it stands, runs out or has ended, on the page's monotonic clock. */
  readonly #times = new WeakMap<DeskRequest, number>();
  /** The row to which Tab leads. */
  #current: string | null = null;
  /** A request that was made here, and is to get the focus when it is on the board. */
  #awaited: string | null = null;
  /** Whose reference has just been copied. */
  copied: string | null = null;

  constructor(root: ShadowRoot, act: RowActions) {
    this.#root = root;
    this.#act = act;
  }

  /** Notes when each of them came: from here on this page's clock counts. */
  came(rows: Iterable<DeskRequest>): void {
    const now = performance.now();
    for (const row of rows) {
      if (this.#times.has(row)) continue;
      const left = isFinal(row.status) ? 0 : Date.parse(row.expiresAt) - Date.parse(row.now);
      this.#times.set(row, now + left);
    }
  }

  await(id: string | null): void {
    this.#awaited = id;
  }

  /** The request in hand. */
  inHand({ rows }: DeskOpen): DeskRequest | undefined {
    return rows.get(this.#current ?? '');
  }

  draw(state: DeskOpen, { live, finished }: Sections, view: DeskView): void {
    for (const [rows, items] of [
      [this.live, live],
      [this.finished, finished],
    ] as const) {
      rows.show(
        items,
        (row) => [
          row,
          state.deeds.get(row.id),
          state.ended.has(row.id),
          canSendAgain(state, row),
          this.copied === row.id,
          view.locale,
        ],
        (row) => rowContent(state, row, this.copied === row.id, view, this.#act),
      );
    }
    this.showTime(state, view);
    this.#focusAwaited();
    this.#reach();
  }

  /** The time left is only a text in each row, so that a second costs next to nothing. */
  showTime({ rows }: DeskOpen, { t }: DeskView): void {
    const now = performance.now();
    for (const element of this.live.list) {
      const row = rows.get(element.dataset.id ?? '');
      const place = element.querySelector('.left');
      if (row === undefined || place === null) continue;
      const left = Math.max(0, Math.ceil(((this.#times.get(row) ?? now) - now) / 1000));
      const inTime = left > 0 ? `${formatLeft(left)} ${t('timeLeft')}` : t('timeUp');
      const text = row.status === 'pending' ? inTime : '';
      if (place.textContent !== text) place.textContent = text;
    }
  }

  /** Ended requests that have stood there long enough; not one that has the focus. */
  seen({ rows, ended }: DeskOpen): readonly string[] {
    const focused = this.#withFocus()?.dataset.id;
    const now = performance.now();
    return [...ended].filter((id) => {
      const row = rows.get(id);
      return id !== focused && row !== undefined && now > (this.#times.get(row) ?? now) + seenAfter;
    });
  }

  /** The focus is somewhere: if in a row, that is the one in hand. */
  focusCame(): void {
    const id = this.#withFocus()?.dataset.id;
    if (id === undefined || id === this.#current) return;
    this.#current = id;
    this.#reach();
  }

  /** To the row in hand, or so many rows from it. */
  focus(by = 0): void {
    const rows = this.#all();
    const at = rows.findIndex(({ dataset }) => dataset.id === this.#current);
    const to = Math.min(Math.max(at + (this.#withFocus() === null ? 0 : by), 0), rows.length - 1);
    (rows[to] ?? this.#root.querySelector<HTMLElement>('#board-title'))?.focus();
  }

  #focusAwaited(): void {
    const row = this.live.row(this.#awaited ?? '') ?? this.finished.row(this.#awaited ?? '');
    if (row === undefined) return;
    this.#current = this.#awaited;
    this.#awaited = null;
    // Whoever has gone on to something else is not called back.
    const focus = this.#root.activeElement;
    const isFree = focus === null ? document.activeElement === this.#root.host : focus.closest('form, .item');
    if (isFree) row.focus();
  }

  /** One row is in the order of Tab, with its buttons; arrows lead to the others. */
  #reach(): void {
    const all = this.#all();
    if (!all.some(({ dataset }) => dataset.id === this.#current)) this.#current = all[0]?.dataset.id ?? null;
    for (const row of all) {
      const index = row.dataset.id === this.#current ? 0 : -1;
      if (row.tabIndex === index && index < 0) continue;
      row.tabIndex = index;
      for (const button of row.querySelectorAll('button')) button.tabIndex = index;
    }
  }

  #all(): readonly HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('.item')];
  }

  #withFocus(): HTMLElement | null {
    return this.#root.activeElement?.closest<HTMLElement>('.item') ?? null;
  }
}
