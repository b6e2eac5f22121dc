import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type * as z from 'zod';
import { EftConsent, EftConsentList, EftConsentTask } from '../../src/protocol/eft-consent.ts';
import {
  readEftConsentAnswer,
  readEftConsentList,
  readEftConsentSession,
} from '../../src/protocol/read-eft-consent.ts';
import { AuthorizationDetail, Session } from '../../src/protocol/session.ts';
import { arbitraryOf } from './arbitrary.ts';

const head = {
  id: 's_1',
  now: '2026-11-21T08:00:00.000Z',
  expiresAt: '2026-11-21T08:15:00.000Z',
  surface: 'web',
  merchant: { name: 'Gymmet', contact: {} },
  test: true,
};
const session = fc.array(arbitraryOf(EftConsentTask), { maxLength: 2 }).map((tasks) => ({ ...head, tasks }));

const pairs: Readonly<
  Record<string, readonly [fc.Arbitrary<unknown>, z.ZodType, (value: unknown) => unknown]>
> = {
  'a consent': [arbitraryOf(EftConsent), EftConsent, readEftConsentAnswer],
  'a list of consents': [arbitraryOf(EftConsentList), EftConsentList, readEftConsentList],
  'a session for consents': [session, Session, readEftConsentSession],
};

for (const [what, [values, schema, read]] of Object.entries(pairs)) {
  test(`${what} that the schema accepts is read unchanged`, () => {
    fc.assert(fc.property(values, (one) => assert.deepEqual(read(one), schema.parse(one))));
  });

  test(`${what} without one of its keys, or with one of another kind, is not read`, () => {
    const [sample] = fc.sample(values, { numRuns: 1, seed: 1 });
    assert(typeof sample === 'object' && sample !== null);
    for (const key of Object.keys(sample)) {
      for (const stranger of [undefined, 1.5, { zzz: 1 }]) {
        const changed: unknown = { ...sample, [key]: stranger };
        assert.equal(schema.safeParse(changed).success, false, key);
        assert.equal(read(changed), undefined, key);
      }
    }
  });

  test(`a key of ${what} that came later is left out`, () => {
    fc.assert(
      fc.property(values, (one) =>
        assert.deepEqual(read({ ...Object(one), later: { than: 'this' } }), schema.parse(one)),
      ),
    );
  });
}

test('a state that came later is one of which nothing is known', () => {
  const [sample] = fc.sample(arbitraryOf(EftConsent), { numRuns: 1, seed: 2 });
  const later = { ...Object(sample), state: 'paused', way: 'by_mail', refusal: 'moon_phase' };
  const read = readEftConsentAnswer(later);
  assert.equal(read?.state, 'unknown');
  assert.equal(read?.way, 'account');
  assert.equal(read?.refusal, 'other');
});

test('tasks, providers and actions that came later are left out', () => {
  const [sample] = fc.sample(arbitraryOf(EftConsentTask), { numRuns: 1, seed: 3 });
  const one = { ...Object(sample), actions: ['end', 'create'] };
  const tasks = [{ type: 'collection_request' }, { ...one, provider: 'elsewhere' }, one];
  const read = readEftConsentSession({ ...head, tasks });
  assert.deepEqual(
    read?.tasks.map(({ actions }) => actions),
    [['create']],
  );
});

const detail = {
  type: 'eft_consent',
  provider: 'brp',
  surface: 'web',
  reference: 'member-17',
  personId: '0017',
  companies: [{ id: '04', name: 'Gymmet AB' }],
  actions: ['list', 'create'],
};

test('numbers of people and companies keep their leading zeros', () => {
  assert.deepEqual(AuthorizationDetail.parse(detail), detail);
});

test('a detail without companies or actions, with one of them twice, or with a number that is none is refused', () => {
  const [company] = detail.companies;
  const wrong = [
    { personId: 17 },
    { personId: '19701207-1234' },
    { personId: '1'.repeat(19) },
    { companies: [] },
    { companies: [company, company] },
    { companies: Array.from({ length: 17 }, (_, at) => ({ id: String(at), name: 'Gymmet AB' })) },
    { actions: [] },
    { actions: ['list', 'list'] },
    { actions: ['end'] },
    { provider: 'op' },
  ];
  for (const part of wrong) {
    assert.equal(AuthorizationDetail.safeParse({ ...detail, ...part }).success, false, JSON.stringify(part));
  }
});
