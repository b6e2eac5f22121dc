import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinal } from '../../src/protocol/order.ts';
import { mandateStatuses, paymentStatuses, reasonCodes, statuses } from '../../src/protocol/words.ts';
import { outcomeWords } from '../../src/widget/payment/outcome-words.ts';
import { texts as en } from '../../src/widget/texts/en.ts';
import { session, snapshot, task } from '../flow/payment-samples.ts';

const { merchant, surface, test: isTest } = session();
const texts: Readonly<Record<string, string>> = en;

type Change = Parameters<typeof snapshot>[0];

const wordsOf = (change: Change) =>
  outcomeWords({
    at: 'done',
    asked: { merchant, surface, test: isTest, task, checks: false },
    debtor: null,
    snapshot: snapshot(change),
  });

const said = (change: Change): string => {
  const { title, texts: keys } = wordsOf(change);
  return [title, ...keys].map((key) => texts[key] ?? `no text: ${key}`).join(' ');
};

const payment = (status: (typeof paymentStatuses)[number], code?: (typeof reasonCodes)[number]) => ({
  ...snapshot().payment,
  status,
  reason: code === undefined ? null : { code, retryable: false },
});
const mandate = (status: (typeof mandateStatuses)[number], code?: (typeof reasonCodes)[number]) => ({
  status,
  reference: null,
  reason: code === undefined ? null : { code, retryable: false },
});

test('every end has words, whatever payment, mandate and reason say', () => {
  for (const status of statuses.filter(isFinal)) {
    for (const code of [null, ...reasonCodes]) {
      for (const retryable of [true, false]) {
        const reason = code && { code, retryable };
        assert.doesNotMatch(said({ status, reason }), /no text/, `${status} ${code}`);
      }
    }
  }
  for (const paid of paymentStatuses) {
    for (const made of mandateStatuses) {
      const change = { status: 'approved', payment: payment(paid), mandate: mandate(made) } as const;
      assert.doesNotMatch(said(change), /no text/, `${paid} ${made}`);
    }
  }
});

test('only what went as wanted is good', () => {
  const mood = (paid: (typeof paymentStatuses)[number], made?: (typeof mandateStatuses)[number]) =>
    wordsOf({ status: 'approved', payment: payment(paid), mandate: made && mandate(made) }).mood;
  assert.equal(mood('settled', 'active'), 'good');
  assert.equal(mood('authorised', 'requested'), 'good');
  assert.equal(mood('pending'), 'good');
  assert.equal(mood('settled', 'failed'), 'partly');
  assert.equal(mood('failed', 'active'), 'partly');
  assert.equal(mood('refunded', 'active'), 'partly');
  assert.equal(mood('failed', 'failed'), 'bad');
  assert.equal(mood('failed'), 'bad');
  for (const status of ['declined', 'expired', 'cancelled', 'rejected'] as const) {
    assert.equal(wordsOf({ status }).mood, 'bad', status);
  }
});

test('a mandate that was there already is no failure', () => {
  const change = {
    status: 'approved',
    payment: payment('settled'),
    mandate: mandate('failed', 'mandate_already_exists'),
  } as const;
  assert.equal(wordsOf(change).mood, 'good');
  assert.match(said(change), /already had/);
});

test('one without the other says which, and why', () => {
  const onlyPaid = said({
    status: 'approved',
    payment: payment('settled'),
    mandate: mandate('failed', 'bank_not_in_scheme'),
  });
  assert.match(onlyPaid, /no agreement.*not paid automatically.*does not take part/);
  const onlyMandate = said({
    status: 'approved',
    payment: payment('failed', 'account_invalid'),
    mandate: mandate('active'),
  });
  assert.match(onlyMandate, /agreement set up.*account cannot.*in place.*another way/);
});

test('a reason that payment and mandate share is said once', () => {
  const both = said({
    status: 'approved',
    payment: payment('failed', 'account_invalid'),
    mandate: mandate('failed', 'account_invalid'),
  });
  assert.equal(both.match(/account cannot/g)?.length, 1);
});

test('another try is only spoken of where it is offered', () => {
  const declined = (retryable: boolean) =>
    said({ status: 'declined', reason: { code: 'payer_declined', retryable } });
  assert.match(declined(true), /try again/);
  assert.doesNotMatch(declined(false), /try again/);
  assert.match(declined(false), /another way/);
});
