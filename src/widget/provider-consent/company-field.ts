import { html } from 'lit/html.js';
import type { LaterElement } from '../later-element.ts';
import type { Texts } from './texts/en.ts';
import type { View } from './view.ts';

/** The field in which a company is named by its Business ID. */
export class CompanyField {
  readonly #element: LaterElement;
  #typed: string | null = null;
  #error: keyof Texts | null = null;

  constructor(element: LaterElement) {
    this.#element = element;
  }

  /**
   * Gives the number in its normal form. One that cannot be right is not given: the field says why and has the focus.
   * The rules are loaded when somebody uses them; where they cannot be, the backend looks at it alone.
   */
  async take(onCompany: (company: string) => void): Promise<void> {
    const typed = this.#input?.value ?? '';
    const rules = await import('../../identifiers/y-tunnus.ts').catch(() => null);
    const verdict = rules?.checkYTunnus(typed) ?? ({ ok: true, value: typed.trim() } as const);
    if (verdict.ok) {
      this.#typed = this.#error = null;
      onCompany(verdict.value);
      return;
    }
    this.#error = verdict.reason === 'check_digit' ? 'companyCheck' : 'companyWrong';
    this.#element.requestUpdate();
    this.#input?.focus();
  }

  get #input(): HTMLInputElement | null {
    return this.#element.root.querySelector('#company');
  }

  /** `before`: what was typed before. `refused`: and was not taken. */
  render(before: string | null, refused: boolean, { t }: View) {
    const error = this.#error ?? (refused ? 'companyWrong' : null);
    return html`
      <label class="name" for="company">${t('company')}</label>
      <input
        id="company"
        class="field"
        part="input"
        inputmode="text"
        autocomplete="off"
        spellcheck="false"
        aria-describedby="company-error company-hint"
        aria-invalid=${error !== null}
        .value=${this.#typed ?? before ?? ''}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) this.#typed = target.value;
        }}
      />
      <p class="error small" id="company-error" part="error" role="alert">${error && t(error)}</p>
      <p class="quiet small" id="company-hint">${t('companyHint')}</p>
    `;
  }
}
