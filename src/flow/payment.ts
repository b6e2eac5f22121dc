import type { CollectionRequest } from '../protocol/collection-request.ts';
import { isFinal, isSettled } from '../protocol/order.ts';
import type { Debtor } from '../protocol/primitives.ts';
import type { Session } from '../protocol/session.ts';
import type { DebtorCheckOutcome } from '../protocol/words.ts';
import type {
  Asked,
  Checking,
  Done,
  Identify,
  PaymentEvent,
  PaymentState,
  PaymentWork,
  Review,
  Sending,
  Unreachable,
  Waiting,
} from './payment-state.ts';
import { type Trouble, trouble } from './trouble.ts';

export const start = (): PaymentState => ({ at: 'loading', offline: false });

/** The next state. An event that does not fit changes nothing: the same state comes back. */
export const step = (state: PaymentState, event: PaymentEvent): PaymentState => {
  switch (event.type) {
    case 'session':
      return state.at === 'loading' ? opened(state, event.session, event.checks) : state;
    case 'token':
      return withNewToken(state);
    case 'debtor':
      return state.at === 'identify' ? named(state.asked, event.debtor) : state;
    case 'checked':
      return state.at === 'checking' ? checked(state, event.outcome) : state;
    case 'change-debtor':
      return (state.at === 'review' || state.at === 'unreachable') && canChangeDebtor(state.asked)
        ? identify(state.asked, state.debtor)
        : state;
    case 'send':
      return state.at === 'review' ? sending(state, event) : state;
    case 'snapshot':
      return withSnapshot(state, event.snapshot);
    case 'cancel':
      return canCancel(state) ? { ...state, cancelling: true } : state;
    case 'cancel-refused':
      return state.at === 'waiting' && state.cancelling ? { ...state, cancelling: false } : state;
    case 'clear':
      return state.at === 'idle' ? state : { at: 'idle' };
    case 'again':
      return canAskAgain(state) ? form(state.asked, state.debtor) : state;
    case 'retry':
      return state.at === 'failed' && state.trouble.retryable ? state.from : state;
    case 'trouble':
      return withTrouble(state, event.trouble);
    case 'connection':
      return 'offline' in state && state.offline !== event.offline
        ? { ...state, offline: event.offline }
        : state;
  }
};

/** What must be going on in this state; what is not named here must stop. */
export const work = (state: PaymentState): readonly PaymentWork[] => {
  switch (state.at) {
    case 'loading':
      return [{ type: 'read-session', id: 'session' }];
    case 'checking':
      return [{ type: 'check', id: 'check', debtor: state.debtor }];
    case 'sending':
      return [create(state)];
    case 'waiting':
      return state.cancelling ? [follow(state), cancel(state)] : [follow(state)];
    case 'done':
      return isSettled(state.snapshot) ? [] : [follow(state)];
    default:
      return [];
  }
};

export const canChangeDebtor = ({ task }: Asked): boolean => task.debtorSchemes.length > 0;

export const canCancel = (state: PaymentState): state is Waiting =>
  state.at === 'waiting' &&
  state.snapshot.status === 'pending' &&
  !state.cancelling &&
  !state.snapshot.cancelling;

/** Asking the same person again is offered only where it can change the answer, and never to one not in the call. */
export const canAskAgain = (state: PaymentState): state is Done => {
  if (state.at !== 'done' || state.snapshot.status === 'approved') return false;
  const { reason } = state.snapshot;
  return reason === null || (reason.retryable && reason.code !== 'payer_not_in_call');
};

const opened = (
  state: PaymentState,
  { merchant, surface, test, tasks }: Session,
  checks: boolean,
): PaymentState => {
  const task = tasks.find(({ type }) => type === 'collection_request');
  if (task === undefined) return withTrouble(state, trouble('task_missing'));
  const asked: Asked = { merchant, surface, test, task, checks };
  return task.request === null ? form(asked, null) : pursued(asked, null, task.request);
};

