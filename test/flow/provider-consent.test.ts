import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canChangeCompany,
  canReport,
  type ProviderConsentEvent,
  type ProviderConsentState,
  start,
  step,
  work,
} from '../../src/flow/provider-consent.ts';
import { trouble } from '../../src/flow/trouble.ts';
import type { ProviderConsent } from '../../src/protocol/provider-consent.ts';
import type { ProviderConsentTask, Session } from '../../src/protocol/session.ts';

const task: ProviderConsentTask = {
  type: 'provider_consent',
  provider: 'op',
  reference: 'books-1',
  asking: { name: 'Kirjuri', businessId: '2617416-4' },
  company: null,
  products: ['account_data', 'payment'],
  adminUrl: 'https://bank.example/admin',
  consent: null,
};

const consent: ProviderConsent = {
  id: 'pc_0000000000000000000000',
  reference: 'books-1',
  revision: 1,
  now: '2026-11-21T10:00:00.000Z',
  status: 'awaiting',
  news: 'none',
  company: { businessId: '0112038-9', name: null },
  products: {
    asked: ['account_data', 'payment'],
    granted: [],
    missing: ['account_data', 'payment'],
    beyond: [],
  },
  proof: null,
  reportedAt: null,
  createdAt: '2026-11-21T10:00:00.000Z',
  grantedAt: null,
  changedAt: '2026-11-21T10:00:00.000Z',
};

const sessionWith = (more: Partial<ProviderConsentTask> = {}): Session<ProviderConsentTask> => ({
  id: 's_1',
  now: '2026-11-21T10:00:00.000Z',
  expiresAt: '2026-11-21T10:15:00.000Z',
  surface: 'web',
  merchant: { name: 'Kirjuri', contact: {} },
  test: true,
  tasks: [{ ...task, ...more }],
});

const after = (...events: readonly ProviderConsentEvent[]): ProviderConsentState =>
  events.reduce(step, start());
const opened: ProviderConsentEvent = { type: 'session', session: sessionWith() };
const begun: ProviderConsentEvent = { type: 'start', company: '0112038-9', idempotencyKey: 'k' };
const awaited: ProviderConsentEvent = { type: 'consent', consent };
const moved = (more: Partial<ProviderConsent>): ProviderConsentEvent => ({
  type: 'consent',
  consent: { ...consent, revision: 2, ...more },
});

test('nothing starts before a company is named', () => {
  const asked = after(opened);
  assert.equal(asked.at, 'asked');
  assert.equal(step(asked, { type: 'start', company: null, idempotencyKey: 'k' }), asked);
  assert.deepEqual(work(asked), []);
});

test('a company that the session names need not be named again', () => {
  const session = sessionWith({ company: { businessId: '0112038-9' } });
  const state = after({ type: 'session', session }, { type: 'start', company: null, idempotencyKey: 'k' });
  assert.deepEqual(work(state), [{ type: 'start', id: 'start k', company: null, idempotencyKey: 'k' }]);
});

test('a reload resumes at the consent that was started', () => {
  const state = after({ type: 'session', session: sessionWith({ consent }) });
  assert.deepEqual(work(state), [
    { type: 'follow', id: `follow ${consent.id}`, consent: consent.id, revision: 1 },
  ]);
});

test('it goes on listening once the consent is given, so that an end of it is seen', () => {
  const active = after(opened, begun, awaited, moved({ status: 'active' }));
  assert.equal(work(active).length, 1);
  const ended = step(active, moved({ status: 'revoked', revision: 3 }));
  assert.equal(ended.at === 'following' && ended.consent.status, 'revoked');
});

test('an answer that is older than what is known changes nothing', () => {
  const active = after(opened, begun, awaited, moved({ status: 'active', revision: 5 }));
  assert.equal(step(active, moved({ status: 'awaiting', revision: 4 })), active);
});

test('"I have done it" is asked once, and says when there is nothing new', () => {
  const checking = after(opened, begun, awaited, { type: 'check' });
  assert.equal(step(checking, { type: 'check' }), checking);
  assert.equal(work(checking).length, 2);
  const heard = step(checking, { type: 'checked', consent });
  assert.ok(heard.at === 'following' && heard.nothingNew && !heard.checking);
});

test('what could not be asked just now may be asked again, and what was begun goes on', () => {
  const heard = after(opened, begun, awaited, { type: 'check' }, { type: 'not-heard' });
  assert.ok(heard.at === 'following' && !heard.checking);
  assert.equal(work(heard).length, 1);
});

test('a provider that the bank does not know is reported once', () => {
  const waiting = after(opened, begun, awaited);
  assert.ok(canReport(waiting));
  const reporting = step(waiting, { type: 'report' });
  assert.ok(!canReport(reporting));
  const reported = step(reporting, moved({ reportedAt: consent.now }));
  assert.ok(reported.at === 'following' && !reported.reporting && !canReport(reported));
});

test('another company may be named until one has given its consent, and never where the session names it', () => {
  const waiting = after(opened, begun, awaited);
  assert.ok(canChangeCompany(waiting));
  assert.equal(step(waiting, { type: 'other-company' }).at, 'asked');
  const active = after(opened, begun, awaited, moved({ status: 'active' }));
  assert.equal(step(active, { type: 'other-company' }), active);
  const named = sessionWith({ company: { businessId: '0112038-9' }, consent });
  assert.ok(!canChangeCompany(after({ type: 'session', session: named })));
});

test('a number that the backend refuses is asked for again', () => {
  const refused = after(opened, begun, { type: 'trouble', trouble: trouble('company_invalid') });
  assert.ok(refused.at === 'asked' && refused.refused && refused.company === '0112038-9');
});

test('a trouble that passes can be tried again from where it was', () => {
  const starting = after(opened, begun);
  const failed = step(starting, { type: 'trouble', trouble: trouble('unreachable') });
  assert.equal(step(failed, { type: 'retry' }), starting);
  const broken = step(starting, { type: 'trouble', trouble: trouble('not_found') });
  assert.equal(step(broken, { type: 'retry' }), broken);
});

test('a session for something else is said, not shown', () => {
  const state = after({ type: 'session', session: { ...sessionWith(), tasks: [] } });
  assert.ok(state.at === 'failed' && state.trouble.code === 'task_missing');
});
