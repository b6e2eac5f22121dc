import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { start, step, work } from '../../src/flow/eft-consent.ts';
import type { EftConsentEvent, EftConsentState } from '../../src/flow/eft-consent-state.ts';
import { trouble } from '../../src/flow/trouble.ts';
import type { EftConsent, EftConsentTask } from '../../src/protocol/eft-consent.ts';
import { eftConsentStates } from '../../src/protocol/eft-consent-words.ts';
import type { Session } from '../../src/protocol/session.ts';

const shown = { id: 'autogiro', version: '1', sha256: 'a'.repeat(64) };
const company = 'co_0000000000000000';
const account = '123456789';
const now = '2026-11-21T10:00:00.000Z';

const session: Session<EftConsentTask> = {
  id: 's_1',
  now,
  expiresAt: '2026-11-21T10:15:00.000Z',
  surface: 'web',
  merchant: { name: 'Gymmet', contact: {} },
  test: true,
  tasks: [
    {
      type: 'eft_consent',
      provider: 'brp',
      reference: 'member-17',
      companies: [{ key: company, name: 'Gymmet AB' }],
      actions: ['list', 'create', 'modify'],
      mandateText: { id: 'autogiro', version: '1', texts: [] },
      offers: { account: true, eConsent: false },
    },
  ],
};

const consent: EftConsent = {
  id: 'ec_0000000000000000000000',
  reference: 'member-17',
  revision: 1,
  now,
  company,
  state: 'sent_awaited',
  way: 'account',
  createdOn: null,
  payer: null,
  account: null,
  bank: null,
  modifiable: true,
  notModifiable: null,
  refusal: null,
};

const after = (...events: readonly EftConsentEvent[]): EftConsentState => events.reduce(step, start());
const list = (more: Partial<EftConsent> = {}): readonly EftConsentEvent[] => [
  { type: 'session', session },
  { type: 'list', consents: [{ ...consent, ...more }], current: true },
];
const none: readonly EftConsentEvent[] = [
  { type: 'session', session },
  { type: 'list', consents: [], current: true },
];
const order = { way: 'account', company, clearing: '6111', account } as const;
const given: EftConsentEvent = { type: 'order', order, shown, idempotencyKey: 'k' };
const modify: EftConsentEvent = { type: 'modify', consent: consent.id };
const other: EftConsentEvent = {
  type: 'order',
  order: { way: 'modify', consent: consent.id, clearing: '6111', account },
  shown,
  idempotencyKey: 'm',
};
const failedWith = (code: string): EftConsentEvent => ({ type: 'trouble', trouble: trouble(code) });

test('one press sends one consent, under one key', () => {
  const sending = after(...none, { type: 'new' }, given);
  assert.equal(step(sending, given), sending);
  assert.deepEqual(work(sending), [{ type: 'send', id: 'send k', order, shown, idempotencyKey: 'k' }]);
});

test('the account number is forgotten once there is an answer, or a refusal', () => {
  const sending = after(...none, { type: 'new' }, given);
  assert.ok(JSON.stringify(sending).includes(account));
  for (const event of [{ type: 'consent', consent } as const, failedWith('payer_record_incomplete')]) {
    assert.ok(!JSON.stringify(step(sending, event)).includes(account), event.type);
  }
});

test('a way that is not offered, and a company that is not named, send nothing', () => {
  const giving = after(...none, { type: 'new' });
  for (const wrong of [{ way: 'e_consent', company } as const, { ...order, company: 'co_1' }]) {
    assert.equal(step(giving, { ...given, order: wrong }), giving);
  }
});

test('only what may be modified can be', () => {
  const fixed = after(...list({ modifiable: false, notModifiable: 'under_way' }));
  assert.equal(step(fixed, modify), fixed);
  assert.equal(after(...list(), modify).at, 'giving');
});

test('another account that nobody answered to is not sent again: what stands is read', () => {
  for (const code of ['unreachable', 'consent_not_modifiable']) {
    const state = after(...list(), modify, other, failedWith(code));
    assert.deepEqual(work(state), [{ type: 'read-list', id: 'list' }]);
  }
});

test('what nobody answered to is said beside what stands, and so is what could not be changed', () => {
  for (const [code, notice] of [
    ['unreachable', 'unanswered'],
    ['consent_not_modifiable', 'not_modifiable'],
  ] as const) {
    const state = after(...list(), modify, other, failedWith(code), {
      type: 'list',
      consents: [consent],
      current: true,
    });
    assert.equal(state.at === 'listed' && state.notice, notice);
  }
});

test('a company that has a consent is given no second one; one that is over makes room', () => {
  const has = after(...list());
  assert.equal(step(has, { type: 'new' }), has);
  for (const state of ['not_active', 'end_under_way'] as const) {
    assert.equal(after(...list({ state }), { type: 'new' }).at, 'giving');
  }
});

test('a register that cannot be asked may have one that nobody heard of: none is given beside it', () => {
  const blind = after(none[0] ?? assert.fail(), { type: 'list', consents: [], current: false });
  assert.equal(step(blind, { type: 'new' }), blind);
});

test('one that stood already is not followed as what was sent: the list says so, until something in it has moved', () => {
  const sending = after(...none, { type: 'new' }, given);
  const other = { type: 'list', consents: [consent], current: true } as const;
  const told = [{ type: 'consent', consent, isOld: true } as const, other, other].reduce(step, sending);
  assert.equal(told.at === 'listed' && told.notice, 'already');
  const moved = step(told, { ...other, consents: [{ ...consent, revision: 2 }] });
  assert.equal(moved.at === 'listed' && moved.notice, null);
});

