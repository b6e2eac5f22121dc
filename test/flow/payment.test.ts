import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canAskAgain, start, step, work } from '../../src/flow/payment.ts';
import type { PaymentEvent, PaymentState } from '../../src/flow/payment-state.ts';
import { trouble } from '../../src/flow/trouble.ts';
import { reasonCodes } from '../../src/protocol/words.ts';
import { debtor, expectAt, session, snapshot } from './payment-samples.ts';

const run = (events: readonly PaymentEvent[], from: PaymentState = start()): PaymentState =>
  events.reduce(step, from);

const opened: PaymentEvent = { type: 'session', session: session(), checks: false };
const named: PaymentEvent = { type: 'debtor', debtor };
const send: PaymentEvent = { type: 'send', idempotencyKey: 'key-1', mandateText: null };
const seen = (change: Parameters<typeof snapshot>[0] = {}): PaymentEvent => ({
  type: 'snapshot',
  snapshot: snapshot(change),
});
const declined = seen({
  revision: 2,
  status: 'declined',
  reason: { code: 'payer_declined', retryable: true },
});

test('a payment goes from loading to done', () => {
  const path = [opened, named, send, seen(), seen({ revision: 2, status: 'approved' })];
  const states = path.map((_, count) => run(path.slice(0, count + 1)).at);
  assert.deepEqual(states, ['identify', 'review', 'sending', 'waiting', 'done']);
});

test('a debtor whom the session knows is not asked for, and not sent', () => {
  const known = session({ debtor: { scheme: 'cpr', masked: '••••••01' } });
  const state = run([{ type: 'session', session: known, checks: false }, send]);
  const body = { shownAmount: known.tasks[0]?.amount };
  assert.deepEqual(work(state), [{ type: 'create', id: 'create key-1', idempotencyKey: 'key-1', body }]);
});

test('a session with a request under way goes on waiting, and one with a final request shows it', () => {
  const resume = (change: Parameters<typeof snapshot>[0]) =>
    run([{ type: 'session', session: session({ request: snapshot(change) }), checks: false }]).at;
  assert.equal(resume({}), 'waiting');
  assert.equal(resume({ status: 'unknown' }), 'waiting');
  assert.equal(resume({ status: 'approved' }), 'done');
});

test('sending twice is one request', () => {
  const once = run([opened, named, send]);
  assert.equal(step(once, { ...send, idempotencyKey: 'key-2' }), once);
});

test('trying again keeps what was typed and starts with the review', () => {
  const again = expectAt(run([opened, named, send, seen(), declined, { type: 'again' }]), 'review');
  assert.deepEqual(again.debtor, debtor);
});

test('after approval the number is forgotten', () => {
  const done = run([opened, named, send, seen({ status: 'approved' })]);
  assert.equal(JSON.stringify(done).includes(debtor.value), false);
});

test('another try is offered by reason: never after approval, and never to one who is not in the call', () => {
  const offered = (status: 'approved' | 'declined', code: (typeof reasonCodes)[number], retryable: boolean) =>
    canAskAgain(run([opened, named, send, seen({ status, reason: { code, retryable } })]));
  for (const code of reasonCodes) {
    assert.equal(offered('declined', code, true), code !== 'payer_not_in_call', code);
    assert.equal(offered('declined', code, false), false, code);
    assert.equal(offered('approved', code, true), false, code);
  }
});

test('a number that the backend refuses is asked for again, and still there to be changed', () => {
  const refused = run([opened, named, send, { type: 'trouble', trouble: trouble('debtor_invalid') }]);
  assert.deepEqual(expectAt(refused, 'identify'), {
    at: 'identify',
    asked: expectAt(run([opened]), 'identify').asked,
    debtor,
    refused: true,
  });
});

test('a retry goes on where the trouble came, with the same key', () => {
  const sent = run([opened, named, send]);
  const failed = step(sent, { type: 'trouble', trouble: trouble('unavailable') });
  assert.equal(failed.at, 'failed');
  assert.deepEqual(work(failed), []);
  assert.equal(step(failed, { type: 'retry' }), sent);
});

test('trouble that will not pass offers no retry, but a new token goes on', () => {
  const waiting = run([opened, named, send, seen()]);
  const failed = step(waiting, { type: 'trouble', trouble: trouble('token_expired') });
  assert.equal(step(failed, { type: 'retry' }), failed);
  assert.equal(step(failed, { type: 'token' }), waiting);
});

