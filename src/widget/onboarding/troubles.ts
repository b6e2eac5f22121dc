import { html } from 'lit/html.js';
import type { RefusedWrite } from '../../flow/onboarding-state.ts';
import type { StepFault } from '../../protocol/onboarding-words.ts';
import type { LaterElement } from '../later-element.ts';
import type { View } from '../view.ts';
import type { Texts } from './texts/en.ts';
import type { create } from './trouble/trouble.ts';

/** What says what went wrong is loaded once there is something to use; where it cannot be, that is what is wrong. */
export const createTroubles = (element: LaterElement) => {
  let loaded: Awaited<ReturnType<typeof create>> | undefined;
  let isAsked = false;

  const load = (): typeof loaded => {
    if (!isAsked) {
      isAsked = true;
      import('./trouble/trouble.ts')
        .then((module) => module.create(element))
        .then(
          (troubles) => {
            loaded = troubles;
            element.requestUpdate();
          },
          () => {
            isAsked = false;
          },
        );
    }
    return loaded;
  };

  return {
    load,
    faults: (codes: readonly StepFault[]): unknown => (codes.length === 0 ? '' : load()?.faults(codes)),
    problem(
      refused: Pick<RefusedWrite, 'trouble' | 'seconds'> | null,
      retry: () => void,
      view: Pick<View<keyof Texts, never>, 't' | 'locale'>,
    ): unknown {
      if (refused === null) return '';
      return (
        load()?.problem(refused, retry, view) ??
        html`<div class="box problem" role="alert" part="problem">
          <p>${view.t('unreachableText')}</p>
          <button type="button" class="link" part="retry" @click=${retry}>${view.t('again')}</button>
        </div>`
      );
    },
  };
};
