import type { OnboardingOption } from '../../protocol/onboarding-parts.ts';
import type { PreconditionId } from '../../protocol/onboarding-words.ts';
import type { OptionKind } from '../../providers/onboarding-readings.ts';
import type { OnboardingRow } from './record.ts';

const isMet = (id: PreconditionId, { countries }: OptionKind, row: OnboardingRow): boolean => {
  const { facts, uploads } = row;
  switch (id) {
    case 'account':
      return row.account !== null;
    case 'country':
      return countries.length === 0 || countries.includes(row.country);
    case 'organization_number':
      return (
        facts.company !== null &&
        !row.jobs.some(({ kind }) => kind === 'facts') &&
        !row.faults.some(({ step }) => step === 'company')
      );
    case 'website':
      return facts.company?.website !== undefined;
    case 'approved_case':
      return approvedCase(row) !== null;
    case 'bank_account':
      return facts.bankAccount !== null;
    case 'people':
      return facts.people.length > 0;
    case 'national_numbers':
      return facts.people.length > 0 && facts.people.every(({ nationalNumber }) => nationalNumber.given);
    case 'account_statement':
      return uploads.account_statement !== null;
    case 'logo':
      return uploads.logo !== null;
  }
};

/** The application that an option may hang on. */
export const approvedCase = ({ applications }: OnboardingRow): string | null =>
  applications.findLast(({ kind, status }) => kind === 'payments' && status === 'done')?.id ?? null;

export const preconditionsOf = (kind: OptionKind, row: OnboardingRow): OnboardingOption['preconditions'] =>
  kind.preconditions.map((id) => ({ id, met: isMet(id, kind, row) }));
