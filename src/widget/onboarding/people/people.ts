import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import type { ShownPerson } from '../../../protocol/onboarding.ts';
import { writeFacts } from '../../../protocol/onboarding-routes.ts';
import { personRoles } from '../../../protocol/onboarding-words.ts';
import type { LaterElement } from '../../later-element.ts';
import { Form, under } from '../form.ts';
import { createNumbers } from '../numbers/numbers.ts';
import type { StepModule, StepView } from '../step.ts';
import { fieldsOf, given } from './fields.ts';
import { files } from './files.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

/** As they are sent again: what is not said of their numbers leaves those as they are. */
const sentAgain = ({ nationalNumber: _, birthDate: __, ...person }: ShownPerson) => person;

const create = (element: LaterElement) => {
  const numbers = createNumbers(element);
  /** Place of the one that is being written; null: none; their number: a new one. */
  let editing: number | null = null;
  let form = new Form<keyof Texts>(element);
  let roles: readonly string[] = [];
  let noRole = false;
  let knownKey = '';

  const edit = (place: number | null, person?: ShownPerson): void => {
    editing = place;
    form = new Form(element);
    roles = person?.roles ?? ['signatory'];
    noRole = false;
    element.requestUpdate();
  };

  const roleBoxes = ({ t }: View) => html`<fieldset class="roles">
    <legend>${t('roles')}</legend>
    ${personRoles.map(
      (role) => html`<label>
        <input
          type="checkbox"
          .checked=${roles.includes(role)}
          @change=${() => {
            roles = roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role];
            element.requestUpdate();
          }}
        />${t(role)}
      </label>`,
    )}
    <p class="error small" role="alert">${noRole ? t('roleMissing') : ''}</p>
  </fieldset>`;

  const editor = (state: Shown, place: number, view: View) => {
    const { t, busy, write } = view;
    const { people, applicant } = state.onboarding.facts;
    const person = people[place];
    const { country } = state.onboarding;
    const fields = fieldsOf(person, people.length === 0 ? applicant : null, country, roles, numbers(country));
    const onSubmit = (event: Event) => {
      event.preventDefault();
      noRole = roles.length === 0;
      const values = form.take(fields);
      if (values === null || noRole) return;
      const { share, ...said } = under(values, '/person/');
      const one = {
        ...(person?.address === undefined ? {} : { address: person.address }),
        ...said,
        roles,
        ...(share === undefined ? {} : { share: Number(share) }),
      };
      const all: unknown[] = people.map(sentAgain);
      all[place] = one;
      knownKey = String(state.onboarding.revision);
      write({ route: writeFacts, body: { people: all } });
    };
    return html`<form class="stack" novalidate @submit=${onSubmit} part="person-form">
      ${roleBoxes(view)}
      <div class="two">${form.render(state, fields, view)}</div>
      <button class="primary" part="button submit" aria-disabled=${busy}>${t('savePerson')}</button>
      ${
        people.length > 0
          ? html`<button type="button" class="link" @click=${() => edit(null)}>${t('cancel')}</button>`
          : ''
      }
    </form>`;
  };

  const row = (state: Shown, person: ShownPerson, place: number, view: View) => {
    const { t, busy, write } = view;
    const others = () => state.onboarding.facts.people.filter((_, n) => n !== place).map(sentAgain);
    return html`<li class="box" part="person">
      <p><b>${person.firstName} ${person.lastName}</b></p>
      <p class="quiet">${person.roles.map((role) => t(role)).join(', ')}</p>
      <p class="small">${given(person, view)}</p>
      <p class="row">
        <button type="button" class="link" part="edit" @click=${() => edit(place, person)}>${t('change')}</button>
        ${
          state.onboarding.facts.people.length > 1
            ? html`<button
                type="button"
                class="link"
                part="remove"
                aria-disabled=${busy}
                @click=${() => write({ route: writeFacts, body: { people: others() } })}
              >
                ${t('remove')}
              </button>`
            : ''
        }
      </p>
    </li>`;
  };

  return (state: Shown, view: View) => {
    const { t, send } = view;
    const { people } = state.onboarding.facts;
    if (people.length === 0 && editing === null) edit(0);
    // What was written has been taken: its form is done with.
    if (
      knownKey !== '' &&
      !view.busy &&
      state.refused === null &&
      knownKey !== String(state.onboarding.revision)
    ) {
      knownKey = '';
      edit(null);
    }
    return html`
      <p>${t('intro')}</p>
      ${
        people.length === 0
          ? ''
          : html`<ul class="plain-list" part="people">
              ${people.map((person, place) => row(state, person, place, view))}
            </ul>`
      }
      ${
        editing === null
          ? html`<button type="button" class="link" part="add" @click=${() => edit(people.length)}>${t('add')}</button>
              <button type="button" class="primary" part="button next" @click=${() => send({ type: 'next' })}>
                ${t('next')}
              </button>`
          : editor(state, editing, view)
      }
    `;
  };
};

export const step: StepModule = { files, create };
