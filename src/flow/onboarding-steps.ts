import type { Onboarding } from '../protocol/onboarding.ts';
import { type StepId, type StepState, stepIds } from '../protocol/onboarding-words.ts';
import type { StepGroup } from './onboarding-state.ts';

/** Where each step's code is. */
export const groupOf: Readonly<Record<StepId, StepGroup>> = {
  terms: 'terms',
  sign_up: 'sign-up',
  verify: 'sign-up',
  second_factor: 'sign-up',
  company: 'company',
  address: 'company',
  billing: 'company',
  people: 'people',
  payments: 'payments',
  payout: 'payments',
  options: 'options',
  documents: 'documents',
  summary: 'summary',
};

/** Nothing else matters before there is an account: in this order. */
const gates: readonly StepId[] = ['terms', 'sign_up', 'verify', 'second_factor'];

/** Left by themselves once they are done. In the others there is something to see when it is. */
const passing: readonly StepId[] = [...gates, 'company', 'address', 'billing'];

export const stateOf = ({ steps }: Onboarding, id: StepId): StepState =>
  steps.find((step) => step.id === id)?.state ?? 'not_yet';

const isOpen = (state: StepState): boolean => state === 'due' || state === 'past_due';

/** The merchant has to do something here. */
export const isOutstanding = (onboarding: Onboarding, id: StepId): boolean => isOpen(stateOf(onboarding, id));

/** What an agent can do for a merchant: fill in what the sign-up asks, for as long as there is no account. */
const filledByAgent = ['sign_up', 'company', 'address', 'billing'] as const satisfies readonly StepId[];

/** An agent may read what is to be agreed to, and agrees to nothing. */
const isForAgent = ({ account }: Onboarding, id: StepId): boolean =>
  id === 'terms' || id === 'summary' || (account.state === 'none' && filledByAgent.some((one) => one === id));

const nextForAgent = ({ facts, account }: Onboarding): StepId =>
  account.state === 'none'
    ? (filledByAgent.find((id) => facts[id === 'sign_up' ? 'applicant' : id] === null) ?? 'summary')
    : 'summary';

/** What waits for an earlier step has nothing to show yet. */
export const isReachable = (onboarding: Onboarding, id: StepId): boolean => {
  if (onboarding.role === 'agent') return isForAgent(onboarding, id);
  return id === 'summary' || id === 'sign_up' || stateOf(onboarding, id) !== 'not_yet';
};

/** Where to go on: what opens the account first, else the first thing to do, those after `seen` before the others. */
export const nextOf = (onboarding: Onboarding, seen?: StepId): StepId => {
  if (onboarding.role === 'agent') return nextForAgent(onboarding);
  // What was begun elsewhere waits for its code, and perhaps for a second one.
  if (onboarding.code?.purpose === 'resume') return 'sign_up';
  if (onboarding.code?.purpose === 'second_factor') return 'second_factor';
  const gate = gates.find((id) => isOpen(stateOf(onboarding, id)) || stateOf(onboarding, id) === 'pending');
  if (gate !== undefined) return gate;
  const open = stepIds.filter((id) => id !== seen && isOutstanding(onboarding, id));
  const after = open.find((id) => seen !== undefined && stepIds.indexOf(id) > stepIds.indexOf(seen));
  return after ?? (seen === undefined ? open[0] : undefined) ?? 'summary';
};

/** Whether the next step may take the place of this one. */
export const isOver = (onboarding: Onboarding, id: StepId): boolean => {
  if (!passing.includes(id)) return false;
  // The code of another device was right, and is followed by a second one.
  if (id === 'sign_up' && onboarding.code?.purpose === 'second_factor') return true;
  const state = stateOf(onboarding, id);
  // An agent's part is over once it is filled in; the rest is the merchant's.
  if (onboarding.role === 'agent') return true;
  return !isOpen(state) && !(gates.includes(id) && state === 'pending');
};

/** The steps to show in an overview: what belongs to another one only while it is wanted. */
export const stepsToShow = (onboarding: Onboarding, at: StepId): readonly StepId[] =>
  stepIds.filter((id) => {
    if (onboarding.role === 'agent') return id === at || isForAgent(onboarding, id);
    return (id !== 'verify' && id !== 'second_factor') || id === at || isOutstanding(onboarding, id);
  });