test('a session for something else is trouble', () => {
  const other = { ...session(), tasks: [] };
  assert.equal(
    expectAt(run([{ type: 'session', session: other, checks: false }]), 'failed').trouble.code,
    'task_missing',
  );
});

test('where another tab was quicker, the session is read again', () => {
  const late = run([opened, named, send, { type: 'trouble', trouble: trouble('request_not_repeatable') }]);
  assert.deepEqual(late, start());
});

test('cancelling is asked once, and the screen waits for what comes of it', () => {
  const asked = run([opened, named, send, seen(), { type: 'cancel' }]);
  assert.deepEqual(
    work(asked).map(({ type }) => type),
    ['follow', 'cancel'],
  );
  assert.equal(step(asked, { type: 'cancel' }), asked);
  const heard = step(asked, seen({ revision: 2, cancelling: true }));
  assert.deepEqual(
    work(heard).map(({ type }) => type),
    ['follow'],
  );
  assert.equal(step(heard, { type: 'cancel' }), heard);
  assert.equal(
    expectAt(step(heard, seen({ revision: 3, status: 'approved' })), 'done').snapshot.status,
    'approved',
  );
});

test('a cancellation that was refused can be asked for again', () => {
  const waiting = run([opened, named, send, seen()]);
  assert.deepEqual(run([{ type: 'cancel' }, { type: 'cancel-refused' }], waiting), waiting);
});

test('what nobody can say yet is not offered to be cancelled', () => {
  const waiting = run([opened, named, send, seen({ status: 'unknown' })]);
  assert.equal(step(waiting, { type: 'cancel' }), waiting);
});

test('an approved request is read until payment and mandate are final, and a declined one is not', () => {
  const approved = seen({ status: 'approved' });
  const settled = seen({
    revision: 2,
    status: 'approved',
    payment: { ...snapshot().payment, status: 'settled' },
    mandate: { status: 'active', reference: '123456789', reason: null },
  });
  const reading = run([opened, named, send, approved]);
  assert.deepEqual(
    work(reading).map(({ type }) => type),
    ['follow'],
  );
  assert.deepEqual(work(step(reading, settled)), []);
  assert.deepEqual(work(run([opened, named, send, seen(), declined])), []);
});

test('a number is changed only where the session lets one be named', () => {
  const fixed = session({ debtor: { scheme: 'cpr', masked: '••••••01' }, debtorSchemes: [] });
  const state = run([{ type: 'session', session: fixed, checks: false }]);
  assert.equal(step(state, { type: 'change-debtor' }), state);
  assert.equal(run([opened, named, { type: 'change-debtor' }]).at, 'identify');
});

const checked = (outcome: 'reachable' | 'unreachable' | 'unknown'): PaymentEvent => ({
  type: 'checked',
  outcome,
});
const openedWithCheck: PaymentEvent = { type: 'session', session: session(), checks: true };

test('a debtor is checked before anything is sent, where the session allows it', () => {
  const state = run([openedWithCheck, named]);
  assert.equal(state.at, 'checking');
  assert.deepEqual(work(state), [{ type: 'check', id: 'check', debtor }]);
});

for (const outcome of ['reachable', 'unknown'] as const) {
  test(`${outcome} goes on`, () => {
    assert.equal(run([openedWithCheck, named, checked(outcome)]).at, 'review');
  });
}

test('a debtor who cannot approve is sent nothing; another number may be given', () => {
  const state = run([openedWithCheck, named, checked('unreachable')]);
  assert.equal(state.at, 'unreachable');
  assert.equal(step(state, send), state);
  assert.equal(step(state, { type: 'change-debtor' }).at, 'identify');
});

test('a customer number is not checked: it names somebody who has a mandate', () => {
  const customer: PaymentEvent = {
    type: 'debtor',
    debtor: { scheme: 'customer_number', value: '100200300' },
  };
  assert.equal(run([openedWithCheck, customer]).at, 'review');
});

test('a till forgets the customer in every state, and begins again with the next token', () => {
  for (const events of [
    [opened],
    [opened, named],
    [opened, named, send],
    [opened, named, send, seen()],
    [opened, named, send, declined],
  ]) {
    const idle = run([...events, { type: 'clear' }]);
    assert.deepEqual(idle, { at: 'idle' });
    assert.deepEqual(work(idle), []);
    assert.equal(step(idle, seen()), idle);
    assert.equal(step(idle, { type: 'token' }).at, 'loading');
  }
});