test('a token that has ended is said beside no list: another one brings the list again', () => {
  const ended = after(...list(), failedWith('token_expired'));
  assert.equal(ended.at, 'failed');
  assert.deepEqual(work(step(ended, { type: 'token' })), [{ type: 'read-list', id: 'list' }]);
});

test('a day’s tries that are used up are said at the form', () => {
  const state = after(...none, { type: 'new' }, given, failedWith('requests_used_up'));
  assert.equal(state.at === 'giving' && state.refusal, 'consent_refused');
});

test('at a till, another token sends nothing that was begun for the last customer', () => {
  const [, ...rest] = none;
  const atTill: EftConsentEvent = { type: 'session', session: { ...session, surface: 'pos' } };
  for (const code of ['unreachable', 'token_expired']) {
    const failed = after(atTill, ...rest, { type: 'new' }, given, failedWith(code));
    assert.equal(failed.at, 'failed');
    assert.deepEqual(step(failed, { type: 'token' }), start());
  }
  assert.deepEqual(after(atTill, ...rest, { type: 'new' }, { type: 'token' }), start());
  const sending = after(atTill, ...rest, { type: 'new' }, given);
  assert.equal(step(sending, { type: 'token' }), sending);
});

test('a text that was replaced meanwhile is read anew before anything is agreed to', () => {
  const refused: EftConsentEvent = {
    type: 'trouble',
    trouble: trouble('body_invalid'),
    pointers: ['/mandateText'],
  };
  const state = after(...none, { type: 'new' }, given, refused);
  assert.deepEqual(work(state), [{ type: 'read-session', id: 'session' }]);
  const read = [{ type: 'session', session } as const, ...none.slice(1)].reduce(step, state);
  assert.equal(read.at === 'listed' && read.notice, 'text_replaced');
});

test('an account that cannot be is said at the form', () => {
  for (const pointer of ['/clearing', '/account']) {
    const state = after(...none, { type: 'new' }, given, {
      type: 'trouble',
      trouble: trouble('body_invalid'),
      pointers: [pointer],
    });
    assert.equal(state.at === 'giving' && state.refusal, 'account_wrong');
  }
});

test('a till that is cleared forgets the member, but for what is being sent', () => {
  const sending = after(...none, { type: 'new' }, given);
  assert.equal(step(sending, { type: 'clear' }), sending);
  const cleared = step(step(sending, { type: 'consent', consent }), { type: 'clear' });
  assert.deepEqual(cleared, { at: 'cleared' });
  assert.deepEqual(work(cleared), []);
  assert.equal(step(cleared, { type: 'token' }).at, 'loading');
});

test('a new consent that nobody answered to is tried again under its own key', () => {
  const state = after(...none, { type: 'new' }, given, failedWith('unreachable'), { type: 'retry' });
  assert.equal(work(state)[0]?.id, 'send k');
});

test('an incomplete record is said where the consent was to be given', () => {
  const state = after(...none, { type: 'new' }, given, failedWith('payer_record_incomplete'));
  assert.equal(state.at === 'giving' && state.refusal, 'payer_record_incomplete');
});

test('a new consent is followed, and an older answer changes nothing', () => {
  const active: EftConsent = { ...consent, revision: 3, state: 'active' };
  const following = after(...none, { type: 'new' }, given, { type: 'consent', consent: active });
  assert.equal(step(following, { type: 'consent', consent }), following);
  assert.equal(work(following)[0]?.type, 'follow');
});

const consents = fc.record({
  revision: fc.integer({ min: 1, max: 4 }),
  state: fc.constantFrom(...eftConsentStates),
  modifiable: fc.boolean(),
});

const events: fc.Arbitrary<EftConsentEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ type: 'session', session } as const) },
  {
    weight: 4,
    arbitrary: fc.array(consents, { maxLength: 2 }).map((all) => ({
      type: 'list' as const,
      consents: all.map((one) => ({ ...consent, ...one })),
      current: true,
    })),
  },
  {
    weight: 3,
    arbitrary: consents.map((one) => ({ type: 'consent' as const, consent: { ...consent, ...one } })),
  },
  {
    weight: 8,
    arbitrary: fc.constantFrom<EftConsentEvent>(
      { type: 'new' },
      modify,
      given,
      other,
      { type: 'back' },
      { type: 'token' },
      { type: 'retry' },
      { type: 'clear' },
      { type: 'connection', offline: true },
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('unreachable', 'payer_record_incomplete', 'consent_not_modifiable', 'token_expired')
      .map(failedWith),
  },
);

test('whatever happens: a number is known only while it is being sent, and a press sends once', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), (all) => {
      const sent = new Set<string>();
      let state = start();
      for (const event of all) {
        const before = state;
        state = step(state, event);
        const isSending = state.at === 'sending' || (state.at === 'failed' && state.from.at === 'sending');
        assert.equal(JSON.stringify(state).includes(account), isSending);
        if (state !== before && state.at === 'sending' && event.type === 'order')
          sent.add(event.idempotencyKey);
        for (const one of work(state)) if (one.type === 'send') assert.ok(sent.has(one.idempotencyKey));
        const [was, is] = [before, state].map((one) => (one.at === 'following' ? one.consent.revision : 0));
        if (before.at === 'following' && state.at === 'following') assert.ok((is ?? 0) >= (was ?? 0));
      }
    }),
    { numRuns: 500 },
  );
});
