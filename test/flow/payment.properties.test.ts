import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canAskAgain, canCancel, start, step, work } from '../../src/flow/payment.ts';
import { news } from '../../src/flow/payment-news.ts';
import type { PaymentEvent, PaymentState } from '../../src/flow/payment-state.ts';
import { trouble } from '../../src/flow/trouble.ts';
import { isFinal } from '../../src/protocol/order.ts';
import {
  type DebtorScheme,
  mandateStatuses,
  paymentStatuses,
  reasonCodes,
  statuses,
} from '../../src/protocol/words.ts';
import { debtor, session, snapshot } from './payment-samples.ts';

const reason = fc.option(fc.record({ code: fc.constantFrom(...reasonCodes), retryable: fc.boolean() }));

const snapshots = fc
  .record({
    id: fc.constantFrom('cr_aaaaaaaaaaaaaaaaaaaaaa', 'cr_bbbbbbbbbbbbbbbbbbbbbb'),
    revision: fc.integer({ min: 1, max: 6 }),
    status: fc.constantFrom(...statuses),
    cancelling: fc.boolean(),
    reason,
    payment: fc.constantFrom(...paymentStatuses).map((status) => ({ ...snapshot().payment, status })),
    mandate: fc.constantFrom(...mandateStatuses).map((status) => ({ status, reference: null, reason: null })),
  })
  .map(snapshot);

const sessions = fc.record({
  debtor: fc.constantFrom(null, { scheme: 'cpr' as const, masked: '••••••01' }),
  debtorSchemes: fc.subarray<DebtorScheme>(['cpr', 'mobile']),
  request: fc.option(snapshots, { freq: 2 }),
});

const codes = fc.constantFrom(
  'debtor_invalid',
  'request_not_repeatable',
  'unavailable',
  'token_expired',
  'unreachable',
);

/** What moves a payment on is frequent here, so that most runs come far. */
const events: fc.Arbitrary<PaymentEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(sessions, fc.boolean())
      .map(([change, checks]) => ({ type: 'session' as const, session: session(change), checks })),
  },
  {
    weight: 8,
    arbitrary: fc.constantFrom<PaymentEvent>(
      { type: 'debtor', debtor },
      { type: 'again' },
      { type: 'retry' },
      { type: 'cancel' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<PaymentEvent>(
      { type: 'change-debtor' },
      { type: 'checked', outcome: 'reachable' },
      { type: 'checked', outcome: 'unreachable' },
      { type: 'clear' },
      { type: 'cancel-refused' },
      { type: 'connection', offline: true },
      { type: 'connection', offline: false },
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .uuid()
      .map((idempotencyKey) => ({ type: 'send' as const, idempotencyKey, mandateText: null })),
  },
  { weight: 8, arbitrary: snapshots.map((one) => ({ type: 'snapshot' as const, snapshot: one })) },
  { weight: 1, arbitrary: codes.map((code) => ({ type: 'trouble' as const, trouble: trouble(code) })) },
  { weight: 1, arbitrary: fc.constant<PaymentEvent>({ type: 'token' }) },
);

const runs = fc.array(events, { minLength: 20, maxLength: 60 });

/** Every pair of states that follow each other in a random run, with the event between them. */
const holds = (check: (before: PaymentState, event: PaymentEvent, after: PaymentState) => void): void =>
  fc.assert(
    fc.property(runs, (list) => {
      let state = start();
      for (const event of list) {
        const after = step(state, event);
        check(state, event, after);
        state = after;
      }
    }),
    { numRuns: 2000 },
  );

const outcomeOf = (state: PaymentState) => ('snapshot' in state ? state.snapshot : undefined);

test('waiting is never final, and done always is', () => {
  holds((_before, _event, after) => {
    const snapshotNow = outcomeOf(after);
    if (snapshotNow !== undefined) assert.equal(isFinal(snapshotNow.status), after.at === 'done');
  });
});

test('a final status never changes, and no snapshot is followed by an older one', () => {
  holds((before, _event, after) => {
    const [was, is] = [outcomeOf(before), outcomeOf(after)];
    if (was === undefined || is === undefined || was === is) return;
    assert.equal(is.id, was.id);
    assert.ok(is.revision > was.revision);
    if (isFinal(was.status)) assert.equal(is.status, was.status);
  });
});

test('a request is created only while sending, one at a time, and only after the person said so', () => {
  holds((before, event, after) => {
    const creates = work(after).filter(({ type }) => type === 'create');
    assert.equal(creates.length, after.at === 'sending' ? 1 : 0);
    if (after.at === 'sending' && before.at !== 'sending') {
      const isTheSame = before.at === 'failed' && before.from.at === 'sending';
      if (isTheSame) assert.equal(after.idempotencyKey, before.from.idempotencyKey);
      else assert.ok(before.at === 'review' && event.type === 'send');
    }
  });
});

test('a pending request is always being read, and nothing runs where there is nothing to do', () => {
  holds((_before, _event, after) => {
    const types = work(after).map(({ type }) => type);
    assert.equal(new Set(work(after).map(({ id }) => id)).size, types.length);
    if (after.at === 'waiting') assert.ok(types.includes('follow'));
    if (after.at === 'identify' || after.at === 'review' || after.at === 'failed')
      assert.deepEqual(types, []);
  });
});

test('done is told once for each time a request ends, and only with its final snapshot', () => {
  fc.assert(
    fc.property(runs, (list) => {
      let state = start();
      let told: string | undefined;
      for (const event of list) {
        const after = step(state, event);
        if (after.at === 'loading' || after.at === 'sending') told = undefined;
        for (const one of news(state, after)) {
          if (one.type !== 'done') continue;
          assert.equal(told, undefined);
          assert.ok(isFinal(one.snapshot.status));
          told = one.snapshot.id;
        }
        state = after;
      }
    }),
    { numRuns: 2000 },
  );
});

test('an event that changes nothing gives the very same state', () => {
  holds((before, event, after) => {
    if (before !== after) assert.notDeepEqual({ ...before }, { ...after }, event.type);
    else assert.deepEqual(news(before, after), []);
  });
});

test('what may be asked for is also obeyed', () => {
  holds((_before, _event, after) => {
    if (canCancel(after)) assert.notEqual(step(after, { type: 'cancel' }), after);
    if (canAskAgain(after)) assert.notEqual(step(after, { type: 'again' }), after);
  });
});

test('the number is gone from every state after approval', () => {
  holds((_before, _event, after) => {
    if (after.at !== 'done' || after.snapshot.status !== 'approved') return;
    assert.equal(after.debtor, null);
  });
});
