import type { Stuck } from '../collection/stuck.ts';
import type { Store } from '../store/store.ts';
import { type FollowUp, followUps, type Order, type PersonRow, people, underWay } from './record.ts';

/** Milliseconds for which something may be on its way. */
const patience = 10 * 60_000;

/** The most people that are looked at. */
const most = 1000;

/** An order, and whose. */
export interface UnderWay {
  readonly id: string;
  readonly person: string;
  readonly row: PersonRow;
  readonly reference: string;
  readonly order: Order;
}

/** Everything that is being sent, or was and has not been heard of. */
export const listUnderWay = async (store: Pick<Store, 'list'>): Promise<readonly UnderWay[]> => {
  const rows = await store.list<PersonRow>(people, underWay, { limit: most });
  return rows.flatMap(({ id: person, value: row }) =>
    row.consents.flatMap(({ id, order, reference }) =>
      order === null ? [] : [{ id, person, row, order, reference: reference ?? '' }],
    ),
  );
};

/** Consents of which nobody could find out what came of them, and those that could not be sent. */
export const listStuckConsents = async (
  store: Pick<Store, 'get' | 'list'>,
  now: number,
): Promise<readonly Stuck[]> => {
  const late = (await listUnderWay(store)).filter(
    ({ order }) => order.isUnsure || now >= order.since + patience,
  );
  const found = late.map(async ({ id, person, row, reference, order }): Promise<Stuck> => {
    const followUp = await store.get<FollowUp>(followUps, person);
    return {
      id,
      client: row.client,
      merchant: row.merchant,
      reference,
      status: 'unknown',
      since: order.sentAt ?? order.since,
      failure: null,
      nextLook: followUp?.due ?? now,
    };
  });
  return Promise.all(found);
};
