import type { JWK } from 'jose';
import { BackendConfig } from '../../src/backend/config.ts';
import { hashSecret } from '../../src/backend/oauth/secret.ts';
import { gymClient, gymMerchant } from './gym.ts';
import { bookkeeperClient, bookkeeperMerchant } from './op.ts';
import { marketClient, marketMerchants } from './torvet.ts';

/** This client and its secret exist here only. */
export const client = { id: 'demo-shop', secret: 'demo-secret' };

/** Fjordfone at Betalingsservice. */
export const pbsNumber = '04170417';

/** What the backend of the demos cannot know before it starts. */
export interface Found {
  readonly publicUrl: string;
  readonly origins: readonly string[];
  /** With which webhooks to the shop are signed. */
  readonly webhookSecret: string;
  /** With which the shop's call centre names its agents: a public JWK. */
  readonly agentKey: JWK;
}

/** The backend's configuration, as an operator would write it. */
export const configure = async ({
  publicUrl,
  origins,
  webhookSecret,
  agentKey,
}: Found): Promise<BackendConfig> =>
  BackendConfig.parse({
    publicUrl,
    merchants: [
      {
        id: 'fjordfone',
        name: 'Fjordfone',
        contact: { phone: '70 20 30 40', email: 'hej@fjordfone.example' },
        betalingsservice: {
          pbsNumber,
          debtorGroups: ['00001'],
          debtorSchemes: ['cpr', 'mobile', 'customer_number'],
        },
      },
      gymMerchant,
      bookkeeperMerchant,
      ...marketMerchants,
    ],
    clients: [
      {
        id: client.id,
        secretHashes: [await hashSecret(client.secret)],
        merchant: 'fjordfone',
        origins: [...origins],
        actorKeys: [agentKey],
        // By its address: a name could lead to what another has on the same port.
        webhooks: [
          { url: `${publicUrl}/demo/webshop/api/webhooks`, secrets: [webhookSecret], allowPrivate: true },
        ],
      },
      await gymClient(origins),
      await bookkeeperClient(origins),
      await marketClient(origins),
    ],
  });
