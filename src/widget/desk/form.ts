import { html, nothing } from 'lit/html.js';
import type { DeskAsked, DeskOpen } from '../../flow/desk-state.ts';
import { mask } from '../../identifiers/mask.ts';
import type { CreateAtDesk, DeskRequest } from '../../protocol/collection-request.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import type { DebtorScheme, Language } from '../../protocol/words.ts';
import type { DrawnElement } from '../drawn-element.ts';
import { DebtorField } from '../payment/debtor-field.ts';
import { parseAmount, writeAmount } from './amount.ts';
import {
  bodyOf,
  type Draft,
  type DraftField,
  draftOf,
  emptyDraft,
  mandateWords,
  type Wrong,
  wrongWith,
} from './draft.ts';
import type { DeskKey } from './texts/texts.ts';
import type { DeskView } from './view.ts';

export interface FormActions {
  readonly payer: (debtor: Debtor | null) => void;
  readonly check: () => void;
  readonly send: (body: CreateAtDesk) => void;
}

/** In which a request is made for the caller. What is typed is here until it has been sent. */
export class DeskForm {
  readonly #host: DrawnElement;
  readonly #act: FormActions;
  readonly #payer: DebtorField;
  #draft: Draft | undefined;
  #wrong: Wrong | null = null;

  constructor(host: DrawnElement, act: FormActions) {
    this.#host = host;
    this.#act = act;
    this.#payer = new DebtorField(host);
  }

  /** For the next caller: the kind stays, all else is new. */
  begin(asked: DeskAsked): void {
    this.#draft = emptyDraft(asked, this.#draft);
    this.#wrong = null;
    this.#payer.begin(this.#schemes(asked), null, false);
  }

  /** A request whose payer must be typed once more. */
  repeat(row: DeskRequest, asked: DeskAsked, view: DeskView): void {
    this.#draft = draftOf(row, view);
    this.#wrong = null;
    this.#payer.begin(this.#schemes(asked), null, false);
    this.#act.payer(null);
    this.#host.requestUpdate();
    this.#host.updateComplete.then(() => this.#focus('#debtor'));
  }

  /** The backend has refused what was sent. */
  refuse(code: string, asked: DeskAsked): void {
    if (code === 'debtor_invalid' || code === 'debtor_missing') {
      this.#act.payer(null);
      this.#payer.begin(this.#schemes(asked), null, true);
    }
    if (code === 'request_not_repeatable') this.#wrong = ['reference', 'referenceTaken'];
    if (code === 'requests_used_up') this.#wrong = ['reference', 'usedUp'];
    this.#host.requestUpdate();
  }

