import type { OnboardingFacts } from '../../protocol/onboarding.ts';
import type { PrefilledFacts } from '../../protocol/onboarding-facts.ts';
import type {
  AccountState,
  CodeChannel,
  CodePurpose,
  FeatureId,
  OnboardingCountry,
  OptionId,
  StepFault,
  StepId,
} from '../../protocol/onboarding-words.ts';
import type { ApplicationName } from '../../providers/merchant-onboarding.ts';
import type {
  AcceptedDocument,
  AgreementDocument,
  ApplicationReading,
  FeatureReading,
  FieldValue,
  OptionReading,
  PaymentsOrder,
  PayoutOrder,
  PriceList,
} from '../../providers/onboarding-readings.ts';
import { withFacts } from './facts.ts';

type Stored<O> = Omit<O, 'bankAccount' | 'country' | 'organizationNumber'>;

/** What the provider is to be asked to do. */
export type Task =
  | { readonly kind: 'sign_up' | 'prefill' | 'accept_prefill' | 'facts' }
  | { readonly kind: 'application'; readonly order: Stored<PaymentsOrder> | Stored<PayoutOrder> }
  | { readonly kind: 'withdraw'; readonly application: ApplicationName; readonly active: boolean }
  | {
      readonly kind: 'option';
      readonly option: OptionId;
      readonly values: Readonly<Record<string, FieldValue>>;
    }
  | { readonly kind: 'renew'; readonly option: OptionId }
  | { readonly kind: 'feature'; readonly feature: FeatureId; readonly wanted: boolean }
  | { readonly kind: 'invite'; readonly note: string | null };

/** A task that is stored before it is done. */
export type Job = Task & {
  readonly id: string;
  /** When it was stored. */
  readonly since: number;
  /** Not null: it may have had its effect; look before it is done again. */
  readonly sentAt: number | null;
};

/** One that is to be stored: when that is, the commit knows. */
export const newJob = (task: Task): Job => ({ ...task, id: crypto.randomUUID(), since: 0, sentAt: null });

export const withSince = (row: OnboardingRow, now: number): OnboardingRow =>
  row.jobs.some(({ since }) => since === 0)
    ? { ...row, jobs: row.jobs.map((job) => (job.since === 0 ? { ...job, since: now } : job)) }
    : row;

export interface Fault {
  readonly step: StepId;
  readonly pointer: string;
  readonly code: StepFault;
}

/** How often a code was typed in and sent. Durable, so that a restart gives nobody more tries. */
export interface CodeRow {
  readonly purpose: CodePurpose;
  readonly channel: CodeChannel;
  readonly sentAt: number;
  readonly sends: number;
  /** Wrong ones since it was last sent. */
  readonly wrong: number;
  readonly triedAt: number;
}

/** What was accepted, in which version, when, and in which session: never by an agent. */
export interface Acceptance extends AcceptedDocument {
  readonly session: string;
}

/** Table `onboardings`: one per client, merchant and reference. */
export interface OnboardingRow {
  readonly client: string;
  readonly merchant: string;
  readonly reference: string;
  readonly country: OnboardingCountry;
  readonly accountManager: string | null;
  /** Goes with the sign-up, and comes back with the account. */
  readonly key: string;
  readonly facts: OnboardingFacts;
  /** National numbers, birth dates and the bank account: sealed JSON. */
  readonly sealed: string | null;
  /** When somebody last gave one of them. */
  readonly sealedAt: number;
  readonly agreement: readonly AgreementDocument[];
  readonly prices: readonly PriceList[];
  readonly accepted: readonly Acceptance[];
  /** Null: nothing was prefilled. */
  readonly prefill: { readonly id: string | null; readonly actor: string | null } | null;
  readonly signedUp: boolean;
  /** A code was typed in and the answer was lost: there may be an account. */
  readonly unsure: boolean;
  readonly code: CodeRow | null;
  readonly secondFactor: { readonly handle: string; readonly channels: readonly CodeChannel[] } | null;
  readonly account: string | null;
  readonly accountState: AccountState;
  readonly applications: readonly ApplicationReading[];
  readonly options: readonly OptionReading[];
  readonly features: readonly FeatureReading[];
  readonly uploads: { readonly logo: string | null; readonly account_statement: string | null };
  readonly jobs: readonly Job[];
  readonly faults: readonly Fault[];
  readonly leftAt: StepId | null;
  readonly createdAt: number;
  readonly revision: number;
}

/** Table `onboarding_works`: same id; `due` is when to look next. Apart, so that looking in vain wakes nobody. */
export interface WorkRow {
  /** How often somebody wanted it looked at at once. */
  readonly wakes: number;
  /** The last rest, in milliseconds. */
  readonly rest: number;
}

export const clientKey = (client: string): string => `client ${client}`;
export const merchantKey = (client: string, merchant: string): string => `merchant ${client} ${merchant}`;
export const accountKey = (account: string): string => `account ${account}`;

/** Of those in which something is to be done at the provider, or nobody knows what came of it. */
export const underWayKey = 'under way';

export const keysOf = ({ client, merchant, account, jobs, unsure }: OnboardingRow): readonly string[] => [
  clientKey(client),
  merchantKey(client, merchant),
  ...(account === null ? [] : [accountKey(account)]),
  ...(jobs.length === 0 && !unsure ? [] : [underWayKey]),
];

const noFacts: OnboardingFacts = {
  applicant: null,
  company: null,
  address: null,
  billing: null,
  people: [],
  bankAccount: null,
};

export type NewOnboarding = Pick<
  OnboardingRow,
  'client' | 'merchant' | 'reference' | 'country' | 'accountManager' | 'createdAt'
> & { readonly facts: PrefilledFacts };

export const newOnboarding = ({ facts, ...whose }: NewOnboarding): OnboardingRow => ({
  ...whose,
  key: crypto.randomUUID(),
  facts: withFacts(noFacts, facts),
  sealed: null,
  sealedAt: whose.createdAt,
  agreement: [],
  prices: [],
  accepted: [],
  prefill: null,
  signedUp: false,
  unsure: false,
  code: null,
  secondFactor: null,
  account: null,
  accountState: 'none',
  applications: [],
  options: [],
  features: [],
  uploads: { logo: null, account_statement: null },
  jobs: [],
  faults: [],
  leftAt: null,
  revision: 1,
});
