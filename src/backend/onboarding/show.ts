import type { OnboardedMerchant } from '../../protocol/merchants.ts';
import type { AwaitedCode, Onboarding } from '../../protocol/onboarding.ts';
import type { OnboardingApplication, OnboardingOption } from '../../protocol/onboarding-parts.ts';
import type { OnboardingRole } from '../../protocol/onboarding-words.ts';
import type { OptionKind } from '../../providers/onboarding-readings.ts';
import { resendAt, resendsLeft, triesLeft } from './codes.ts';
import { preconditionsOf } from './preconditions.ts';
import type { OnboardingRow } from './record.ts';
import { outstandingIn, statusOf, stepsOf } from './steps.ts';

/** `a•••@example.com`: enough to know one's own by. */
const maskEmail = (email: string): string => email.replace(/^(.)[^@]*/u, '$1•••');

const codeOf = ({ code, facts, secondFactor, signedUp }: OnboardingRow): AwaitedCode | null => {
  if (code === null || (code.purpose === 'verify' && !signedUp)) return null;
  const email = facts.applicant?.email;
  return {
    purpose: code.purpose,
    sentTo: code.purpose === 'verify' && email !== undefined ? maskEmail(email) : null,
    channel: code.channel,
    channels: code.purpose === 'second_factor' ? [...(secondFactor?.channels ?? [])] : ['email'],
    triesLeft: triesLeft(code),
    resendsLeft: resendsLeft(code),
    resendAt: new Date(resendAt(code)).toISOString(),
  };
};

const applicationsOf = ({ applications, jobs }: OnboardingRow): OnboardingApplication[] =>
  applications.map(({ id, kind, status, caseStatus, links, createdAt }) => ({
    id,
    kind,
    status,
    caseStatus,
    links: links.map((link) => ({ ...link })),
    createdAt,
    withdrawing: jobs.some((job) => job.kind === 'withdraw' && job.application.id === id),
    withdrawable: kind === 'payout' && status !== 'closed' && status !== 'rejected',
  }));

const optionsOf = (row: OnboardingRow, kinds: readonly OptionKind[]): OnboardingOption[] =>
  kinds
    .filter(({ countries }) => countries.length === 0 || countries.includes(row.country))
    .map((kind) => {
      const reading = row.options.find(({ id }) => id === kind.id);
      return {
        id: kind.id,
        status: reading?.status ?? 'none',
        opensHere: kind.opensHere,
        sending: row.jobs.some((job) => job.kind === 'option' && job.option === kind.id),
        preconditions: preconditionsOf(kind, row),
        fields: kind.fields.map(({ choices, ...field }) => ({
          ...field,
          ...(choices === undefined ? {} : { choices: [...choices] }),
        })),
        link: reading?.link ?? null,
      };
    });

/** What whoever looks at an onboarding may see of it. */
export const onboardingOf = (
  id: string,
  row: OnboardingRow,
  {
    role,
    now,
    test,
    kinds,
  }: { role: OnboardingRole; now: number; test: boolean; kinds: readonly OptionKind[] },
): Onboarding => {
  const steps = stepsOf(row, now);
  const { uploads } = row;
  return {
    id,
    reference: row.reference,
    revision: row.revision,
    now: new Date(now).toISOString(),
    country: row.country,
    role,
    status: statusOf(row),
    prefilled: row.prefill !== null && row.account === null,
    account: { state: row.accountState, test },
    steps: [...steps],
    outstanding: outstandingIn(steps),
    facts: row.facts,
    code: codeOf(row),
    agreement: row.agreement.map((document) => ({
      ...document,
      acceptedAt:
        row.accepted.find((one) => one.id === document.id && one.version === document.version)?.at ?? null,
    })),
    prices: row.prices.map((list) => ({
      ...list,
      prices: list.prices.map((price) => ({
        ...price,
        only: price.only.map(({ name, values }) => ({ name, values: [...values] })),
      })),
    })),
    applications: applicationsOf(row),
    options: optionsOf(row, kinds),
    features: row.features.map((feature) => ({ ...feature })),
    uploads: (['logo', 'account_statement'] as const).filter((kind) => uploads[kind] !== null),
    leftAt: row.leftAt,
  };
};

/** What the platform is told. */
export const merchantOf = (id: string, row: OnboardingRow, now: number, test: boolean): OnboardedMerchant => {
  const steps = stepsOf(row, now);
  return {
    id,
    reference: row.reference,
    revision: row.revision,
    account: { id: row.account, state: row.accountState, test },
    status: statusOf(row),
    name: row.facts.company?.name ?? null,
    country: row.country,
    accountManager: row.accountManager,
    steps: steps.map(({ id: step, state }) => ({ id: step, state })),
    outstanding: outstandingIn(steps),
    applications: row.applications.map(({ id: application, kind, status, caseStatus }) => ({
      id: application,
      kind,
      status,
      caseStatus,
    })),
    options: row.options.map(({ id: option, status }) => ({ id: option, status })),
    leftAt: row.leftAt,
    createdAt: new Date(row.createdAt).toISOString(),
  };
};
