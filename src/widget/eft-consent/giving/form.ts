import { html } from 'lit/html.js';
import type { EftConsentState, EftOrder } from '../../../flow/eft-consent-state.ts';
import type { EftConsentWay } from '../../../protocol/eft-consent-words.ts';
import { heading } from '../../heading.ts';
import type { LaterElement } from '../../later-element.ts';
import { companyOf } from '../words-of.ts';
import { AccountFields } from './account-fields.ts';
import { mandateBox, mandateIn } from './mandate.ts';
import { refusalBox } from './refusal.ts';
import type { Texts } from './texts/en.ts';
import type { View } from './view.ts';

type Giving = Extract<EftConsentState, { at: 'giving' }>;

/** The form in which a consent is given, or another account for one. What was typed stays until it is answered. */
export class GivingForm {
  readonly #element: LaterElement;
  readonly #account: AccountFields;
  #company: string | null = null;
  #way: EftConsentWay | null = null;

  constructor(element: LaterElement) {
    this.#element = element;
    this.#account = new AccountFields(element);
  }

  /** Forgets the person. */
  clear(): void {
    this.#account.clear();
    this.#company = this.#way = null;
  }

  #companyIn({ open }: Giving): string {
    return open.find((key) => key === this.#company) ?? open[0] ?? '';
  }

  #wayIn({ asked: { task } }: Giving): EftConsentWay {
    const { account, eConsent } = task.offers;
    return account && !(eConsent && this.#way === 'e_consent') ? 'account' : 'e_consent';
  }

  #orderOf(state: Giving, way: EftConsentWay): EftOrder | null {
    const { modifies } = state;
    const company = this.#companyIn(state);
    if (modifies === null && way === 'e_consent') return { way, company };
    const account = this.#account.take();
    if (account === null) return null;
    return modifies === null
      ? { way: 'account', company, ...account }
      : { way: 'modify', consent: modifies.id, ...account };
  }

  render(state: Giving, view: View) {
    const { t, send, locale } = view;
    const { asked, modifies, refusal } = state;
    const { task, surface } = asked;
    const isChange = modifies !== null;
    const way = isChange ? 'account' : this.#wayIn(state);
    const text = mandateIn(task, locale);
    const onSubmit = (event: Event): void => {
      event.preventDefault();
      const order = this.#orderOf(state, way);
      if (order === null) return;
      const { id, version } = task.mandateText;
      const shown = { id, version, sha256: text.sha256 };
      send({ type: 'order', order, shown, idempotencyKey: crypto.randomUUID() });
    };
    const agree: keyof Texts = `agree${isChange ? 'Change' : ''}${surface === 'agent' ? 'Agent' : ''}`;
    return html`
      <div>
        ${heading(t(isChange ? 'changeTitle' : 'giveTitle'))}
        ${isChange ? html`<p class="quiet">${companyOf(asked, modifies)}</p>` : ''}
      </div>
      ${refusalBox(state, view)}
      <form class="form" novalidate @submit=${onSubmit}>
        ${isChange ? '' : this.#companies(state, view)} ${isChange ? '' : this.#ways(state, way, view)}
        ${
          way === 'account'
            ? this.#account.render(refusal === 'account_wrong', view)
            : html`<p part="e-consent">${t('eHint')}</p>`
        }
        ${mandateBox(text, surface, view)}
        <button class="primary" part="button submit" @mousedown=${this.#stay}>${t(agree)}</button>
        <button type="button" class="link" part="back" @click=${() => send({ type: 'back' })}>${t('back')}</button>
      </form>
    `;
  }

  /** A field that is left may have something to say, and the button would move away below the pointer. */
  readonly #stay = (event: Event): void => {
    if (this.#element.root.activeElement?.matches('.field')) event.preventDefault();
  };

  #companies(state: Giving, { t }: View) {
    const companies = state.asked.task.companies.filter(({ key }) => state.open.includes(key));
    const [first] = companies;
    if (companies.length === 1) return html`<p part="company"><b>${first?.name}</b></p>`;
    return this.#choices(
      'company',
      t('company'),
      companies.map(({ key, name }) => [key, name]),
      this.#companyIn(state),
      (key) => {
        this.#company = key;
      },
    );
  }

  #ways({ asked }: Giving, way: EftConsentWay, { t }: View) {
    const { offers } = asked.task;
    if (!(offers.account && offers.eConsent)) return '';
    const ways = ['account', 'e_consent'] as const;
    return this.#choices(
      'way',
      t('way'),
      ways.map((one) => [one, t(`way_${one}`)]),
      way,
      (one) => {
        this.#way = one;
      },
    );
  }

  #choices<K extends string>(
    name: string,
    label: string,
    choices: readonly (readonly [key: K, text: string])[],
    chosen: string | undefined,
    choose: (key: K) => void,
  ) {
    const onChange = (key: K): void => {
      choose(key);
      this.#element.requestUpdate();
    };
    return html`<fieldset part=${name}>
      <legend class="name">${label}</legend>
      ${choices.map(
        ([key, text]) => html`<label>
          <input type="radio" name=${name} .checked=${key === chosen} @change=${() => onChange(key)} />${text}
        </label>`,
      )}
    </fieldset>`;
  }
}
