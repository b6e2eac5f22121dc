import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import type { ShownPerson } from '../../../protocol/onboarding.ts';
import { writeFacts } from '../../../protocol/onboarding-routes.ts';
import { type PersonRole, personRoles } from '../../../protocol/onboarding-words.ts';
import type { LaterElement } from '../../later-element.ts';
import { Form, under } from '../form.ts';
import type { createNumbers } from '../numbers/numbers.ts';
import type { StepView } from '../step.ts';
import { fieldsOf } from './fields.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

/** As they are sent again: what is not said of their numbers leaves those as they are. */
export const sentAgain = ({ nationalNumber: _, birthDate: __, ...person }: ShownPerson) => person;

/** The form of one person, with what has been typed in it. */
export const createEditor = (element: LaterElement, numbers: ReturnType<typeof createNumbers>) => {
  const form = new Form<keyof Texts>(element);
  /** Null: nobody has touched them. */
  let chosen: readonly PersonRole[] | null = null;
  let noRole = false;
  /** What was known when the form was sent. */
  let sent: number | null = null;

  const choose = (roles: readonly PersonRole[]): void => {
    chosen = roles;
    noRole = false;
    element.requestUpdate();
  };

  const roleBoxes = (roles: readonly PersonRole[], { t }: View) => html`<fieldset class="roles">
    <legend>${t('roles')}</legend>
    ${personRoles.map(
      (role) => html`<label>
        <input
          type="checkbox"
          id="role-${role}"
          aria-describedby="roles-error"
          .checked=${roles.includes(role)}
          @change=${() => choose(roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role])}
        />${t(role)}
      </label>`,
    )}
    <p class="error small" id="roles-error" role="alert">${noRole ? t('roleMissing') : ''}</p>
  </fieldset>`;

  /** What was written may be known before the answer to it has come. */
  const isOnItsWay = ({ writing }: Shown): boolean => sent !== null && writing !== null;

  /** Nothing of it is left to do: it was sent, and taken. */
  const isTaken = ({ writing, refused, onboarding }: Shown): boolean =>
    sent !== null && writing === null && refused === null && onboarding.revision > sent;

  return {
    isOnItsWay,
    isTaken,
    /** `person`: whose form it is; undefined: somebody new. `cancel`: null where there is no way back. */
    render(state: Shown, person: ShownPerson | undefined, cancel: (() => void) | null, view: View) {
      const { t, busy, write } = view;
      const { facts, country, revision } = state.onboarding;
      const { people, applicant } = facts;
      const rolesNow = (): readonly PersonRole[] => chosen ?? person?.roles ?? ['signatory'];
      const roles = rolesNow();
      const first = people.length === 0 ? applicant : null;
      const fields = fieldsOf(person, first, country, roles, numbers(country));
      const onSubmit = (event: Event) => {
        event.preventDefault();
        const ticked = rolesNow();
        noRole = ticked.length === 0;
        const values = form.take(fields);
        if (noRole) element.root.querySelector<HTMLElement>('#role-signatory')?.focus();
        if (values === null || noRole) return;
        const { share, ...said } = under(values, '/person/');
        const one = {
          ...(person === undefined ? {} : { id: person.id }),
          ...(person?.address === undefined ? {} : { address: person.address }),
          ...said,
          roles: ticked,
          ...(share === undefined ? {} : { share: Number(share) }),
        };
        const others = people.map((known) => (known.id === person?.id ? one : sentAgain(known)));
        sent = revision;
        write({ route: writeFacts, body: { people: person === undefined ? [...others, one] : others } });
      };
      return html`<form class="stack" novalidate @submit=${onSubmit} part="person-form">
        ${roleBoxes(roles, view)}
        <div class="two">${form.render(state, fields, view)}</div>
        <button class="primary" part="button submit" aria-disabled=${busy}>${t('savePerson')}</button>
        ${cancel === null ? '' : html`<button type="button" class="link" part="cancel" @click=${cancel}>${t('cancel')}</button>`}
      </form>`;
    },
  };
};
