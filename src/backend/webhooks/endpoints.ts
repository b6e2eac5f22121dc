import type { BackendConfig, WebhookEndpointConfig } from '../config.ts';
import type { Store, Write } from '../store/store.ts';
import { tableOf } from './delivery.ts';

/** Where webhooks go, or went: one that left the configuration stays until all that was kept for it is deleted. */
export interface Endpoint {
  readonly client: string;
  readonly id: string;
  /** Undefined: it is not in the configuration any more. */
  readonly config: WebhookEndpointConfig | undefined;
  /** It answered 410 at the address that it still has. */
  readonly gone: boolean;
}

/** Table `webhook_endpoints`: every endpoint that there may be deliveries for. */
interface EndpointRow {
  readonly client: string;
  readonly id: string;
  /** The address that answered 410; null: none did. */
  readonly goneUrl: string | null;
}

const table = 'webhook_endpoints';
const all = 'all';

const toWrite = (value: EndpointRow): Write<EndpointRow> => ({
  table,
  id: tableOf(value.client, value.id),
  value,
  keys: [all],
});

/** To be stored with what it follows from: from now on nothing is sent to the endpoint, or everything again. */
export const markGone = ({ client, id, config }: Endpoint, gone: boolean): Write =>
  toWrite({ client, id, goneUrl: (gone && config?.url) || null });

const configured = (config: BackendConfig): readonly Endpoint[] =>
  config.clients.flatMap(({ id: client, webhooks }) =>
    webhooks.map((one) => ({ client, id: one.id, config: one, gone: false })),
  );

/** The endpoints of the configuration and of the store. One that answered 410 is tried again at another address. */
export const loadEndpoints = async (config: BackendConfig, store: Store): Promise<readonly Endpoint[]> => {
  const known = await store.list<EndpointRow>(table, all);
  const rows = new Map(known.map(({ id, value }) => [id, value]));
  const writes: Write[] = [];

  const present = configured(config).map((endpoint) => {
    const row = rows.get(tableOf(endpoint.client, endpoint.id));
    rows.delete(tableOf(endpoint.client, endpoint.id));
    const gone = row?.goneUrl === endpoint.config?.url;
    if (row === undefined || (row.goneUrl !== null && !gone)) writes.push(markGone(endpoint, false));
    return { ...endpoint, gone };
  });

  const past: Endpoint[] = [];
  for (const [id, { client, id: endpoint }] of rows) {
    if ((await store.nextDue(id)) === null) writes.push({ table, id, value: undefined });
    else past.push({ client, id: endpoint, config: undefined, gone: false });
  }

  if (writes.length > 0) await store.commit(writes);
  return [...present, ...past];
};
