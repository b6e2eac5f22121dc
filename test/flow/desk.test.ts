import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canCancel, canSendAgain, start, step, work } from '../../src/flow/desk.ts';
import { type Look, sections } from '../../src/flow/desk-board.ts';
import { news } from '../../src/flow/desk-news.ts';
import type { DeskAsked, DeskEvent, DeskOpen, DeskState, Sending } from '../../src/flow/desk-state.ts';
import { trouble } from '../../src/flow/trouble.ts';
import type { DeskRequest } from '../../src/protocol/collection-request.ts';

const asked: DeskAsked = {
  merchant: { name: 'Fjordfone', contact: {} },
  surface: 'agent',
  test: true,
  task: {
    type: 'collection_desk',
    provider: 'betalingsservice',
    desk: 'north',
    currency: 'DKK',
    maxAmount: 500_000,
    debtorGroups: ['00001'],
    debtorSchemes: ['cpr'],
  },
  check: { type: 'debtor_check', provider: 'betalingsservice', debtorSchemes: ['cpr'] },
};

const row = (id: string, change: Partial<DeskRequest> = {}): DeskRequest => ({
  id,
  reference: `case-${id}`,
  revision: 1,
  now: '2026-11-21T10:00:00.000Z',
  status: 'pending',
  stage: 'delivered',
  payment: { status: 'pending', amount: { value: 19_900, currency: 'DKK' }, reason: null },
  reason: null,
  bindingCode: '7QK4',
  approveUrl: null,
  createdAt: '2026-11-21T09:59:00.000Z',
  expiresAt: '2026-11-21T10:09:00.000Z',
  cancelling: false,
  replaces: null,
  text: `Bill ${id}`,
  customerNumber: null,
  debtorGroup: null,
  debtor: { scheme: 'cpr', masked: '••••••34' },
  ...change,
});

const notInCall = { status: 'declined', reason: { code: 'payer_not_in_call', retryable: true } } as const;
const debtor = { scheme: 'cpr', value: '0101901234' } as const;
const sending = (key: string): Sending => ({
  key,
  body: { amount: { value: 1, currency: 'DKK' }, text: 'x', reference: 'case-a', expiresIn: 600 },
});

let cursor = 0;
const page = (...items: readonly DeskRequest[]): DeskEvent => ({
  type: 'page',
  items,
  cursor: String(++cursor),
});

const after = (state: DeskState, ...events: readonly DeskEvent[]): DeskState => events.reduce(step, state);

/** A board on which these have stood from the beginning. */
const board = (...rows: readonly DeskRequest[]): DeskOpen =>
  open(after(start(), { type: 'session', asked }, ...(rows.length > 0 ? [page(...rows)] : []), page()));

const open = (state: DeskState): DeskOpen => {
  assert(state.at === 'open');
  return state;
};

const works = (state: DeskState): readonly string[] => work(state).map(({ id }) => id);
const all: Look = { filter: 'all', sort: 'newest', search: '' };
const ids = (rows: readonly DeskRequest[]): string => rows.map(({ id }) => id).join('');

test('one feed runs, however many rows there are', () => {
  const rows = Array.from({ length: 200 }, (_, at) => row(`r${at}`));
  assert.deepEqual(works(board(...rows)), ['feed']);
});

test('an older revision takes no row back', () => {
  const state = open(
    after(board(row('a', { revision: 3, stage: 'opened' })), page(row('a', { revision: 2 }))),
  );
  assert.equal(state.rows.get('a')?.stage, 'opened');
});

test('sending again cancels first, and sends once that is final', () => {
  const asked = after(board(row('a')), { type: 'again', request: 'a', sending: sending('k') });
  assert.deepEqual(works(asked), ['feed', 'cancel a']);
  const cancelling = after(asked, page(row('a', { revision: 2, cancelling: true })));
  assert.deepEqual(works(cancelling), ['feed', 'cancel a']);
  const cancelled = after(cancelling, page(row('a', { revision: 3, status: 'cancelled' })));
  assert.deepEqual(works(cancelled), ['feed', 'create k']);
  const other = row('b', { reference: 'case-a', replaces: 'a' });
  const done = after(cancelled, { type: 'created', key: 'k', snapshot: other });
  assert.deepEqual([works(done), open(done).made], [['feed'], 'b']);
});

test('sending again sends nothing when the approval has won the race', () => {
  const asked = after(board(row('a')), { type: 'again', request: 'a', sending: sending('k') });
  const approved = after(asked, page(row('a', { revision: 2, status: 'approved' })));
  assert.deepEqual(works(approved), ['feed']);
});

test('nor when it turns out that the payer is in no call', () => {
  const asked = after(board(row('a')), { type: 'again', request: 'a', sending: sending('k') });
  const stopped = open(after(asked, page(row('a', { revision: 2, ...notInCall }))));
  assert.deepEqual(works(stopped), ['feed']);
  assert.equal(canSendAgain(stopped, row('a', notInCall)), false);
  assert.equal(after(stopped, { type: 'again', request: 'a', sending: sending('l') }), stopped);
});

