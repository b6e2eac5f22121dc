import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  askedAgain,
  awaited,
  heard,
  reported,
  tried,
  unheard,
} from '../../../src/backend/provider-consent/learn.ts';
import { type ConsentRow, consentId, snapshotOf } from '../../../src/backend/provider-consent/record.ts';
import { createVault } from '../../../src/backend/vault.ts';
import { ProviderConsent } from '../../../src/protocol/provider-consent.ts';
import { type ApiProduct, apiProducts } from '../../../src/protocol/provider-consent-words.ts';

const wanted = {
  client: 'ledger',
  merchant: 'bookkeeper',
  businessId: '2617416-4',
  reference: 'client-17',
  asked: ['payment', 'account_data'],
} as const;
const company = { businessId: '2617416-4', name: 'Esimerkki Oy' };
const granting = (...products: readonly ApiProduct[]) => ({ company, products });
const at = (minute: number): number => Date.UTC(2026, 10, 20, 12, minute);
const shown = (row: ConsentRow) => snapshotOf(`pc_${'A'.repeat(22)}`, row, at(59));

test('a consent is awaited, given, proved, given otherwise and taken back, each with its news', () => {
  const first = awaited(wanted, at(0));
  assert.deepEqual([first.status, first.news, first.proof], ['awaiting', 'none', null]);
  const given = heard(first, granting('account_data', 'refund'), at(1));
  assert.deepEqual([given.status, given.news, given.grantedAt], ['active', 'new', at(1)]);
  const { products, company: named, proof } = shown(given);
  assert.deepEqual(products, {
    asked: ['account_data', 'payment'],
    granted: ['account_data', 'refund'],
    missing: ['payment'],
    beyond: ['refund'],
  });
  assert.deepEqual([named, proof], [company, { status: 'pending', at: null }]);
  const proved = tried(given, 'proved', at(2));
  const other = heard(proved, granting('account_data', 'payment'), at(3));
  assert.deepEqual([other.status, other.news, other.grantedAt], ['active', 'changed', at(1)]);
  assert.deepEqual(other.proof, { status: 'proved', at: at(2) });
  const gone = heard(other, undefined, at(4));
  assert.deepEqual([gone.status, gone.news, gone.granted, gone.proof], ['revoked', 'gone', [], null]);
  assert.equal(heard(gone, granting('payment'), at(5)).news, 'new');
});

test('what is in force is not made doubtful by a bank that cannot be read; what is awaited is', () => {
  const first = awaited(wanted, at(0));
  const given = heard(first, granting('payment'), at(1));
  assert.equal(unheard(given, at(2)), given);
  const unknown = unheard(first, at(2));
  assert.equal(unknown.status, 'unknown');
  assert.equal(heard(unknown, undefined, at(3)).status, 'awaiting');
  assert.equal(heard(unknown, granting('payment'), at(3)).status, 'active');
});

test('a provider that the bank does not know stays awaited, and the report is over when the consent comes', () => {
  const told = reported(awaited(wanted, at(0)), at(1));
  assert.deepEqual([told.status, told.reportedAt], ['awaiting', at(1)]);
  assert.equal(reported(told, at(2)), told);
  const given = heard(told, granting('payment'), at(3));
  assert.equal(given.reportedAt, null);
  assert.equal(reported(given, at(4)), given);
});

test('an agreement with no product in it is none', () => {
  const first = awaited(wanted, at(0));
  assert.equal(heard(first, granting(), at(1)), first);
});

test('asking again goes on with what stands, and with what was taken back from the start', () => {
  const given = heard(awaited(wanted, at(0)), granting('payment'), at(1));
  const again = askedAgain(given, { ...wanted, reference: 'client-18', asked: ['payment'] }, at(2));
  assert.deepEqual(
    [again.status, again.reference, shown(again).products.missing],
    ['active', 'client-18', []],
  );
  const gone = heard(given, undefined, at(3));
  assert.equal(askedAgain(gone, wanted, at(4)).status, 'awaiting');
  assert.equal(askedAgain(given, wanted, at(5)), given);
});

test('what a company gave unasked lacks nothing, and nothing of it is too much', () => {
  const own = awaited({ ...wanted, reference: null, asked: [] }, at(0));
  const { products } = shown(heard(own, granting(...apiProducts), at(1)));
  assert.deepEqual([products.missing, products.beyond], [[], []]);
});

test('whatever is heard in whatever order, the revision grows exactly when what is shown changes, and it can be shown', () => {
  const told = fc.option(fc.uniqueArray(fc.constantFrom(...apiProducts)), { nil: undefined });
  const step = fc.oneof(
    told.map(
      (products) => (row: ConsentRow, now: number) => heard(row, products && granting(...products), now),
    ),
    fc.constantFrom(unheard, reported),
    fc
      .constantFrom('proved' as const, 'failed' as const)
      .map((status) => (row: ConsentRow, now: number) => tried(row, status, now)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let row = awaited(wanted, at(0));
      for (const [minute, take] of steps.entries()) {
        const next = take(row, at(minute + 1));
        const { revision, ...before } = shown(row);
        const { revision: later, ...after } = shown(next);
        const same = JSON.stringify(before) === JSON.stringify(after);
        assert.equal(later - revision, same ? 0 : 1);
        assert.equal(next.status === 'active', next.granted.length > 0);
        ProviderConsent.parse(shown(next));
        row = next;
      }
    }),
  );
});

test('the id of a consent is the same each time, another for another company, and nobody finds the company from it', async () => {
  const [ours, theirs] = [
    await createVault([new Uint8Array(32).fill(1)]),
    await createVault([new Uint8Array(32).fill(2)]),
  ];
  const id = await consentId(ours, wanted);
  assert.match(id, /^pc_[A-Za-z0-9_-]{22}$/);
  assert.equal(await consentId(ours, wanted), id);
  assert.notEqual(await consentId(ours, { ...wanted, businessId: '1643256-1' }), id);
  assert.notEqual(await consentId(theirs, wanted), id);
});
