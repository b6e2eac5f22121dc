import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildWidget } from '../../../demo/build-widget.ts';
import { hashSecret } from '../../../src/backend/oauth/secret.ts';
import { newFolder } from '../../support/folder.ts';
import { consumerKey, customer, keyFiles } from './bank.ts';
import { lastingPort } from './lasting-port.ts';

const program = fileURLToPath(new URL('../../../src/backend/node/cli/handslag.ts', import.meta.url));

export const client = {
  id: 'shop',
  secret: 'a-secret-of-thirty-two-characters!',
  merchant: 'nordlys',
} as const;
export const webhookSecret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

export interface ServiceSettings {
  readonly bankUrl: string;
  /** Where the shop's server is told of changes. */
  readonly webhookUrl?: string;
  /** Beside or in place of what stands in the usual configuration, and in that of the client. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly clientConfig?: Readonly<Record<string, unknown>>;
  /** Beside what the one merchant has, and the one provider that is there. */
  readonly alsoMerchant?: Readonly<Record<string, unknown>>;
  readonly alsoProviders?: Readonly<Record<string, unknown>>;
  /** For Node, before the program. */
  readonly nodeArgs?: readonly string[];
  /** Environment of the `n`th process. */
  readonly env?: (n: number) => Readonly<Record<string, string>>;
  /** Told what the `n`th process says to its parent. */
  readonly hear?: (message: unknown, n: number) => void;
}

/** `handslag serve` as an operator runs it: whatever kills it, it is started again on the same data. */
export interface Service {
  readonly url: string;
  readonly dataFolder: string;
  /** How many processes there were. */
  readonly starts: number;
  /** All that was logged. */
  log(): string;
  /** To whatever was loaded before the program. */
  say(message: string): void;
  /** As `kill -9` does. */
  kill(): void;
  /** Ends it in order. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

const configOf = async (
  { bankUrl, webhookUrl, config, clientConfig, alsoMerchant, alsoProviders }: ServiceSettings,
  port: number,
) => ({
  publicUrl: `http://127.0.0.1:${port}`,
  listen: { port },
  dataFolder: 'data',
  vaultKeys: [{ env: 'VAULT_KEY' }],
  providers: {
    betalingsservice: {
      baseUrl: bankUrl,
      consumerKey,
      signingKey: { file: 'signing.pem' },
      callbackKey: { file: 'callback.pem' },
      test: true,
    },
    ...alsoProviders,
  },
  merchants: [
    {
      id: client.merchant,
      name: 'Nordlys',
      betalingsservice: {
        pbsNumber: customer.pbsNumber,
        debtorGroups: [customer.debtorGroup],
        debtorSchemes: ['cpr', 'mobile', 'customer_number'],
      },
      ...alsoMerchant,
    },
  ],
  clients: [
    {
      id: client.id,
      secretHashes: [await hashSecret(client.secret)],
      merchant: client.merchant,
      webhooks:
        webhookUrl === undefined
          ? []
          : [{ url: webhookUrl, secrets: [{ env: 'WEBHOOK_SECRET' }], allowPrivate: true }],
      ...clientConfig,
    },
  ],
  ...config,
});

const writeConfig = async (settings: ServiceSettings, port: number): Promise<string> => {
  const folder = await newFolder();
  const files = { 'handslag.json': JSON.stringify(await configOf(settings, port)), ...keyFiles };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
};

/** Starts it, and does not wait until it answers: who asks must be patient anyhow. */
export const startService = async (settings: ServiceSettings): Promise<Service> => {
  await buildWidget();
  const { nodeArgs = [], env = () => ({}), hear } = settings;
  const port = await lastingPort();
  const folder = await writeConfig(settings, port);
  const args = [...nodeArgs, program, 'serve', '--config', join(folder, 'handslag.json')];
  const over = Promise.withResolvers<void>();
  let starts = 0;
  let log = '';
  let stopping = false;

  const keep = (chunk: Buffer): void => {
    log += chunk.toString();
  };
  const start = (): ChildProcess => {
    starts += 1;
    const n = starts;
    const started = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
        WEBHOOK_SECRET: webhookSecret,
        ...env(n),
      },
    });
    running.add(started);
    started.stdout?.on('data', keep);
    started.stderr?.on('data', keep);
    started.on('message', (message) => hear?.(message, n));
    started.once('exit', () => {
      running.delete(started);
      if (stopping) over.resolve();
      else child = start();
    });
    return started;
  };
  let child = start();

  return {
    url: `http://127.0.0.1:${port}`,
    dataFolder: join(folder, 'data'),
    get starts() {
      return starts;
    },
    log: () => log,
    say: (message) => void child.send(message),
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await over.promise;
    },
  };
};
