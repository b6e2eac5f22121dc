import type { Debtor } from '../../protocol/primitives.ts';
import type { CollectionRequestDetail } from '../../protocol/session.ts';
import { newBindingCode } from './random.ts';
import type { MandateEvidence, RequestRow } from './record.ts';
import type { Creditor } from './terms.ts';

export interface Wanted {
  readonly client: string;
  readonly merchant: string;
  readonly session: string;
  readonly task: Omit<CollectionRequestDetail, 'debtor'>;
  readonly creditor: Creditor;
  readonly debtor: Debtor;
  /** The debtor as it may be stored; null where its customer number is enough. */
  readonly sealed: string | null;
  readonly evidence: MandateEvidence | null;
  readonly replaces: string | null;
  readonly callbackUrl: string;
  readonly desk: RequestRow['desk'];
  readonly watched: boolean;
  readonly actor: string | null;
}

/** A request as it stands before anybody was asked. */
export const newRequest = (wanted: Wanted, now: number): RequestRow => {
  const { client, merchant, session, task, creditor, debtor, evidence, replaces } = wanted;
  const { mandate } = task;
  const customerNumber = debtor.scheme === 'customer_number' ? debtor.value : null;
  return {
    client,
    merchant,
    session,
    provider: task.provider,
    order: {
      key: crypto.randomUUID(),
      surface: task.surface,
      amount: task.amount,
      text: task.text,
      reference: task.reference,
      creditor: {
        pbsNumber: creditor.terms.pbsNumber,
        debtorGroup: mandate?.debtorGroup ?? creditor.terms.debtorGroups[0] ?? '',
      },
      customerNumber: mandate?.customerNumber ?? customerNumber,
      mandate: mandate !== undefined,
      bindingCode: newBindingCode(),
      expiresInSeconds: task.expiresIn,
      callbackUrl: wanted.callbackUrl,
    },
    debtor: wanted.sealed,
    standing: {
      status: 'pending',
      stage: 'queued',
      payment: { status: 'pending', reason: null },
      mandate: mandate === undefined ? null : { status: 'requested', reference: null, reason: null },
      reason: null,
      bindingCode: null,
      approveUrl: null,
      expiresAt: new Date(now + task.expiresIn * 1000).toISOString(),
      cancelling: false,
    },
    revision: 1,
    createdAt: now,
    finalAt: null,
    replaces,
    evidence,
    desk: wanted.desk,
    watched: wanted.watched,
    actor: wanted.actor,
  };
};
