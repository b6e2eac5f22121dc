import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { checkDebtor } from '../../identifiers/debtor.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import type { DebtorScheme } from '../../protocol/words.ts';
import type { TextKey } from '../texts/texts.ts';
import { caretAfter, formatCpr, hideCpr } from './debtor-format.ts';
import type { View } from './view.ts';

/** What a browser and its keyboard must know. An identity number is nothing to be filled in by itself. */
const kinds = {
  cpr: { type: 'text', inputmode: 'numeric', autocomplete: 'off' },
  mobile: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
  customer_number: { type: 'text', inputmode: 'text', autocomplete: 'off' },
} as const satisfies Record<DebtorScheme, unknown>;

type Host = ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement };

/**
 * The field in which the debtor is typed. The number is in the input's property and here, never in an attribute, and
 * only until it has been handed over.
 */
export class DebtorField implements ReactiveController {
  readonly #host: Host;
  #scheme: DebtorScheme = 'cpr';
  #typed = '';
  #focused = false;
  #error: TextKey | null = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Starts with what was typed before, if anything was. */
  begin(schemes: readonly DebtorScheme[], debtor: Debtor | null, refused: boolean): void {
    this.#scheme = debtor?.scheme ?? schemes[0] ?? 'cpr';
    this.#typed = debtor?.value ?? '';
    this.#error = refused ? 'numberRefused' : null;
  }

  /** The debtor, if it can be right, and nothing typed is left behind. If not, the field says why and has the focus. */
  take(check: typeof checkDebtor): Debtor | undefined {
    const scheme = this.#scheme;
    const verdict = check({ scheme, value: this.#typed });
    const input = this.#host.renderRoot.querySelector<HTMLInputElement>('#debtor');
    if (!verdict.ok) {
      this.#error = verdict.reason === 'date' ? 'cprDate' : `${scheme}Wrong`;
      this.#host.requestUpdate();
      input?.focus();
      return undefined;
    }
    this.#typed = '';
    if (input) input.value = '';
    return { scheme, value: verdict.value };
  }

  render(schemes: readonly DebtorScheme[], t: View['t']) {
    const { type, inputmode, autocomplete } = kinds[this.#scheme];
    return html`
      ${schemes.length > 1 ? this.#choice(schemes, t) : ''}
      <label for="debtor">${t(this.#scheme)}</label>
      <input
        id="debtor"
        part="input"
        type=${type}
        inputmode=${inputmode}
        autocomplete=${autocomplete}
        aria-describedby="debtor-error debtor-hint"
        aria-invalid=${this.#error !== null}
        .value=${this.#shown}
        @input=${this.#onInput}
        @focus=${this.#onFocus}
        @blur=${this.#onFocus}
      />
      <p class="error small" id="debtor-error" part="error">${this.#error && t(this.#error)}</p>
      <p class="quiet small" id="debtor-hint">${t(`${this.#scheme}Hint`)}</p>
    `;
  }

  #choice(schemes: readonly DebtorScheme[], t: View['t']) {
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
