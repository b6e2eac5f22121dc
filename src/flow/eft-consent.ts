import type { EftConsent, EftConsentTask, ShownMandateText } from '../protocol/eft-consent.ts';
import type { Session } from '../protocol/session.ts';
import type {
  EftAsked,
  EftConsentEvent,
  EftConsentState,
  EftConsentWork,
  EftNotice,
  EftOrder,
  EftRefusal,
} from './eft-consent-state.ts';
import { type Trouble, trouble } from './trouble.ts';

export const start = (): EftConsentState => ({ at: 'loading', notice: null, offline: false });

/** The next state. An event that does not fit changes nothing: the same state comes back. */
export const step = (state: EftConsentState, event: EftConsentEvent): EftConsentState => {
  switch (event.type) {
    case 'session':
      return state.at === 'loading' ? opened(state, event.session) : state;
    case 'list':
      return state.at === 'listing' || state.at === 'listed'
        ? { ...state, at: 'listed', consents: event.consents, current: event.current }
        : state;
    case 'new':
      return state.at === 'listed' ? creating(state) : state;
    case 'modify':
      return state.at === 'listed' ? modifying(state, event.consent) : state;
    case 'order':
      return ordered(state, event.order, event.shown, event.idempotencyKey);
    case 'consent':
      return withConsent(state, event.consent);
    case 'back':
      return state.at === 'giving' || state.at === 'following' ? listing(state.asked) : state;
    case 'token':
      if (state.at === 'cleared') return start();
      return state.at === 'failed' ? state.from : state;
    case 'retry':
      return state.at === 'failed' && state.trouble.retryable ? state.from : state;
    case 'connection':
      return 'offline' in state && state.offline !== event.offline
        ? { ...state, offline: event.offline }
        : state;
    case 'clear':
      // What is being sent goes on, and so does what could not be answered: it is still known here.
      return state.at === 'sending' ? state : { at: 'cleared' };
    case 'trouble':
      return withTrouble(state, event.trouble, event.pointers ?? []);
  }
};

/** What must be going on in this state; what is not named here must stop. */
export const work = (state: EftConsentState): readonly EftConsentWork[] => {
  switch (state.at) {
    case 'loading':
      return [{ type: 'read-session', id: 'session' }];
    case 'listing':
      return [{ type: 'read-list', id: 'list' }];
    case 'listed':
      return [
        { type: 'prepare', id: 'prepare' },
        { type: 'watch-list', id: 'watch' },
      ];
    case 'giving':
      return [{ type: 'prepare', id: 'prepare' }];
    case 'sending': {
      const { order, shown, idempotencyKey } = state;
      return [{ type: 'send', id: `send ${idempotencyKey}`, order, shown, idempotencyKey }];
    }
    case 'following': {
      const { id: consent, revision } = state.consent;
      return [{ type: 'follow', id: `follow ${consent}`, consent, revision }];
    }
    default:
      return [];
  }
};

/** A company that has none of these from the person may be given a new one. Who has one changes its account instead. */
const isOver = ({ state }: EftConsent): boolean => state === 'not_active' || state === 'end_under_way';

/** The companies to which a new consent may be given here, in one way at least: their keys. */
export const openFor = (
  { actions, offers, companies }: EftConsentTask,
  consents: readonly EftConsent[],
): readonly string[] =>
  actions.includes('create') && (offers.account || offers.eConsent)
    ? companies
        .map(({ key }) => key)
        .filter((key) => consents.every((consent) => consent.company !== key || isOver(consent)))
    : [];

const creating = (state: Extract<EftConsentState, { at: 'listed' }>): EftConsentState => {
  const { asked, consents } = state;
  const open = openFor(asked.task, consents);
  return open.length === 0 ? state : { at: 'giving', asked, modifies: null, open, refusal: null };
};

const listing = (asked: EftAsked, notice: EftNotice | null = null): EftConsentState => ({
  at: 'listing',
  asked,
  notice,
  offline: false,
});

const opened = (
  state: Extract<EftConsentState, { at: 'loading' }>,
  { surface, test, merchant, tasks: [task] }: Session<EftConsentTask>,
): EftConsentState =>
  task === undefined
    ? withTrouble(state, trouble('task_missing'), [])
    : listing({ task, surface, test, merchant }, state.notice);

const modifying = (
  state: Extract<EftConsentState, { at: 'listed' }>,
  id: EftConsent['id'],
): EftConsentState => {
  const modifies = state.consents.find((consent) => consent.id === id);
  return modifies?.modifiable
    ? { at: 'giving', asked: state.asked, modifies, open: [], refusal: null }
    : state;
};

/** Only what is offered here, and only for the consent that the person chose to modify. */
const fits = (
  { asked, modifies, open }: Extract<EftConsentState, { at: 'giving' }>,
  order: EftOrder,
): boolean => {
  if (order.way === 'modify') return modifies?.id === order.consent;
  const { offers } = asked.task;
  const isOffered = order.way === 'account' ? offers.account : offers.eConsent;
  return modifies === null && isOffered && open.includes(order.company);
};

const ordered = (
  state: EftConsentState,
  order: EftOrder,
  shown: ShownMandateText,
  idempotencyKey: string,
): EftConsentState =>
  state.at === 'giving' && fits(state, order)
    ? {
        at: 'sending',
        asked: state.asked,
        modifies: state.modifies,
        open: state.open,
        order,
        shown,
        idempotencyKey,
        offline: false,
      }
    : state;

/** What was sent is answered: the account number is known no longer. */
const withConsent = (state: EftConsentState, consent: EftConsent): EftConsentState => {
  if (state.at === 'sending') return { at: 'following', asked: state.asked, consent, offline: false };
  if (state.at !== 'following' || consent.id !== state.consent.id) return state;
  return consent.revision > state.consent.revision ? { ...state, consent } : state;
};

const refusals = ['payer_record_incomplete', 'consent_refused'] as const;

/** What it means that it was not taken, where that is not known by its code alone. */
const refusalOf = ({ code }: Trouble, pointers: readonly string[]): EftRefusal | undefined =>
  pointers.some((pointer) => pointer === '/clearing' || pointer === '/account')
    ? 'account_wrong'
    : refusals.find((refusal) => refusal === code);

/**
 * A refusal is said where it can be acted on. Another account is sent once: when nobody answers it may have arrived, so
 * that what stands is read instead.
 */
const withTrouble = (
  state: EftConsentState,
  problem: Trouble,
  pointers: readonly string[],
): EftConsentState => {
  if (state.at !== 'sending')
    return isWorking(state) ? { at: 'failed', trouble: problem, from: state } : state;
  const { asked, modifies, open } = state;
  const refusal = refusalOf(problem, pointers);
  if (refusal !== undefined) return { at: 'giving', asked, modifies, open, refusal };
  if (pointers.includes('/mandateText')) return { at: 'loading', notice: 'text_replaced', offline: false };
  if (modifies !== null && problem.retryable) return listing(asked, 'unanswered');
  if (problem.code === 'consent_not_modifiable') return listing(asked, 'not_modifiable');
  return { at: 'failed', trouble: problem, from: state };
};

type Working = Extract<EftConsentState, { at: 'loading' | 'listing' | 'following' }>;

/** Something is read there, and nothing can be shown without it. */
const isWorking = (state: EftConsentState): state is Working =>
  state.at === 'loading' || state.at === 'listing' || state.at === 'following';
