import type { Status } from '../../protocol/words.ts';
import type { Row, Store } from '../store/store.ts';
import { type FollowUp, followUpKeys, type RequestRow } from './record.ts';

/** A request that needs an operator's eye. Nothing here is about the payer. */
export interface Stuck {
  readonly id: string;
  readonly client: string;
  readonly merchant: string;
  readonly reference: string;
  readonly status: Status;
  /** Milliseconds since 1970: since when nobody can say what came of it, or somebody should have looked at it. */
  readonly since: number;
  /** Why the last question to the provider was not answered; null: it was, or none was put. */
  readonly failure: FollowUp['failure'];
  /** When it is looked at next, in milliseconds since 1970. */
  readonly nextLook: number;
}

/** Milliseconds after which a request that should have been looked at, and was not, is stuck. */
const overdue = 10 * 60_000;

/** The most of each kind that are listed. */
const most = 1000;

/**
 * Requests that nobody could resolve: those `unknown`, and those that are long overdue, because the service is down
 * or its work on them fails each time. The longest first.
 */
export const listStuck = async (
  store: Pick<Store, 'get' | 'list' | 'due'>,
  now: number,
): Promise<readonly Stuck[]> => {
  const unknown = await store.list<FollowUp>('follow_ups', followUpKeys.unknown, { limit: most });
  const late = await store.due<FollowUp>('follow_ups', now - overdue, most);
  const rows = new Map([...late, ...unknown].map((row) => [row.id, row]));
  const found = await Promise.all([...rows.values()].map((row) => describe(store, row)));
  return found.flat().sort((a, b) => a.since - b.since);
};

const describe = async (
  store: Pick<Store, 'get'>,
  { id, value, due }: Row<FollowUp>,
): Promise<readonly Stuck[]> => {
  const request = (await store.get<RequestRow>('collection_requests', id))?.value;
  // A reader beside the service may see a follow-up a moment before it sees that the request is settled.
  if (request === undefined || due === null) return [];
  const { client, merchant, order, standing } = request;
  return [
    {
      id,
      client,
      merchant,
      reference: order.reference,
      status: standing.status,
      since: value.unknownSince ?? due,
      failure: value.failure,
      nextLook: due,
    },
  ];
};
