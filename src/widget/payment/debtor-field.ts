import { html, nothing } from 'lit/html.js';
import type { IdentifierReason } from '../../identifiers/verdict.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import type { DebtorScheme } from '../../protocol/words.ts';
import type { DrawnElement } from '../drawn-element.ts';
import { checkDebtor } from './check-debtor.ts';
import { caretAfter, formatCpr, hideCpr } from './debtor-format.ts';

/** What the field says. */
type FieldKey =
  | DebtorScheme
  | `${DebtorScheme}Hint`
  | `${DebtorScheme}Wrong`
  | 'cprDate'
  | 'identifyBy'
  | 'numberRefused'
  | 'unreachableText';

type Say = (key: FieldKey) => string;

const errorOf = (scheme: DebtorScheme, reason: IdentifierReason): FieldKey =>
  reason === 'date' ? 'cprDate' : `${scheme}Wrong`;

/**
 * The field in which the debtor is typed. The number is in the input's property and here, never in an attribute, and
 * only until it has been handed over.
 */
export class DebtorField {
  readonly #host: DrawnElement;
  /** Many people use this screen: the browser is to remember nothing. */
  isShared = false;
  #scheme: DebtorScheme = 'cpr';
  #typed = '';
  #focused = false;
  #error: FieldKey | null = null;

  constructor(host: DrawnElement) {
    this.#host = host;
  }

  /** Starts with what was typed before, if anything was. */
  begin(schemes: readonly DebtorScheme[], debtor: Debtor | null, refused: boolean): void {
    this.#scheme = debtor?.scheme ?? schemes[0] ?? 'cpr';
    this.#typed = debtor?.value ?? '';
    this.#error = refused ? 'numberRefused' : null;
  }

  /**
   * Hands the debtor over if it can be right, and keeps nothing. If not, the field says why and has the focus.
   * `quietly`: somebody has left the field. Nothing is said of one that is empty, and the focus stays where it went.
   */
  take(onDebtor: (debtor: Debtor) => void, quietly = false): void {
    if (quietly && this.#typed === '') return;
    const scheme = this.#scheme;
    checkDebtor(scheme, this.#typed, (verdict) => {
      if (verdict?.ok) {
        this.#typed = '';
        if (this.#input) this.#input.value = '';
        onDebtor({ scheme, value: verdict.value });
      } else {
        this.#error = verdict === null ? 'unreachableText' : errorOf(scheme, verdict.reason);
        this.#host.requestUpdate();
        if (!quietly) this.#input?.focus();
      }
    });
  }

  get #input(): HTMLInputElement | null {
    return this.#host.root.querySelector('#debtor');
  }

  render(schemes: readonly DebtorScheme[], t: Say) {
    // A phone's own number may be filled in by itself; an identity number is nothing to be remembered.
    const isMobile = this.#scheme === 'mobile';
    return html`
      ${schemes.length > 1 ? this.#choice(schemes, t) : ''}
      <label class="name" for="debtor">${t(this.#scheme)}</label>
      <input
        id="debtor"
        class="field"
        part="input"
        type=${isMobile ? 'tel' : 'text'}
        inputmode=${this.#scheme === 'cpr' ? 'numeric' : nothing}
        autocomplete=${isMobile && !this.isShared ? 'tel' : 'off'}
        aria-describedby="debtor-error debtor-hint"
        aria-invalid=${this.#error !== null}
        .value=${this.#shown}
        @input=${this.#onInput}
        @focus=${this.#onFocus}
        @blur=${this.#onFocus}
      />
      <p class="error small" id="debtor-error" part="error" role="alert">${this.#error && t(this.#error)}</p>
      <p class="quiet small" id="debtor-hint">${t(`${this.#scheme}Hint`)}</p>
    `;
  }

  #choice(schemes: readonly DebtorScheme[], t: Say) {
    return html`
      <fieldset part="schemes">
        <legend>${t('identifyBy')}</legend>
        ${schemes.map(
          (scheme) => html`<label>
            <input
              type="radio"
              name="scheme"
              .checked=${scheme === this.#scheme}
              @change=${() => this.#choose(scheme)}
            />
            ${t(scheme)}
          </label>`,
        )}
      </fieldset>
    `;
  }

  get #shown(): string {
    if (this.#scheme !== 'cpr') return this.#typed;
    return this.#focused ? formatCpr(this.#typed) : hideCpr(this.#typed);
  }

  #choose(scheme: DebtorScheme): void {
    this.begin([scheme], null, false);
    this.#host.requestUpdate();
  }

  readonly #onInput = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.#typed = target.value;
    if (this.#scheme !== 'cpr') return;
    const caret = caretAfter(target.value, target.selectionStart ?? target.value.length);
    const formatted = formatCpr(target.value);
    if (formatted === target.value) return;
    target.value = formatted;
    target.setSelectionRange(caret, caret);
  };

  /** Hidden while nobody types in it. */
  readonly #onFocus = ({ target, type }: Event): void => {
    this.#focused = type === 'focus';
    if (target instanceof HTMLInputElement) target.value = this.#shown;
  };
}
