import { clock } from '../../src/backend/node/clock.ts';
import { createLog } from '../../src/backend/node/log.ts';
import { type Handler, serve } from '../../src/backend/node/serve.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { phoneAt } from '../../test/support/phone.ts';

export const consumerKey = 'bench';
export const pbsNumber = '04170417';

const makeKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    true,
    ['sign', 'verify'],
  );

const pem = (kind: string, der: ArrayBuffer): string =>
  `-----BEGIN ${kind} KEY-----\n${Buffer.from(der).toString('base64')}\n-----END ${kind} KEY-----\n`;

/** The sandbox, in the process of the bench, where its approvals can be timed. */
export interface Bank {
  /** Of the provider's API. */
  readonly baseUrl: string;
  /** What the service is given to speak to it, in PEM. */
  readonly keys: { readonly signing: string; readonly callback: string };
  /** Resolves with the newest request that has reached the phone. */
  next(): Promise<string>;
  approve(id: string): Promise<void>;
  stop(): Promise<void>;
}

export const startBank = async (): Promise<Bank> => {
  const [consumer, callbackKeys] = await Promise.all([makeKeys(), makeKeys()]);
  let handler: Handler = () => new Response(null, { status: 503 });
  const served = await serve(
    (request, peer) => handler(request, peer),
    { host: '127.0.0.1', port: 0 },
    createLog('silent'),
  );
  const url = `http://127.0.0.1:${served.port}`;
  const sandbox = createSandbox({
    baseUrl: url,
    appUrl: `${url}/app/`,
    consumers: [{ consumerKey, publicKey: consumer.publicKey }],
    callbackKeys,
    clock,
    fetch: (request) => fetch(request),
    paceMs: 50,
  });
  handler = sandbox.fetch;
  await sandbox.start();
  return {
    baseUrl: sandbox.betalingsservice.baseUrl,
    keys: {
      signing: pem('PRIVATE', await crypto.subtle.exportKey('pkcs8', consumer.privateKey)),
      callback: pem('PUBLIC', await crypto.subtle.exportKey('spki', callbackKeys.publicKey)),
    },
    next: async () => (await phoneAt(url).next()).id,
    async approve(id) {
      const body = JSON.stringify({ action: 'approve' });
      const request = new Request(`${url}/sandbox/app/requests/${id}`, { method: 'POST', body });
      const answer = await sandbox.fetch(request);
      if (!answer.ok) throw new Error(`the phone could not approve: ${answer.status}`);
    },
    async stop() {
      await sandbox.stop();
      await served.stop(0);
    },
  };
};
