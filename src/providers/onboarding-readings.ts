import type {
  Address,
  Applicant,
  BankAccount,
  Billing,
  Company,
  Person,
  Submitter,
} from '../protocol/onboarding-facts.ts';
import type {
  AccountState,
  AgreementKind,
  ApplicationKind,
  ApplicationStatus,
  CaseStatus,
  CodeChannel,
  FeatureId,
  FeatureStatus,
  FieldKind,
  OptionId,
  OptionStatus,
  PayoutInterval,
  PreconditionId,
} from '../protocol/onboarding-words.ts';

/** What a provider of merchant onboarding is told, and what it says, in our words. */

/** One document of the agreement. `id` is stable; a new `version` must be accepted anew. */
export interface AgreementDocument {
  readonly id: string;
  readonly kind: AgreementKind;
  readonly name: string;
  readonly version: string;
  readonly url: string;
}

/** What the merchant agreed to, as the provider is told. */
export interface AcceptedDocument extends Pick<AgreementDocument, 'id' | 'kind' | 'name' | 'version'> {
  /** ISO instant. */
  readonly at: string;
}

/** One line of the price list. */
export interface Price {
  /** What is charged for, such as `checkout.capture.card`. */
  readonly product: string;
  readonly name: string;
  readonly description: string | null;
  /** In minor units of `currency`; null: there is no fixed part. */
  readonly fixed: number | null;
  /** Share of the amount as a decimal string, `0.025` for 2.5 percent; null: there is no such part. */
  readonly rate: string | null;
  /** Null: the same in all. */
  readonly currency: string | null;
  /** Where it holds for some only: name of the dimension and its values, `card.issuer_country` say. */
  readonly only: readonly { readonly name: string; readonly values: readonly string[] }[];
}

export interface PriceList {
  readonly name: string;
  readonly description: string | null;
  readonly conditions: string | null;
  readonly prices: readonly Price[];
}

/** Everything a sign-up or a prefilled sign-up says. Sent unchanged again. */
export interface SignUpOrder {
  /** Our key: comes back with the account, so that a lost answer can be found out. */
  readonly key: string;
  readonly country: string;
  readonly applicant: Applicant;
  readonly company: Company | null;
  readonly address: Address | null;
  readonly billing: Billing | null;
  /** E-mail address of who looks after the merchant at the platform. */
  readonly accountManager: string | null;
  /** Empty in a prefilled sign-up: only the merchant accepts. */
  readonly accepted: readonly AcceptedDocument[];
}

export interface InvitationOrder extends SignUpOrder {
  /** Written under the invitation. */
  readonly note: string | null;
}

/** What a correct code opens. `handle` names what the provider's room keeps to itself; it does not outlive the process. */
export type Entry =
  | { readonly kind: 'in'; readonly accounts: readonly string[] }
  | { readonly kind: 'second_factor'; readonly handle: string; readonly channels: readonly CodeChannel[] };

export interface PrefillReading {
  readonly applicant: Applicant;
  readonly company: Company | null;
  readonly address: Address | null;
  readonly billing: Billing | null;
}

/** What an account's own facts are to be. Only what is there is changed. */
export interface AccountChange {
  readonly company?: Company;
  readonly address?: Address;
  readonly billing?: Billing;
  /** Public address of the logo. */
  readonly logo?: string;
}

export interface AccountReading {
  readonly account: string;
  /** From the id, never from a flag. */
  readonly test: boolean;
  readonly state: AccountState;
  /** The key of its sign-up, where there is one. */
  readonly key: string | null;
  readonly company: Company | null;
  readonly address: Address | null;
  readonly billing: Billing | null;
  readonly options: readonly OptionReading[];
  readonly features: readonly FeatureReading[];
}

export interface FeatureReading {
  readonly id: FeatureId;
  readonly status: FeatureStatus;
}

interface AnyApplicationOrder {
  readonly country: string;
  readonly organizationNumber: string;
  readonly bankAccount: BankAccount;
  readonly submitter: Submitter | null;
}

