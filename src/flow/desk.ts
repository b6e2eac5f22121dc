import type { CollectionRequest, DeskRequest } from '../protocol/collection-request.ts';
import { isFinal } from '../protocol/order.ts';
import type { Deed, DeskEvent, DeskOpen, DeskState, DeskWork, Payer, Sending } from './desk-state.ts';
import type { Trouble } from './trouble.ts';

export const start = (): DeskState => ({ at: 'loading', offline: false });

/** The next state. An event that does not fit changes nothing: the same state comes back. */
export const step = (state: DeskState, event: DeskEvent): DeskState => {
  if (state.at === 'open') return stepOpen(state, event);
  switch (event.type) {
    case 'session':
      return state.at === 'loading' ? opened(event) : state;
    case 'connection':
      return state.at === 'loading' && state.offline !== event.offline
        ? { ...state, offline: event.offline }
        : state;
    case 'trouble':
      return state.at === 'loading' ? { at: 'failed', trouble: event.trouble } : state;
    case 'token':
      return state.at === 'failed' ? start() : state;
    case 'retry':
      return state.at === 'failed' && state.trouble.retryable ? start() : state;
    default:
      return state;
  }
};

/** What must be going on in this state; what is not named here must stop. */
export const work = (state: DeskState): readonly DeskWork[] => {
  if (state.at === 'loading') return [{ type: 'read-session', id: 'session' }];
  if (state.at === 'failed' || state.stopped !== null) return [];
  const wanted: DeskWork[] = [{ type: 'feed', id: 'feed', cursor: state.cursor }];
  const { payer, sending } = state;
  if (payer?.check === 'checking') {
    wanted.push({ type: 'check', id: `check ${payer.checks}`, debtor: payer.debtor });
  }
  if (sending !== null) wanted.push(create(sending));
  for (const [request, deed] of state.deeds) {
    const row = state.rows.get(request);
    if (row === undefined) continue;
    if (!isFinal(row.status)) wanted.push({ type: 'cancel', id: `cancel ${request}`, request });
    else if (deed.type === 'again') wanted.push(create(deed.sending));
  }
  return wanted;
};

/** Who says that nobody is on the phone with them may be the target of a fraud: they are not asked again. */
export const isNotInCall = ({ reason }: CollectionRequest): boolean => reason?.code === 'payer_not_in_call';

export const canCancel = (state: DeskOpen, { id, status, cancelling }: DeskRequest): boolean =>
  status === 'pending' && !cancelling && !state.deeds.has(id);

/** One that waits is cancelled first. One whose end would be the same again is not offered. */
export const canSendAgain = (state: DeskOpen, row: DeskRequest): boolean => {
  if (state.deeds.has(row.id) || isNotInCall(row) || wasReplaced(state, row)) return false;
  if (row.status === 'pending') return !row.cancelling && row.debtor !== null;
  return isFinal(row.status) && row.status !== 'approved' && (row.reason === null || row.reason.retryable);
};

const wasReplaced = ({ rows }: DeskOpen, { id, reference }: DeskRequest): boolean => {
  for (const row of rows.values()) if (row.reference === reference && row.replaces === id) return true;
  return false;
};

const opened = ({ asked }: DeskEvent & { type: 'session' }): DeskOpen => ({
  at: 'open',
  asked,
  rows: new Map(),
  cursor: null,
  caughtUp: false,
  ended: new Set(),
  deeds: new Map(),
  payer: null,
  sending: null,
  refused: null,
  made: null,
  offline: false,
  stopped: null,
});

const stepOpen = (state: DeskOpen, event: DeskEvent): DeskOpen => {
  switch (event.type) {
    case 'page':
      return withPage(state, event);
    case 'payer':
      return state.sending === null ? withPayer(state, event.debtor) : state;
    case 'check':
      return state.asked.check && state.payer && state.payer.check !== 'checking' && state.sending === null
        ? { ...state, payer: checking(state.payer) }
        : state;
    case 'checked':
      return state.payer?.check === 'checking'
        ? { ...state, payer: { ...state.payer, check: event.outcome } }
        : state;
    case 'send':
      return state.sending === null && state.payer?.check !== 'unreachable'
        ? { ...state, sending: event.sending, refused: null }
        : state;
    case 'created':
      return withCreated(state, event.key, event.snapshot);
    case 'refused':
      return withRefused(state, event.key, event.trouble);
    case 'cancel': {
      const row = state.rows.get(event.request);
      return row !== undefined && canCancel(state, row) ? withDeed(state, row.id, { type: 'cancel' }) : state;
    }
    case 'again': {
      const row = state.rows.get(event.request);
      return row !== undefined && canSendAgain(state, row)
        ? { ...withDeed(state, row.id, { type: 'again', sending: event.sending }), refused: null }
        : state;
    }
    case 'cancel-refused':
      return state.deeds.has(event.request) ? withDeed(state, event.request, null) : state;
    case 'fold':
      return withoutEnded(
        state,
        event.requests.filter((id) => !isLoud(state, id)),
      );
    case 'seen':
      return withoutEnded(state, [event.request]);
    case 'connection':
      return state.offline === event.offline ? state : { ...state, offline: event.offline };
    case 'trouble':
      return { ...state, stopped: event.trouble, offline: false };
    case 'token':
    case 'retry':
      return state.stopped === null ? state : { ...state, stopped: null };
    case 'session':
      return state;
  }
};

