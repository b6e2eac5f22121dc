import { html } from 'lit/html.js';
import type { Say } from './say.ts';

/** Milliseconds for which the button is held. */
const holding = 1_200;

/** Milliseconds within which a second press counts: for a keyboard, a switch, and whoever cannot hold. */
const patience = 5_000;

/** What the clerk may do just now. */
export interface ClerkActs {
  readonly cancel: (() => void) | null;
  readonly startAgain: (() => void) | null;
}

/**
 * The clerk's menu, behind a gesture that no customer makes by chance: the button is held, or pressed twice.
 */
export class Clerk {
  readonly #onChange: () => void;
  #isOpen = false;
  #isArmed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Said to a screen reader after the first press. */
  get isArmed(): boolean {
    return this.#isArmed;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#isOpen = this.#isArmed = false;
  }

  #set(isOpen: boolean, isArmed: boolean): void {
    clearTimeout(this.#timer);
    [this.#isOpen, this.#isArmed] = [isOpen, isArmed];
    this.#onChange();
  }

  readonly #down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set(true, false), holding);
  };

  readonly #up = (): void => {
    clearTimeout(this.#timer);
    if (this.#isArmed) this.#disarmLater();
  };

  /** Also what a keyboard and a switch do. */
  readonly #press = (): void => {
    this.#set(this.#isArmed, !this.#isArmed);
    if (this.#isArmed) this.#disarmLater();
  };

  #disarmLater(): void {
    this.#timer = setTimeout(() => this.#set(false, false), patience);
  }

  render({ cancel, startAgain }: ClerkActs, t: Say) {
    const act = (what: () => void) => () => {
      this.#set(false, false);
      what();
    };
    if (!this.#isOpen) {
      return html`<button
        type="button"
        class="link clerk"
        part="clerk"
        @pointerdown=${this.#down}
        @pointerup=${this.#up}
        @pointerleave=${this.#up}
        @click=${this.#press}
        @contextmenu=${(event: Event) => event.preventDefault()}
      >
        ${t(this.#isArmed ? 'clerkAgain' : 'clerk')}
      </button>`;
    }
    return html`<div class="clerk-menu box" part="clerk-menu" role="group" aria-label=${t('clerkMenu')}>
      ${
        cancel === null
          ? ''
          : html`<button type="button" class="primary" part="button clerk-cancel" @click=${act(cancel)}>
              ${t('clerkCancel')}
            </button>`
      }
      ${
        startAgain === null
          ? ''
          : html`<button type="button" class="primary" part="button clerk-again" @click=${act(startAgain)}>
              ${t('clerkStartAgain')}
            </button>`
      }
      <button type="button" class="link" part="clerk-close" @click=${() => this.#set(false, false)}>
        ${t('clerkClose')}
      </button>
    </div>`;
  }
}