export interface PaymentsOrder extends AnyApplicationOrder {
  readonly kind: 'payments';
  /** Methods applied for, as the provider names them: `creditcard`. */
  readonly methods: readonly string[];
}

export interface PayoutOrder extends AnyApplicationOrder {
  readonly kind: 'payout';
  /** Made by us, at most 40 characters; by it a lost answer is found out. */
  readonly destination: string;
  /** On the bank statement, at most 60 characters. */
  readonly reference: string;
  readonly name: string | null;
  /** In test, `AUTO_APPROVE` and its like say what is to become of it. */
  readonly description: string | null;
  readonly interval: PayoutInterval | null;
}

export type ApplicationOrder = PaymentsOrder | PayoutOrder;

export interface ApplicationReading {
  readonly id: string;
  readonly kind: ApplicationKind;
  readonly status: ApplicationStatus;
  readonly caseStatus: CaseStatus;
  /** Of a payout only: the one of its order. */
  readonly destination: string | null;
  readonly organizationNumber: string;
  /** ISO instant. */
  readonly createdAt: string;
  /** Where the merchant must go on: contract or declaration. Staff's links are not here. */
  readonly links: readonly {
    readonly kind: 'contract' | 'declaration' | 'signed_contract';
    readonly url: string;
  }[];
}

/** One thing an option's form asks for. */
export interface OptionField {
  readonly id: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Of `choice` and `choices`. */
  readonly choices?: readonly string[];
  readonly max?: number;
}

/** A payment option as data: what it needs, and what it asks. */
export interface OptionKind {
  readonly id: OptionId;
  /** Empty: everywhere. */
  readonly countries: readonly string[];
  readonly preconditions: readonly PreconditionId[];
  readonly fields: readonly OptionField[];
  /** False: it can be seen here, and signed up for elsewhere. */
  readonly opensHere: boolean;
}

export type FieldValue = string | number | boolean | readonly string[];

/** Everything an option's sign-up may need; each takes what it needs and leaves the rest. */
export interface OptionOrder {
  readonly country: string;
  readonly company: Company;
  readonly address: Address;
  readonly applicant: Applicant;
  readonly bankAccount: BankAccount | null;
  readonly people: readonly Person[];
  /** The approved application that it hangs on. */
  readonly caseId: string | null;
  readonly logo: string | null;
  readonly accountStatement: string | null;
  readonly values: Readonly<Record<string, FieldValue>>;
}

export interface OptionReading {
  readonly id: OptionId;
  readonly status: OptionStatus;
  /** Where the merchant goes on: sign-up page, or signature. */
  readonly link: { readonly url: string; readonly expiresAt: string | null } | null;
}

export interface Upload {
  readonly type: string;
  readonly access: 'public' | 'private';
  /** Its `size` is told beforehand, and must be what comes. */
  readonly bytes: Blob;
}

/** One merchant in the platform's list. */
export interface MerchantReading {
  readonly account: string;
  readonly test: boolean;
  readonly state: AccountState;
  readonly name: string;
  readonly accountManager: string | null;
  /** The key of its sign-up, where there is one. */
  readonly key: string | null;
  /** How many applications stand at each word. */
  readonly applications: Readonly<Record<ApplicationKind, Readonly<Partial<Record<CaseStatus, number>>>>>;
}

export interface MerchantQuery {
  readonly search?: string;
  readonly accountManager?: string;
  readonly after?: string;
  /** 1 to 100. */
  readonly limit?: number;
}

export interface Note {
  readonly id: string;
  readonly at: string;
  /** Who wrote it, as the provider names them. */
  readonly by: string | null;
  readonly text: string | null;
}

/** Somebody should read again. `delivery` tells doubles. */
export interface HookReading {
  readonly delivery: string;
  readonly event: string;
  /** Null: it names none; everything of the platform may have changed. */
  readonly account: string | null;
}
