import type { ProviderConsent } from '../protocol/provider-consent.ts';
import type { ProviderConsentListTask, Session } from '../protocol/session.ts';
import type { Surface } from '../protocol/words.ts';
import { type Trouble, trouble } from './trouble.ts';

/** A page of what has changed. */
export interface ConsentPage {
  readonly items: readonly ProviderConsent[];
  readonly readAt: string | null;
}

export type ProviderConsentsState =
  | { readonly at: 'loading'; readonly offline: boolean }
  | {
      readonly at: 'listed';
      readonly task: ProviderConsentListTask;
      readonly surface: Surface;
      readonly test: boolean;
      /** The latest change first. */
      readonly consents: readonly ProviderConsent[];
      /** When the bank last told; null: not yet. */
      readonly readAt: string | null;
      readonly offline: boolean;
    }
  | { readonly at: 'failed'; readonly trouble: Trouble; readonly from: ProviderConsentsState };

type In<At extends ProviderConsentsState['at']> = Extract<ProviderConsentsState, { readonly at: At }>;
export type Listed = In<'listed'>;
export type ListFailed = In<'failed'>;

export type ProviderConsentsEvent =
  | { readonly type: 'session'; readonly session: Session<ProviderConsentListTask> }
  | { readonly type: 'token' }
  | { readonly type: 'page'; readonly page: ConsentPage }
  | { readonly type: 'retry' }
  | { readonly type: 'connection'; readonly offline: boolean }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

export type ProviderConsentsWork =
  | { readonly type: 'read-session'; readonly id: string }
  | { readonly type: 'follow'; readonly id: string };

export const start = (): ProviderConsentsState => ({ at: 'loading', offline: false });

/** The next state. An event that does not fit changes nothing: the same state comes back. */
export const step = (state: ProviderConsentsState, event: ProviderConsentsEvent): ProviderConsentsState => {
  switch (event.type) {
    case 'session':
      return state.at === 'loading' ? opened(state, event.session) : state;
    case 'token':
      return state.at === 'failed' ? state.from : state;
    case 'page':
      return state.at === 'listed' ? withPage(state, event.page) : state;
    case 'retry':
      return state.at === 'failed' && state.trouble.retryable ? state.from : state;
    case 'connection':
      return 'offline' in state && state.offline !== event.offline
        ? { ...state, offline: event.offline }
        : state;
    case 'trouble':
      return withTrouble(state, event.trouble);
  }
};

/** What must be going on in this state; what is not named here must stop. */
export const work = (state: ProviderConsentsState): readonly ProviderConsentsWork[] => {
  if (state.at === 'loading') return [{ type: 'read-session', id: 'session' }];
  return state.at === 'listed' ? [{ type: 'follow', id: 'list' }] : [];
};

const opened = (
  state: ProviderConsentsState,
  { surface, test, tasks: [task] }: Session<ProviderConsentListTask>,
): ProviderConsentsState =>
  task === undefined
    ? withTrouble(state, trouble('task_missing'))
    : { at: 'listed', task, surface, test, consents: [], readAt: null, offline: false };

/** A consent that has changed comes to the front, in place of what was known of it. */
const withPage = (state: Listed, { items, readAt }: ConsentPage): ProviderConsentsState => {
  const newest = new Map(items.map((consent) => [consent.id, consent]));
  const others = state.consents.filter(({ id }) => !newest.has(id));
  if (newest.size === 0 && readAt === state.readAt) return state;
  return { ...state, consents: [...newest.values()].reverse().concat(others), readAt };
};

const withTrouble = (state: ProviderConsentsState, problem: Trouble): ProviderConsentsState =>
  state.at === 'failed' ? state : { at: 'failed', trouble: problem, from: state };
