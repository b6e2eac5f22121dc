import type { BackendConfig, ClientConfig, MerchantConfig } from '../config.ts';

/** The configured clients, and which merchants each may act for. */
export interface Clients {
  find(id: string): ClientConfig | undefined;
  /** The merchant, if the client may act for it; without `id` the client's own. */
  merchantOf(client: ClientConfig, id?: string): MerchantConfig | undefined;
}

export const createClients = (config: BackendConfig): Clients => {
  const clients = new Map(config.clients.map((client) => [client.id, client]));
  const merchants = new Map(config.merchants.map((merchant) => [merchant.id, merchant]));
  return {
    find: (id) => clients.get(id),
    merchantOf(client, id = client.merchant) {
      return id === client.merchant || client.merchants.includes(id) ? merchants.get(id) : undefined;
    },
  };
};
