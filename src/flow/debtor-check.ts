import type { Debtor } from '../protocol/primitives.ts';
import type { DebtorCheckTask, Merchant, Session } from '../protocol/session.ts';
import type { DebtorCheckOutcome, Surface } from '../protocol/words.ts';
import { type Trouble, trouble } from './trouble.ts';

/** What may be asked, as signed for in the session. */
export interface CheckAsked {
  readonly merchant: Merchant;
  readonly task: DebtorCheckTask;
  readonly surface: Surface;
  /** A pretend provider. */
  readonly test: boolean;
}

/** The number is in a state only while it is being asked about: what comes after knows the answer, not the number. */
export type DebtorCheckState =
  | { readonly at: 'loading'; readonly offline: boolean }
  | {
      readonly at: 'identify';
      readonly asked: CheckAsked;
      /** The backend has refused that number. */
      readonly refused: boolean;
      /** Seconds after which it may be asked again, where it was asked too often; else null. */
      readonly slowed: number | null;
    }
  | {
      readonly at: 'checking';
      readonly asked: CheckAsked;
      readonly debtor: Debtor;
      readonly offline: boolean;
    }
  | { readonly at: 'answered'; readonly asked: CheckAsked; readonly outcome: DebtorCheckOutcome }
  | { readonly at: 'failed'; readonly trouble: Trouble; readonly asked: CheckAsked | null };

type In<At extends DebtorCheckState['at']> = Extract<DebtorCheckState, { readonly at: At }>;
export type CheckIdentify = In<'identify'>;
export type CheckAnswered = In<'answered'>;

export type DebtorCheckEvent =
  | { readonly type: 'session'; readonly session: Session<DebtorCheckTask> }
  | { readonly type: 'token' }
  | { readonly type: 'debtor'; readonly debtor: Debtor }
  | { readonly type: 'answer'; readonly outcome: DebtorCheckOutcome }
  | { readonly type: 'slowed'; readonly seconds: number }
  /** Somebody else, or another number. */
  | { readonly type: 'another' }
  | { readonly type: 'retry' }
  | { readonly type: 'connection'; readonly offline: boolean }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

export type DebtorCheckWork =
  | { readonly type: 'read-session'; readonly id: string }
  | { readonly type: 'check'; readonly id: string; readonly debtor: Debtor };

export const start = (): DebtorCheckState => ({ at: 'loading', offline: false });

/** The next state. An event that does not fit changes nothing: the same state comes back. */
export const step = (state: DebtorCheckState, event: DebtorCheckEvent): DebtorCheckState => {
  switch (event.type) {
    case 'session':
      return state.at === 'loading' ? opened(event.session) : state;
    case 'token':
      return state.at === 'checking' || state.at === 'loading' ? state : start();
    case 'debtor':
      return state.at === 'identify'
        ? { at: 'checking', asked: state.asked, debtor: event.debtor, offline: false }
        : state;
    case 'answer':
      return state.at === 'checking' ? { at: 'answered', asked: state.asked, outcome: event.outcome } : state;
    case 'slowed':
      return state.at === 'checking' ? identify(state.asked, { slowed: event.seconds }) : state;
    case 'another':
      return state.at === 'answered' ? identify(state.asked) : state;
    case 'retry':
      if (state.at !== 'failed' || !state.trouble.retryable) return state;
      return state.asked === null ? start() : identify(state.asked);
    case 'connection':
      return 'offline' in state && state.offline !== event.offline
        ? { ...state, offline: event.offline }
        : state;
    case 'trouble':
      return withTrouble(state, event.trouble);
  }
};

/** What must be going on in this state; what is not named here must stop. */
export const work = (state: DebtorCheckState): readonly DebtorCheckWork[] => {
  if (state.at === 'loading') return [{ type: 'read-session', id: 'session' }];
  return state.at === 'checking' ? [{ type: 'check', id: 'check', debtor: state.debtor }] : [];
};

const identify = (asked: CheckAsked, more: Partial<CheckIdentify> = {}): CheckIdentify => ({
  at: 'identify',
  asked,
  refused: false,
  slowed: null,
  ...more,
});

const opened = ({ merchant, surface, test, tasks: [task] }: Session<DebtorCheckTask>): DebtorCheckState =>
  task === undefined
    ? { at: 'failed', trouble: trouble('task_missing'), asked: null }
    : identify({ merchant, surface, test, task });

const withTrouble = (state: DebtorCheckState, problem: Trouble): DebtorCheckState => {
  if (state.at === 'checking') {
    return problem.code === 'debtor_invalid'
      ? identify(state.asked, { refused: true })
      : { at: 'failed', trouble: problem, asked: state.asked };
  }
  return state.at === 'loading' ? { at: 'failed', trouble: problem, asked: null } : state;
};
