import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import { stateOf } from '../../../flow/onboarding-steps.ts';
import { signUp, writeFacts } from '../../../protocol/onboarding-routes.ts';
import type { LaterElement } from '../../later-element.ts';
import { Form, under } from '../form.ts';
import type { StepModule, StepView } from '../step.ts';
import { createCodeScreen } from './code.ts';
import { applicantFields } from './fields.ts';
import { files } from './files.ts';
import { createResume } from './resume.ts';
import type { Texts } from './texts/en.ts';

type K = keyof Texts;
type View = StepView<K>;

/** What was filled in beforehand, each part to be changed. */
const prefilled = ({ facts }: Shown['onboarding'], { t, send }: View) => {
  const { company, address, billing } = facts;
  const rows = [
    ['company', company && `${company.name}, ${company.organizationNumber}`],
    [
      'address',
      address && [address.line, address.line2, address.postalCode, address.place].filter(Boolean).join(', '),
    ],
    ['billing', billing?.name],
  ] as const;
  return rows.map(([id, text]) =>
    text == null
      ? ''
      : html`<div class="row" part="prefilled">
          <span><span class="quiet">${t(id)}:</span> ${text}</span>
          <button type="button" class="link end" @click=${() => send({ type: 'go', step: id })}>
            ${t('change')}<span class="unseen"> ${t(id)}</span>
          </button>
        </div>`,
  );
};

const create = (element: LaterElement) => {
  const form = new Form<K>(element);
  const codeScreen = createCodeScreen(element);
  const resume = createResume(element);

  const signUpScreen = (state: Shown, view: View) => {
    const { t, busy, write } = view;
    const { onboarding } = state;
    const { facts, role, code } = onboarding;
    if (role === 'merchant' && stateOf(onboarding, 'sign_up') === 'pending') {
      return html`<p class="quiet" part="wait">${t('opening')}</p>`;
    }
    const isOpen = role === 'agent' || stateOf(onboarding, 'sign_up') !== 'done';
    const fields = applicantFields(facts);
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const values = form.take(fields);
      if (values === null) return;
      const known = { route: writeFacts, body: { applicant: under(values, '/applicant/') } };
      if (role === 'agent') write(known);
      else write(known, { route: signUp, body: {} });
    };
    if (role === 'merchant' && stateOf(onboarding, 'sign_up') === 'not_yet') {
      return html`<p>${t('termsFirst')}</p>
        <button type="button" class="link" part="to-terms" @click=${() => view.send({ type: 'go', step: 'terms' })}>
          ${t('terms')}
        </button>
        ${resume(state, view)}`;
    }
    if (!isOpen) return html`<p>${t('openedAs', { email: facts.applicant?.email ?? '' })}</p>`;
    const isPrefilled = onboarding.prefilled || facts.company !== null;
    return html`
      <p>${t(role === 'agent' ? 'introAgent' : isPrefilled ? 'introPrefilled' : 'intro')}</p>
      <form class="stack" novalidate @submit=${onSubmit}>
        <div class="two">${form.render(state, fields, view)}</div>
        ${isPrefilled && role === 'merchant' ? prefilled(onboarding, view) : ''}
        <button class="primary" part="button submit" aria-disabled=${busy}>
          ${t(role === 'agent' ? 'save' : isPrefilled ? 'acceptPrefilled' : 'open')}
        </button>
      </form>
      ${role === 'merchant' && code?.purpose !== 'resume' ? resume(state, view) : ''}
    `;
  };

  return (state: Shown, view: View) => {
    const { at, onboarding } = state;
    const purpose = onboarding.code?.purpose;
    if (at === 'sign_up' && purpose === 'resume') return codeScreen(state, 'resume', view);
    if (at === 'sign_up') return signUpScreen(state, view);
    if (onboarding.role === 'agent') return html`<p>${view.t('merchantsCode')}</p>`;
    if (stateOf(onboarding, at) === 'done') return html`<p>${view.t('confirmed')}</p>`;
    return codeScreen(state, purpose ?? (at === 'verify' ? 'verify' : 'second_factor'), view);
  };
};

export const step: StepModule = { files, create };
