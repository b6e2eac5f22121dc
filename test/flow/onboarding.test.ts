import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isShown, start, step, work } from '../../src/flow/onboarding.ts';
import { news } from '../../src/flow/onboarding-news.ts';
import type { OnboardingEvent, OnboardingState, Write } from '../../src/flow/onboarding-state.ts';
import { isReachable, nextOf, stepsToShow } from '../../src/flow/onboarding-steps.ts';
import { trouble } from '../../src/flow/trouble.ts';
import type { Onboarding } from '../../src/protocol/onboarding.ts';
import { acceptDocuments } from '../../src/protocol/onboarding-routes.ts';
import {
  onboardingStatuses,
  type StepId,
  type StepState,
  stepIds,
  stepStates,
} from '../../src/protocol/onboarding-words.ts';

const base: Onboarding = {
  id: `on_${'a'.repeat(32)}`,
  reference: 'seller-1',
  revision: 1,
  now: '2026-01-01T12:00:00.000Z',
  country: 'SE',
  role: 'merchant',
  status: 'in_progress',
  prefilled: false,
  account: { state: 'none', test: true },
  steps: [],
  outstanding: [],
  facts: { applicant: null, company: null, address: null, billing: null, people: [], bankAccount: null },
  code: null,
  agreement: [],
  prices: [],
  applications: [],
  options: [],
  features: [],
  uploads: [],
  leftAt: null,
};

/** Steps that are not named are not yet open. */
const onboarding = (
  states: Partial<Record<StepId, StepState>>,
  change: Partial<Onboarding> = {},
): Onboarding => ({
  ...base,
  steps: stepIds.map((id) => ({ id, state: states[id] ?? 'not_yet', errors: [], dueBy: null })),
  outstanding: stepIds.filter((id) => states[id] === 'due' || states[id] === 'past_due'),
  ...change,
});

const session = {
  id: 's_1',
  now: base.now,
  expiresAt: base.now,
  surface: 'web',
  merchant: { name: 'Torvet', contact: {} },
  test: true,
  tasks: [
    {
      type: 'merchant_onboarding',
      provider: 'dintero',
      reference: 'seller-1',
      country: 'SE',
      view: 'merchant',
      role: 'merchant',
    },
  ],
} as const;

const opened = (one: Onboarding): OnboardingEvent => ({
  type: 'session',
  session: { ...session, tasks: [...session.tasks] },
  onboarding: one,
});
const write = (key: string): Write => ({ key, route: acceptDocuments, body: {} });
const run = (...events: readonly OnboardingEvent[]): OnboardingState => events.reduce(step, start());

test('it opens at what opens the account first, and at the overview where nothing is left', () => {
  assert.equal(run(opened(onboarding({ terms: 'due', company: 'due' }))).at, 'terms');
  assert.equal(run(opened(onboarding({ terms: 'done', sign_up: 'pending', company: 'due' }))).at, 'sign_up');
  assert.equal(run(opened(onboarding({ terms: 'done', sign_up: 'done', verify: 'done' }))).at, 'summary');
});

test('a session for the list is for no merchant, and nothing is followed there', () => {
  const state = run({
    type: 'session',
    session: { ...session, tasks: [...session.tasks] },
    onboarding: null,
  });
  assert.deepEqual([state.at, work(state).map(({ type }) => type)], ['list', ['list']]);
  assert.deepEqual(news(start(), state), []);
});

test('the page is told that it is ready once the first step can be used', () => {
  const open = run(opened(onboarding({ terms: 'due' })));
  assert.deepEqual(news(start(), open), []);
  const loaded = step(open, { type: 'loaded', group: 'terms' });
  assert.deepEqual(news(open, loaded), [{ type: 'ready' }]);
});

test('what the merchant has done is followed by the next thing to do, and by nothing while it is under way', () => {
  const at = (revision: number, states: Partial<Record<StepId, StepState>>) =>
    onboarding(states, { revision });
  const asked = run(opened(at(1, { terms: 'done', sign_up: 'due', company: 'due' })), {
    type: 'write',
    write: write('k'),
  });
  const sent = step(asked, {
    type: 'written',
    key: 'k',
    onboarding: at(2, { terms: 'done', sign_up: 'pending', company: 'due' }),
  });
  assert.equal(sent.at, 'sign_up');
  const due = { terms: 'done', sign_up: 'done', verify: 'due', company: 'due' } as const;
  assert.equal(step(sent, { type: 'onboarding', onboarding: at(3, due) }).at, 'verify');
});

test('three presses are one write, and a retry is the same', () => {
  const open = run(opened(onboarding({ terms: 'due' })));
  const once = step(open, { type: 'write', write: write('a') });
  assert.equal(step(once, { type: 'write', write: write('b') }), once);
  const refused = step(once, {
    type: 'refused',
    write: write('a'),
    trouble: trouble('unreachable'),
    pointers: [],
    seconds: null,
  });
  assert.equal(work(refused).filter(({ type }) => type === 'write').length, 0);
  const [again] = work(step(refused, { type: 'retry' })).filter(({ type }) => type === 'write');
  assert.equal(again?.id, 'write a');
});

