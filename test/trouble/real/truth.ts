import * as z from 'zod';
import type { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import type { Status } from '../../../src/protocol/words.ts';

/** What the bank knows of a request: the truth. */
export const Known = z.object({
  uuid: z.string(),
  statusCode: z.string(),
  paymentStatus: z.string(),
  mandateStatus: z.string().nullable(),
  errorCode: z.string().nullable(),
});
export type Known = z.infer<typeof Known>;

const ours: Readonly<Record<string, Status>> = {
  RECEIVED: 'pending',
  DELIVERED: 'pending',
  OPENED: 'pending',
  UNDER_REVIEW: 'pending',
  APPROVED: 'approved',
  REJECTED_BY_DEBTOR: 'declined',
  NOT_IN_CALL: 'declined',
  EXPIRED: 'expired',
  CANCELLED: 'cancelled',
  FAILED: 'rejected',
};

/** What the bank's word for the whole is in ours. */
export const statusOf = ({ statusCode }: Known): Status => {
  const status = ours[statusCode];
  if (status === undefined) throw new Error(`the bank says ${statusCode}`);
  return status;
};

/** Request, payment and mandate as the bank knows them. A mandate that stands already is as good as one made. */
export const truthOf = (known: Known): string => {
  const { paymentStatus, mandateStatus, errorCode } = known;
  const stands = mandateStatus === 'FAILED' && errorCode === 'MANDATE_ALREADY_EXISTS';
  const mandate = stands ? 'ACTIVE' : mandateStatus;
  return [statusOf(known), paymentStatus, ...(mandate === null ? [] : [mandate])].join(' ').toLowerCase();
};

/** The same of a request as we show it. */
export const wordsOf = ({ status, payment, mandate }: Shown): string =>
  [status, payment.status, ...(mandate ? [mandate.status] : [])].join(' ');

interface Shown {
  readonly status: Status;
  readonly payment: Pick<CollectionRequest['payment'], 'status'>;
  readonly mandate?: Pick<NonNullable<CollectionRequest['mandate']>, 'status'> | null | undefined;
}
