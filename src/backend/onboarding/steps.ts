import type { OnboardingStep } from '../../protocol/onboarding.ts';
import {
  type ApplicationKind,
  type OnboardingStatus,
  type StepFault,
  type StepId,
  type StepState,
  stepIds,
} from '../../protocol/onboarding-words.ts';
import { triesLeft } from './codes.ts';
import type { Job, OnboardingRow } from './record.ts';

/** What one step comes to, before what is wrong in it is looked up. */
interface Finding {
  readonly state: StepState;
  readonly errors?: readonly { readonly pointer: string; readonly code: StepFault }[];
  readonly dueBy?: string | null;
}

/** The step that a job belongs to. */
export const stepOf = (job: Job): StepId => {
  switch (job.kind) {
    case 'facts':
      return 'company';
    case 'application':
      return job.order.kind;
    case 'withdraw':
      return job.application.kind;
    case 'option':
    case 'renew':
    case 'feature':
      return 'options';
    default:
      return 'sign_up';
  }
};

const awaits = ({ jobs }: OnboardingRow, step: StepId): boolean => jobs.some((job) => stepOf(job) === step);

const need = (given: boolean, pointer: string): Finding =>
  given ? { state: 'done' } : { state: 'due', errors: [{ pointer, code: 'missing' }] };

const terms = ({ agreement, accepted }: OnboardingRow): Finding => {
  if (agreement.length === 0) return { state: 'pending' };
  const missing = agreement.filter(
    ({ id, version }) => !accepted.some((one) => one.id === id && one.version === version),
  );
  if (missing.length === 0) return { state: 'done' };
  const errors = missing.map(({ id }) => ({
    pointer: `/agreement/${id}`,
    code: accepted.some((one) => one.id === id) ? ('outdated' as const) : ('missing' as const),
  }));
  return { state: 'due', errors };
};

const signUp = (row: OnboardingRow): Finding => {
  if (row.account !== null || row.signedUp) return { state: 'done' };
  if (awaits(row, 'sign_up')) return { state: 'pending' };
  if (terms(row).state !== 'done') return { state: 'not_yet' };
  const errors =
    row.facts.applicant === null ? [{ pointer: '/facts/applicant', code: 'missing' as const }] : [];
  return { state: 'due', errors };
};

const verify = ({ account, signedUp, code }: OnboardingRow): Finding => {
  if (account !== null) return { state: 'done' };
  if (!signedUp) return { state: 'not_yet' };
  return code !== null && triesLeft(code) === 0
    ? { state: 'due', errors: [{ pointer: '', code: 'codes_used_up' }] }
    : { state: 'due' };
};

const secondFactor = ({ account, secondFactor: asked }: OnboardingRow): Finding => {
  if (asked !== null) return { state: 'due' };
  return { state: account === null ? 'not_yet' : 'done' };
};

const fact = (row: OnboardingRow, name: 'company' | 'address' | 'billing'): Finding => {
  const finding = need(row.facts[name] !== null, `/facts/${name}`);
  return finding.state === 'done' && awaits(row, 'company') ? { state: 'pending' } : finding;
};

const application = (row: OnboardingRow, kind: ApplicationKind): Finding => {
  if (awaits(row, kind)) return { state: 'pending' };
  const newest = row.applications.findLast((one) => one.kind === kind);
  switch (newest?.status) {
    case 'done':
      return { state: 'done' };
    case 'pending':
      return { state: 'pending' };
    case 'action_required':
      return { state: 'due' };
    case 'rejected':
      return { state: 'blocked', errors: [{ pointer: '', code: 'declined' }] };
    case 'error':
      return { state: 'blocked', errors: [{ pointer: '', code: 'failed' }] };
    default:
      break;
  }
  if (row.account === null || row.facts.company === null) return { state: 'not_yet' };
  const errors =
    row.facts.bankAccount === null ? [{ pointer: '/facts/bankAccount', code: 'missing' as const }] : [];
  return { state: 'due', errors };
};

const options = (row: OnboardingRow, now: number): Finding => {
  const { options: all } = row;
  if (all.some(({ status }) => status === 'enabled')) return { state: 'done' };
  if (awaits(row, 'options')) return { state: 'pending' };
  const open = all.filter(({ status }) => status === 'pending');
  const link = open.find((one) => one.link !== null)?.link ?? null;
  if (link !== null) {
    const isOver = link.expiresAt !== null && Date.parse(link.expiresAt) <= now;
    const errors = isOver ? [{ pointer: '', code: 'link_expired' as const }] : [];
    return { state: isOver ? 'past_due' : 'due', errors, dueBy: link.expiresAt };
  }
  if (open.length > 0) return { state: 'pending' };
  if (row.account === null || row.facts.company === null) return { state: 'not_yet' };
  const errors = all.flatMap(({ id, status }) =>
    status === 'failed' || status === 'declined' ? [{ pointer: `/options/${id}`, code: status }] : [],
  );
  return { state: 'due', errors };
};

const documents = ({ account, uploads }: OnboardingRow): Finding => {
  if (account === null) return { state: 'not_yet' };
  return need(uploads.logo !== null, '/uploads/logo');
};

const find = (row: OnboardingRow, id: StepId, now: number): Finding => {
  switch (id) {
    case 'terms':
      return terms(row);
    case 'sign_up':
      return signUp(row);
    case 'verify':
      return verify(row);
    case 'second_factor':
      return secondFactor(row);
    case 'company':
    case 'address':
    case 'billing':
      return fact(row, id);
    case 'people':
      return need(
        row.facts.people.some(({ roles }) => roles.includes('signatory')),
        '/facts/people',
      );
    case 'payments':
    case 'payout':
      return application(row, id);
    case 'options':
      return options(row, now);
    case 'documents':
      return documents(row);
    case 'summary':
      return { state: statusOf(row) === 'approved' ? 'done' : 'not_yet' };
  }
};

/** What is required, and from whom: from what has been given, and from what the provider last said. Pure. */
export const stepsOf = (row: OnboardingRow, now: number): readonly OnboardingStep[] =>
  stepIds.map((id) => {
    const { state, errors = [], dueBy = null } = find(row, id, now);
    const faults = row.faults.flatMap(({ step, pointer, code }) => (step === id ? [{ pointer, code }] : []));
    const mustAct = faults.length > 0 && (state === 'done' || state === 'pending') && !awaits(row, id);
    return { id, state: mustAct ? 'due' : state, errors: [...faults, ...errors], dueBy };
  });

export const outstandingIn = (steps: readonly OnboardingStep[]): StepId[] =>
  steps.filter(({ state }) => state === 'due' || state === 'past_due').map(({ id }) => id);

/** "Approved" is what the provider says of the applications; "usable" is for each option to say. */
export const statusOf = (row: OnboardingRow): OnboardingStatus => {
  if (row.accountState === 'deactivated') return 'closed';
  const newest = (kind: ApplicationKind) => row.applications.findLast((one) => one.kind === kind)?.status;
  const [payments, payout] = [newest('payments'), newest('payout')];
  if (payments === 'rejected' || payout === 'rejected') return 'declined';
  if (payments === 'done' && payout === 'done') return 'approved';
  return [payments, payout].includes('pending') ? 'in_review' : 'in_progress';
};