test('whoever leaves is told so once, with what is outstanding, and may come back', () => {
  const open = run(opened(onboarding({ terms: 'due', people: 'due' })));
  const leaving = step(open, { type: 'leave' });
  assert.deepEqual(news(open, leaving), []);
  const left = step(leaving, { type: 'told', onboarding: null });
  const done = news(leaving, left).filter(({ type }) => type === 'done');
  assert.equal(done.length, 1);
  assert.ok(done[0]?.type === 'done' && done[0].snapshot.left);
  assert.ok(done[0]?.type === 'done' && done[0].snapshot.outstanding.includes('people'));
  assert.equal(step(left, { type: 'return' }).at, 'terms');
});

test('a session that goes on with another onboarding shows that one', () => {
  const here = run(opened(onboarding({ terms: 'due' })), { type: 'write', write: write('k') });
  const other = onboarding({ terms: 'done', sign_up: 'done', verify: 'done', people: 'due' }, { id: 'on_b' });
  const there = step(here, { type: 'written', key: 'k', onboarding: other });
  assert.ok(isShown(there) && there.at === 'people' && there.onboarding.id === 'on_b');
});

test('codes of what was begun elsewhere come before anything that would begin it here', () => {
  const awaited = (purpose: 'resume' | 'second_factor'): Onboarding['code'] => ({
    purpose,
    sentTo: null,
    channel: 'email',
    channels: ['email'],
    triesLeft: 5,
    resendsLeft: 3,
    resendAt: base.now,
  });
  const waiting = onboarding({ terms: 'due', second_factor: 'due' }, { code: awaited('resume') });
  assert.equal(nextOf(waiting), 'sign_up');
  assert.equal(nextOf({ ...waiting, code: awaited('second_factor') }), 'second_factor');
});

test('a right code of another device is followed by the second one, where there is one', () => {
  const code = { sentTo: null, channel: 'sms', channels: ['sms'], triesLeft: 5, resendsLeft: 3 } as const;
  const asked = onboarding(
    { terms: 'done', sign_up: 'due', second_factor: 'due' },
    { code: { ...code, channels: ['sms'], purpose: 'second_factor', resendAt: base.now } },
  );
  const here = run(opened(onboarding({ terms: 'done', sign_up: 'due' })), {
    type: 'write',
    write: write('k'),
  });
  assert.equal(step(here, { type: 'written', key: 'k', onboarding: asked }).at, 'second_factor');
});

test('an agent can go to nothing that only the merchant may do, and fills in nothing once there is an account', () => {
  const agent = onboarding(
    { terms: 'due', company: 'due', people: 'due', payments: 'due' },
    { role: 'agent' },
  );
  const open = (one: typeof agent) => stepIds.filter((id) => isReachable(one, id));
  const shown = ['terms', 'sign_up', 'company', 'address', 'billing', 'summary'];
  assert.deepEqual(open(agent), shown);
  assert.deepEqual(stepsToShow(agent, 'summary'), shown);
  const opened = { ...agent, account: { ...agent.account, state: 'applied' as const } };
  assert.deepEqual(open(opened), ['terms', 'summary']);
  assert.equal(nextOf(opened), 'summary');
});

test('an agent is led through what may be filled in, and never to terms or codes', () => {
  const agent = onboarding({ terms: 'due', company: 'due' }, { role: 'agent' });
  assert.equal(nextOf(agent), 'sign_up');
  const filled = { ...base.facts, applicant: { email: 'a@b.example' } };
  assert.equal(nextOf({ ...agent, facts: filled }), 'company');
});

const onboardings = fc
  .record({
    states: fc.array(fc.constantFrom(...stepStates), { minLength: 13, maxLength: 13 }),
    revision: fc.integer({ min: 1, max: 8 }),
    status: fc.constantFrom(...onboardingStatuses),
  })
  .map(({ states, revision, status }) =>
    onboarding(Object.fromEntries(stepIds.map((id, n) => [id, states[n]])), { revision, status }),
  );

const keys = fc.constantFrom('a', 'b');
const events: fc.Arbitrary<OnboardingEvent> = fc.oneof(
  onboardings.map(opened),
  onboardings.map((one) => ({ type: 'onboarding' as const, onboarding: one })),
  keys.map((key) => ({ type: 'write' as const, write: write(key) })),
  fc.tuple(keys, onboardings).map(([key, one]) => ({ type: 'written' as const, key, onboarding: one })),
  keys.map((key) => ({
    type: 'refused' as const,
    write: write(key),
    trouble: trouble('unavailable'),
    pointers: [],
    seconds: null,
  })),
  fc.constantFrom(...stepIds).map((id) => ({ type: 'go' as const, step: id })),
  fc.constantFrom<OnboardingEvent>(
    { type: 'next' },
    { type: 'leave' },
    { type: 'told', onboarding: null },
    { type: 'return' },
    { type: 'retry' },
    { type: 'loaded', group: 'terms' },
    { type: 'connection', offline: true },
    { type: 'trouble', trouble: trouble('unreachable') },
  ),
);

test('however it goes: one write at a time, never an older reading, and nothing moves while something is on its way', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), (list) => {
      let state = start();
      for (const event of list) {
        const after = step(state, event);
        const jobs = work(after);
        assert.equal(new Set(jobs.map(({ id }) => id)).size, jobs.length);
        assert.ok(jobs.filter(({ type }) => type === 'write').length <= 1);
        if (isShown(state) && isShown(after)) {
          assert.ok(after.onboarding.revision >= state.onboarding.revision);
          if (state.writing !== null && after.writing === state.writing) assert.equal(after.at, state.at);
        }
        state = after;
      }
    }),
    { numRuns: 1000 },
  );
});
