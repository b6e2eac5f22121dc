import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import type { ShownPerson } from '../../../protocol/onboarding.ts';
import { writeFacts } from '../../../protocol/onboarding-routes.ts';
import type { LaterElement } from '../../later-element.ts';
import { createNumbers } from '../numbers/numbers.ts';
import type { StepModule, StepView } from '../step.ts';
import { createEditor, sentAgain } from './editor.ts';
import { given } from './fields.ts';
import { files } from './files.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

const create = (element: LaterElement) => {
  const numbers = createNumbers(element);
  let editor = createEditor(element, numbers);
  /** Id of the one who is being written; undefined: somebody new; null: nobody. */
  let editing: string | undefined | null = null;

  const edit = (id: string | undefined | null): void => {
    editing = id;
    editor = createEditor(element, numbers);
    element.requestUpdate();
  };

  const row = (state: Shown, person: ShownPerson, view: View) => {
    const { t, busy, write } = view;
    const { people } = state.onboarding.facts;
    const { id, firstName, lastName, roles } = person;
    const remove = () =>
      write({ route: writeFacts, body: { people: people.filter((one) => one.id !== id).map(sentAgain) } });
    return html`<li class="box" part="person">
      <p><b>${firstName} ${lastName}</b></p>
      <p class="quiet">${roles.map((role) => t(role)).join(', ')}</p>
      <p class="small">${given(person, view)}</p>
      <p class="row">
        <button type="button" class="link" part="edit" @click=${() => edit(id)}>
          ${t('change')}<span class="unseen"> ${firstName} ${lastName}</span>
        </button>
        ${
          people.length > 1
            ? html`<button type="button" class="link" part="remove" aria-disabled=${busy} @click=${remove}>
                ${t('remove')}<span class="unseen"> ${firstName} ${lastName}</span>
              </button>`
            : ''
        }
      </p>
    </li>`;
  };

  return (state: Shown, view: View) => {
    const { t, send } = view;
    const { people } = state.onboarding.facts;
    const isFirst = people.length === 0;
    const isOpen = isFirst || editor.isOnItsWay(state) || (editing !== null && !editor.isTaken(state));
    const written = people.find(({ id }) => id === editing);
    return html`
      <p>${t('intro')}</p>
      ${
        isFirst
          ? ''
          : html`<ul class="plain-list" part="people">
              ${people.filter((one) => !isOpen || one !== written).map((person) => row(state, person, view))}
            </ul>`
      }
      ${
        isOpen
          ? editor.render(state, written, isFirst ? null : () => edit(null), view)
          : html`<button type="button" class="link" part="add" @click=${() => edit(undefined)}>${t('add')}</button>
              <button type="button" class="primary" part="button next" @click=${() => send({ type: 'next' })}>
                ${t('next')}
              </button>`
      }
    `;
  };
};

export const step: StepModule = { files, create };
