import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import { stateOf } from '../../../flow/onboarding-steps.ts';
import { apply, writeFacts } from '../../../protocol/onboarding-routes.ts';
import type { ApplicationKind } from '../../../protocol/onboarding-words.ts';
import type { LaterElement } from '../../later-element.ts';
import { Form, under } from '../form.ts';
import { createNumbers } from '../numbers/numbers.ts';
import type { StepModule, StepView } from '../step.ts';
import { createApplications, goesOnElsewhere } from './applications.ts';
import { accountField, bankAccountOf, orderFields, signerFields } from './fields.ts';
import { files } from './files.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

const create = (element: LaterElement) => {
  const form = new Form<keyof Texts>(element);
  const numbers = createNumbers(element);
  const applications = createApplications(element);
  let someoneElse = false;
  let account: string | undefined;

  const signer = (state: Shown, view: View) => {
    const choose = (other: boolean) => () => {
      someoneElse = other;
      element.requestUpdate();
    };
    return html`<fieldset class="roles">
        <legend>${view.t('signs')}</legend>
        <label><input type="radio" name="signs" .checked=${!someoneElse} @change=${choose(false)} />${view.t('signsMe')}</label>
        <label
          ><input type="radio" name="signs" part="someone-else" .checked=${someoneElse} @change=${choose(true)} />${view.t('signsOther')}</label
        >
      </fieldset>
      ${someoneElse ? html`<div class="two">${form.render(state, signerFields, view)}</div>` : ''}`;
  };

  const applyForm = (state: Shown, kind: ApplicationKind, view: View) => {
    const { t, busy, write } = view;
    const { onboarding } = state;
    const known = onboarding.facts.bankAccount;
    const fields = [
      accountField(onboarding, numbers(onboarding.country)),
      ...orderFields(kind, onboarding, view),
    ];
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const values = form.take([...fields, ...(someoneElse ? signerFields : [])]);
      if (values === null) return;
      const { '/bankAccount/number': number, '/reference': reference, '/interval': interval } = values;
      const description = values['/description'];
      const order = {
        route: apply,
        body: {
          kind,
          ...(kind === 'payout' && { reference, interval }),
          ...(description !== undefined && description !== 'none' && { description }),
          ...(someoneElse && { submitter: under(values, '/submitter/') }),
        },
      };
      if (number === undefined) write(order);
      else write({ route: writeFacts, body: { bankAccount: bankAccountOf(number, onboarding) } }, order);
    };
    return html`<form class="stack" novalidate @submit=${onSubmit}>
      ${known === null ? '' : html`<p part="account">${t('accountKnown', { account: known.masked })}</p>`}
      ${form.render(state, fields, view)} ${signer(state, view)}
      <button class="primary" part="button submit" aria-disabled=${busy}>${t('apply')}</button>
    </form>`;
  };

  return (state: Shown, view: View) => {
    const { t, send } = view;
    const { onboarding } = state;
    // An account that was given is not shown again, nor kept here.
    if (onboarding.facts.bankAccount?.masked !== account) {
      account = onboarding.facts.bankAccount?.masked;
      form.forget('/bankAccount/number');
    }
    const kind: ApplicationKind = state.at === 'payout' ? 'payout' : 'payments';
    const now = stateOf(onboarding, kind);
    const sent = onboarding.applications.filter((one) => one.kind === kind);
    const stands = sent.some(({ status }) => status !== 'closed');
    if (now === 'not_yet') return html`<p>${t('notYet')}</p>`;
    return html`
      <p>${t(kind === 'payments' ? 'introPayments' : 'introPayout')}</p>
      ${applications(sent, view)}
      ${now === 'pending' && !stands ? html`<p class="quiet" part="wait">${t('applying')}</p>` : ''}
      ${
        now === 'due' && !stands
          ? applyForm(state, kind, view)
          : html`<button
              type="button"
              class=${goesOnElsewhere(sent) ? 'second' : 'primary'}
              part="button next"
              @click=${() => send({ type: 'next' })}
            >
              ${t('next')}
            </button>`
      }
    `;
  };
};

export const step: StepModule = { files, create };
