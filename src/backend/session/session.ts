import type { AuthorizationDetail } from '../../protocol/session.ts';
import type { DebtorScheme, Surface } from '../../protocol/words.ts';
import type { ClientConfig, MerchantConfig } from '../config.ts';

/**
 * Table `sessions`. One row per client, merchant and name (see `planOf`): the id is made from the three. Its `due` is when a debtor
 * is erased that no request has been made for; where one has, that request's end decides.
 */
export interface SessionRow {
  readonly client: string;
  readonly merchant: string;
  readonly surface: Surface;
  /** What was signed for, in the order given, without any debtor. */
  readonly details: readonly AuthorizationDetail[];
  /** The debtor the shop gave, or the person typed in an earlier try: sealed JSON. Erased when no longer needed. */
  readonly debtor: string | null;
  /** The debtor's mask, for the screen. */
  readonly debtorHint: { readonly scheme: DebtorScheme; readonly masked: string } | null;
  /** Whether the page may not name another debtor: the shop has named one of its customers (see docs/decisions.md). */
  readonly debtorIsFixed: boolean;
  /** Id of the newest collection request of this session. */
  readonly request: string | null;
  /** Session of the desk at which it was named; null: the shop's server has named it. */
  readonly desk: string | null;
  readonly createdAt: number;
}

export type OpenedSession =
  | { readonly ok: true; readonly id: string; readonly details: readonly AuthorizationDetail[] }
  /** `description` goes to the shop's server: it names the field, never a personal number. */
  | { readonly ok: false; readonly description: string };

export interface Sessions {
  /**
   * Opens the session for these details, or reopens the one that this client, merchant and reference already
   * have. Different details while a request is under way, or after one was approved, are refused; so is, for a
   * desk, whatever was not opened for it.
   */
  open(
    client: ClientConfig,
    merchant: MerchantConfig,
    details: readonly AuthorizationDetail[],
    desk?: string | null,
  ): Promise<OpenedSession>;
  read(id: string): Promise<SessionRow | undefined>;
}
