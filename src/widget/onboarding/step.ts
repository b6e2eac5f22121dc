import type { OnboardingEvent, Shown, Write } from '../../flow/onboarding-state.ts';
import type { LaterElement } from '../later-element.ts';
import type { View } from '../view.ts';
import type { Files } from '../words.ts';
import type { Texts } from './texts/en.ts';

/** What a step is drawn with: its own words and those that all steps share. */
export interface StepView<K extends string> extends View<K | keyof Texts, OnboardingEvent> {
  /** Something that was said is on its way. */
  readonly busy: boolean;
  /** Says something to the backend, and what follows once that was taken. */
  readonly write: (...writes: readonly Omit<Write, 'key' | 'then'>[]) => void;
}

type Words = Readonly<Record<string, string>>;

/** The screens of one group of steps. What was typed there is kept for as long as the element is. */
export type StepScreen<K extends string = string> = (state: Shown, view: StepView<K>) => unknown;

/** The code of one group of steps, as it is loaded. */
export interface StepModule {
  readonly files: Files<Words>;
  readonly styles?: string;
  create(element: LaterElement): StepScreen;
}

/** As one write, with those that follow it. */
export const chain = (writes: readonly Omit<Write, 'key' | 'then'>[]): Write | undefined =>
  writes.reduceRight<Write | undefined>(
    (then, write) => ({ ...write, key: crypto.randomUUID(), ...(then === undefined ? {} : { then }) }),
    undefined,
  );