/** It stays until somebody says that they have read it. */
const isLoud = ({ rows }: DeskOpen, id: string): boolean => {
  const row = rows.get(id);
  return row !== undefined && isNotInCall(row);
};

const withPage = (state: DeskOpen, { items, cursor }: DeskEvent & { type: 'page' }): DeskOpen => {
  // An empty page is the end of what has been so far.
  if (items.length === 0) return state.caughtUp ? state : { ...state, cursor, caughtUp: true };
  const rows = new Map(state.rows);
  const ended = new Set(state.ended);
  const deeds = new Map(state.deeds);
  for (const item of items) {
    const known = rows.get(item.id);
    if (known !== undefined && known.revision >= item.revision) continue;
    rows.set(item.id, item);
    if (endsNow(state, known, item)) ended.add(item.id);
    if (isOver(deeds.get(item.id), item)) deeds.delete(item.id);
    if (item.replaces !== null) ended.delete(item.replaces);
  }
  return { ...state, rows, ended, deeds, cursor };
};

/** While somebody looks; or before, and its window is not over: then they may still be on the phone. */
const endsNow = (state: DeskOpen, known: DeskRequest | undefined, item: DeskRequest): boolean => {
  if (!isFinal(item.status) || (known !== undefined && isFinal(known.status))) return false;
  return state.caughtUp || (isNotInCall(item) && Date.parse(item.now) < Date.parse(item.expiresAt));
};

const isOver = (deed: Deed | undefined, row: DeskRequest): boolean => {
  if (deed?.type === 'cancel') return row.cancelling || row.status !== 'pending';
  return row.status === 'approved' || isNotInCall(row);
};

const withPayer = (state: DeskOpen, debtor: Payer['debtor'] | null): DeskOpen => {
  if (debtor === null) return { ...state, payer: null };
  const payer: Payer = { debtor, check: null, checks: (state.payer?.checks ?? 0) + 1 };
  return { ...state, refused: null, payer: state.asked.check === null ? payer : checking(payer) };
};

const checking = (payer: Payer): Payer => ({ ...payer, check: 'checking', checks: payer.checks + 1 });

const withDeed = (state: DeskOpen, request: string, deed: Deed | null): DeskOpen => {
  const deeds = new Map(state.deeds);
  if (deed === null) deeds.delete(request);
  else deeds.set(request, deed);
  return { ...state, deeds };
};

const requestWith = ({ deeds }: DeskOpen, key: string): string | null => {
  for (const [request, deed] of deeds) if (deed.type === 'again' && deed.sending.key === key) return request;
  return null;
};

/** Stored by the backend: the number has done its work here. */
const withCreated = (state: DeskOpen, key: string, { id }: CollectionRequest): DeskOpen => {
  if (state.sending?.key === key) return { ...state, sending: null, payer: null, made: id };
  const request = requestWith(state, key);
  return request === null ? state : { ...withDeed(state, request, null), made: id };
};

const withRefused = (state: DeskOpen, key: string, trouble: Trouble): DeskOpen => {
  if (state.sending?.key === key) return { ...state, sending: null, refused: { trouble, request: null } };
  const request = requestWith(state, key);
  return request === null ? state : { ...withDeed(state, request, null), refused: { trouble, request } };
};

const withoutEnded = (state: DeskOpen, requests: readonly string[]): DeskOpen => {
  const ended = new Set(state.ended);
  for (const id of requests) ended.delete(id);
  return ended.size === state.ended.size ? state : { ...state, ended };
};

const create = (sending: Sending): DeskWork => ({ type: 'create', id: `create ${sending.key}`, sending });
