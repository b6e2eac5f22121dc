import type { CollectionRequest, CreateAtDesk, DeskRequest } from '../protocol/collection-request.ts';
import type { Debtor } from '../protocol/primitives.ts';
import type { DebtorCheckTask, DeskTask, Merchant } from '../protocol/session.ts';
import type { DebtorCheckOutcome, Surface } from '../protocol/words.ts';
import type { Trouble } from './trouble.ts';

/** What this desk may do, as signed for in its session. */
export interface DeskAsked {
  readonly merchant: Merchant;
  readonly surface: Surface;
  /** No money moves. */
  readonly test: boolean;
  readonly task: DeskTask;
  /** Null: payers cannot be checked beforehand. */
  readonly check: DebtorCheckTask | null;
}

/** Who is to be asked next: typed once, and masked from then on. */
export interface Payer {
  readonly debtor: Debtor;
  /** Null: not checked. A check is for this moment and this payer only. */
  readonly check: 'checking' | DebtorCheckOutcome | null;
  /** Counts the checks, so that the same payer can be checked again. */
  readonly checks: number;
}

/** A request on its way. However often this is sent, it is one request. */
export interface Sending {
  readonly key: string;
  readonly body: CreateAtDesk;
}

/** What an agent wants of a request that stands on the board. */
export type Deed =
  | { readonly type: 'cancel' }
  /** Cancelled first; once that is final, sent again as this. */
  | { readonly type: 'again'; readonly sending: Sending };

export interface DeskLoading {
  readonly at: 'loading';
  readonly offline: boolean;
}

export interface DeskOpen {
  readonly at: 'open';
  readonly asked: DeskAsked;
  /** Every request on the board, by id. */
  readonly rows: ReadonlyMap<string, DeskRequest>;
  /** Where the feed goes on; null: from the beginning. */
  readonly cursor: string | null;
  /** All that stood on the board when it was opened is here. */
  readonly caughtUp: boolean;
  /** Requests that have ended and are not folded away yet, because nobody may have seen it. */
  readonly ended: ReadonlySet<string>;
  readonly deeds: ReadonlyMap<string, Deed>;
  readonly payer: Payer | null;
  readonly sending: Sending | null;
  /** Why what was last sent, or sent again, was refused. */
  readonly refused: { readonly trouble: Trouble; readonly request: string | null } | null;
  /** The request that was last made here. */
  readonly made: string | null;
  readonly offline: boolean;
  /** The board is no longer live: what it shows may be old. */
  readonly stopped: Trouble | null;
}

export interface DeskFailed {
  readonly at: 'failed';
  readonly trouble: Trouble;
}

export type DeskState = DeskLoading | DeskOpen | DeskFailed;

export type DeskEvent =
  | { readonly type: 'session'; readonly asked: DeskAsked }
  /** The session's token was replaced by the page. */
  | { readonly type: 'token' }
  | { readonly type: 'page'; readonly items: readonly DeskRequest[]; readonly cursor: string }
  | { readonly type: 'payer'; readonly debtor: Debtor | null }
  | { readonly type: 'check' }
  | { readonly type: 'checked'; readonly outcome: DebtorCheckOutcome }
  | { readonly type: 'send'; readonly sending: Sending }
  | { readonly type: 'created'; readonly key: string; readonly snapshot: CollectionRequest }
  | { readonly type: 'refused'; readonly key: string; readonly trouble: Trouble }
  | { readonly type: 'cancel'; readonly request: string }
  | { readonly type: 'again'; readonly request: string; readonly sending: Sending }
  | { readonly type: 'cancel-refused'; readonly request: string }
  /** These have been seen, and may be folded away. */
  | { readonly type: 'fold'; readonly requests: readonly string[] }
  /** Somebody has read that this payer is in no call. */
  | { readonly type: 'seen'; readonly request: string }
  | { readonly type: 'connection'; readonly offline: boolean }
  | { readonly type: 'retry' }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

/** What must be going on while a state lasts. */
export type DeskWork =
  | { readonly type: 'read-session'; readonly id: string }
  | { readonly type: 'feed'; readonly id: string; readonly cursor: string | null }
  | { readonly type: 'check'; readonly id: string; readonly debtor: Debtor }
  | { readonly type: 'create'; readonly id: string; readonly sending: Sending }
  | { readonly type: 'cancel'; readonly id: string; readonly request: string };
