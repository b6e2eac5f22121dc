import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashSecret } from '../../src/backend/oauth/secret.ts';
import { type Bank, consumerKey, pbsNumber } from './bank.ts';
import { freePort, type Program, startProgram } from './program.ts';

const handslag = fileURLToPath(new URL('../../src/backend/node/cli/handslag.ts', import.meta.url));

/** The client that `test/support/shop.ts` speaks for. */
const client = { id: 'demo-shop', secret: 'demo-secret' };

export const clientAuthorization = `Basic ${btoa('demo%2Dshop:demo%2Dsecret')}`;

const env = {
  VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
  WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  METRICS_TOKEN: 'the-bench-reads-how-many-screens-wait',
};

/** What is measured here is how fast it can be, not how fast it lets anybody be. */
const unlimited = 1_000_000_000;

export interface ServiceSettings {
  readonly bank: Bank;
  /** Origin of the pages on which the widget runs. */
  readonly origin?: string;
  readonly webhookUrl?: string;
}

/** `handslag serve`, as an operator runs it: its log goes nowhere, its data are in a folder that is deleted. */
export interface Service extends Program {
  /** How many reads are held. */
  waiting(): Promise<number>;
}

export const startService = async (settings: ServiceSettings): Promise<Service> => {
  const folder = await mkdtemp(join(tmpdir(), 'handslag-bench-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  const port = await freePort();
  const { signing, callback } = settings.bank.keys;
  const config = await configOf(settings, port);
  const files = { 'handslag.json': JSON.stringify(config), 'signing.pem': signing, 'callback.pem': callback };
  try {
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
    const args = [handslag, 'serve', '--config', join(folder, 'handslag.json')];
    const program = await startProgram(args, port, env);
    return {
      ...program,
      waiting: () => readWaiting(program.url),
      async stop() {
        await program.stop();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
};

const configOf = async ({ bank, origin, webhookUrl }: ServiceSettings, port: number) => ({
  publicUrl: `http://127.0.0.1:${port}`,
  listen: { port },
  dataFolder: 'data',
  vaultKeys: [{ env: 'VAULT_KEY' }],
  metrics: { token: { env: 'METRICS_TOKEN' } },
  shutdown: { graceSeconds: 1 },
  rateLimits: { tokensPerClient: unlimited, requestsPerSession: unlimited, requestsPerClient: unlimited },
  providers: {
    betalingsservice: {
      baseUrl: bank.baseUrl,
      consumerKey,
      signingKey: { file: 'signing.pem' },
      callbackKey: { file: 'callback.pem' },
      test: true,
    },
  },
  merchants: [
    { id: 'fjordfone', name: 'Fjordfone', betalingsservice: { pbsNumber, debtorGroups: ['00001'] } },
  ],
  clients: [
    {
      id: client.id,
      secretHashes: [await hashSecret(client.secret)],
      merchant: 'fjordfone',
      origins: origin === undefined ? [] : [origin],
      webhooks:
        webhookUrl === undefined
          ? []
          : [{ url: webhookUrl, secrets: [{ env: 'WEBHOOK_SECRET' }], allowPrivate: true }],
    },
  ],
});

const readWaiting = async (url: string): Promise<number> => {
  const headers = { authorization: `Bearer ${env.METRICS_TOKEN}` };
  const metrics = await (await fetch(`${url}/metrics`, { headers })).text();
  return Number(/^handslag_waiting_screens (\d+)$/m.exec(metrics)?.[1]);
};
