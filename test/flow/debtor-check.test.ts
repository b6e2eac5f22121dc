import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DebtorCheckEvent,
  type DebtorCheckState,
  start,
  step,
  work,
} from '../../src/flow/debtor-check.ts';
import { trouble } from '../../src/flow/trouble.ts';
import type { DebtorCheckTask, Session } from '../../src/protocol/session.ts';
import { debtor } from './payment-samples.ts';

const session: Session<DebtorCheckTask> = {
  id: 's_1',
  now: '2026-11-21T10:00:00.000Z',
  expiresAt: '2026-11-21T10:15:00.000Z',
  surface: 'web',
  merchant: { name: 'Phones', contact: {} },
  test: true,
  tasks: [{ type: 'debtor_check', provider: 'betalingsservice', debtorSchemes: ['cpr'] }],
};

const after = (...events: readonly DebtorCheckEvent[]): DebtorCheckState => events.reduce(step, start());
const opened: DebtorCheckEvent = { type: 'session', session };
const named: DebtorCheckEvent = { type: 'debtor', debtor };

test('the number is known only while it is asked about', () => {
  const checking = after(opened, named);
  assert.deepEqual(work(checking), [{ type: 'check', id: 'check', debtor }]);
  for (const event of [
    { type: 'answer', outcome: 'unreachable' },
    { type: 'slowed', seconds: 30 },
    { type: 'trouble', trouble: trouble('unreachable') },
    { type: 'trouble', trouble: trouble('debtor_invalid') },
    { type: 'token' },
  ] as const satisfies readonly DebtorCheckEvent[]) {
    const state = step(checking, event);
    if (event.type !== 'token') assert.ok(!JSON.stringify(state).includes(debtor.value), event.type);
    if (event.type !== 'token') assert.deepEqual(work(state), []);
  }
});

test('an answer is good for one question: another number is asked for anew', () => {
  const answered = after(opened, named, { type: 'answer', outcome: 'reachable' });
  assert.equal(answered.at === 'answered' && answered.outcome, 'reachable');
  assert.equal(step(answered, { type: 'another' }).at, 'identify');
});

test('whoever asks too often is told when to come back, and is asked for the number again', () => {
  const slowed = after(opened, named, { type: 'slowed', seconds: 30 });
  assert.ok(slowed.at === 'identify' && slowed.slowed === 30);
});

test('a number that cannot be right is asked for again', () => {
  const refused = after(opened, named, { type: 'trouble', trouble: trouble('debtor_invalid') });
  assert.ok(refused.at === 'identify' && refused.refused);
});

test('a trouble that passes can be tried again, with the number typed anew', () => {
  const failed = after(opened, named, { type: 'trouble', trouble: trouble('unavailable') });
  assert.equal(failed.at, 'failed');
  assert.equal(step(failed, { type: 'retry' }).at, 'identify');
});
