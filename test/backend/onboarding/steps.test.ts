import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { newOnboarding, type OnboardingRow } from '../../../src/backend/onboarding/record.ts';
import { statusOf, stepsOf } from '../../../src/backend/onboarding/steps.ts';
import {
  type CaseStatus,
  caseStatuses,
  meaningOfCase,
  type StepId,
  type StepState,
} from '../../../src/protocol/onboarding-words.ts';
import { company } from './rig.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

const blank = newOnboarding({
  client: 'platform',
  merchant: 'seller-one',
  reference: 'seller-1',
  country: 'SE',
  accountManager: null,
  createdAt: now,
  facts: { company },
});

const withAccount: OnboardingRow = { ...blank, account: 'T11200001', accountState: 'applied' };

const applied = (
  kind: 'payments' | 'payout',
  caseStatus: CaseStatus,
): OnboardingRow['applications'][number] => ({
  id: `${kind}-1`,
  kind,
  caseStatus,
  status: meaningOfCase[caseStatus],
  destination: null,
  organizationNumber: company.organizationNumber,
  createdAt: new Date(now).toISOString(),
  links: [],
});

const stepIn = (row: OnboardingRow, id: StepId) => stepsOf(row, now).find((step) => step.id === id);

/** What the merchant is told for each word of the provider's. */
const expected: Readonly<Record<CaseStatus, StepState>> = {
  waiting_for_declaration: 'due',
  waiting_for_details: 'due',
  waiting_for_signature: 'due',
  automatic_review: 'pending',
  under_manual_review: 'pending',
  active: 'done',
  declined: 'blocked',
  error: 'blocked',
  archived: 'due',
  terminated: 'due',
};

suite('the steps', () => {
  for (const word of caseStatuses) {
    for (const kind of ['payments', 'payout'] as const) {
      test(`${kind} that is ${word} is ${expected[word]}`, () => {
        const row = { ...withAccount, applications: [applied(kind, word)] };
        assert.equal(stepIn(row, kind)?.state, expected[word]);
      });
    }
  }

  test('an option whose link is over is past due, and says so', () => {
    const link = { url: 'https://option.example/', expiresAt: new Date(now - 1).toISOString() };
    const row: OnboardingRow = { ...withAccount, options: [{ id: 'vipps', status: 'pending', link }] };
    const step = stepIn(row, 'options');
    assert.deepEqual(
      [step?.state, step?.errors[0]?.code, step?.dueBy],
      ['past_due', 'link_expired', link.expiresAt],
    );
  });

  test('a new version of a document is to be accepted anew', () => {
    const document = { id: 'terms', kind: 'terms', name: 'Terms', url: 'https://provider.example/' } as const;
    const accepted = [{ ...document, version: '1', at: new Date(now).toISOString(), session: 's_1' }];
    const row = { ...blank, agreement: [{ ...document, version: '2' }], accepted };
    assert.deepEqual(stepIn(row, 'terms')?.errors, [{ pointer: '/agreement/terms', code: 'outdated' }]);
  });

  test('what the provider found wrong makes a step due that was done', () => {
    const row: OnboardingRow = {
      ...withAccount,
      faults: [{ step: 'company', pointer: '/company/website', code: 'format' }],
    };
    assert.equal(stepIn(row, 'company')?.state, 'due');
  });
});

suite('the onboarding', () => {
  test('is approved when both applications are, and declined when one is', () => {
    const both = (payments: CaseStatus, payout: CaseStatus) =>
      statusOf({ ...withAccount, applications: [applied('payments', payments), applied('payout', payout)] });
    assert.equal(both('active', 'active'), 'approved');
    assert.equal(both('active', 'declined'), 'declined');
    assert.equal(both('active', 'automatic_review'), 'in_review');
    assert.equal(both('active', 'waiting_for_signature'), 'in_progress');
    assert.equal(statusOf({ ...withAccount, accountState: 'deactivated' }), 'closed');
  });
});