  submit({ asked, payer, sending }: DeskOpen, view: DeskView, language: Language): void {
    const draft = this.#draft;
    if (draft === undefined || sending !== null) return;
    if (payer === null) {
      this.#payer.take((debtor) => {
        this.#act.payer(debtor);
        this.#host.updateComplete.then(() => this.#focus(draft.mandate ? '#customerNumber' : '#amount'));
      });
      return;
    }
    this.#wrong = wrongWith(draft, asked, view);
    if (this.#wrong !== null) {
      this.#host.requestUpdate();
      this.#focus(`#${this.#wrong[0]}`);
    } else if (payer.check === 'unreachable') {
      this.#focus('#check-again');
    } else {
      this.#act.send({ ...bodyOf(draft, asked, view, language), debtor: payer.debtor });
    }
  }

  render(state: DeskOpen, view: DeskView, onSubmit: () => void) {
    const { asked, refused, sending } = state;
    const draft = this.#draft;
    if (draft === undefined) return '';
    const { t } = view;
    const submit = (event: Event) => {
      event.preventDefault();
      onSubmit();
    };
    const problem = refused?.request === null ? refused.trouble : null;
    return html`
      <form class="new stack" part="form" novalidate aria-labelledby="new-title" @submit=${submit}>
        <h2 id="new-title">${t('newTitle')}</h2>
        ${asked.test ? html`<p class="test quiet small">${t('test')}</p>` : ''}
        ${asked.task.debtorGroups.length > 0 ? this.#kinds(draft, state, view) : ''}
        ${this.#whoPays(state, view)}
        ${draft.mandate ? this.#input('customerNumber', 'customerNumberOf', draft, view) : ''}
        ${draft.mandate && asked.task.debtorGroups.length > 1 ? this.#groups(draft, asked, view) : ''}
        ${this.#input('amount', 'amount', draft, view, asked)}
        ${this.#input('text', 'text', draft, view)}
        ${this.#input('reference', 'reference', draft, view)}
        ${
          draft.mandate
            ? html`<div class="box" part="mandate"><h3>${t('readAloud')}</h3>
                <p>${mandateWords(draft.customerNumber.toUpperCase(), asked, view)}</p></div>`
            : ''
        }
        <button class="primary" part="button submit" aria-disabled=${sending !== null}>
          ${t(sending === null ? 'send' : 'sending')}
        </button>
        <p class="error small" part="error" role="alert">
          ${problem === null || this.#wrong ? '' : t(problem.code === 'body_invalid' ? 'boundsChanged' : 'notSent')}
        </p>
      </form>
    `;
  }

  /** A customer number names a payer who has an agreement, so not one who is to get one. */
  #schemes({ task }: DeskAsked): readonly DebtorScheme[] {
    return task.debtorSchemes.filter((scheme) => !(this.#draft?.mandate && scheme === 'customer_number'));
  }

  #kinds(draft: Draft, { asked, payer }: DeskOpen, { t }: DeskView) {
    const kind = (mandate: boolean, key: DeskKey) => html`<label>
      <input
        type="radio"
        name="kind"
        .checked=${draft.mandate === mandate}
        @change=${() => {
          this.#change({ mandate });
          this.#payer.begin(this.#schemes(asked), null, false);
          if (payer?.debtor.scheme === 'customer_number') this.#act.payer(null);
        }}
      />
      ${t(key)}
    </label>`;
    return html`<fieldset>
      <legend>${t('kind')}</legend>
      ${kind(false, 'oneOff')}${kind(true, 'withMandate')}
    </fieldset>`;
  }

  #groups(draft: Draft, { task }: DeskAsked, { t }: DeskView) {
    const onChange = ({ target }: Event) =>
      target instanceof HTMLSelectElement && this.#change({ group: target.value });
    return html`<label class="name" for="group">${t('group')}</label>
      <select id="group" class="field" @change=${onChange}>
        ${task.debtorGroups.map((group) => html`<option .selected=${group === draft.group}>${group}</option>`)}
      </select>`;
  }

  /** Typed once: as soon as the number can be right it is handed over, and shown masked. */
  #whoPays({ asked, payer }: DeskOpen, view: DeskView) {
    const { t } = view;
    if (payer === null) {
      const leave = ({ target }: Event) => {
        if (target instanceof HTMLInputElement && target.id === 'debtor')
          this.#payer.take(this.#act.payer, true);
      };
      return html`<div class="stack" @focusout=${leave}>${this.#payer.render(this.#schemes(asked), t)}</div>`;
    }
    const anew = () => {
      this.#payer.begin([payer.debtor.scheme], null, false);
      this.#act.payer(null);
      this.#host.updateComplete.then(() => this.#focus('#debtor'));
    };
    return html`<div class="payer" part="payer">
      <span class="name">${t('payer')}</span>
      <span>${mask(payer.debtor.value)}</span>
      <button type="button" class="link end" part="type-again" @click=${anew}>${t('typeAnew')}</button>
      ${payer.check === null ? '' : html`<span class="check ${payer.check}" part="check" role="status">${t(payer.check)}</span>`}
      ${
        payer.check === 'unreachable' || payer.check === 'unknown'
          ? html`<button type="button" class="link end" id="check-again" part="check-again" @click=${this.#act.check}>${t('checkAgain')}</button>`
          : ''
      }
    </div>`;
  }

  #input(field: DraftField, label: DeskKey, draft: Draft, { t, locale }: DeskView, asked?: DeskAsked) {
    const [wrong, key, values] = this.#wrong ?? [];
    const currency = asked?.task.currency;
    const onInput = ({ target }: Event) =>
      target instanceof HTMLInputElement && this.#change({ [field]: target.value });
    // In full, as it was understood.
    const onChange = () => {
      const value = currency && parseAmount(this.#draft?.amount ?? '', locale, currency);
      if (value && currency) this.#change({ amount: writeAmount(value, locale, currency) });
    };
    const isWrong = wrong === field;
    return html`<div class="stack">
      <label class="name" for=${field}>${t(label, { currency: currency ?? '' })}</label>
      <input
        id=${field}
        class="field"
        part="input"
        autocomplete="off"
        inputmode=${currency === undefined ? nothing : 'decimal'}
        aria-describedby="${field}-error"
        aria-invalid=${isWrong}
        .value=${draft[field]}
        @input=${onInput}
        @change=${onChange}
      />
      <p class="error small" id="${field}-error" role="alert">${isWrong && key ? t(key, values) : ''}</p>
    </div>`;
  }

  #change(change: Partial<Draft>): void {
    if (this.#draft === undefined) return;
    this.#draft = { ...this.#draft, ...change };
    this.#wrong = null;
    this.#host.requestUpdate();
  }

  #focus(selector: string): void {
    this.#host.root.querySelector<HTMLElement>(selector)?.focus();
  }
}
