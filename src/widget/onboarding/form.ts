import { html } from 'lit/html.js';
import type { Shown } from '../../flow/onboarding-state.ts';
import type { LaterElement } from '../later-element.ts';
import { styles } from './form-styles.ts';
import type { StepView } from './step.ts';

/** What came of looking at what was typed. `error`: key of a text. */
export type Checked<K extends string> =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly error: K };

/** One field. `at` is the end of its pointer (RFC 6901), by which it is found when something is wrong in it. */
export interface Field<K extends string> {
  readonly at: string;
  readonly label: K;
  readonly hint?: K;
  readonly hintText?: string;
  readonly type?: 'email' | 'tel' | 'url' | 'date';
  readonly mode?: 'numeric' | 'text';
  readonly autocomplete?: string;
  /** What is known. */
  readonly value?: string | undefined;
  readonly optional?: boolean;
  /** It was given, and cannot be shown. */
  readonly given?: boolean;
  readonly max?: number;
  readonly choices?: readonly (readonly [value: string, label: string])[];
  readonly check?: (typed: string) => Checked<K>;
}

/** What has been said of what was sent. */
export interface Told {
  readonly onboarding: Pick<Shown['onboarding'], 'revision' | 'steps'>;
  readonly refused: { readonly write: { readonly key: string }; readonly pointers: readonly string[] } | null;
}

type Words<K extends string> = Pick<StepView<K>, 't'>;

const idOf = (at: string): string => at.slice(1).replaceAll('/', '-');

const forms = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  tel: /^\+?\d{5,15}$/,
  url: /^https:\/\/[^\s/]+\.[^\s]+$/,
  date: /^\d{4}-\d\d-\d\d$/,
} as const;

/** As people write them, and as they are sent. */
const tidy = (typed: string, type: Field<string>['type']): string => {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (type === 'tel') return text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  if (type === 'url' && text !== '' && !text.includes('://')) return `https://${text}`;
  return text;
};

/** Elements that have the looks of fields. */
const styled = new WeakSet<LaterElement>();

/** What is being typed in one form, and what is wrong with it. */
export class Form<K extends string> {
  readonly #element: LaterElement;
  readonly #typed = new Map<string, string>();
  readonly #errors = new Map<string, K>();
  /** Refusals of fields that have been changed since. */
  #mended = new Set<string>();
  #refusedBy: unknown = null;

  constructor(element: LaterElement) {
    this.#element = element;
    if (!styled.has(element)) element.addStyles(styles);
    styled.add(element);
  }

  value({ at, value, choices }: Field<K>): string {
    return this.#typed.get(at) ?? value ?? choices?.[0]?.[0] ?? '';
  }

  set(at: string, value: string): void {
    this.#typed.set(at, value);
    this.#errors.delete(at);
    this.#mended.add(at);
    this.#element.requestUpdate();
  }

  forget(at: string): void {
    this.#typed.delete(at);
  }

  /** Forgets what was typed: it has been taken. */
  clear(): void {
    this.#typed.clear();
    this.#errors.clear();
  }

  /** The values by pointer, without those left empty; null if one cannot be right: that one has the focus. */
  take(fields: readonly Field<K>[]): Record<string, string> | null {
    this.#errors.clear();
    const values: Record<string, string> = {};
    for (const field of fields) {
      const checked = this.#check(field);
      if (!checked.ok) this.#errors.set(field.at, checked.error);
      else if (checked.value !== '') values[field.at] = checked.value;
    }
    this.#element.requestUpdate();
    const [first] = this.#errors.keys();
    if (first === undefined) return values;
    this.#element.root.querySelector<HTMLElement>(`#${idOf(first)}`)?.focus();
    return null;
  }

  #check(field: Field<K>): Checked<K> {
    const { type, optional, given, check } = field;
    const value = tidy(this.value(field), type);
    if (value === '') {
      return optional || given ? { ok: true, value } : { ok: false, error: 'missing' as K };
    }
    if (type !== undefined && !forms[type].test(value)) return { ok: false, error: `${type}Wrong` as K };
    return check?.(value) ?? { ok: true, value };
  }

  /** The backend, or the provider, has said that this one is wrong, and it has not been changed since. */
  #isRefused(state: Told, at: string): boolean {
    if (this.#refusedBy !== state.onboarding.revision + (state.refused?.write.key ?? '')) {
      this.#refusedBy = state.onboarding.revision + (state.refused?.write.key ?? '');
      this.#mended = new Set();
    }
    const faults = state.onboarding.steps.flatMap(({ errors }) =>
      errors.filter(({ code }) => code !== 'missing').map(({ pointer }) => pointer),
    );
    return [...faults, ...(state.refused?.pointers ?? [])].some(
      (pointer) => pointer.endsWith(at) && !this.#mended.has(at),
    );
  }

  render(state: Told, fields: readonly Field<K>[], words: Words<K>) {
    return html`${fields.map((field) => this.#row(state, field, words))} ${this.#heard(fields, words)}`;
  }

  /** The first error is also told: the field that it is of may have the focus already. */
  #heard(fields: readonly Field<K>[], { t }: Words<K>) {
    const [[at, error] = []] = this.#errors;
    const field = fields.find((one) => one.at === at);
    const told = field === undefined || error === undefined ? '' : `${t(field.label)}: ${t(error)}`;
    return html`<p class="unseen" role="alert">${told}</p>`;
  }

  #row(state: Told, field: Field<K>, { t }: Words<K>) {
    const { at, label, hint, hintText, optional, given, choices } = field;
    const id = idOf(at);
    const error = this.#errors.get(at) ?? (this.#isRefused(state, at) ? ('notTaken' as K) : undefined);
    const more = hintText ?? (given ? t('given') : hint === undefined ? '' : t(hint));
    return html`<div class="row-of-form">
      <label class="name" for=${id}>${t(label)}${
        optional ? html` <span class="quiet">(${t('optional')})</span>` : ''
      }</label>
      ${choices === undefined ? this.#input(field, error) : this.#select(field, choices)}
      <p class="error small" id="${id}-error" part="error">${error === undefined ? '' : t(error)}</p>
      <p class="quiet small" id="${id}-hint">${more}</p>
    </div>`;
  }

  #input(field: Field<K>, error: K | undefined) {
    const { at, type = 'text', mode, autocomplete = 'off', max = 120 } = field;
    const id = idOf(at);
    return html`<input
      id=${id}
      class="field"
      part="input"
      type=${type === 'url' ? 'text' : type}
      inputmode=${type === 'url' ? 'url' : (mode ?? 'text')}
      autocomplete=${autocomplete}
      maxlength=${max}
      spellcheck="false"
      aria-describedby="${id}-error ${id}-hint"
      aria-invalid=${error !== undefined}
      aria-required=${!field.optional && !field.given}
      .value=${this.value(field)}
      @input=${({ target }: Event) => target instanceof HTMLInputElement && this.set(at, target.value)}
    />`;
  }

  #select(field: Field<K>, choices: readonly (readonly [string, string])[]) {
    const now = this.value(field);
    return html`<select
      id=${idOf(field.at)}
      class="field"
      part="input"
      @change=${({ target }: Event) => target instanceof HTMLSelectElement && this.set(field.at, target.value)}
    >
      ${choices.map(([value, label]) => html`<option value=${value} ?selected=${value === now}>${label}</option>`)}
    </select>`;
  }
}

/** The values whose pointers begin with this, by the rest of their names. */
export const under = (values: Readonly<Record<string, string>>, start: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([at, value]) =>
      at.startsWith(start) ? [[at.slice(start.length), value]] : [],
    ),
  );
