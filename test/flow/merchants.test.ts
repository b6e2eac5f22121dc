import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matching, pageful, start, step, work } from '../../src/flow/merchants.ts';
import type { Listed, MerchantsEvent, MerchantsState, Wish } from '../../src/flow/merchants-state.ts';
import { trouble } from '../../src/flow/trouble.ts';
import type { OnboardedMerchant } from '../../src/protocol/merchants.ts';
import { onboardingStatuses } from '../../src/protocol/onboarding-words.ts';

const asked = {
  task: {
    type: 'merchant_onboarding',
    provider: 'dintero',
    reference: 'list',
    country: 'SE',
    view: 'list',
    role: 'agent',
  },
  host: 'Torvet',
  surface: 'agent',
  test: true,
} as const;

const merchant = (
  id: string,
  revision: number,
  change: Partial<OnboardedMerchant> = {},
): OnboardedMerchant => ({
  id,
  reference: `seller-${id}`,
  revision,
  account: { id: 'T11200001', state: 'applied', test: true },
  status: 'in_progress',
  name: null,
  country: 'SE',
  accountManager: null,
  steps: [],
  outstanding: [],
  applications: [],
  options: [],
  leftAt: null,
  createdAt: '2026-01-01T12:00:00.000Z',
  ...change,
});

const page = (items: readonly OnboardedMerchant[], isLast = false): MerchantsEvent => ({
  type: 'page',
  page: { items, cursor: String(items.length), isLast },
});
const run = (...events: readonly MerchantsEvent[]): MerchantsState => events.reduce(step, start(asked));
const listed = (...events: readonly MerchantsEvent[]): Listed => {
  const state = run(...events);
  assert.ok(state.at !== 'failed');
  return state;
};
const wishIn = (state: MerchantsState): Wish | undefined =>
  work(state)
    .flatMap((one) => (one.type === 'wish' ? [one.wish] : []))
    .at(0);
const note = { kind: 'note', key: 'n', merchant: 'a', text: 'called' } as const;
const refusedAs = (wish: Wish): MerchantsEvent => ({
  type: 'refused',
  wish,
  trouble: trouble('unreachable'),
  pointers: [],
  seconds: null,
});

test('the latest change stands first, each merchant once, and never an older reading', () => {
  const state = listed(
    page([merchant('a', 2), merchant('b', 1)]),
    page([merchant('b', 2, { name: 'Berg' }), merchant('a', 1)]),
  );
  assert.deepEqual(
    state.merchants.map(({ id, revision }) => [id, revision]),
    [
      ['b', 2],
      ['a', 2],
    ],
  );
});

test('one is found by name or reference, by its status, and by what it has to do', () => {
  const all = page([
    merchant('a', 1, { name: 'Ängens Honung', outstanding: ['people'] }),
    merchant('b', 1, { status: 'approved' }),
  ]);
  const found = (filter: object) => matching(listed(all, { type: 'filter', filter })).map(({ id }) => id);
  assert.deepEqual(found({ search: ' ängens ' }), ['a']);
  assert.deepEqual(found({ search: 'SELLER-B' }), ['b']);
  assert.deepEqual(found({ status: 'approved' }), ['b']);
  assert.deepEqual(found({ waitingFor: 'people' }), ['a']);
  assert.deepEqual(found({ waitingFor: 'people', status: 'approved' }), []);
});

test('what is looked for stays while a merchant is looked at; the number shown begins anew with each search', () => {
  const state = listed(
    page([merchant('a', 1)]),
    { type: 'filter', filter: { search: 'a' } },
    { type: 'more' },
    { type: 'open', id: 'a' },
    { type: 'back' },
  );
  assert.deepEqual([state.at, state.filter.search, state.most], ['board', 'a', 2 * pageful]);
  assert.equal(listed({ type: 'more' }, { type: 'filter', filter: { search: 'b' } }).most, pageful);
});

test('notes are read where there is an account, as soon as there is one, and again once one was written', () => {
  const invited = merchant('a', 1, { account: { id: null, state: 'none', test: true } });
  const waiting = run(page([invited]), { type: 'open', id: 'a' });
  assert.equal(wishIn(waiting), undefined);
  const opened = step(waiting, page([merchant('a', 2)]));
  const reading = wishIn(opened);
  assert.equal(reading?.kind, 'notes');
  const read = step(opened, { type: 'notes', key: reading?.key ?? '', notes: [] });
  assert.equal(wishIn(step(read, page([merchant('a', 3)]))), undefined);
  const writing = step(read, { type: 'wish', wish: note });
  const again = wishIn(step(writing, { type: 'noted', key: 'n' }));
  assert.equal(again?.kind, 'notes');
  assert.notEqual(again?.key, reading?.key);
});