const form = (asked: Asked, debtor: Debtor | null): Identify | Review =>
  debtor === null && asked.task.debtor === null && canChangeDebtor(asked)
    ? identify(asked, null)
    : review(asked, debtor);

const identify = (asked: Asked, debtor: Debtor | null, refused = false): Identify => ({
  at: 'identify',
  asked,
  debtor,
  refused,
});

/** A customer number cannot be checked: it names one who has a mandate. */
const named = (asked: Asked, debtor: Debtor): Checking | Review =>
  asked.checks && debtor.scheme !== 'customer_number'
    ? { at: 'checking', asked, debtor }
    : review(asked, debtor);

const checked = ({ asked, debtor }: Checking, outcome: DebtorCheckOutcome): Unreachable | Review =>
  outcome === 'unreachable' ? { at: 'unreachable', asked, debtor } : review(asked, debtor);

const review = (asked: Asked, debtor: Debtor | null): Review => ({ at: 'review', asked, debtor });

const sending = (
  { asked, debtor }: Review,
  { idempotencyKey, mandateText }: PaymentEvent & { type: 'send' },
): Sending => ({ at: 'sending', asked, debtor, mandateText, idempotencyKey, offline: false });

/** After approval nobody is asked again, so the debtor is forgotten. */
const pursued = (asked: Asked, debtor: Debtor | null, snapshot: CollectionRequest): Waiting | Done =>
  isFinal(snapshot.status)
    ? { at: 'done', asked, debtor: snapshot.status === 'approved' ? null : debtor, snapshot }
    : { at: 'waiting', asked, debtor, snapshot, cancelling: false, offline: false };

const withSnapshot = (state: PaymentState, snapshot: CollectionRequest): PaymentState => {
  if (state.at === 'sending') return pursued(state.asked, state.debtor, snapshot);
  if (state.at !== 'waiting' && state.at !== 'done') return state;
  if (snapshot.id !== state.snapshot.id || snapshot.revision <= state.snapshot.revision) return state;
  if (state.at === 'done') {
    return snapshot.status === state.snapshot.status ? { ...state, snapshot } : state;
  }
  const next = pursued(state.asked, state.debtor, snapshot);
  return next.at === 'waiting' ? { ...next, cancelling: state.cancelling && !snapshot.cancelling } : next;
};

const withTrouble = (state: PaymentState, problem: Trouble): PaymentState => {
  if (state.at !== 'loading' && state.at !== 'review' && state.at !== 'sending' && state.at !== 'waiting') {
    return state;
  }
  if (state.at === 'sending') {
    const { code } = problem;
    if ((code === 'debtor_invalid' || code === 'debtor_missing') && canChangeDebtor(state.asked)) {
      return identify(state.asked, state.debtor, true);
    }
    // Another tab was quicker, or the shop has changed the amount: what there is now is for the session to say.
    if (code === 'request_not_repeatable') return start();
  }
  return { at: 'failed', trouble: problem, from: state };
};

/** A new token goes on with what is under way, and otherwise shows what it is for. */
const withNewToken = (state: PaymentState): PaymentState => {
  if (state.at === 'failed') return state.from;
  return state.at === 'sending' || state.at === 'waiting' || state.at === 'loading' ? state : start();
};

const create = ({ asked, idempotencyKey, debtor, mandateText }: Sending): PaymentWork => ({
  type: 'create',
  id: `create ${idempotencyKey}`,
  idempotencyKey,
  body: {
    ...(debtor && { debtor }),
    ...(mandateText && { mandateText }),
    shownAmount: asked.task.amount,
  },
});

const follow = ({ snapshot: { id, revision } }: Waiting | Done): PaymentWork => ({
  type: 'follow',
  id: `follow ${id}`,
  request: id,
  revision,
});

const cancel = ({ snapshot: { id } }: Waiting): PaymentWork => ({
  type: 'cancel',
  id: `cancel ${id}`,
  request: id,
});