test('what is offered fits where a request stands', () => {
  const offered = (change: Partial<DeskRequest>): string => {
    const one = row('a', change);
    const state = board(one);
    return `${canSendAgain(state, one) ? 'again' : ''} ${canCancel(state, one) ? 'cancel' : ''}`.trim();
  };
  assert.equal(offered({}), 'again cancel');
  assert.equal(offered({ cancelling: true }), '');
  assert.equal(offered({ status: 'unknown' }), '');
  assert.equal(offered({ status: 'approved' }), '');
  assert.equal(offered({ status: 'cancelled' }), 'again');
  assert.equal(offered({ status: 'expired', reason: { code: 'payer_timeout', retryable: true } }), 'again');
  assert.equal(offered({ status: 'rejected', reason: { code: 'account_invalid', retryable: false } }), '');
  // Cancelled for nothing: its payer would have to be typed anew.
  assert.equal(offered({ debtor: null }), 'cancel');
});

test('one that was replaced is not sent again, and is folded away', () => {
  const old = row('a', { status: 'cancelled' });
  const state = board(old, row('b', { reference: 'case-a', replaces: 'a' }));
  assert.equal(canSendAgain(state, old), false);
  assert.equal(ids(sections(state, all).finished), 'a');
});

test('a payer is checked, anew for each; one who cannot answer is sent nothing', () => {
  const named = after(board(), { type: 'payer', debtor });
  assert.equal(works(named).length, 2);
  const unreachable = after(named, { type: 'checked', outcome: 'unreachable' });
  assert.equal(after(unreachable, { type: 'send', sending: sending('k') }), unreachable);
  const again = after(unreachable, { type: 'check' });
  assert.notEqual(works(again)[1], works(named)[1]);
  const unknown = after(again, { type: 'checked', outcome: 'unknown' });
  assert.deepEqual(works(after(unknown, { type: 'send', sending: sending('k') })), ['feed', 'create k']);
});

test('a number is forgotten as soon as the backend has it', () => {
  const sent = after(board(), { type: 'payer', debtor }, { type: 'send', sending: sending('k') });
  assert.equal(after(sent, { type: 'send', sending: sending('l') }), sent);
  const created = after(sent, { type: 'created', key: 'k', snapshot: row('a') });
  assert(!JSON.stringify(created).includes(debtor.value));
});

test('who ends while somebody looks stays until it was seen; who had ended is folded', () => {
  const state = open(
    after(
      board(row('a'), row('b', { status: 'approved' })),
      page(row('a', { revision: 2, status: 'approved' })),
    ),
  );
  assert.deepEqual([ids(sections(state, all).live), ids(sections(state, all).finished)], ['a', 'b']);
  const folded = open(after(state, { type: 'fold', requests: ['a'] }));
  assert.equal(sections(folded, all).live.length, 0);
});

test('who is in no call stays first until somebody says that they have read it, also after a reload', () => {
  const state = board(row('a', notInCall), row('b', { createdAt: '2026-11-21T10:00:00.000Z' }));
  assert.equal(ids(sections(state, { ...all, filter: 'opened' }).live), 'a');
  assert.equal(ids(sections(state, all).live), 'ab');
  assert.equal(after(state, { type: 'fold', requests: ['a'] }), state);
  const read = open(after(state, { type: 'seen', request: 'a' }));
  assert.deepEqual([ids(sections(read, all).live), ids(sections(read, all).finished)], ['b', 'a']);
  const later = board(row('a', { ...notInCall, now: '2026-11-21T11:00:00.000Z' }));
  assert.equal(ids(sections(later, all).finished), 'a');
});

test('rows are filtered, sorted and looked for', () => {
  const state = board(
    row('a', { createdAt: '2026-11-21T09:00:00.000Z', stage: 'opened' }),
    row('b', { expiresAt: '2026-11-21T10:01:00.000Z', customerNumber: 'K77' }),
    row('c', { status: 'unknown', createdAt: '2026-11-21T09:30:00.000Z' }),
  );
  const live = (look: Partial<Look>): string => ids(sections(state, { ...all, ...look }).live);
  assert.equal(live({}), 'bca');
  assert.equal(live({ sort: 'oldest' }), 'acb');
  assert.equal(live({ sort: 'ending' })[0], 'b');
  assert.equal(live({ filter: 'opened' }), 'a');
  assert.equal(live({ filter: 'trouble' }), 'c');
  assert.equal(live({ search: 'k77 bill' }), 'b');
  assert.equal(live({ search: 'nobody' }), '');
});

test('the page is told of changes, once of an end, and of nothing personal', () => {
  const state = board(row('a', { customerNumber: 'K77' }));
  const next = after(state, page(row('a', { revision: 2, status: 'approved', customerNumber: 'K77' })));
  const told = news(state, next);
  assert.deepEqual(
    told.map(({ type }) => type),
    ['change', 'done'],
  );
  assert.doesNotMatch(JSON.stringify(told), /K77|Bill|••/);
  const settled = after(next, page(row('a', { revision: 3, status: 'approved' })));
  assert.deepEqual(
    news(next, settled).map(({ type }) => type),
    ['change'],
  );
});

test('a board that has stopped reads nothing, keeps its rows, and goes on with a new token', () => {
  const stopped = open(after(board(row('a')), { type: 'trouble', trouble: trouble('token_expired') }));
  assert.deepEqual([works(stopped), stopped.rows.size], [[], 1]);
  assert.deepEqual(work(after(stopped, { type: 'token' })), [
    { type: 'feed', id: 'feed', cursor: stopped.cursor },
  ]);
});
