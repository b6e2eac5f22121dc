import { html } from 'lit/html.js';
import { bankOf, checkClearing } from '../../../identifiers/clearing.ts';
import { checkSwedishAccount } from '../../../identifiers/swedish-account.ts';
import type { LaterElement } from '../../later-element.ts';
import type { Texts } from './texts/en.ts';
import type { View } from './view.ts';

const fields = ['clearing', 'number'] as const;
type Field = (typeof fields)[number];

/** What is said below a field. Only an error is in the way; a warning is not. */
interface Said {
  readonly text: keyof Texts;
  readonly isError: boolean;
}

/** Clearing and account number as somebody types them, with the bank's name. */
export class AccountFields {
  readonly #element: LaterElement;
  #typed: Readonly<Record<Field, string>> = { clearing: '', number: '' };
  #said: Partial<Record<Field, Said | undefined>> = {};

  constructor(element: LaterElement) {
    this.#element = element;
  }

  /** Forgets what was typed. */
  clear(): void {
    this.#typed = { clearing: '', number: '' };
    this.#said = {};
  }

  /**
   * Both numbers in their normal form. Null, if one cannot be right or there is a warning that nobody has seen yet: that
   * field says why and has the focus.
   */
  take(): { readonly clearing: string; readonly account: string } | null {
    const seen = this.#said;
    const clearing = this.#check('clearing');
    const account = this.#check('number');
    this.#element.requestUpdate();
    const stop = fields.find((field) => {
      const said = this.#said[field];
      return said !== undefined && (said.isError || said.text !== seen[field]?.text);
    });
    if (stop === undefined && clearing !== null && account !== null) return { clearing, account };
    this.#element.root.querySelector<HTMLElement>(`#${stop}`)?.focus();
    return null;
  }

  get #bank(): string | null {
    const clearing = checkClearing(this.#typed.clearing);
    return clearing.ok ? bankOf(clearing.value) : null;
  }

  /** The number in its normal form, or null; and says what there is to say of it. */
  #check(field: Field): string | null {
    const clearing = checkClearing(this.#typed.clearing);
    const verdict =
      field === 'clearing'
        ? clearing
        : checkSwedishAccount(clearing.ok ? clearing.value : '', this.#typed.number);
    const say = (text: keyof Texts, isError: boolean) => {
      this.#said = { ...this.#said, [field]: { text, isError } };
    };
    if (!verdict.ok) {
      const wrong = this.#bank === null ? 'numberWrongPlain' : 'numberWrong';
      say(field === 'clearing' ? 'clearingWrong' : wrong, true);
      return null;
    }
    if (verdict.warning === 'range') say('clearingUnknown', false);
    else if (verdict.warning !== null) say('numberCheck', false);
    else this.#said = { ...this.#said, [field]: undefined };
    return verdict.value;
  }

  #type(field: Field, value: string): void {
    this.#typed = { ...this.#typed, [field]: value };
    this.#said = { ...this.#said, [field]: undefined };
    // What was said of the account was said for that bank.
    const { number } = this.#said;
    if (field === 'clearing' && number?.text !== 'numberWrongPlain') this.#said = {};
    this.#element.requestUpdate();
  }

  /** Looked at when one is left, where there is something in it. */
  #leave(): void {
    for (const field of fields) if (this.#typed[field].trim() !== '') this.#check(field);
    this.#element.requestUpdate();
  }

  render(refused: boolean, view: View) {
    const { t } = view;
    const bank = this.#bank;
    return html`
      <div class="two">
        ${this.#row('clearing', t('clearing'), html`${bank === null ? t('clearingHint') : html`<b part="bank">${bank}</b>`}`, view)}
        ${this.#row('number', t('number'), '', view)}
      </div>
      ${refused ? html`<p class="error" part="error" role="alert">${t('accountRefused')}</p>` : ''}
    `;
  }

  #row(field: Field, label: string, hint: unknown, { t }: View) {
    const said = this.#said[field];
    return html`<div class="row-of-form">
      <label class="name" for=${field}>${label}</label>
      <input
        id=${field}
        class="field"
        part="input"
        inputmode="numeric"
        autocomplete="off"
        spellcheck="false"
        maxlength="20"
        aria-describedby="${field}-said ${field}-hint"
        aria-invalid=${said?.isError === true}
        .value=${this.#typed[field]}
        @input=${({ target }: Event) => target instanceof HTMLInputElement && this.#type(field, target.value)}
        @blur=${() => this.#leave()}
      />
      <p class="${said?.isError === false ? 'warning' : 'error'} small" id="${field}-said" part="error" role="alert">
        ${said === undefined ? '' : t(said.text, { bank: this.#bank ?? '' })}
      </p>
      <p class="quiet small" id="${field}-hint" aria-live="polite">${hint}</p>
    </div>`;
  }
}
