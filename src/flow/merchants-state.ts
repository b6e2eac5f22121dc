import type { MerchantNote, OnboardedMerchant } from '../protocol/merchants.ts';
import type { OnboardingStatus, StepId } from '../protocol/onboarding-words.ts';
import type { OnboardingAsked } from './onboarding-state.ts';
import type { Trouble } from './trouble.ts';

/** What is looked for. Null, or no words: everything. */
export interface MerchantFilter {
  readonly status: OnboardingStatus | null;
  readonly waitingFor: StepId | null;
  /** In the name or the reference. */
  readonly search: string;
}

/** A page of what has changed. `cursor`: where to read on. */
export interface MerchantPage {
  readonly items: readonly OnboardedMerchant[];
  readonly cursor: string;
  /** There is nothing after it. */
  readonly isLast: boolean;
}

/**
 * What somebody wants done, or read. `notes` may be given up; the others have an effect. The same key has one effect,
 * however often it is sent: but for a note, which the provider knows no key for.
 */
export type Wish =
  | { readonly kind: 'notes' | 'link'; readonly key: string; readonly merchant: string }
  | { readonly kind: 'note'; readonly key: string; readonly merchant: string; readonly text: string }
  | { readonly kind: 'invite'; readonly key: string; readonly body: unknown };

/** A wish that was not granted. */
export interface RefusedWish {
  readonly wish: Wish;
  readonly trouble: Trouble;
  /** Pointers into the body (RFC 6901). */
  readonly pointers: readonly string[];
  /** Seconds to wait; null where nobody said. */
  readonly seconds: number | null;
}

/** The screens beside the list itself, whose code is loaded when they are first shown. */
export type LaterScreen = 'merchant' | 'invitation';

interface Common {
  readonly asked: OnboardingAsked;
  /** The latest change first. */
  readonly merchants: readonly OnboardedMerchant[];
  readonly cursor: string | null;
  /** All that there is has been read once. */
  readonly isComplete: boolean;
  readonly filter: MerchantFilter;
  /** As many as are shown at the most. */
  readonly most: number;
  readonly wish: Wish | null;
  readonly refused: RefusedWish | null;
  readonly loaded: readonly LaterScreen[];
  readonly offline: boolean;
}

export interface Board extends Common {
  readonly at: 'board';
}

/** One merchant is looked at. */
export interface Opened extends Common {
  readonly at: 'merchant';
  readonly id: string;
  /** Null: they have not been read. */
  readonly notes: readonly MerchantNote[] | null;
  /** How often the notes are to be read, and how often they have been. */
  readonly looks: number;
  readonly looked: number;
  /** The provider's own pages, once they were asked for. */
  readonly link: string | null;
}

/** A merchant is invited. */
export interface Inviting extends Common {
  readonly at: 'invitation';
}

export type Listed = Board | Opened | Inviting;

export type MerchantsState =
  | Listed
  | { readonly at: 'failed'; readonly trouble: Trouble; readonly from: MerchantsState };

export type MerchantsEvent =
  | { readonly type: 'page'; readonly page: MerchantPage }
  | { readonly type: 'filter'; readonly filter: Partial<MerchantFilter> }
  | { readonly type: 'more' }
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'invitation' }
  | { readonly type: 'loaded'; readonly screen: LaterScreen }
  | { readonly type: 'back' }
  | { readonly type: 'wish'; readonly wish: Wish }
  | { readonly type: 'notes'; readonly key: string; readonly notes: readonly MerchantNote[] }
  | { readonly type: 'linked'; readonly key: string; readonly url: string }
  | { readonly type: 'noted'; readonly key: string }
  | { readonly type: 'invited'; readonly key: string; readonly merchant: OnboardedMerchant }
  | ({ readonly type: 'refused' } & RefusedWish)
  | { readonly type: 'retry' }
  | { readonly type: 'token' }
  | { readonly type: 'connection'; readonly offline: boolean }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

export type MerchantsWork =
  | { readonly type: 'follow'; readonly id: string; readonly after: string | null }
  | { readonly type: 'load'; readonly id: string; readonly screen: LaterScreen }
  | { readonly type: 'wish'; readonly id: string; readonly wish: Wish };
