import type { Standing } from '../shop-api.ts';
import type { CollectionRequest } from './handslag.ts';

/**
 * "Paid" is said only of an approved request whose payment holds. An order can have several requests, one for
 * each try; at most one of them is ever approved, and it counts wherever it stands.
 */
export const standingOf = (requests: readonly CollectionRequest[]): Standing => {
  const request = requests.find((one) => one.status === 'approved') ?? requests.at(-1);
  if (request === undefined) return { payment: 'not_started', agreement: 'not_asked' };
  return { payment: paymentOf(request), agreement: agreementOf(request) };
};

/** Whether this can be relied on without asking. "Not paid" cannot: the customer may be trying again. */
export const isFinal = ({ payment, agreement }: Standing): boolean =>
  (payment === 'paid' || payment === 'returned') && agreement !== 'on_its_way';

const paymentOf = ({ status, payment }: CollectionRequest): Standing['payment'] => {
  if (status === 'unknown') return 'finding_out';
  if (status === 'pending') return 'waiting';
  if (status !== 'approved') return 'not_paid';
  const standings = {
    pending: 'waiting',
    authorised: 'paid',
    settled: 'paid',
    failed: 'not_paid',
    refunded: 'returned',
    charged_back: 'returned',
  } as const;
  return standings[payment.status];
};

const agreementOf = ({ status, mandate }: CollectionRequest): Standing['agreement'] => {
  if (mandate === undefined) return 'not_asked';
  if (mandate.status === 'active') return 'active';
  if (mandate.status === 'failed' || mandate.status === 'cancelled') return 'failed';
  return ['pending', 'unknown', 'approved'].includes(status) ? 'on_its_way' : 'failed';
};
