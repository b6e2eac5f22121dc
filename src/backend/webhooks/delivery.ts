import type { WebhookDelivery } from '../../protocol/webhook.ts';
import type { DeliveryFailure, DeliveryStatus, WebhookType } from '../../protocol/words.ts';
import type { Row, Write } from '../store/store.ts';

/** What is stored of one webhook for one endpoint. The row's id is its `webhook-id`. */
export interface Delivery {
  readonly client: string;
  readonly merchant: string;
  /** Id of the endpoint in the client's configuration. */
  readonly endpoint: string;
  readonly type: WebhookType;
  /** Id of what changed. */
  readonly subject: string;
  /** The very text that is signed and sent, the same at every try. */
  readonly body: string;
  readonly status: DeliveryStatus;
  /** When it was made, or last asked to be sent again: from then on it is tried for some days. */
  readonly since: number;
  /** Since then. */
  readonly attempts: number;
  /** A try is under way, or was when the process ended. */
  readonly sending: boolean;
  /** Somebody asked for it: it is sent even to an endpoint that answered 410. */
  readonly asked: boolean;
  readonly last: {
    readonly at: number;
    readonly status: number | null;
    readonly failure: DeliveryFailure | null;
  } | null;
  readonly createdAt: number;
}

/**
 * A table for each endpoint, so that each has a queue of its own and a dead one is in nobody's way. An endpoint's id
 * holds no slash, a client's may hold anything.
 */
export const tableOf = (client: string, endpoint: string): string =>
  `webhook_deliveries/${endpoint}/${client}`;

/** Secondary keys of the table. */
export const keys = {
  merchant: (merchant: string, status?: DeliveryStatus): string =>
    status === undefined ? `merchant/${merchant}` : `merchant/${merchant}/${status}`,
  /** Tried in vain, and not being tried just now. */
  waiting: 'waiting',
  held: 'held',
} as const;

const keysOf = ({ merchant, status, attempts, sending }: Delivery): readonly string[] => [
  keys.merchant(merchant),
  keys.merchant(merchant, status),
  ...(status === 'held' ? [keys.held] : []),
  ...(status === 'pending' && attempts > 0 && !sending ? [keys.waiting] : []),
];

/** A delivery as it is to be stored. `due`: when it is to be tried or, if that is over, deleted. */
export interface Step {
  readonly delivery: Delivery;
  readonly due: number;
}

export const writeOf = (id: string, { delivery, due }: Step, expect: number): Write<Delivery> => ({
  table: tableOf(delivery.client, delivery.endpoint),
  id,
  value: delivery,
  expect,
  keys: keysOf(delivery),
  due,
});

const iso = (ms: number): string => new Date(ms).toISOString();

/** As the shop may see it. */
export const toPublic = ({ id, value, due }: Row<Delivery>): WebhookDelivery => ({
  id,
  type: value.type,
  subject: value.subject,
  endpoint: value.endpoint,
  status: value.status,
  since: iso(value.since),
  attempts: value.attempts,
  lastAttempt: value.last && { ...value.last, at: iso(value.last.at) },
  nextAttemptAt: value.status === 'pending' && !value.sending && due !== null ? iso(due) : null,
  createdAt: iso(value.createdAt),
});
