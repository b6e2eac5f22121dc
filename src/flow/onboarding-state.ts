import type { Onboarding } from '../protocol/onboarding.ts';
import type { MerchantOnboardingTask } from '../protocol/onboarding-session.ts';
import type { StepFault, StepId } from '../protocol/onboarding-words.ts';
import type { Route } from '../protocol/route.ts';
import type { Session } from '../protocol/session.ts';
import type { Surface } from '../protocol/words.ts';
import type { Trouble } from './trouble.ts';

/** What the session is for. */
export interface OnboardingAsked {
  readonly task: MerchantOnboardingTask;
  /** Whose page it is. */
  readonly host: string;
  readonly surface: Surface;
  readonly test: boolean;
}

/** One thing that the merchant has said, on its way to the backend. The same key has one effect, however often it is sent. */
export interface Write {
  readonly key: string;
  readonly route: Route;
  readonly parts?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Sent in place of the body, as it is. */
  readonly file?: Blob;
  /** What follows, once this was taken. */
  readonly then?: Write;
}

/** A write that was not taken. What was typed is still there. */
export interface RefusedWrite {
  readonly write: Write;
  readonly trouble: Trouble;
  /** Pointers into the body (RFC 6901). */
  readonly pointers: readonly string[];
  /** Seconds to wait; null where nobody said. */
  readonly seconds: number | null;
}

/** The steps whose code is loaded together. */
export const stepGroups = [
  'terms',
  'sign-up',
  'company',
  'people',
  'payments',
  'options',
  'documents',
  'summary',
] as const;
export type StepGroup = (typeof stepGroups)[number];

/** A step is on the screen. */
export interface Shown {
  readonly at: StepId;
  readonly asked: OnboardingAsked;
  readonly onboarding: Onboarding;
  readonly loaded: readonly StepGroup[];
  readonly writing: Write | null;
  /** Of a file that is on its way, 0 to 1. */
  readonly progress: number;
  readonly refused: RefusedWrite | null;
  /** The merchant has done their part here: as soon as the step is over, the next one follows. */
  readonly goesOn: boolean;
  readonly offline: boolean;
}

export interface Left {
  readonly at: 'left';
  readonly from: Shown;
  /** The backend is being told. */
  readonly telling: boolean;
}

export type OnboardingState =
  | { readonly at: 'loading'; readonly offline: boolean }
  /** The session is for the platform's list, which goes on by itself. */
  | { readonly at: 'list'; readonly asked: OnboardingAsked }
  | Shown
  | Left
  | { readonly at: 'failed'; readonly trouble: Trouble; readonly from: OnboardingState };

export type OnboardingFailed = Extract<OnboardingState, { readonly at: 'failed' }>;

export type OnboardingEvent =
  | {
      readonly type: 'session';
      readonly session: Session<MerchantOnboardingTask>;
      /** Null: the session is for the list. */
      readonly onboarding: Onboarding | null;
    }
  | { readonly type: 'loaded'; readonly group: StepGroup }
  /** Something has moved. */
  | { readonly type: 'onboarding'; readonly onboarding: Onboarding }
  | { readonly type: 'go'; readonly step: StepId }
  /** The merchant has seen this step, and leaves it as it is. */
  | { readonly type: 'next' }
  | { readonly type: 'write'; readonly write: Write }
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'written'; readonly key: string; readonly onboarding: Onboarding }
  | ({ readonly type: 'refused' } & RefusedWrite)
  | { readonly type: 'leave' }
  | { readonly type: 'told'; readonly onboarding: Onboarding | null }
  | { readonly type: 'return' }
  | { readonly type: 'retry' }
  | { readonly type: 'token' }
  | { readonly type: 'connection'; readonly offline: boolean }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

export type OnboardingWork =
  | { readonly type: 'read'; readonly id: string }
  | { readonly type: 'list'; readonly id: string; readonly asked: OnboardingAsked }
  | { readonly type: 'load'; readonly id: string; readonly group: StepGroup }
  | { readonly type: 'follow'; readonly id: string; readonly onboarding: string; readonly revision: number }
  | { readonly type: 'write'; readonly id: string; readonly write: Write }
  | { readonly type: 'leave'; readonly id: string; readonly step: StepId };

/** What the page is told: where it stands and what the merchant still has to do. Nothing about people. */
export interface OnboardingSnapshot {
  readonly status: Onboarding['status'];
  readonly account: Onboarding['account'];
  /** The step that is on the screen. */
  readonly step: StepId;
  readonly outstanding: readonly StepId[];
  readonly steps: readonly { readonly id: StepId; readonly state: Onboarding['steps'][number]['state'] }[];
  /** The merchant has left, to go on at another time. */
  readonly left: boolean;
}

/** What is said to be wrong in a step. */
export interface StepError {
  readonly pointer: string;
  readonly code: StepFault;
}
