import { type MerchantOnboardingProvider, OnboardingRefused } from '../../providers/merchant-onboarding.ts';
import type {
  AccountReading,
  ApplicationOrder,
  ApplicationReading,
  Entry,
  OptionReading,
  SignUpOrder,
} from '../../providers/onboarding-readings.ts';
import { codeSentAnew } from './codes.ts';
import { isSameAddress, peopleOf, type Secrets } from './facts.ts';
import { approvedCase } from './preconditions.ts';
import type { Job, OnboardingRow } from './record.ts';

/** What the row becomes by what the provider said. Pure, for it may be run on a later row. */
export type Told = (row: OnboardingRow) => OnboardingRow;

/** The facts are not enough for it: they were when it was stored, and have been erased or taken back since. */
const lacking = (): never => {
  throw new OnboardingRefused('missing', 'a job without its facts');
};

export const signUpOrderOf = (row: OnboardingRow): SignUpOrder => ({
  key: row.key,
  country: row.country,
  applicant: row.facts.applicant ?? lacking(),
  company: row.facts.company,
  address: row.facts.address,
  billing: row.facts.billing,
  accountManager: row.accountManager,
  accepted: row.accepted.map(({ session: _, ...document }) => document),
});

/** A right code, or an accepted prefill: there is an account, or a second factor is asked for. */
export const entered =
  (entry: Entry): Told =>
  (row) => {
    if (entry.kind === 'second_factor') {
      return { ...row, code: null, secondFactor: { handle: entry.handle, channels: entry.channels } };
    }
    const account = row.account ?? entry.accounts[0] ?? null;
    const accountState = row.accountState === 'none' && account !== null ? 'applied' : row.accountState;
    return { ...row, account, accountState, signedUp: true, unsure: false, code: null, secondFactor: null };
  };

export const readAccount =
  ({ state, options, features }: AccountReading): Told =>
  (row) => ({ ...row, accountState: state, options, features });

export const readApplication =
  (reading: ApplicationReading): Told =>
  (row) => ({ ...row, applications: [...row.applications.filter(({ id }) => id !== reading.id), reading] });

export const readOption =
  (reading: OptionReading): Told =>
  (row) => ({ ...row, options: [...row.options.filter(({ id }) => id !== reading.id), reading] });

const same: Told = (row) => row;

const applicationOrder = (
  row: OnboardingRow,
  job: Job & { kind: 'application' },
  secrets: Secrets,
): ApplicationOrder => ({
  ...job.order,
  country: row.country,
  organizationNumber: row.facts.company?.organizationNumber ?? lacking(),
  bankAccount: secrets.bankAccount ?? lacking(),
});

/** Does the job, at this moment. Throws what the provider throws. */
export const perform = async (
  provider: MerchantOnboardingProvider,
  row: OnboardingRow,
  job: Job,
  secrets: Secrets,
  at: number,
  signal: AbortSignal,
): Promise<Told> => {
  const { facts } = row;
  const account = (): string => row.account ?? lacking();
  switch (job.kind) {
    case 'sign_up':
      await provider.signUp.start(signUpOrderOf(row), signal);
      return (now) => ({
        ...now,
        // Who has written another address meanwhile is not waiting for this code.
        signedUp: isSameAddress(now.facts.applicant?.email, facts.applicant?.email),
        code: codeSentAnew(now.code, 'verify', 'email', at),
      });
    case 'prefill': {
      const { id } = await provider.prefill.create({ ...signUpOrderOf(row), accepted: [] }, signal);
      return (now) => ({ ...now, prefill: { actor: now.prefill?.actor ?? null, id } });
    }
    case 'accept_prefill':
      return entered(await provider.prefill.accept(row.prefill?.id ?? lacking(), signUpOrderOf(row), signal));
    case 'facts': {
      const { company, address, billing } = facts;
      const change = {
        ...(company && { company }),
        ...(address && { address }),
        ...(billing && { billing }),
        ...(row.uploads.logo && { logo: row.uploads.logo }),
      };
      return readAccount(await provider.account.update(account(), change, signal));
    }
    case 'application':
      return readApplication(
        await provider.applications.create(account(), applicationOrder(row, job, secrets), signal),
      );
    case 'withdraw':
      await provider.applications.withdraw(account(), { ...job.application, active: job.active }, signal);
      return same;
    case 'option': {
      const order = {
        country: row.country,
        company: facts.company ?? lacking(),
        address: facts.address ?? lacking(),
        applicant: facts.applicant ?? lacking(),
        bankAccount: secrets.bankAccount,
        people: peopleOf(row, secrets),
        caseId: approvedCase(row),
        logo: row.uploads.logo,
        accountStatement: row.uploads.account_statement,
        values: job.values,
      };
      return readOption(await provider.option.signUp(account(), job.option, order, signal));
    }
    case 'renew':
      return readOption(await provider.option.renew(account(), job.option, signal));
    case 'feature':
      return readAccount(await provider.account.requestFeature(account(), job.feature, job.wanted, signal));
    case 'invite': {
      const reading = await provider.platform.invite({ ...signUpOrderOf(row), note: job.note }, signal);
      return entered({ kind: 'in', accounts: [reading.account] });
    }
  }
};

/** The account that a sign-up of ours has opened, whether we were told or not. Null: there is none. */
export const findAccount = async (
  provider: MerchantOnboardingProvider,
  { facts, key }: OnboardingRow,
  signal: AbortSignal,
): Promise<Told | null> => {
  const search = facts.company?.name ?? facts.applicant?.email ?? key;
  const found = (await provider.platform.merchants({ search }, signal)).find((one) => one.key === key);
  return found === undefined ? null : entered({ kind: 'in', accounts: [found.account] });
};

/** Whether a job that was begun, and whose answer was lost, had its effect. Null: it had none that can be found. */
export const findEffect = async (
  provider: MerchantOnboardingProvider,
  row: OnboardingRow,
  job: Job,
  signal: AbortSignal,
): Promise<Told | null> => {
  switch (job.kind) {
    case 'accept_prefill':
    case 'invite':
      return findAccount(provider, row, signal);
    case 'application': {
      const all = await provider.applications.list(row.account ?? lacking(), signal);
      const { order } = job;
      // None is asked for while another of its kind stands: so one that stands is the one asked for.
      const found = all.find((one) =>
        order.kind === 'payments'
          ? one.kind === order.kind && one.status !== 'closed'
          : one.destination === order.destination,
      );
      return found === undefined ? null : readApplication(found);
    }
    case 'option': {
      const reading = await provider.option.read(row.account ?? lacking(), job.option, signal);
      return reading.status === 'none' ? null : readOption(reading);
    }
    default:
      // Doing it again does no harm.
      return null;
  }
};
