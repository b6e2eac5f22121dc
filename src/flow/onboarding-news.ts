import type { OnboardingStatus } from '../protocol/onboarding-words.ts';
import { isShown } from './onboarding.ts';
import type { OnboardingSnapshot, OnboardingState, Shown } from './onboarding-state.ts';
import type { Trouble } from './trouble.ts';

/** What the page is told of a step from one state to the next. */
export type OnboardingNews =
  | { readonly type: 'ready' }
  | { readonly type: 'change' | 'done'; readonly snapshot: OnboardingSnapshot }
  | { readonly type: 'error'; readonly trouble: Trouble };

const outcomes: readonly OnboardingStatus[] = ['approved', 'declined', 'closed'];

const snapshotOf = ({ at, onboarding }: Shown, left: boolean): OnboardingSnapshot => ({
  status: onboarding.status,
  account: onboarding.account,
  step: at,
  outstanding: onboarding.outstanding,
  steps: onboarding.steps.map(({ id, state }) => ({ id, state })),
  left,
});

const shownIn = (state: OnboardingState): Shown | undefined => {
  if (isShown(state)) return state;
  return state.at === 'left' || state.at === 'failed' ? shownIn(state.from) : undefined;
};

/** `done` when the merchant has left, and at each outcome; every other move is a `change`. */
export const news = (before: OnboardingState, after: OnboardingState): readonly OnboardingNews[] => {
  const told: OnboardingNews[] = [];
  if (after.at === 'failed' && before.at !== 'failed') told.push({ type: 'error', trouble: after.trouble });
  const [was, is] = [shownIn(before), shownIn(after)];
  if (is === undefined) return told;
  // Ready is what can be used: the first step is there.
  const isReady = is.loaded.length > 0;
  if (isReady && (was === undefined || was.loaded.length === 0)) return [...told, { type: 'ready' }];
  if (was === undefined || (!isReady && after.at !== 'left')) return told;
  const hasLeft = after.at === 'left' && !after.telling && (before.at !== 'left' || before.telling);
  const snapshot = snapshotOf(is, hasLeft);
  const isChange = JSON.stringify(snapshotOf(was, hasLeft)) !== JSON.stringify(snapshot);
  if (isChange) told.push({ type: 'change', snapshot });
  const { status } = snapshot;
  const isOutcome = outcomes.includes(status) && status !== was.onboarding.status;
  if (isOutcome || hasLeft) told.push({ type: 'done', snapshot });
  return told;
};
