import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import type { OnboardingFacts } from '../../../protocol/onboarding.ts';
import { prefillSignUp } from '../../../protocol/onboarding-routes.ts';
import { brands } from '../brands.ts';
import { styles } from '../facts-styles.ts';
import type { StepModule, StepView } from '../step.ts';
import { files } from './files.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

const todo = ({ onboarding }: Shown, { t, send, locale }: View) => {
  const open = onboarding.steps.filter(({ id }) => onboarding.outstanding.includes(id));
  if (open.length === 0) return html`<p part="nothing">${t('nothing')}</p>`;
  const until = (instant: string) =>
    t('until', {
      time: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
        new Date(instant),
      ),
    });
  return html`<h3>${t('todo')}</h3>
    <ul class="plain-list" part="todo">
      ${open.map(
        ({ id, dueBy, state }) => html`<li class="row">
          <button type="button" class="link" part="todo-${id}" @click=${() => send({ type: 'go', step: id })}>${t(id)}</button>
          <span class="quiet small">${state === 'past_due' ? t('state_past_due') : ''} ${dueBy === null ? '' : until(dueBy)}</span>
        </li>`,
      )}
    </ul>`;
};

const options = ({ onboarding }: Shown, { t }: View) => {
  const begun = onboarding.options.filter(({ status }) => status !== 'none');
  if (begun.length === 0) return '';
  return html`<h3>${t('optionsReady')}</h3>
    <dl class="facts" part="options">
      ${begun.map(({ id, status }) => html`<dt>${brands[id] ?? t('common')}</dt><dd>${t(`option_${status}`)}</dd>`)}
    </dl>`;
};

const isFilledIn = ({ applicant, company, address, billing }: OnboardingFacts): boolean =>
  applicant !== null && company !== null && address !== null && billing !== null;

/** For an agent: what was filled in is left to the merchant. */
const handOver = ({ onboarding }: Shown, { t, busy, write }: View) => {
  if (onboarding.prefilled) return html`<p class="box" part="prefilled">${t('prefilled')}</p>`;
  if (onboarding.account.state !== 'none') return '';
  if (!isFilledIn(onboarding.facts)) return html`<p class="box">${t('prefillMissing')}</p>`;
  const prefill = (event: Event) => {
    event.preventDefault();
    write({ route: prefillSignUp, body: {} });
  };
  return html`<form class="stack" @submit=${prefill}>
    <p>${t('prefillText')}</p>
    <button class="primary" part="button prefill" aria-disabled=${busy}>${t('prefill')}</button>
  </form>`;
};

const create = () => (state: Shown, view: View) => {
  const { t } = view;
  const { status, account, role, options: all } = state.onboarding;
  const isUsable = all.some((option) => option.status === 'enabled');
  const text = status === 'approved' && !isUsable ? 'status_approvedNone' : (`status_${status}Text` as const);
  return html`
    <div class="box" part="status ${status}">
      <p><b>${t(`status_${status}`)}</b></p>
      <p>${t(text)}</p>
    </div>
    <dl class="facts">
      <dt>${t('accountState')}</dt>
      <dd part="account">${t(`account_${account.state}`)}</dd>
    </dl>
    ${role === 'agent' ? handOver(state, view) : todo(state, view)} ${options(state, view)}
  `;
};

export const step: StepModule = { files, styles, create };
