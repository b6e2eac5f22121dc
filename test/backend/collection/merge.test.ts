import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { close, merge, unheard } from '../../../src/backend/collection/merge.ts';
import type { Standing } from '../../../src/backend/collection/record.ts';
import { isFinal } from '../../../src/protocol/order.ts';
import {
  mandateStatuses,
  paymentStatuses,
  reasonCodes,
  stages,
  statuses,
} from '../../../src/protocol/words.ts';
import type { CollectionReading } from '../../../src/providers/collection.ts';

const expiresAt = '2026-11-20T12:10:00.000Z';
const inTime = Date.parse(expiresAt) - 1;

const queued: Standing = {
  status: 'pending',
  stage: 'queued',
  payment: { status: 'pending', reason: null },
  mandate: { status: 'requested', reference: null, reason: null },
  reason: null,
  bindingCode: null,
  approveUrl: null,
  expiresAt,
  cancelling: false,
};

const reading: CollectionReading = {
  status: 'pending',
  stage: 'queued',
  payment: { status: 'pending', reason: null },
  mandate: { status: 'requested', reference: null, reason: null },
  reason: null,
  bindingCode: null,
  approveUrl: null,
  expiresAt: null,
};

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { noNullPrototype: true });
const reason = record({ code: fc.constantFrom(...reasonCodes), retryable: fc.boolean() });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** Anything that a provider could say, in any order. */
const anything: fc.Arbitrary<CollectionReading> = record({
  status: fc.constantFrom(...statuses.filter((status) => status !== 'unknown')),
  stage: maybe(fc.constantFrom(...stages)),
  payment: record({ status: fc.constantFrom(...paymentStatuses), reason: maybe(reason) }),
  mandate: maybe(
    record({
      status: fc.constantFrom(...mandateStatuses),
      reference: maybe(fc.constant('000000042')),
      reason: maybe(reason),
    }),
  ),
  reason: maybe(reason),
  bindingCode: maybe(fc.constant('7QK4')),
  approveUrl: maybe(fc.constant('https://app.example/1')),
  expiresAt: maybe(fc.constant(expiresAt)),
});

/** What a provider that keeps to itself says over time, as seen by someone who looks at every step. */
const story: fc.Arbitrary<readonly CollectionReading[]> = fc
  .record({
    end: fc.constantFrom('approved', 'declined', 'expired', 'cancelled', 'rejected'),
    payment: fc.constantFrom(
      ['authorised', 'settled'],
      ['authorised', 'settled', 'refunded'],
      ['settled', 'charged_back'],
      ['failed'],
    ),
    mandate: fc.constantFrom(['received', 'active'], ['active', 'cancelled'], ['received', 'failed']),
    why: reason,
  })
  .map(({ end, payment, mandate, why }) => {
    const waiting = stages.map((stage): CollectionReading => ({ ...reading, stage, expiresAt }));
    const first: CollectionReading = { ...reading, bindingCode: '7QK4', approveUrl: 'https://app.example/1' };
    const ended: CollectionReading = { ...reading, status: end, stage: null, reason: why };
    if (end !== 'approved') return [first, ...waiting, ended];
    const paid = payment.map((status): CollectionReading => {
      const part = { status, reason: status === 'failed' ? why : null };
      return { ...ended, payment: part as CollectionReading['payment'] };
    });
    const signed = mandate.map((status): CollectionReading => {
      const part = { status, reference: status === 'active' ? '000000042' : null, reason: null };
      return { ...(paid.at(-1) ?? ended), mandate: part as CollectionReading['mandate'] };
    });
    return [first, ...waiting, ended, ...paid, ...signed];
  });

const all = (known: Standing, readings: readonly CollectionReading[], asked = inTime): Standing =>
  readings.reduce((standing, heard) => merge(standing, heard, asked), known);

test('in whatever order and however often a story is heard, it ends the same', () => {
  const shuffledThrice = story.chain((told) => {
    const often = [...told, ...told, ...told];
    return fc.tuple(fc.constant(told), fc.shuffledSubarray(often, { minLength: often.length }));
  });
  fc.assert(
    fc.property(shuffledThrice, ([told, heard]) => {
      // What answers the send is heard before anything is read.
      const known = all(queued, told.slice(0, 1));
      assert.deepEqual(all(known, heard), all(known, told));
    }),
    { numRuns: 500 },
  );
});

