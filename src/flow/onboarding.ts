import type { Onboarding } from '../protocol/onboarding.ts';
import type {
  OnboardingEvent,
  OnboardingState,
  OnboardingWork,
  RefusedWrite,
  Shown,
} from './onboarding-state.ts';
import { groupOf, isOver, isReachable, nextOf } from './onboarding-steps.ts';
import { type Trouble, trouble } from './trouble.ts';

type State = OnboardingState;

export const start = (): State => ({ at: 'loading', offline: false });

export const isShown = (state: State): state is Shown => 'onboarding' in state;

/** The next state. An event that does not fit changes nothing: the same state comes back. */
export const step = (state: State, event: OnboardingEvent): State => {
  switch (event.type) {
    case 'session':
      return state.at === 'loading' ? opened(state, event) : state;
    case 'onboarding':
      return withNews(state, event.onboarding);
    case 'written':
      return withWritten(state, event.key, event.onboarding);
    case 'told':
      return withTold(state, event.onboarding);
    case 'connection':
      return 'offline' in state && state.offline !== event.offline
        ? { ...state, offline: event.offline }
        : state;
    case 'trouble':
      return withTrouble(state, event.trouble);
    case 'token':
      return state.at === 'failed' ? state.from : state;
    case 'return':
      return state.at === 'left' && !state.telling
        ? { ...state.from, at: nextOf(state.from.onboarding) }
        : state;
    case 'retry':
      return withRetry(state);
    default:
      return isShown(state) ? within(state, event) : state;
  }
};

/** What must be going on in this state; what is not named here must stop. */
export const work = (state: State): readonly OnboardingWork[] => {
  if (state.at === 'loading') return [{ type: 'read', id: 'read' }];
  if (state.at === 'list') return [{ type: 'list', id: 'list', asked: state.asked }];
  if (state.at === 'left') {
    const { writing, at } = state.from;
    return [
      ...(writing === null ? [] : [{ type: 'write', id: `write ${writing.key}`, write: writing } as const]),
      ...(state.telling ? [{ type: 'leave', id: 'leave', step: at } as const] : []),
    ];
  }
  if (!isShown(state)) return [];
  const { at, onboarding, writing, loaded } = state;
  const group = groupOf[at];
  return [
    {
      type: 'follow',
      id: `follow ${onboarding.id}`,
      onboarding: onboarding.id,
      revision: onboarding.revision,
    },
    ...(loaded.includes(group) ? [] : [{ type: 'load', id: `load ${group}`, group } as const]),
    ...(writing === null ? [] : [{ type: 'write', id: `write ${writing.key}`, write: writing } as const]),
  ];
};

type Inner = Extract<
  OnboardingEvent,
  { readonly type: 'loaded' | 'go' | 'next' | 'write' | 'progress' | 'refused' | 'leave' }
>;

const within = (state: Shown, event: Inner): State => {
  switch (event.type) {
    case 'loaded':
      return state.loaded.includes(event.group)
        ? state
        : { ...state, loaded: [...state.loaded, event.group] };
    case 'go':
      return moved(state, canGo(state, event.step) ? event.step : state.at);
    case 'next':
      return state.writing === null ? moved(state, nextOf(state.onboarding, state.at)) : state;
    case 'write':
      return state.writing === null
        ? { ...state, writing: event.write, progress: 0, refused: null, goesOn: false }
        : state;
    case 'progress':
      return state.writing?.file === undefined || state.progress === event.share
        ? state
        : { ...state, progress: event.share };
    case 'refused':
      return withRefused(state, event);
    case 'leave':
      return { at: 'left', from: { ...state, refused: null, goesOn: false }, telling: true };
  }
};

/** Whether this step can be shown now. */
export const canGo = ({ onboarding }: Shown, to: Shown['at']): boolean => isReachable(onboarding, to);

const moved = (state: Shown, to: Shown['at']): Shown =>
  to === state.at || state.writing !== null ? state : { ...state, at: to, refused: null, goesOn: false };

const opened = (
  state: State,
  { session, onboarding }: Extract<OnboardingEvent, { readonly type: 'session' }>,
): State => {
  const { surface, test, merchant, tasks } = session;
  const [task] = tasks;
  if (task === undefined) return withTrouble(state, trouble('task_missing'));
  const asked = { task, host: merchant.name, surface, test };
  if (onboarding === null) return { at: 'list', asked };
  return {
    at: nextOf(onboarding),
    asked,
    onboarding,
    loaded: [],
    writing: null,
    progress: 0,
    refused: null,
    goesOn: false,
    offline: false,
  };
};

const isNews = (known: Onboarding, { id, revision }: Onboarding): boolean =>
  id === known.id && revision > known.revision;

const withNews = (state: State, onboarding: Onboarding): State =>
  isShown(state) && isNews(state.onboarding, onboarding) ? advanced({ ...state, onboarding }) : state;

/** Goes on where the merchant has done their part. */
const advanced = (state: Shown): Shown => {
  const { at, onboarding, goesOn, writing } = state;
  if (!goesOn || writing !== null || !isOver(onboarding, at)) return state;
  return { ...moved(state, nextAfter(onboarding, at)), goesOn: false };
};

const nextAfter = (onboarding: Onboarding, at: Shown['at']): Shown['at'] => {
  const after = nextOf(onboarding, at);
  return after === 'summary' ? nextOf(onboarding) : after;
};

/**
 * The answer to a write is at least as new as what is known, or it is of another onboarding, with which this session
 * goes on from here.
 */
const taken = (state: Shown, onboarding: Onboarding): Shown => {
  const isOlder = onboarding.id === state.onboarding.id && onboarding.revision < state.onboarding.revision;
  return isOlder ? state : { ...state, onboarding };
};

const withWritten = (state: State, key: string, onboarding: Onboarding): State => {
  if (state.at === 'left') {
    return state.from.writing?.key === key
      ? { ...state, from: { ...taken(state.from, onboarding), writing: null } }
      : state;
  }
  if (!isShown(state) || state.writing?.key !== key) return state;
  const { then = null } = state.writing;
  const isOther = onboarding.id !== state.onboarding.id;
  const after = { ...taken(state, onboarding), writing: then, progress: 0 };
  if (isOther) return { ...after, at: nextOf(onboarding), goesOn: false };
  return then === null ? advanced({ ...after, goesOn: true }) : after;
};

const withRefused = (state: Shown, { write, trouble: why, pointers, seconds }: RefusedWrite): Shown =>
  state.writing?.key === write.key
    ? { ...state, writing: null, refused: { write, trouble: why, pointers, seconds } }
    : state;

const withTold = (state: State, onboarding: Onboarding | null): State => {
  if (state.at !== 'left' || !state.telling) return state;
  const from = onboarding === null ? state.from : taken(state.from, onboarding);
  return { ...state, from, telling: false };
};

const withRetry = (state: State): State => {
  if (state.at === 'failed') return state.trouble.retryable ? state.from : state;
  if (!isShown(state) || state.refused === null || state.writing !== null) return state;
  // The same key: what was stored in spite of the trouble is not done twice.
  return { ...state, writing: state.refused.write, refused: null };
};

const withTrouble = (state: State, problem: Trouble): State =>
  state.at === 'failed' || state.at === 'left' ? state : { at: 'failed', trouble: problem, from: state };
