import { html } from 'lit/html.js';
import { canGo } from '../../flow/onboarding.ts';
import type { OnboardingEvent, Shown } from '../../flow/onboarding-state.ts';
import { stateOf, stepsToShow } from '../../flow/onboarding-steps.ts';
import type { StepId } from '../../protocol/onboarding-words.ts';
import type { LaterElement } from '../later-element.ts';
import type { View } from '../view.ts';
import type { Texts } from './texts/en.ts';

/** Every step with its state. Where there is no room for it, it is folded. */
export const createStepsList = (element: LaterElement) => {
  let isOpen = false;
  const fold = (open: boolean): void => {
    isOpen = open;
    element.requestUpdate();
  };

  const entry = (state: Shown, id: StepId, { t, send }: View<keyof Texts, OnboardingEvent>) => {
    const now = stateOf(state.onboarding, id);
    const mark = now === 'done' || now === 'not_yet' || id === 'summary' ? '' : t(`state_${now}`);
    const go = () => {
      fold(false);
      send({ type: 'go', step: id });
    };
    const inside = html`<span class="tick ${now}" aria-hidden="true"></span><span>${t(id)}</span
      ><span class="state small">${mark}</span
      >${now === 'done' ? html`<span class="unseen">, ${t('state_done')}</span>` : ''}`;
    return html`<li>
      ${
        canGo(state, id)
          ? html`<button
              type="button"
              class="step"
              part="step"
              aria-current=${id === state.at ? 'step' : 'false'}
              @click=${go}
            >
              ${inside}
            </button>`
          : html`<span class="step quiet">${inside}</span>`
      }
    </li>`;
  };

  return (state: Shown, view: View<keyof Texts, OnboardingEvent>) => {
    const { t } = view;
    const shown = stepsToShow(state.onboarding, state.at);
    const done = shown.filter((id) => stateOf(state.onboarding, id) === 'done').length;
    const place = { n: String(shown.indexOf(state.at) + 1), all: String(shown.length) };
    return html`<nav class="steps" aria-label=${t('steps')} part="steps">
      <button type="button" class="fold" aria-expanded=${isOpen} aria-controls="steps" @click=${() => fold(!isOpen)}>
        <span>${t('stepOf', place)}</span><span class="quiet">${t('steps')}</span>
      </button>
      <progress class="bar" aria-hidden="true" max=${shown.length} value=${done}></progress>
      <ol id="steps" class=${isOpen ? 'open' : ''}>
        ${shown.map((id) => entry(state, id, view))}
      </ol>
    </nav>`;
  };
};
