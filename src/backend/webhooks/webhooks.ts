import type {
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookEvent,
  WebhookMessage,
} from '../../protocol/webhook.ts';
import type { DeliveryStatus } from '../../protocol/words.ts';
import type { Deps } from '../deps.ts';
import { createHolding } from '../store/holding.ts';
import { retryOnConflict } from '../store/retry.ts';
import type { Change, Row, Write } from '../store/store.ts';
import { type Delivery, keys, toPublic, writeOf } from './delivery.ts';
import { loadEndpoints } from './endpoints.ts';
import { createLane, type Lane } from './lane.ts';
import { signedHeaders } from './sign.ts';
import { asked, created } from './steps.ts';

/** Something changed that a shop's server is to be told of. */
export type Happening = Untimed<WebhookEvent> & {
  /** Id of the client for which it was done. */
  readonly client: string;
};

/** Each kind of event by itself, so that its `data` stay with its `type`. */
type Untimed<E> = E extends WebhookEvent ? Omit<E, 'timestamp'> : never;

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
  /** Deliveries, oldest change first: a page of them. An empty one is held for as long as somebody would wait. */
  list(whose: Whose, query?: Query, wait?: Wait): Promise<WebhookDeliveryList>;
  /** As it would be sent now. Undefined: there is none such, or its endpoint is not configured any more. */
  message(id: string, whose: Whose): Promise<WebhookMessage | undefined>;
  /** Sends it again, whatever came of it: at once, and for as long as a new one. Undefined: there is none such. */
  resend(id: string, whose?: Whose): Promise<WebhookDelivery | undefined>;
}

export interface Query {
  readonly status?: DeliveryStatus;
  readonly after?: number;
}

/** For how long somebody waits, in milliseconds, and how they say that they do no longer. */
export interface Wait {
  readonly ms: number;
  readonly signal: AbortSignal;
}

/** Deliveries in one answer of `list`. */
const page = 100;

export type WebhookDeps = Pick<Deps, 'config' | 'store' | 'clock' | 'log' | 'fetchOutside'>;

/** Tells the shops' servers what changed, in the Standard Webhooks form: at least once, tried for days. */
export const createWebhooks = (deps: WebhookDeps, random: () => number = Math.random): Webhooks => {
  const { config, store, clock } = deps;
  const endpointsOf = new Map(config.clients.map(({ id, webhooks }) => [id, webhooks]));
  const holding = createHolding(deps);
  let lanes: readonly Lane[] = [];

  const lanesOf = (whose: Whose | undefined): readonly Lane[] =>
    lanes.filter(({ client }) => whose === undefined || client === whose.client);

  const find = async (id: string, whose: Whose | undefined): Promise<Row<Delivery> | undefined> => {
    const rows = await Promise.all(lanesOf(whose).map(({ table }) => store.get<Delivery>(table, id)));
    return rows.find(
      (row) => row !== undefined && (whose?.merchant ?? row.value.merchant) === row.value.merchant,
    );
  };

  const readPage = async (whose: Whose, { status, after = 0 }: Query): Promise<WebhookDeliveryList> => {
    const key = keys.merchant(whose.merchant, status);
    const parts = await Promise.all(
      lanesOf(whose).map(({ table }) => store.list<Delivery>(table, key, { after, limit: page })),
    );
    const rows = parts
      .flat()
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, page);
    return { items: rows.map(toPublic), cursor: String(rows.at(-1)?.sequence ?? after) };
  };

  const isTheirs =
    (whose: Whose) =>
    (change: Change): boolean =>
      change.keys.includes(keys.merchant(whose.merchant)) &&
      lanesOf(whose).some(({ table }) => table === change.table);

  return {
    writesFor({ client, ...happening }) {
      const now = clock.now();
      const { type, merchant, data } = happening;
      const event: WebhookEvent = { ...happening, timestamp: new Date(now).toISOString() };
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
      holding.stop();
      await Promise.all(lanes.map((lane) => lane.stop()));
    },

    async list(whose, query = {}, { ms, signal } = noWait) {
      const enough = new AbortController();
      // Listens before it looks: a change in between would be missed.
      const change = holding.untilChange(isTheirs(whose), ms, AbortSignal.any([signal, enough.signal]));
      try {
        const first = await readPage(whose, query);
        if (ms === 0 || first.items.length > 0) return first;
        await change;
        return await readPage(whose, query);
      } finally {
        enough.abort();
      }
    },

    async message(id, whose) {
      const row = await find(id, whose);
      const endpoint = endpointsOf.get(whose.client)?.find((one) => one.id === row?.value.endpoint);
      if (row === undefined || endpoint === undefined) return undefined;
      const { body } = row.value;
      const signed = await signedHeaders(endpoint.secrets, id, clock.now(), body);
      return { headers: { 'content-type': 'application/json', ...signed }, body };
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

const noWait: Wait = { ms: 0, signal: new AbortController().signal };

/** 128 random bits, without the full stop that would blur what is signed. */
const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `msg_${btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')}`;
};
