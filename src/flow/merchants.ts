import type { OnboardedMerchant } from '../protocol/merchants.ts';
import type {
  Listed,
  MerchantFilter,
  MerchantPage,
  MerchantsEvent,
  MerchantsState,
  MerchantsWork,
  Opened,
  RefusedWish,
} from './merchants-state.ts';
import type { OnboardingAsked } from './onboarding-state.ts';

type State = MerchantsState;

/** How many are shown at first, and how many more with each wish for more. */
export const pageful = 50;

export const start = (asked: OnboardingAsked): State => ({
  at: 'board',
  asked,
  merchants: [],
  cursor: null,
  isComplete: false,
  filter: { status: null, waitingFor: null, search: '' },
  most: pageful,
  wish: null,
  refused: null,
  loaded: [],
  offline: false,
});

/** The next state. An event that does not fit changes nothing: the same state comes back. */
export const step = (state: State, event: MerchantsEvent): State => {
  if (state.at === 'failed') {
    const goesOn = event.type === 'token' || (event.type === 'retry' && state.trouble.retryable);
    return goesOn ? state.from : state;
  }
  switch (event.type) {
    case 'page':
      return withPage(state, event.page);
    case 'filter':
      return { ...state, filter: { ...state.filter, ...event.filter }, most: pageful };
    case 'more':
      return { ...state, most: state.most + pageful };
    case 'connection':
      return state.offline === event.offline ? state : { ...state, offline: event.offline };
    case 'trouble':
      return { at: 'failed', trouble: event.trouble, from: state };
    case 'retry':
      return withRetry(state);
    case 'token':
      return state;
    default:
      return within(state, event);
  }
};

/** What must be going on in this state; what is not named here must stop. */
export const work = (state: State): readonly MerchantsWork[] => {
  if (state.at === 'failed') return [];
  const { at, cursor, wish, loaded } = state;
  return [
    { type: 'follow', id: 'list', after: cursor },
    ...(at === 'board' || loaded.includes(at)
      ? []
      : [{ type: 'load', id: `load ${at}`, screen: at } as const]),
    ...(wish === null ? [] : [{ type: 'wish', id: `wish ${wish.key}`, wish } as const]),
  ];
};

/** Those that are looked for, the latest change first. */
export const matching = ({ merchants, filter }: Listed): readonly OnboardedMerchant[] =>
  merchants.filter((merchant) => isSought(merchant, filter));

const isSought = (
  { status, outstanding, reference, name }: OnboardedMerchant,
  { status: wanted, waitingFor, search }: MerchantFilter,
): boolean =>
  (wanted === null || status === wanted) &&
  (waitingFor === null || outstanding.includes(waitingFor)) &&
  `${reference} ${name ?? ''}`.toLowerCase().includes(search.trim().toLowerCase());

type Inner = Exclude<
  MerchantsEvent,
  { readonly type: 'page' | 'filter' | 'more' | 'connection' | 'trouble' | 'retry' | 'token' }
>;

const within = (state: Listed, event: Inner): State => {
  switch (event.type) {
    case 'open':
      return isFree(state) && state.merchants.some(({ id }) => id === event.id)
        ? opened(state, event.id)
        : state;
    case 'invitation':
      return isFree(state) ? { ...common(state), at: 'invitation' } : state;
    case 'back':
      return state.at !== 'board' && isFree(state) ? { ...common(state), at: 'board' } : state;
    case 'loaded':
      return state.loaded.includes(event.screen)
        ? state
        : { ...state, loaded: [...state.loaded, event.screen] };
    case 'wish':
      return isFree(state) ? { ...state, wish: event.wish, refused: null } : state;
    case 'refused':
      return withRefused(state, event);
    default:
      return state.wish?.key === event.key ? granted({ ...state, wish: null }, event) : state;
  }
};

const granted = (
  state: Listed,
  event: Extract<Inner, { readonly type: 'notes' | 'noted' | 'linked' | 'invited' }>,
): State => {
  if (event.type === 'invited') {
    const { merchant } = event;
    const page = { items: [merchant], cursor: state.cursor ?? '', isLast: state.isComplete };
    return opened({ ...withMerchants(state, page), cursor: state.cursor }, merchant.id);
  }
  if (state.at !== 'merchant') return state;
  switch (event.type) {
    case 'notes':
      return { ...state, notes: event.notes, looked: state.looks };
    case 'linked':
      return { ...state, link: event.url };
    case 'noted':
      return withNotesAsked({ ...state, looks: state.looks + 1 });
  }
};

/** Nothing with an effect is on its way: reading may be given up. */
const isFree = ({ wish }: Listed): boolean => wish === null || wish.kind === 'notes';

const common = ({ asked, merchants, cursor, isComplete, filter, most, loaded, offline }: Listed) => ({
  asked,
  merchants,
  cursor,
  isComplete,
  filter,
  most,
  loaded,
  offline,
  wish: null,
  refused: null,
});

const opened = (state: Listed, id: string): Opened =>
  withNotesAsked({ ...common(state), at: 'merchant', id, notes: null, looks: 1, looked: 0, link: null });

/** Notes are kept at the account: where there is none, there are none to read. */
const withNotesAsked = (state: Opened): Opened => {
  const { id, merchants, wish, refused, looks, looked } = state;
  const hasAccount = merchants.some((one) => one.id === id && one.account.id !== null);
  return hasAccount && looked < looks && wish === null && refused === null
    ? { ...state, wish: { kind: 'notes', key: `notes ${id} ${looks}`, merchant: id } }
    : state;
};

/** What was done in spite of the trouble is not done twice: it has the same key, or is looked for first. */
const withRetry = (state: Listed): Listed => {
  const { refused, wish } = state;
  if (refused === null || wish !== null) return state;
  if (refused.wish.kind === 'note' && state.at === 'merchant') {
    return withNotesAsked({ ...state, looks: state.looks + 1, refused: null });
  }
  return { ...state, wish: refused.wish, refused: null };
};

const withPage = (state: Listed, page: MerchantPage): Listed => {
  const after = withMerchants(state, page);
  return after.at === 'merchant' ? withNotesAsked(after) : after;
};

/** A merchant that has changed comes to the front, in place of what was known of it. Never an older reading. */
const withMerchants = <S extends Listed>(state: S, { items, cursor, isLast }: MerchantPage): S => {
  const known = new Map(state.merchants.map((one) => [one.id, one]));
  const newer = items.filter(({ id, revision }) => revision > (known.get(id)?.revision ?? 0));
  const isComplete = state.isComplete || isLast;
  if (newer.length === 0) {
    return cursor === state.cursor && isComplete === state.isComplete
      ? state
      : { ...state, cursor, isComplete };
  }
  const newest = new Map(newer.map((one) => [one.id, one]));
  const others = state.merchants.filter(({ id }) => !newest.has(id));
  return { ...state, cursor, isComplete, merchants: [...newest.values()].reverse().concat(others) };
};

const withRefused = (state: Listed, { wish, trouble, pointers, seconds }: RefusedWish): Listed =>
  state.wish?.key === wish.key
    ? { ...state, wish: null, refused: { wish, trouble, pointers, seconds } }
    : state;
