import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import * as z from 'zod';
import { clock } from '../../src/backend/node/clock.ts';
import { createBetalingsservice } from '../../src/providers/betalingsservice/betalingsservice.ts';
import { rsaSha256 } from '../../src/providers/betalingsservice/oauth1.ts';
import { ProviderError } from '../../src/providers/error.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { KeptLog } from '../support/log.ts';

const servers: Server[] = [];
const sandboxes: Sandbox[] = [];
after(async () => {
  for (const sandbox of sandboxes) await sandbox.stop();
  for (const server of servers) server.close().closeAllConnections();
});

/** Listens on a free port; what answers is made when the port is known. */
const listen = async (
  make: (baseUrl: string) => RequestListener | Promise<RequestListener>,
): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  server.on('request', await make(baseUrl));
  return baseUrl;
};

test('over real sockets: approved on the phone, told by callback, given up, and too late', async () => {
  const rsa = { ...rsaSha256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = await crypto.subtle.generateKey(rsa, false, ['sign', 'verify']);
  const consumers = [{ consumerKey: 'a-shop!1', publicKey: keys.publicKey }];
  const origin = await listen(async (baseUrl) => {
    const sandbox = createSandbox({ baseUrl, appUrl: `${baseUrl}/app/`, consumers, clock, fetch, paceMs: 1 });
    await sandbox.start();
    sandboxes.push(sandbox);
    return getRequestListener(sandbox.fetch);
  });
  const [sandbox = assert.fail('no sandbox')] = sandboxes;

  const callbackKey = await crypto.subtle.importKey(
    'jwk',
    await sandbox.betalingsservice.publicJwk(),
    rsaSha256,
    false,
    ['verify'],
  );
  const provider = createBetalingsservice(
    { fetch, clock, log: new KeptLog() },
    {
      baseUrl: sandbox.betalingsservice.baseUrl,
      consumerKey: 'a-shop!1',
      signingKey: keys.privateKey,
      callbackKey,
      timeoutMs: 2000,
    },
  );

  const hints: string[] = [];
  let hinted = () => {};
  const approved = new Promise<void>((resolve) => {
    hinted = resolve;
  });
  const forever = new AbortController().signal;
  const shop = await listen(() =>
    getRequestListener(async (request) => {
      const { key } = await provider.readCallback(request);
      hints.push(key);
      if ((await provider.read(key, forever))?.mandate?.status === 'active') hinted();
      return new Response(null, { status: 204 });
    }),
  );

  const order = {
    key: crypto.randomUUID(),
    surface: 'web',
    amount: { value: 249_900, currency: 'DKK' },
    text: 'Telefon + første måned – æøå',
    reference: 'order-4711',
    creditor: { pbsNumber: '02056372', debtorGroup: '00001' },
    customerNumber: 'KUNDE100',
    mandate: true,
    debtor: { scheme: 'cpr', value: '0101369876' },
    bindingCode: '7QK4',
    expiresInSeconds: 600,
    callbackUrl: `${shop}/callbacks/betalingsservice`,
  } as const;

  assert.equal((await provider.create(order, forever)).status, 'pending');
  const list = `${origin}/sandbox/app/requests`;
  /** Waits as the phone's page does. */
  const onPhone = async (key: string): Promise<void> => {
    for (let etag = '""', ids: readonly string[] = []; !ids.includes(key); ) {
      const answer = await fetch(list, { headers: { 'if-none-match': etag, prefer: 'wait=25' } });
      etag = answer.headers.get('etag') ?? assert.fail('no etag');
      ids = z
        .array(z.object({ id: z.string() }))
        .parse(await answer.json())
        .map(({ id }) => id);
    }
  };
  await onPhone(order.key);
  await fetch(`${list}/${order.key}`, { method: 'POST', body: JSON.stringify({ action: 'approve' }) });
  await approved;
  assert.deepEqual([...new Set(hints)], [order.key]);

  const silent = { ...order, key: crypto.randomUUID(), amount: { value: 249_910, currency: 'DKK' } };
  const caller = new AbortController();
  const why = new Error('gone home');
  const going = assert.rejects(provider.create(silent, caller.signal), why);
  await onPhone(silent.key);
  caller.abort(why);
  await going;
  const late = provider.create({ ...silent, key: crypto.randomUUID() }, forever);
  await assert.rejects(late, (error) => error instanceof ProviderError && error.failure === 'unanswered');
});
