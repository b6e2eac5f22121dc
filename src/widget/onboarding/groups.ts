import type { StepGroup } from '../../flow/onboarding-state.ts';
import type { LaterElement } from '../later-element.ts';
import { type Patience, persist } from '../persist.ts';
import { unreachable } from '../refused.ts';
import { Words } from '../words.ts';
import type { StepModule, StepScreen } from './step.ts';

const files: Readonly<Record<StepGroup, () => Promise<{ readonly step: StepModule }>>> = {
  terms: () => import('./terms/terms.ts'),
  'sign-up': () => import('./sign-up/sign-up.ts'),
  company: () => import('./company/company.ts'),
  people: () => import('./people/people.ts'),
  payments: () => import('./payments/payments.ts'),
  options: () => import('./options/options.ts'),
  documents: () => import('./documents/documents.ts'),
  summary: () => import('./summary/summary.ts'),
};

export interface Group {
  readonly screen: StepScreen;
  readonly words: Words<Readonly<Record<string, string>>>;
}

/** The groups of steps that have been loaded, each with what was typed there. */
export const createGroups = (element: LaterElement) => {
  const groups = new Map<StepGroup, Group>();
  return {
    get: (name: StepGroup): Group | undefined => groups.get(name),
    /** Resolves when its code and its words are there. Throws `Refused` if they will not be. */
    async load(name: StepGroup, patience: Patience): Promise<void> {
      if (groups.has(name)) return;
      const { step } = await persist(() => files[name]().catch(unreachable), patience);
      const words = new Words(element, step.files, () => element.requestUpdate());
      await words.come(patience);
      if (groups.has(name)) return;
      if (step.styles !== undefined) element.addStyles(step.styles);
      groups.set(name, { screen: step.create(element), words });
    },
  };
};
