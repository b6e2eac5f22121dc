import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hashSecret } from '../../../src/backend/oauth/secret.ts';

import { newFolder } from '../../support/folder.ts';
import { consumerKey, customer, keyFiles, type When } from './bank.ts';
import { epochVariable } from './hurried-clock.ts';
import { lastingPort } from './lasting-port.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const doomed = pathOf('doomed.ts');
const program = pathOf('../../../src/backend/node/cli/handslag.ts');

export const client = { id: 'shop', secret: 'a-secret-of-thirty-two-characters!' } as const;
export const webhookSecret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

export interface ServiceSettings {
  readonly bankUrl: string;
  readonly webhookUrl: string;
  readonly epoch: number;
  /** The commit at which the first process dies. */
  readonly death?: { readonly n: number; readonly when: When } | undefined;
}

/** `handslag serve` as an operator runs it: whatever kills it, it is started again on the same data. */
export interface Service {
  readonly url: string;
  readonly dataFolder: string;
  /** How many processes there were, and how many commits the first of them made. */
  readonly starts: number;
  readonly commits: number;
  /** All that was logged. */
  log(): string;
  /** As `kill -9` does. */
  kill(): void;
  /** Ends it in order. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

const writeConfig = async ({ bankUrl, webhookUrl }: ServiceSettings, port: number): Promise<string> => {
  const folder = await newFolder();
  const config = {
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
    },
    merchants: [
      {
        id: 'nordlys',
        name: 'Nordlys',
        betalingsservice: {
          pbsNumber: customer.pbsNumber,
          debtorGroups: [customer.debtorGroup],
          debtorSchemes: ['cpr', 'customer_number'],
        },
      },
    ],
    clients: [
      {
        id: client.id,
        secretHashes: [await hashSecret(client.secret)],
        merchant: 'nordlys',
        webhooks: [{ url: webhookUrl, secrets: [{ env: 'WEBHOOK_SECRET' }], allowPrivate: true }],
      },
    ],
  };
  const files = { 'handslag.json': JSON.stringify(config), ...keyFiles };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
};

export const startService = async (settings: ServiceSettings): Promise<Service> => {
  const port = await lastingPort();
  const folder = await writeConfig(settings, port);
  let starts = 0;
  let commits = 0;
  let log = '';
  let child: ChildProcess;
  let stopping = false;
  const over = Promise.withResolvers<void>();

  const start = (death = ''): void => {
    starts += 1;
    const isFirst = starts === 1;
    const args = ['--import', doomed, program, 'serve', '--config', join(folder, 'handslag.json')];
    child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
        WEBHOOK_SECRET: webhookSecret,
        HANDSLAG_TEST_DEATH: death,
        [epochVariable]: String(settings.epoch),
      },
    });
    running.add(child);
    const keep = (chunk: Buffer): void => {
      log += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('message', (count) => {
      if (isFirst) commits = Number(count);
    });
    const ended = child;
    child.once('exit', () => {
      running.delete(ended);
      if (stopping) over.resolve();
      else start();
    });
  };
  start(settings.death && `${settings.death.when} ${settings.death.n}`);

  return {
    url: `http://127.0.0.1:${port}`,
    dataFolder: join(folder, 'data'),
    get starts() {
      return starts;
    },
    get commits() {
      return commits;
    },
    log: () => log,
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await over.promise;
    },
  };
};
