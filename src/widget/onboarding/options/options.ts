import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import { stateOf } from '../../../flow/onboarding-steps.ts';
import type { OnboardingFeature } from '../../../protocol/onboarding-parts.ts';
import { setFeature } from '../../../protocol/onboarding-routes.ts';
import type { OptionId } from '../../../protocol/onboarding-words.ts';
import type { LaterElement } from '../../later-element.ts';
import { brands } from '../brands.ts';
import type { StepModule, StepView } from '../step.ts';
import { files } from './files.ts';
import { createOption } from './option.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

const features = (all: readonly OnboardingFeature[], { t, busy, write }: View) => {
  if (all.length === 0) return '';
  const row = ({ id, status }: OnboardingFeature) => {
    const wanted = status === 'off' || status === 'declined';
    const name = brands[id] ?? t(`feature_${id}` as keyof Texts);
    return html`<li class="row">
      <span>${name}</span>
      <span class="quiet small">${t(`feature_${status}`)}</span>
      <button
        type="button"
        class="link end"
        part="feature"
        aria-disabled=${busy}
        @click=${() => write({ route: setFeature, parts: { feature: id }, body: { wanted } })}
      >
        ${t(wanted ? 'askFor' : 'giveUp')}<span class="unseen"> ${name}</span>
      </button>
    </li>`;
  };
  return html`<details part="features">
    <summary>${t('features')}</summary>
    <ul class="plain-list">${all.map(row)}</ul>
  </details>`;
};

const create = (element: LaterElement) => {
  const screens = new Map<OptionId, ReturnType<typeof createOption>>();
  const screenOf = (id: OptionId) => {
    const screen = screens.get(id) ?? createOption(element);
    screens.set(id, screen);
    return screen;
  };
  return (state: Shown, view: View) => {
    const { t, send } = view;
    const { onboarding } = state;
    if (stateOf(onboarding, 'options') === 'not_yet') return html`<p>${t('notYet')}</p>`;
    return html`
      <p>${t('intro')}</p>
      <div>${onboarding.options.map((option) => screenOf(option.id)(state, option, view))}</div>
      ${features(onboarding.features, view)}
      <button
        type="button"
        class=${stateOf(onboarding, 'options') === 'due' ? 'second' : 'primary'}
        part="button next"
        @click=${() => send({ type: 'next' })}
      >
        ${t('next')}
      </button>
    `;
  };
};

export const step: StepModule = { files, styles, create };
