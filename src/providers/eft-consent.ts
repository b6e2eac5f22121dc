import type { EftConsentRefusal } from '../protocol/eft-consent-words.ts';
import { ProviderError } from './error.ts';

/** What is to be done with a consent at the bank; `other`: a word that we do not know. */
export type BankAction = 'add' | 'modify' | 'delete' | 'none' | 'other';

/** A consent as the provider tells it. Numbers are strings as they came, leading zeros kept; dates are `yyyy-MM-dd`. */
export interface EftConsentReading {
  readonly id: string;
  readonly personId: string;
  readonly companyId: string;
  readonly companyName: string | null;
  /** Often a personal number: neither stored nor shown but as a mask. Null: none is told. */
  readonly payerNumber: string | null;
  /** Null where it waits for an e-consent. */
  readonly clearing: string | null;
  readonly account: string | null;
  readonly createdOn: string;
  readonly active: boolean;
  readonly action: BankAction;
}

/** A Swedish account: clearing number and account number, digits only. */
export interface EftAccount {
  readonly clearing: string;
  readonly account: string;
}

/** A new consent. Without `account` the payer gives it in their internet bank. */
export interface EftConsentOrder {
  readonly personId: string;
  readonly companyId: string;
  readonly account: EftAccount | null;
  /** `add`: the provider sends it to the bank by itself. `none`: the company's people have to. */
  readonly action: 'add' | 'none';
}

/** Names one consent of one person. */
export interface EftConsentName {
  readonly id: string;
  readonly personId: string;
}

/**
 * A provider that keeps the EFT consents of a company's members. Every method may throw `ProviderError`, and nothing else
 * but the signal's own reason; what it throws and logs holds no number of a person, no account and no address that was
 * called (all of them travel in it). Of a `create` or `modify` that fails as `unanswered` or `nonsense` nobody knows
 * whether it took effect, and there is no key that makes a second one harmless: it is found out by reading, never
 * sent again here.
 */
export interface EftConsentProvider {
  readonly name: string;
  /** True where it is a sandbox. */
  readonly test: boolean;
  /** All consents of the person to any of these companies, in no order. Never another person's or company's. */
  list(
    who: { readonly personId: string; readonly companyIds: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly EftConsentReading[]>;
  /** Null: this person has no such consent. */
  read(name: EftConsentName, signal: AbortSignal): Promise<EftConsentReading | null>;
  /** Throws `EftConsentRefused` where it is known to have had no effect. */
  create(order: EftConsentOrder, signal: AbortSignal): Promise<EftConsentReading>;
  /** Gives it another account. Throws `EftConsentRefused`, as `not_modifiable` while something is under way at the bank. */
  modify(name: EftConsentName, account: EftAccount, signal: AbortSignal): Promise<EftConsentReading>;
}

/** Why the provider says no. */
export type EftRefusalCode = Exclude<EftConsentRefusal, 'not_received'>;

/** The provider understood and said no: it had no effect. */
export class EftConsentRefused extends ProviderError {
  readonly code: EftRefusalCode;

  constructor(code: EftRefusalCode, message: string, more: { status?: number; cause?: unknown } = {}) {
    super('refused', message, more);
    this.code = code;
  }
}
