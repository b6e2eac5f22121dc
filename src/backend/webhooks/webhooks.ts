import type { WebhookDelivery, WebhookDeliveryList, WebhookEvent } from '../../protocol/webhook.ts';
import type { DeliveryStatus } from '../../protocol/words.ts';
import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import type { Row, Write } from '../store/store.ts';
import { type Delivery, keys, toPublic, writeOf } from './delivery.ts';
import { loadEndpoints } from './endpoints.ts';
import { createLane, type Lane } from './lane.ts';
import { asked, created } from './steps.ts';

/** Something changed that a shop's server is to be told of. */
export type Happening = Pick<WebhookEvent, 'type' | 'merchant' | 'data'> & {
  /** Id of the client for which it was done. */
  readonly client: string;
};

/** Whose deliveries: those of one client, for one merchant. */
export interface Whose {
  readonly client: string;
  readonly merchant: string;
}

export interface Webhooks {
  /** What to store in the same commit as the change; none where the client has no endpoint. Stores nothing itself. */
  writesFor(happening: Happening): readonly Write[];
  /** Takes up what is to be delivered. */
  start(): Promise<void>;
  /** Lets what is under way come to its end, though not for long. */
  stop(): Promise<void>;
  /** Deliveries, oldest change first: a page of them. */
  list(
    whose: Whose,
    query?: { readonly status?: DeliveryStatus; readonly after?: number },
  ): Promise<WebhookDeliveryList>;
  /** Sends it again, whatever came of it: at once, and for as long as a new one. Undefined: there is none such. */
  resend(id: string, whose?: Whose): Promise<WebhookDelivery | undefined>;
}

/** Deliveries in one answer of `list`. */
const page = 100;

export type WebhookDeps = Pick<Deps, 'config' | 'store' | 'clock' | 'log' | 'fetchOutside'>;

/** Tells the shops' servers what changed, in the Standard Webhooks form: at least once, tried for days. */
export const createWebhooks = (deps: WebhookDeps, random: () => number = Math.random): Webhooks => {
  const { config, store, clock } = deps;
  const endpointsOf = new Map(config.clients.map(({ id, webhooks }) => [id, webhooks]));
  let lanes: readonly Lane[] = [];

  const lanesOf = (whose: Whose | undefined): readonly Lane[] =>
    lanes.filter(({ client }) => whose === undefined || client === whose.client);

  const find = async (id: string, whose: Whose | undefined): Promise<Row<Delivery> | undefined> => {
    const rows = await Promise.all(lanesOf(whose).map(({ table }) => store.get<Delivery>(table, id)));
    return rows.find(
      (row) => row !== undefined && (whose?.merchant ?? row.value.merchant) === row.value.merchant,
    );
  };

  return {
    writesFor({ client, type, merchant, data }) {
      const now = clock.now();
      const event: WebhookEvent = { type, timestamp: new Date(now).toISOString(), merchant, data };
      const about = { client, merchant, type, subject: data.id, body: JSON.stringify(event) };
      const endpoints = endpointsOf.get(client) ?? [];
      return endpoints.map(({ id: endpoint }) => writeOf(newId(), created({ ...about, endpoint }, now), 0));
    },

    async start() {
      const endpoints = await loadEndpoints(config, store);
      lanes = endpoints.map((endpoint) => createLane({ ...deps, random }, endpoint));
      await Promise.all(lanes.map((lane) => lane.start()));
    },

    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },

    async list(whose, { status, after = 0 } = {}) {
      const key = keys.merchant(whose.merchant, status);
      const parts = await Promise.all(
        lanesOf(whose).map(({ table }) => store.list<Delivery>(table, key, { after, limit: page })),
      );
      const found = parts.flat().sort((a, b) => a.sequence - b.sequence);
      const rows = found.slice(0, page);
      const last = rows.at(-1);
      const cursor = last === undefined || found.length < page ? null : String(last.sequence);
      return { items: rows.map(toPublic), cursor };
    },

    resend: (id, whose) =>
      retryOnConflict(async () => {
        const row = await find(id, whose);
        if (row === undefined) return undefined;
        const step = asked(row.value, clock.now());
        await store.commit([writeOf(id, step, row.revision)]);
        return toPublic({ ...row, value: step.delivery, due: step.due });
      }),
  };
};

/** 128 random bits, without the full stop that would blur what is signed. */
const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `msg_${btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')}`;
};
