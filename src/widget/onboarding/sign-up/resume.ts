import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import { resumeOnboarding } from '../../../protocol/onboarding-routes.ts';
import type { LaterElement } from '../../later-element.ts';
import { type Field, Form } from '../form.ts';
import type { StepView } from '../step.ts';
import type { Texts } from './texts/en.ts';

const field: Field<keyof Texts> = {
  at: '/resume/email',
  label: 'email',
  type: 'email',
  autocomplete: 'email',
  max: 254,
};

/** Goes on here with what was begun on another device: a code is sent to the merchant. */
export const createResume = (element: LaterElement) => {
  const form = new Form<keyof Texts>(element);
  return (state: Shown, view: StepView<keyof Texts>) => {
    const { t, busy, write } = view;
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const values = form.take([field]);
      if (values !== null) write({ route: resumeOnboarding, body: { email: values['/resume/email'] } });
    };
    return html`<details class="ruled" part="resume">
      <summary>${t('resume')}</summary>
      <form class="stack" novalidate @submit=${onSubmit}>
        <p class="small">${t('resumeText')}</p>
        ${form.render(state, [field], view)}
        <button class="primary" part="button resume-submit" aria-disabled=${busy}>${t('resumeSend')}</button>
      </form>
    </details>`;
  };
};
