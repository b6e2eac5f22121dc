import type { CodeChannel, FeatureId, OptionId, StepFault } from '../protocol/onboarding-words.ts';
import { ProviderError } from './error.ts';
import type {
  AccountChange,
  AccountReading,
  AgreementDocument,
  ApplicationOrder,
  ApplicationReading,
  Entry,
  HookReading,
  InvitationOrder,
  MerchantQuery,
  MerchantReading,
  Note,
  OptionKind,
  OptionOrder,
  OptionReading,
  PrefillReading,
  PriceList,
  SignUpOrder,
  Upload,
} from './onboarding-readings.ts';

/**
 * One provider through which a platform's merchants get an account that can take payments. Every method may throw
 * `ProviderError`, `OnboardingRefused` among them, and nothing else but the signal's own reason.
 *
 * What it returns holds no token, secret or gateway credential of the provider's, no national number and no birth date.
 * An `account` is the provider's id of a merchant's account; one from the other environment than `test` says, or from
 * another platform, is refused before anything is sent.
 */
export interface MerchantOnboardingProvider {
  readonly name: string;
  /** True where no real money moves. */
  readonly test: boolean;
  readonly countries: readonly string[];
  /** Every payment option, in the order to offer. */
  readonly options: readonly OptionKind[];
  /** The documents to agree to in this country, in the order to show. */
  agreement(country: string, signal: AbortSignal): Promise<readonly AgreementDocument[]>;
  /** The account's own prices; null: those that the platform offers. */
  prices(account: string | null, signal: AbortSignal): Promise<readonly PriceList[]>;
  readonly signUp: {
    /** Sends a code to the applicant. */
    start(order: SignUpOrder, signal: AbortSignal): Promise<void>;
    /** Sends another code. */
    resend(order: SignUpOrder, signal: AbortSignal): Promise<void>;
    /** Refused `code_wrong` too where the code is right and somebody else's: `email` is whom it was sent to. */
    verify(entered: EnteredCode, signal: AbortSignal): Promise<Entry>;
  };
  readonly prefill: {
    create(order: SignUpOrder, signal: AbortSignal): Promise<{ readonly id: string }>;
    /** Null: there is none, or it was accepted. */
    read(id: string, signal: AbortSignal): Promise<PrefillReading | null>;
    /** By the merchant, with what they accepted in `order`. */
    accept(id: string, order: SignUpOrder, signal: AbortSignal): Promise<Entry>;
  };
  /** For a merchant who comes back: a code to somebody who has an account. */
  readonly logOn: {
    /** Says nothing of whether the address is known. */
    send(to: { readonly email: string; readonly channel: CodeChannel }, signal: AbortSignal): Promise<void>;
    enter(entered: EnteredCode, signal: AbortSignal): Promise<Entry>;
  };
  /** `handle` is that of an `Entry`. Refused `code_expired` for one that is not known any more. */
  readonly secondFactor: {
    send(handle: string, channel: CodeChannel, signal: AbortSignal): Promise<void>;
    enter(handle: string, code: string, signal: AbortSignal): Promise<Entry>;
  };
  readonly account: {
    read(account: string, signal: AbortSignal): Promise<AccountReading>;
    update(account: string, change: AccountChange, signal: AbortSignal): Promise<AccountReading>;
    /** Asks for a feature, or that it be taken away. */
    requestFeature(
      account: string,
      feature: FeatureId,
      wanted: boolean,
      signal: AbortSignal,
    ): Promise<AccountReading>;
    /** The public address; null for what is private. */
    upload(account: string, upload: Upload, signal: AbortSignal): Promise<{ readonly url: string | null }>;
  };
  readonly applications: {
    list(account: string, signal: AbortSignal): Promise<readonly ApplicationReading[]>;
    create(account: string, order: ApplicationOrder, signal: AbortSignal): Promise<ApplicationReading>;
    read(account: string, one: ApplicationName, signal: AbortSignal): Promise<ApplicationReading | null>;
    /** One that is active only with `active`. Refused `not_allowed` for a kind that cannot be withdrawn. */
    withdraw(
      account: string,
      one: ApplicationName & { readonly active: boolean },
      signal: AbortSignal,
    ): Promise<void>;
  };
  readonly option: {
    read(account: string, option: OptionId, signal: AbortSignal): Promise<OptionReading>;
    signUp(
      account: string,
      option: OptionId,
      order: OptionOrder,
      signal: AbortSignal,
    ): Promise<OptionReading>;
    /** A new link in place of one that expired. */
    renew(account: string, option: OptionId, signal: AbortSignal): Promise<OptionReading>;
  };
  /** For the platform's own people. */
  readonly platform: {
    merchants(query: MerchantQuery, signal: AbortSignal): Promise<readonly MerchantReading[]>;
    /** Makes the account and sends an invitation. */
    invite(order: InvitationOrder, signal: AbortSignal): Promise<MerchantReading>;
    /** The provider's own pages, for when ours cannot be used. */
    onboardingLink(account: string, signal: AbortSignal): Promise<{ readonly url: string }>;
    notes(account: string, signal: AbortSignal): Promise<readonly Note[]>;
    addNote(account: string, text: string, signal: AbortSignal): Promise<Note>;
  };
  /** What a hook hints at. Throws `ProviderError` `refused` if the provider did not sign it. */
  readHook(request: Request): Promise<HookReading>;
}

export interface EnteredCode {
  readonly email: string;
  readonly code: string;
}

export interface ApplicationName {
  readonly kind: ApplicationReading['kind'];
  readonly id: string;
}

/** The provider understood and said no, and why is known: it had no effect. */
export class OnboardingRefused extends ProviderError {
  readonly fault: StepFault;
  /** RFC 6901 pointers into the order, where it said what is wrong. */
  readonly pointers: readonly string[];

  constructor(
    fault: StepFault,
    message: string,
    more: { pointers?: readonly string[]; status?: number } = {},
  ) {
    super('refused', message, more.status === undefined ? {} : { status: more.status });
    this.fault = fault;
    this.pointers = more.pointers ?? [];
  }
}
