import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import type { OptionField } from '../../../protocol/onboarding-parts.ts';
import type { OptionId } from '../../../protocol/onboarding-words.ts';
import type { LaterElement } from '../../later-element.ts';
import { brands } from '../brands.ts';
import { type Field, Form } from '../form.ts';
import type { StepView } from '../step.ts';
import type { Texts } from './texts/en.ts';

type K = keyof Texts;
type View = StepView<K>;
type Value = string | number | boolean | readonly string[];

/** A field or a choice that came later has no text: it is called what the provider calls it. */
const named = (key: string, plain: string, { t }: View): string => t(key as K) || plain.replace(/[._]/g, ' ');

/** Where the same thing may be had from more than one, it is said from whom. */
const choiceText = (choice: string, all: readonly string[], view: View): string => {
  const [from = '', what = from] = choice.split('.');
  const text = named(`choice_${what}`, choice, view);
  const isTwice = all.some((other) => other !== choice && other.endsWith(`.${what}`));
  return isTwice ? `${text}, ${brands[from as OptionId] ?? from}` : text;
};

const types = { email: 'email', phone: 'tel', url: 'url' } as const;

/** The form of one option, made of what the backend says that it asks. */
export const createOptionForm = (element: LaterElement) => {
  const form = new Form<K>(element);
  const ticked = new Map<string, ReadonlySet<string>>();
  const flags = new Set<string>();
  let unchosen: string | null = null;

  const lines = (fields: readonly OptionField[], view: View): readonly Field<K>[] =>
    fields.flatMap(({ id, kind, required, choices, max }): Field<K>[] => {
      if (kind === 'choices' || kind === 'flag') return [];
      return [
        {
          at: `/values/${id}`,
          label: id as K,
          optional: !required,
          max: max ?? 200,
          ...(kind === 'choice' && {
            choices: (choices ?? []).map((one) => [one, choiceText(one, choices ?? [], view)]),
          }),
          ...(kind === 'whole' && { mode: 'numeric' }),
          ...(kind in types && { type: types[kind as keyof typeof types] }),
          check(typed) {
            if (kind === 'whole' && !/^\d{1,12}$/.test(typed)) return { ok: false, error: 'wholeWrong' };
            if (kind === 'account_number' && !/^[\dA-Za-z ]+$/.test(typed)) {
              return { ok: false, error: 'accountWrong' };
            }
            return { ok: true, value: typed };
          },
        },
      ];
    });

  const toggle = (id: string, choice: string): void => {
    const before = ticked.get(id) ?? new Set<string>();
    ticked.set(
      id,
      before.has(choice)
        ? new Set([...before].filter((one) => one !== choice))
        : new Set([...before, choice]),
    );
    unchosen = null;
    element.requestUpdate();
  };

  const boxes = (
    { id, choices = [] }: OptionField,
    view: View,
  ) => html`<fieldset class="roles" part="choices">
    <legend>${named(id, id, view)}</legend>
    ${choices.map(
      (choice) => html`<label>
        <input
          type="checkbox"
          .checked=${ticked.get(id)?.has(choice) === true}
          @change=${() => toggle(id, choice)}
        />${choiceText(choice, choices, view)}
      </label>`,
    )}
    <p class="error small" role="alert">${unchosen === id ? view.t('chooseOne') : ''}</p>
  </fieldset>`;

  const flag = ({ id }: OptionField, view: View) => html`<label class="check">
    <input
      type="checkbox"
      .checked=${flags.has(id)}
      @change=${() => (flags.has(id) ? flags.delete(id) : flags.add(id))}
    /><span>${named(id, id, view)}</span>
  </label>`;

  return {
    render: (state: Shown, fields: readonly OptionField[], view: View) => html`
      ${fields.filter(({ kind }) => kind === 'choices').map((field) => boxes(field, view))}
      <div class="two">${form.render(state, lines(fields, view), view)}</div>
      ${fields.filter(({ kind }) => kind === 'flag').map((field) => flag(field, view))}
    `,
    /** The values by field; null if one cannot be right. */
    take(fields: readonly OptionField[], view: View): Record<string, Value> | null {
      const typed = form.take(lines(fields, view));
      const missing = fields.find(
        ({ id, kind, required }) => kind === 'choices' && required && (ticked.get(id)?.size ?? 0) === 0,
      );
      unchosen = missing?.id ?? null;
      if (typed === null || missing !== undefined) return null;
      const values: Record<string, Value> = {};
      for (const { id, kind } of fields) {
        const text = typed[`/values/${id}`];
        if (kind === 'flag') values[id] = flags.has(id);
        else if (kind === 'choices') values[id] = [...(ticked.get(id) ?? [])];
        else if (text !== undefined) values[id] = kind === 'whole' ? Number(text) : text;
      }
      return values;
    },
  };
};
