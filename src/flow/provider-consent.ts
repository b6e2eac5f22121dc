import type { ProviderConsent } from '../protocol/provider-consent.ts';
import type { ProviderConsentTask, Session } from '../protocol/session.ts';
import type { Surface } from '../protocol/words.ts';
import { type Trouble, trouble } from './trouble.ts';

/** What the company is asked for, as signed for in the session. */
export interface ConsentAsked {
  readonly task: ProviderConsentTask;
  readonly surface: Surface;
  /** A pretend bank. */
  readonly test: boolean;
}

/** A Business ID in its normal form. */
type Company = string;

export type ProviderConsentState =
  | { readonly at: 'loading'; readonly offline: boolean }
  /** Who asks and for what is shown; the company is named, where the session does not. */
  | {
      readonly at: 'asked';
      readonly asked: ConsentAsked;
      /** Named before, to be changed. */
      readonly company: Company | null;
      /** The backend has refused that number. */
      readonly refused: boolean;
    }
  | {
      readonly at: 'starting';
      readonly asked: ConsentAsked;
      /** Null: the session knows. */
      readonly company: Company | null;
      readonly idempotencyKey: string;
      readonly offline: boolean;
    }
  /** The company gives it in the bank's own service, or has given it: what the bank says is followed. */
  | {
      readonly at: 'following';
      readonly asked: ConsentAsked;
      readonly consent: ProviderConsent;
      /** "I have done it": the bank is being asked. */
      readonly checking: boolean;
      /** The bank was asked, and had nothing new to say. */
      readonly nothingNew: boolean;
      /** "The bank does not know the service provider": that is being told. */
      readonly reporting: boolean;
      readonly offline: boolean;
    }
  | { readonly at: 'failed'; readonly trouble: Trouble; readonly from: Resumable };

type In<At extends ProviderConsentState['at']> = Extract<ProviderConsentState, { readonly at: At }>;
export type Following = In<'following'>;
export type AskedState = In<'asked'>;
export type Failed = In<'failed'>;
type Resumable = In<'loading'> | In<'starting'> | Following;

export type ProviderConsentEvent =
  | { readonly type: 'session'; readonly session: Session<ProviderConsentTask> }
  | { readonly type: 'token' }
  | { readonly type: 'start'; readonly company: Company | null; readonly idempotencyKey: string }
  | { readonly type: 'consent'; readonly consent: ProviderConsent }
  /** The answer to "I have done it". */
  | { readonly type: 'checked'; readonly consent: ProviderConsent }
  | { readonly type: 'check' }
  | { readonly type: 'report' }
  /** It could not be asked, or told, just now. */
  | { readonly type: 'not-heard' }
  | { readonly type: 'other-company' }
  | { readonly type: 'retry' }
  | { readonly type: 'connection'; readonly offline: boolean }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

export type ProviderConsentWork =
  | { readonly type: 'read-session'; readonly id: string }
  | {
      readonly type: 'start';
      readonly id: string;
      readonly company: Company | null;
      readonly idempotencyKey: string;
    }
  | { readonly type: 'follow'; readonly id: string; readonly consent: string; readonly revision: number }
  | { readonly type: 'check'; readonly id: string; readonly consent: string }
  | { readonly type: 'report'; readonly id: string; readonly consent: string };

export const start = (): ProviderConsentState => ({ at: 'loading', offline: false });

/** The next state. An event that does not fit changes nothing: the same state comes back. */
export const step = (state: ProviderConsentState, event: ProviderConsentEvent): ProviderConsentState => {
  switch (event.type) {
    case 'session':
      return state.at === 'loading' ? opened(state, event.session) : state;
    case 'token':
      return withNewToken(state);
    case 'start':
      return state.at === 'asked' && (event.company !== null || state.asked.task.company !== null)
        ? { ...event, at: 'starting', asked: state.asked, offline: false }
        : state;
    case 'consent':
      return withConsent(state, event.consent);
    case 'checked': {
      const next = withConsent(state, event.consent);
      return next.at === 'following'
        ? { ...next, checking: false, nothingNew: next.consent.status !== 'active' }
        : next;
    }
    case 'check':
      return state.at === 'following' && !state.checking
        ? { ...state, checking: true, nothingNew: false }
        : state;
    case 'report':
      return canReport(state) ? { ...state, reporting: true } : state;
    case 'not-heard':
      return state.at === 'following' ? { ...state, checking: false, reporting: false } : state;
    case 'other-company':
      return canChangeCompany(state)
        ? { at: 'asked', asked: state.asked, company: state.consent.company.businessId, refused: false }
        : state;
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
export const work = (state: ProviderConsentState): readonly ProviderConsentWork[] => {
  switch (state.at) {
    case 'loading':
      return [{ type: 'read-session', id: 'session' }];
    case 'starting': {
      const { company, idempotencyKey } = state;
      return [{ type: 'start', id: `start ${idempotencyKey}`, company, idempotencyKey }];
    }
    case 'following': {
      const { id: consent, revision } = state.consent;
      return [
        { type: 'follow', id: `follow ${consent}`, consent, revision },
        ...(state.checking ? [{ type: 'check', id: `check ${consent}`, consent } as const] : []),
        ...(state.reporting ? [{ type: 'report', id: `report ${consent}`, consent } as const] : []),
      ];
    }
    default:
      return [];
  }
};

export const canReport = (state: ProviderConsentState): state is Following =>
  state.at === 'following' &&
  !state.reporting &&
  state.consent.status !== 'active' &&
  state.consent.reportedAt === null;

/** The person who named the company may have named the wrong one, as long as it has given nothing. */
export const canChangeCompany = (state: ProviderConsentState): state is Following =>
  state.at === 'following' && state.consent.status !== 'active' && state.asked.task.company === null;

const opened = (
  state: ProviderConsentState,
  { surface, test, tasks: [task] }: Session<ProviderConsentTask>,
): ProviderConsentState => {
  if (task === undefined) return withTrouble(state, trouble('task_missing'));
  const asked: ConsentAsked = { task, surface, test };
  return task.consent === null
    ? { at: 'asked', asked, company: null, refused: false }
    : following(asked, task.consent);
};

const following = (asked: ConsentAsked, consent: ProviderConsent): Following => ({
  at: 'following',
  asked,
  consent,
  checking: false,
  nothingNew: false,
  reporting: false,
  offline: false,
});

const withConsent = (state: ProviderConsentState, consent: ProviderConsent): ProviderConsentState => {
  if (state.at === 'starting') return following(state.asked, consent);
  if (state.at !== 'following' || consent.id !== state.consent.id) return state;
  if (consent.revision <= state.consent.revision) return state;
  return { ...state, consent, reporting: state.reporting && consent.reportedAt === null };
};

const withTrouble = (state: ProviderConsentState, problem: Trouble): ProviderConsentState => {
  if (state.at === 'asked' || state.at === 'failed') return state;
  if (state.at === 'starting' && problem.code === 'company_invalid') {
    return { at: 'asked', asked: state.asked, company: state.company, refused: true };
  }
  return { at: 'failed', trouble: problem, from: state };
};

/** A new token goes on with what is under way, and otherwise shows what it is for. */
const withNewToken = (state: ProviderConsentState): ProviderConsentState => {
  if (state.at === 'failed') return state.from;
  return state.at === 'asked' ? start() : state;
};
