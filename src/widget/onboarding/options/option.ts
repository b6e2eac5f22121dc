import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import type { OnboardingOption } from '../../../protocol/onboarding-parts.ts';
import { renewOptionLink, signUpForOption } from '../../../protocol/onboarding-routes.ts';
import type { LaterElement } from '../../later-element.ts';
import { brands } from '../brands.ts';
import type { StepView } from '../step.ts';
import { createOptionForm } from './fields.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

/** One payment option: how it stands, what it needs, and the form that signs up for it. */
export const createOption = (element: LaterElement) => {
  const form = createOptionForm(element);

  const preconditions = ({ preconditions: all }: OnboardingOption, { t }: View) => {
    return html`<div part="needs">
      <p class="small">${t('needs')}</p>
      <ul class="needs small">
        ${all.map(
          ({ id, met }) => html`<li class=${met ? 'met' : ''}>
            ${t(`needs_${id}`)}
            <span class="quiet">${t(met ? 'isThere' : 'isMissing')}</span>
          </li>`,
        )}
      </ul>
    </div>`;
  };

  const link = ({ id, link: known }: OnboardingOption, now: number, name: string, view: View) => {
    const { t, locale, busy, write } = view;
    if (known === null) return '';
    const { url, expiresAt } = known;
    const isOver = expiresAt !== null && Date.parse(expiresAt) <= now;
    const renew = () => write({ route: renewOptionLink, parts: { option: id }, body: {} });
    if (isOver) {
      return html`<p>${t('linkOver')}</p>
        <button type="button" class="primary" part="button renew" aria-disabled=${busy} @click=${renew}>${t('renew')}</button>`;
    }
    const until =
      expiresAt === null
        ? ''
        : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
            new Date(expiresAt),
          );
    return html`<a class="primary" part="option-link" href=${url} target="_blank" rel="noopener noreferrer">
        ${t('goOnAt', { name })}
      </a>
      <p class="quiet small">${t('linkHint')} ${until === '' ? '' : t('linkUntil', { time: until })}</p>`;
  };

  const signUp = (state: Shown, { id, fields }: OnboardingOption, name: string, view: View) => {
    const { t, busy, write } = view;
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const values = form.take(fields, view);
      if (values !== null) write({ route: signUpForOption, parts: { option: id }, body: { values } });
    };
    return html`<form class="stack" novalidate @submit=${onSubmit}>
      ${form.render(state, fields, view)}
      <button class="primary" part="button sign-up" aria-disabled=${busy}>${id === 'common' ? t('signUpThese') : t('signUp', { name })}</button>
    </form>`;
  };

  return (state: Shown, option: OnboardingOption, view: View) => {
    const { t } = view;
    const { id, status, opensHere, sending, preconditions: needs } = option;
    const name = brands[id] ?? t('common');
    const canSignUp =
      opensHere && !sending && status !== 'pending' && status !== 'enabled' && needs.every(({ met }) => met);
    const said = sending
      ? 'sending'
      : !opensHere && status === 'none'
        ? 'notHere'
        : (`option_${status}` as const);
    const isWanting = opensHere && status !== 'enabled' && status !== 'pending';
    const hasNeeds = isWanting && needs.some(({ met }) => !met);
    const line = html`<b>${name}</b><span class="state small" part="option-status">${t(said)}</span>`;
    if (!hasNeeds && !canSignUp && option.link === null) {
      return html`<div class="option line" part="option ${id}">${line}</div>`;
    }
    return html`<details class="option" part="option ${id}" ?open=${status === 'pending' && option.link !== null}>
      <summary class="line">${line}</summary>
      <div class="stack">
        ${hasNeeds ? preconditions(option, view) : ''}
        ${link(option, Date.parse(state.onboarding.now), name, view)}
        ${canSignUp ? signUp(state, option, name, view) : ''}
      </div>
    </details>`;
  };
};