test('a note that may have been written is not written again by a retry: the notes are read', () => {
  const read = run(
    page([merchant('a', 1)]),
    { type: 'open', id: 'a' },
    { type: 'notes', key: 'notes a 1', notes: [] },
  );
  const refused = step(step(read, { type: 'wish', wish: note }), refusedAs(note));
  assert.equal(wishIn(refused), undefined);
  assert.equal(wishIn(step(refused, { type: 'retry' }))?.kind, 'notes');
});

test('an invitation is tried again with its own key, and leads to the merchant', () => {
  const wish = { kind: 'invite', key: 'k', body: {} } as const;
  const inviting = run({ type: 'invitation' }, { type: 'wish', wish });
  assert.equal(step(inviting, { type: 'wish', wish: { ...wish, key: 'other' } }), inviting);
  const again = step(step(inviting, refusedAs(wish)), { type: 'retry' });
  assert.equal(wishIn(again)?.key, 'k');
  const done = step(again, { type: 'invited', key: 'k', merchant: merchant('z', 1) });
  assert.ok(done.at === 'merchant' && done.id === 'z' && done.merchants.length === 1);
});

test('reading may be left; what has an effect is waited for', () => {
  const opened = run(page([merchant('a', 1)]), { type: 'open', id: 'a' });
  assert.equal(step(opened, { type: 'back' }).at, 'board');
  const writing = run(
    page([merchant('a', 1)]),
    { type: 'open', id: 'a' },
    { type: 'notes', key: 'notes a 1', notes: [] },
    { type: 'wish', wish: note },
  );
  assert.equal(step(writing, { type: 'back' }), writing);
});

const ids = fc.constantFrom('a', 'b', 'c');
const merchants = fc
  .tuple(ids, fc.integer({ min: 1, max: 6 }), fc.constantFrom(...onboardingStatuses), fc.boolean())
  .map(([id, revision, status, hasAccount]) =>
    merchant(id, revision, {
      status,
      account: { id: hasAccount ? 'T1' : null, state: 'applied', test: true },
    }),
  );
const wishes: fc.Arbitrary<Wish> = fc.oneof(
  ids.map((id) => ({ kind: 'note' as const, key: `note ${id}`, merchant: id, text: 'x' })),
  ids.map((id) => ({ kind: 'link' as const, key: `link ${id}`, merchant: id })),
  fc.constant({ kind: 'invite' as const, key: 'invite', body: {} }),
);
const events: fc.Arbitrary<MerchantsEvent> = fc.oneof(
  fc.tuple(fc.array(merchants, { maxLength: 3 }), fc.boolean()).map(([items, isLast]) => page(items, isLast)),
  ids.map((id) => ({ type: 'open' as const, id })),
  wishes.map((wish) => ({ type: 'wish' as const, wish })),
  wishes.map(refusedAs),
  fc.tuple(ids, fc.integer({ min: 1, max: 3 })).map(([id, n]) => ({
    type: 'notes' as const,
    key: `notes ${id} ${n}`,
    notes: [],
  })),
  ids.map((id) => ({ type: 'noted' as const, key: `note ${id}` })),
  ids.map((id) => ({ type: 'linked' as const, key: `link ${id}`, url: 'https://provider.example/' })),
  merchants.map((one) => ({ type: 'invited' as const, key: 'invite', merchant: one })),
  fc.constantFrom<MerchantsEvent>(
    { type: 'back' },
    { type: 'invitation' },
    { type: 'more' },
    { type: 'retry' },
    { type: 'loaded', screen: 'merchant' },
    { type: 'connection', offline: true },
    { type: 'trouble', trouble: trouble('unreachable') },
  ),
);

test('however it goes: the list is followed, one wish at a time, no merchant is lost or older, and none twice', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), (all) => {
      let state: MerchantsState = start(asked);
      for (const event of all) {
        const after = step(state, event);
        const jobs = work(after);
        assert.equal(new Set(jobs.map(({ id }) => id)).size, jobs.length);
        assert.ok(jobs.filter(({ type }) => type === 'wish').length <= 1);
        if (state.at !== 'failed' && after.at !== 'failed') {
          assert.ok(jobs.some(({ type }) => type === 'follow'));
          const known = new Map(after.merchants.map(({ id, revision }) => [id, revision]));
          assert.equal(known.size, after.merchants.length);
          for (const { id, revision } of state.merchants) assert.ok((known.get(id) ?? 0) >= revision);
          if (after.at === 'merchant') assert.ok(known.has(after.id));
        }
        state = after;
      }
    }),
    { numRuns: 1000 },
  );
});