test('whatever is said, nothing goes back: no final status changes, no payment, mandate or stage returns', () => {
  const rank = <S extends string>(order: readonly S[], word: S | null | undefined): number =>
    word == null ? -1 : order.indexOf(word);
  fc.assert(
    fc.property(fc.array(fc.tuple(anything, fc.boolean()), { maxLength: 12 }), (said) => {
      let known = queued;
      for (const [heard, late] of said) {
        const next = merge(known, heard, late ? inTime + 1 : inTime);
        if (isFinal(known.status)) assert.equal(next.status, known.status);
        assert.ok(rank(paymentStatuses, next.payment.status) >= rank(paymentStatuses, known.payment.status));
        assert.ok(
          rank(mandateStatuses, next.mandate?.status) >= rank(mandateStatuses, known.mandate?.status),
        );
        if (known.payment.status === 'settled') assert.notEqual(next.payment.status, 'failed');
        if (known.payment.status === 'failed') assert.equal(next.payment.status, 'failed');
        if (known.mandate?.status === 'active') assert.notEqual(next.mandate?.status, 'failed');
        if (known.status === 'pending' && next.status === 'pending') {
          assert.ok(rank(stages, next.stage) >= rank(stages, known.stage));
        }
        assert.equal(next.stage === null, next.status !== 'pending');
        assert.deepEqual(merge(next, heard, late ? inTime + 1 : inTime), next, 'heard twice is heard once');
        known = next;
      }
    }),
    { numRuns: 2000 },
  );
});

test('what is unknown can become anything', () => {
  const lost = unheard(queued, false, inTime);
  assert.deepEqual([lost.status, lost.stage, lost.reason?.code], ['unknown', null, 'outcome_unknown']);
  for (const status of statuses) {
    if (status === 'unknown') continue;
    assert.equal(merge(lost, { ...reading, status }, inTime).status, status);
  }
});

const silences = [
  { known: 'pending', taken: true, late: false, becomes: 'pending' },
  { known: 'pending', taken: true, late: true, becomes: 'unknown' },
  { known: 'pending', taken: false, late: false, becomes: 'unknown' },
  { known: 'unknown', taken: true, late: false, becomes: 'unknown' },
  { known: 'approved', taken: true, late: true, becomes: 'approved' },
] as const;
for (const { known, taken, late, becomes } of silences) {
  test(`silence: ${known}, ${taken ? 'taken' : 'not known to be taken'}, ${late ? 'overdue' : 'in time'} → ${becomes}`, () => {
    assert.equal(unheard({ ...queued, status: known }, taken, late ? inTime + 1 : inTime).status, becomes);
  });
}

test('only the provider can say that a request expired: still pending when its time is over, it is unknown', () => {
  assert.equal(merge(queued, reading, inTime).status, 'pending');
  const overdue = merge(queued, reading, inTime + 1);
  assert.deepEqual([overdue.status, overdue.reason?.code], ['unknown', 'outcome_unknown']);
  const longer = { ...reading, expiresAt: '2026-11-20T12:10:00.001Z' };
  assert.equal(merge(queued, longer, inTime + 1).status, 'pending', 'the provider’s time counts');
  const expired = merge(overdue, { ...reading, status: 'expired', stage: null }, inTime + 1);
  assert.deepEqual([expired.status, expired.reason], ['expired', null]);
});

test('a mandate that exists already is as good as a new one', () => {
  const why = { code: 'mandate_already_exists', retryable: false } as const;
  const merged = merge(
    queued,
    { ...reading, status: 'approved', mandate: { status: 'failed', reference: null, reason: why } },
    inTime,
  );
  assert.deepEqual(merged.mandate, { status: 'active', reference: null, reason: why });
});

test('no mandate was asked for, none is shown', () => {
  assert.equal(merge({ ...queued, mandate: null }, reading, inTime).mandate, null);
  assert.deepEqual(merge(queued, { ...reading, mandate: null }, inTime).mandate, queued.mandate);
});

test('a cancellation is over when the request is', () => {
  const cancelling = { ...queued, cancelling: true };
  assert.equal(merge(cancelling, reading, inTime).cancelling, true);
  assert.equal(merge(cancelling, { ...reading, status: 'approved' }, inTime).cancelling, false);
  assert.equal(close(cancelling, 'cancelled', null).cancelling, false);
});
