import type { Reason } from '../protocol/collection-request.ts';
import type { Debtor, Money } from '../protocol/primitives.ts';
import type {
  DebtorCheckOutcome,
  DebtorScheme,
  MandateStatus,
  PaymentStatus,
  Stage,
  Status,
  Surface,
} from '../protocol/words.ts';

/** Everything a provider needs to push one collection request. Stored before it is sent, and sent unchanged again. */
export interface CollectionOrder {
  /** UUID made by us. The provider takes a second send with the same key for the first. */
  readonly key: string;
  readonly surface: Surface;
  readonly amount: Money;
  readonly text: string;
  readonly reference: string;
  /** The creditor as the provider knows it. */
  readonly creditor: { readonly pbsNumber: string; readonly debtorGroup: string };
  /** The customer's number at the creditor. */
  readonly customerNumber: string | null;
  /** True: the approval also sets up the mandate. */
  readonly mandate: boolean;
  /** Null when `customerNumber` alone names the debtor (the extra bill). */
  readonly debtor: Debtor | null;
  /** Four characters that we made, shown in the app where the provider gives no reference of its own. */
  readonly bindingCode: string;
  readonly expiresInSeconds: number;
  readonly callbackUrl: string;
}

/** What the provider said, in our words. Never `unknown`: that is the caller's word for not having been told. */
export interface CollectionReading {
  readonly status: Exclude<Status, 'unknown'>;
  readonly stage: Stage | null;
  readonly payment: { readonly status: PaymentStatus; readonly reason: Reason | null };
  /** Null where no mandate was asked for. */
  readonly mandate: {
    readonly status: MandateStatus;
    readonly reference: string | null;
    readonly reason: Reason | null;
  } | null;
  readonly reason: Reason | null;
  /** Only where the provider gave it in this answer. */
  readonly bindingCode: string | null;
  readonly approveUrl: string | null;
  /** ISO instant, only where the provider gave it in this answer. */
  readonly expiresAt: string | null;
}

/**
 * One provider through which a collection request can be pushed. Every method may throw `ProviderError`, and
 * nothing else but the signal's own reason.
 */
export interface CollectionProvider {
  readonly name: string;
  readonly debtorSchemes: readonly DebtorScheme[];
  readonly currencies: readonly string[];
  /** True where no real money moves. */
  readonly test: boolean;
  create(order: CollectionOrder, signal: AbortSignal): Promise<CollectionReading>;
  /** Null: the provider has never heard of this key. */
  read(key: string, signal: AbortSignal): Promise<CollectionReading | null>;
  /** Asks for a cancellation. It can lose the race: what came of it is for `read` to say. */
  cancel(key: string, signal: AbortSignal): Promise<void>;
  /** Whether this debtor can approve in the app. `unknown` too for a scheme that cannot be asked about. */
  checkDebtor(debtor: Debtor, signal: AbortSignal): Promise<DebtorCheckOutcome>;
  /** The key that a callback hints at. Throws `ProviderError` `refused` if the provider did not sign it. */
  readCallback(request: Request): Promise<{ readonly key: string }>;
}
