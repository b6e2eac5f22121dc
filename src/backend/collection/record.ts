import type { Reason } from '../../protocol/collection-request.ts';
import { isFinal } from '../../protocol/order.ts';
import type { MandateStatus, PaymentStatus, Stage, Status } from '../../protocol/words.ts';
import type { CollectionOrder } from '../../providers/collection.ts';
import type { ProviderFailure } from '../../providers/error.ts';
import type { SessionRow } from '../session/session.ts';
import type { Write } from '../store/store.ts';

/** What is known of a request and may be seen: everything in it that can change. */
export interface Standing {
  readonly status: Status;
  /** Null unless pending. */
  readonly stage: Stage | null;
  readonly payment: { readonly status: PaymentStatus; readonly reason: Reason | null };
  /** Null where no mandate was asked for. */
  readonly mandate: {
    readonly status: MandateStatus;
    readonly reference: string | null;
    readonly reason: Reason | null;
  } | null;
  readonly reason: Reason | null;
  readonly bindingCode: string | null;
  readonly approveUrl: string | null;
  /** ISO instant. Reckoned by us until the provider has said. */
  readonly expiresAt: string;
  readonly cancelling: boolean;
}

/** What proves that the person saw the terms of the mandate. The text itself is in `mandate_texts`, under its hash. */
export interface MandateEvidence {
  readonly text: string;
  readonly version: string;
  readonly locale: string;
  /** Of the exact text in UTF-8, in hex. */
  readonly sha256: string;
  readonly surface: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Table `collection_requests`. Its `due` is when the debtor must be erased. */
export interface RequestRow {
  readonly client: string;
  readonly merchant: string;
  readonly session: string;
  readonly provider: 'betalingsservice';
  /** What is sent, in full but for the debtor, and sent again unchanged. */
  readonly order: Omit<CollectionOrder, 'debtor'>;
  /** The debtor, sealed; null where the customer number is enough, and once it has been erased. */
  readonly debtor: string | null;
  readonly standing: Standing;
  /** Counts the changes of `standing`; the store's own revision counts every write. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly finalAt: number | null;
  readonly replaces: string | null;
  readonly evidence: MandateEvidence | null;
  /** The desk at which it was made; null: at none. */
  readonly desk: {
    /** Id of the desk's session. */
    readonly session: string;
    /** The debtor's mask, for as long as the debtor is kept. */
    readonly debtor: SessionRow['debtorHint'];
  } | null;
  /** Made on a screen at a counter, which is expected to go on looking at it. */
  readonly watched: boolean;
  /** Pseudonym of the agent who made it. Not for the payer to know. */
  readonly actor: string | null;
}

/**
 * Table `follow_ups`: what the follower knows of a request with which it is not done. Same id; `due` is when to look
 * at it next. Apart from the request, so that looking and finding nothing new changes nothing that others watch.
 */
export interface FollowUp {
  /** When the order was last begun to be sent; null: never. What came of it is not known until `taken`. */
  readonly sentAt: number | null;
  /** The provider has said that it has the order. From then on it is only read, never sent. */
  readonly taken: boolean;
  /** The provider has been asked to cancel. */
  readonly cancelSent: boolean;
  /** How often somebody wanted it looked at at once: a callback, a cancellation. */
  readonly wakes: number;
  /** The last rest in milliseconds, where rests grow. */
  readonly rest: number;
  /** Since when nobody can say what came of it, in milliseconds since 1970; null: it is not `unknown`. */
  readonly unknownSince: number | null;
  /** Why the last question was not answered; null: it was, or none was put yet. */
  readonly failure: { readonly kind: ProviderFailure; readonly status: number | null } | null;
}

export const newFollowUp: FollowUp = {
  sentAt: null,
  taken: false,
  cancelSent: false,
  wakes: 0,
  rest: 0,
  unknownSince: null,
  failure: null,
};

/** Secondary keys under which an operator finds follow-ups. */
export const followUpKeys = { unsent: 'unsent', unknown: 'unknown' } as const;

/** A follow-up as it is to be stored; null: nobody looks at the request again. */
export const followUpWrite = (
  id: string,
  next: { readonly value: FollowUp; readonly due: number } | null,
  expect: number,
): Write<FollowUp> => ({
  table: 'follow_ups',
  id,
  value: next?.value,
  expect,
  keys: next === null ? [] : keysOfFollowUp(next.value),
  due: next?.due ?? null,
});

const keysOfFollowUp = ({ sentAt, unknownSince }: FollowUp): readonly string[] => [
  ...(sentAt === null ? [followUpKeys.unsent] : []),
  ...(unknownSince === null ? [] : [followUpKeys.unknown]),
];

/** One charge per session, ever: while its request stands like this, a session takes no other. */
export const holdsSession = ({ standing }: RequestRow): boolean =>
  !isFinal(standing.status) || standing.status === 'approved';

/** Secondary keys, under which `list` finds requests. */
export const referenceKey = (client: string, merchant: string, reference: string): string =>
  `reference ${client} ${merchant} ${reference}`;
export const providerKey = (provider: string, key: string): string => `provider ${provider} ${key}`;

export const keysOf = ({ client, merchant, provider, order }: RequestRow): readonly string[] => [
  referenceKey(client, merchant, order.reference),
  providerKey(provider, order.key),
];
