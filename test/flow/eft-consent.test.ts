import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start, step, work } from '../../src/flow/eft-consent.ts';
import type { EftConsentEvent, EftConsentState } from '../../src/flow/eft-consent-state.ts';
import { trouble } from '../../src/flow/trouble.ts';
import type { EftConsent, EftConsentTask } from '../../src/protocol/eft-consent.ts';
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
  const sending = after(...list(), { type: 'new' }, given);
  assert.equal(step(sending, given), sending);
  assert.deepEqual(work(sending), [{ type: 'send', id: 'send k', order, shown, idempotencyKey: 'k' }]);
});

test('the account number is forgotten once there is an answer, or a refusal', () => {
  const sending = after(...list(), { type: 'new' }, given);
  assert.ok(JSON.stringify(sending).includes(account));
  for (const event of [{ type: 'consent', consent } as const, failedWith('payer_record_incomplete')]) {
    assert.ok(!JSON.stringify(step(sending, event)).includes(account), event.type);
  }
});

test('a way that is not offered, and a company that is not named, send nothing', () => {
  const giving = after(...list(), { type: 'new' });
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

test('a new consent that nobody answered to is tried again under its own key', () => {
  const state = after(...list(), { type: 'new' }, given, failedWith('unreachable'), { type: 'retry' });
  assert.equal(work(state)[0]?.id, 'send k');
});

test('an incomplete record is said where the consent was to be given', () => {
  const state = after(...list(), { type: 'new' }, given, failedWith('payer_record_incomplete'));
  assert.equal(state.at === 'giving' && state.refusal, 'payer_record_incomplete');
});

test('a new consent is followed, and an older answer changes nothing', () => {
  const active: EftConsent = { ...consent, revision: 3, state: 'active' };
  const following = after(...list(), { type: 'new' }, given, { type: 'consent', consent: active });
  assert.equal(step(following, { type: 'consent', consent }), following);
  assert.equal(work(following)[0]?.type, 'follow');
});
