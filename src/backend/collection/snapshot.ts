import type { CollectionRequest } from '../../protocol/collection-request.ts';
import type { RequestRow } from './record.ts';

/** The request as the protocol shows it, seen at `now`. */
export const snapshotOf = (id: string, row: RequestRow, now: number): CollectionRequest => {
  const { stage, payment, mandate, ...standing } = row.standing;
  return {
    id,
    reference: row.order.reference,
    revision: row.revision,
    now: new Date(now).toISOString(),
    ...standing,
    ...(stage === null ? {} : { stage }),
    payment: { ...payment, amount: row.order.amount },
    ...(mandate === null ? {} : { mandate }),
    createdAt: new Date(row.createdAt).toISOString(),
    replaces: row.replaces,
  };
};

export const etagOf = (row: RequestRow): string => `"${row.revision}"`;
