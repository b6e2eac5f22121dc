import { serve } from '../../../src/backend/node/serve.ts';
import type { Clock } from '../../../src/providers/given.ts';
import type { Action } from '../../../src/sandbox/betalingsservice/collection-request.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Trouble } from '../../../src/sandbox/trouble.ts';
import { callbackKeys, consumerKey, consumerKeys } from '../../sandbox/support.ts';
import { KeptLog } from '../../support/log.ts';
import { Known } from './truth.ts';

export { consumerKey };

/** A customer who has a mandate already, and can be sent bills. */
export const customer = { pbsNumber: '00001234', debtorGroup: '00001', customerNumber: 'KUNDE7' };

const pem = (kind: string, der: ArrayBuffer): string =>
  `-----BEGIN ${kind} KEY-----\n${Buffer.from(der).toString('base64')}\n-----END ${kind} KEY-----\n`;

/** What the service's configuration refers to. */
export const keyFiles = {
  'signing.pem': pem('PRIVATE', await crypto.subtle.exportKey('pkcs8', consumerKeys.privateKey)),
  'callback.pem': pem('PUBLIC', await crypto.subtle.exportKey('spki', callbackKeys.publicKey)),
} as const;

export type When = 'before' | 'after';

/** The bank, in this process and so outliving the service: the sandbox, reached over HTTP. */
export interface Bank {
  readonly baseUrl: string;
  /** Every request that it has ever taken. */
  known(): readonly Known[];
  /** Resolves with the first of which this holds, as soon as there is one. */
  until(holds: (known: Known) => boolean): Promise<Known>;
  /** What the payer does on the phone. Fails if it is too late. */
  act(uuid: string, action: Action): Promise<void>;
  trouble(wanted: Partial<Trouble>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * `dies` is asked at each call twice: before it can have an effect, and when it has had it and is not answered. If
 * so, whoever called is gone.
 */
export const startBank = async (clock: Clock, dies: (n: number, when: When) => boolean): Promise<Bank> => {
  const texts = new Map<string, string>();
  const changed = new EventTarget();
  let calls = 0;

  const answer = async (request: Request): Promise<Response> => {
    if (!new URL(request.url).pathname.startsWith('/sandbox/betalingsservice/'))
      return sandbox.fetch(request);
    calls += 1;
    const n = calls;
    if (dies(n, 'before')) return new Response(null, { status: 503 });
    const response = await sandbox.fetch(request);
    dies(n, 'after');
    return response;
  };
  const served = await serve(answer, { host: '127.0.0.1', port: 0 }, new KeptLog());
  const url = `http://127.0.0.1:${served.port}`;
  const sandbox = createSandbox({
    baseUrl: url,
    appUrl: `${url}/app/`,
    consumers: [{ consumerKey, publicKey: consumerKeys.publicKey }],
    customers: [customer],
    callbackKeys,
    clock,
    fetch: (request) => fetch(request),
    storage: {
      load: async () => [],
      async save(id, text) {
        texts.set(id, text);
        changed.dispatchEvent(new Event('change'));
      },
    },
  });
  await sandbox.start();

  const order = async (method: string, path: string, body: object): Promise<void> => {
    const request = new Request(`${url}/sandbox/${path}`, { method, body: JSON.stringify(body) });
    const { ok, status } = await sandbox.fetch(request);
    if (!ok) throw new Error(`${method} ${path}: ${status}`);
  };
  const known = () => [...texts.values()].map((text) => Known.parse(JSON.parse(text)));
  return {
    baseUrl: sandbox.betalingsservice.baseUrl,
    known,
    async until(holds) {
      for (;;) {
        const found = known().find(holds);
        if (found !== undefined) return found;
        await new Promise((resolve) => changed.addEventListener('change', resolve, { once: true }));
      }
    },
    act: (uuid, action) => order('POST', `app/requests/${uuid}`, { action }),
    trouble: (wanted) => order('PUT', 'trouble', wanted),
    async stop() {
      await sandbox.stop();
      await served.stop(0);
    },
  };
};
