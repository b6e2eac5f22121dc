import type { CollectionRequest, CreateInSession, MandateText } from '../protocol/collection-request.ts';
import type { Debtor } from '../protocol/primitives.ts';
import type { CollectionTask, Merchant, Session } from '../protocol/session.ts';
import type { DebtorCheckOutcome, Surface } from '../protocol/words.ts';
import type { Trouble } from './trouble.ts';

/** What the person is asked to approve, as signed for in the session. Nothing here comes from the page. */
export interface Asked {
  readonly merchant: Merchant;
  readonly surface: Surface;
  /** No money moves. */
  readonly test: boolean;
  readonly task: CollectionTask;
  /** A debtor may be checked before the request is sent. */
  readonly checks: boolean;
}

export interface Loading {
  readonly at: 'loading';
  readonly offline: boolean;
}

/** The person says who pays. Only where the session does not know, or the person wants another number. */
export interface Identify {
  readonly at: 'identify';
  readonly asked: Asked;
  /** What was typed before, to be changed; null: nothing yet. */
  readonly debtor: Debtor | null;
  /** The backend has refused that number. */
  readonly refused: boolean;
}

/** Whether this debtor can approve in the app is being asked. Only where the session allows it; whatever goes wrong, it goes on. */
export interface Checking {
  readonly at: 'checking';
  readonly asked: Asked;
  readonly debtor: Debtor;
}

/** This debtor has no app: nothing is sent. Another number may be given, or the shop's page offers another way. */
export interface Unreachable {
  readonly at: 'unreachable';
  readonly asked: Asked;
  readonly debtor: Debtor;
}

/** Everything is shown once more; the next step sends it. */
export interface Review {
  readonly at: 'review';
  readonly asked: Asked;
  /** Null: the session knows. */
  readonly debtor: Debtor | null;
}

export interface Sending {
  readonly at: 'sending';
  readonly asked: Asked;
  readonly debtor: Debtor | null;
  readonly mandateText: MandateText | null;
  /** However often this is sent, it is one request. */
  readonly idempotencyKey: string;
  readonly offline: boolean;
}

/** Sent, and not yet final: `pending`, or `unknown`. */
export interface Waiting {
  readonly at: 'waiting';
  readonly asked: Asked;
  readonly debtor: Debtor | null;
  readonly snapshot: CollectionRequest;
  /** The person wants to cancel, and the backend has not yet said that it heard. */
  readonly cancelling: boolean;
  readonly offline: boolean;
}

/** Final. After `approved`, payment and mandate may still move. */
export interface Done {
  readonly at: 'done';
  readonly asked: Asked;
  /** Kept for trying again only. */
  readonly debtor: Debtor | null;
  readonly snapshot: CollectionRequest;
}

export interface Failed {
  readonly at: 'failed';
  readonly trouble: Trouble;
  /** Where a retry goes on. */
  readonly from: Loading | Review | Sending | Waiting;
}

/** On a till, between two customers: nothing of the last one is left. */
export interface Idle {
  readonly at: 'idle';
}

export type PaymentState =
  | Idle
  | Loading
  | Identify
  | Checking
  | Unreachable
  | Review
  | Sending
  | Waiting
  | Done
  | Failed;

export type PaymentEvent =
  /** The session was read. */
  | { readonly type: 'session'; readonly session: Session; readonly checks: boolean }
  /** The session's token was replaced by the page. */
  | { readonly type: 'token' }
  | { readonly type: 'debtor'; readonly debtor: Debtor }
  | { readonly type: 'change-debtor' }
  /** What the check came to. */
  | { readonly type: 'checked'; readonly outcome: DebtorCheckOutcome }
  | { readonly type: 'send'; readonly idempotencyKey: string; readonly mandateText: MandateText | null }
  /** The request as it stands: created, read, or asked to be cancelled. */
  | { readonly type: 'snapshot'; readonly snapshot: CollectionRequest }
  | { readonly type: 'cancel' }
  | { readonly type: 'cancel-refused' }
  /** The customer has gone: everything about them is forgotten. What they have not answered, the backend withdraws. */
  | { readonly type: 'clear' }
  /** A new request after a final one. */
  | { readonly type: 'again' }
  /** The call that failed, once more. */
  | { readonly type: 'retry' }
  | { readonly type: 'trouble'; readonly trouble: Trouble }
  | { readonly type: 'connection'; readonly offline: boolean };

/** What must be going on while a state lasts. Work with the same `id` is the same work, and is not started twice. */
export type PaymentWork =
  | { readonly type: 'read-session'; readonly id: string }
  | {
      readonly type: 'create';
      readonly id: string;
      readonly idempotencyKey: string;
      readonly body: CreateInSession;
    }
  | {
      readonly type: 'follow';
      readonly id: string;
      readonly request: string;
      readonly revision: number;
    }
  | { readonly type: 'check'; readonly id: string; readonly debtor: Debtor }
  | { readonly type: 'cancel'; readonly id: string; readonly request: string };
