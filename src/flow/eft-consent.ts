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
        ? listed(state, event.consents, event.current)
        : state;
    case 'new':
      return state.at === 'listed' ? creating(state) : state;
    case 'modify':
      return state.at === 'listed' ? modifying(state, event.consent) : state;
    case 'order':
      return ordered(state, event.order, event.shown, event.idempotencyKey);
    case 'consent':
      return withConsent(state, event.consent, event.isOld ?? false);
    case 'back':
      return state.at === 'giving' || state.at === 'following' ? listing(state.asked) : state;
    case 'token':
      return withToken(state);
    case 'retry':
      return state.at === 'failed' && state.trouble.retryable ? state.from : state;
    case 'connection':
      return 'offline' in state && state.offline !== event.offline
        ? { ...state, offline: event.offline }
        : state;
    case 'clear':
      // What is being sent goes on until it is answered.
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

type Listed = Extract<EftConsentState, { at: 'listed' }>;

/**
 * The companies to which a new consent may be given here, in one way at least: their keys. None while the register cannot
 * be asked, for it may have one that nobody here has heard of.
 */
export const openIn = ({ asked, consents, current }: Listed): readonly string[] => {
  const { actions, offers, companies } = asked.task;
  return current && actions.includes('create') && (offers.account || offers.eConsent)
    ? companies
        .map(({ key }) => key)
        .filter((key) => consents.every((consent) => consent.company !== key || isOver(consent)))
    : [];
};

const creating = (state: Listed): EftConsentState => {
  const { asked, offline } = state;
  const open = openIn(state);
  return open.length === 0 ? state : { at: 'giving', asked, modifies: null, open, refusal: null, offline };
};

const standing = (consents: readonly EftConsent[]): string =>
  consents.map(({ id, revision }) => id + revision).join();

/** What is said above a list is true of that list: it goes when something in it has moved. */
const listed = (
  state: Extract<EftConsentState, { at: 'listing' | 'listed' }>,
  consents: readonly EftConsent[],
  current: boolean,
): Listed => {
  const { asked, offline } = state;
  const hasMoved = state.at === 'listed' && standing(state.consents) !== standing(consents);
  return { at: 'listed', asked, consents, current, notice: hasMoved ? null : state.notice, offline };
};

/** Whether the next token may be another customer's: what was begun for one is nothing for the next. */
const isAtTill = (state: EftConsentState): boolean => {
  const held = state.at === 'failed' ? state.from : state;
  return 'asked' in held && held.asked.surface === 'pos';
};

const withToken = (state: EftConsentState): EftConsentState => {
  if (state.at === 'cleared' || (state.at !== 'sending' && isAtTill(state))) return start();
  return state.at === 'failed' ? state.from : state;
};

const listing = (
  asked: EftAsked,
  notice: EftNotice | null = null,
): Extract<EftConsentState, { at: 'listing' }> => ({
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

const modifying = (state: Listed, id: EftConsent['id']): EftConsentState => {
  const { asked, consents, offline } = state;
  const modifies = consents.find((consent) => consent.id === id);
  return modifies?.modifiable ? { at: 'giving', asked, modifies, open: [], refusal: null, offline } : state;
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
const withConsent = (state: EftConsentState, consent: EftConsent, isOld: boolean): EftConsentState => {
  if (state.at === 'sending') {
    const { asked } = state;
    return isOld ? listing(asked, 'already') : { at: 'following', asked, consent, offline: false };
  }
  if (state.at !== 'following' || consent.id !== state.consent.id) return state;
  return consent.revision > state.consent.revision ? { ...state, consent } : state;
};

/** What it means that it was not taken, where that is not known by its code alone. */
const refusalOf = ({ code }: Trouble, pointers: readonly string[]): EftRefusal | undefined => {
  if (pointers.some((pointer) => pointer === '/clearing' || pointer === '/account')) return 'account_wrong';
  if (code === 'payer_record_incomplete') return 'payer_record_incomplete';
  return code === 'consent_refused' || code === 'requests_used_up' ? 'consent_refused' : undefined;
};

/**
 * A refusal is said where it can be acted on. Another account is sent once: when nobody answers it may have arrived, so
 * that what stands is read instead.
 */
const withTrouble = (
  state: EftConsentState,
  problem: Trouble,
  pointers: readonly string[],
): EftConsentState => {
  if (state.at === 'listed') return { at: 'failed', trouble: problem, from: listing(state.asked) };
  if (state.at !== 'sending')
    return isWorking(state) ? { at: 'failed', trouble: problem, from: state } : state;
  const { asked, modifies, open } = state;
  const refusal = refusalOf(problem, pointers);
  if (refusal !== undefined) return { at: 'giving', asked, modifies, open, refusal, offline: false };
  if (pointers.includes('/mandateText')) return { at: 'loading', notice: 'text_replaced', offline: false };
  if (modifies !== null && problem.retryable) return listing(asked, 'unanswered');
  if (problem.code === 'consent_not_modifiable') return listing(asked, 'not_modifiable');
  return { at: 'failed', trouble: problem, from: state };
};

type Working = Extract<EftConsentState, { at: 'loading' | 'listing' | 'following' }>;

/** Something is read there, and nothing can be shown without it. */
const isWorking = (state: EftConsentState): state is Working =>
  state.at === 'loading' || state.at === 'listing' || state.at === 'following';
