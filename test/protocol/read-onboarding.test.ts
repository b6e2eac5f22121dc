import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type * as z from 'zod';
import {
  MerchantList,
  MerchantNotes,
  OnboardedMerchant,
  OnboardingLink,
} from '../../src/protocol/merchants.ts';
import { Onboarding } from '../../src/protocol/onboarding.ts';
import {
  readMerchant,
  readMerchants,
  readNotes,
  readOnboardingLink,
} from '../../src/protocol/read-merchants.ts';
import { readOnboardingAnswer } from '../../src/protocol/read-onboarding.ts';
import { arbitraryOf } from './arbitrary.ts';

const pairs: Readonly<Record<string, readonly [z.ZodType, (value: unknown) => unknown]>> = {
  'an onboarding': [Onboarding, readOnboardingAnswer],
  'a merchant': [OnboardedMerchant, readMerchant],
  'a list of merchants': [MerchantList, readMerchants],
  notes: [MerchantNotes, readNotes],
  'a link': [OnboardingLink, readOnboardingLink],
};

for (const [what, [schema, read]] of Object.entries(pairs)) {
  const value = arbitraryOf(schema);

  test(`what the schema of ${what} accepts is read unchanged`, () => {
    fc.assert(
      fc.property(value, (one) => assert.deepEqual(read(one), one)),
      { numRuns: 40 },
    );
  });

  test(`${what} without one of its keys is not read`, () => {
    const [sample] = fc.sample(value, { numRuns: 1, seed: 1 });
    assert(typeof sample === 'object' && sample !== null);
    const required = Object.keys(sample).filter(
      (key) => !schema.safeParse({ ...sample, [key]: undefined }).success,
    );
    assert(required.length > 0);
    for (const key of required) assert.equal(read({ ...sample, [key]: undefined }), undefined, key);
  });

  test(`a key of ${what} that came later is left out`, () => {
    fc.assert(
      fc.property(value, (one) =>
        assert.deepEqual(read({ ...(typeof one === 'object' ? one : {}), later: true }), one),
      ),
      { numRuns: 10 },
    );
  });
}

test('steps, options and features that came later are left out', () => {
  const [sample] = fc.sample(arbitraryOf(Onboarding), { numRuns: 1, seed: 2 });
  const one = Onboarding.parse(sample);
  const step = { id: 'blood_test', state: 'due', errors: [], dueBy: null };
  const later = {
    ...one,
    steps: [...one.steps, step],
    features: [...one.features, { id: 'x', status: 'on' }],
  };
  assert.deepEqual(readOnboardingAnswer(later), one);
});
