import { html } from 'lit/html.js';
import type { OnboardingEvent, Shown } from '../../flow/onboarding-state.ts';
import { groupOf } from '../../flow/onboarding-steps.ts';
import { heading } from '../heading.ts';
import type { LaterElement } from '../later-element.ts';
import { fill } from '../texts/texts.ts';
import type { View } from '../view.ts';
import type { createGroups } from './groups.ts';
import { chain, type StepView } from './step.ts';
import { createStepsList } from './steps-list.ts';
import type { Texts } from './texts/en.ts';
import { createTroubles } from './troubles.ts';

type ShellView = View<keyof Texts, OnboardingEvent>;

/** What stands around every step: where one is, what is wrong, and the way out. */
export const createShell = (element: LaterElement, groups: ReturnType<typeof createGroups>) => {
  const stepsList = createStepsList(element);
  const troubles = createTroubles(element);

  const viewOf = (state: Shown, { t, ...view }: ShellView): StepView<string> => {
    const words = groups.get(groupOf[state.at])?.words;
    words?.follow();
    return {
      ...view,
      t(key, values) {
        const own = words?.text(key) ?? '';
        return own === '' ? t(key as keyof Texts, values) : fill(element.texts[key] ?? own, values ?? {});
      },
      busy: state.writing !== null,
      write(...writes) {
        const first = chain(writes);
        if (first !== undefined) view.send({ type: 'write', write: first });
      },
    };
  };

  const faults = ({ onboarding, at }: Shown) => {
    const errors = onboarding.steps.find(({ id }) => id === at)?.errors ?? [];
    return troubles.faults([...new Set(errors.map(({ code }) => code))].filter((code) => code !== 'missing'));
  };

  return (state: Shown, view: ShellView) => {
    const { t, send } = view;
    const { asked, at, onboarding } = state;
    const step = groups.get(groupOf[at]);
    if (step !== undefined) troubles.load();
    return html`
      <div class="top">
        <span class="quiet">${asked.host}</span>
        ${onboarding.account.test ? html`<span class="test quiet small" part="test">${t('test')}</span>` : ''}
      </div>
      <div class="shell">
        ${stepsList(state, view)}
        <section class="stack step-of" part="step-screen" aria-labelledby="heading">
          ${heading(t(at))}
          ${onboarding.role === 'agent' ? html`<p class="box" part="agent">${t('agentNote')}</p>` : ''}
          ${faults(state)}
          ${step === undefined ? html`<div class="outline"></div>` : step.screen(state, viewOf(state, view))}
          ${troubles.problem(state.refused, () => send({ type: 'retry' }), view)}
          <p class="small quiet" part="progress">${
            state.offline ? t('offline') : state.writing === null ? '' : t('saving')
          }</p>
        </section>
      </div>
      <p class="ruled">
        <button type="button" class="link" part="leave" @click=${() => send({ type: 'leave' })}>${t('leave')}</button>
      </p>
    `;
  };
};
