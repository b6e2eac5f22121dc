import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verify } from '../../src/providers/betalingsservice/oauth1.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { callbackKeys, callbackUrl, makeKeys, openSandbox, orderOf } from './support.ts';

/** The statuses that arrived, in the order of arrival, for a request that is approved. */
const arrivals = async (trouble: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
  const open = await openSandbox();
  await open.trouble(trouble);
  await open.take(orderOf(13));
  await open.clock.advance(10_000);
  await open.sandbox.stop();
  return open.callbacks.map(({ statusCode }) => statusCode);
};

describe('callbacks', () => {
  test('come for every change, of payment and mandate too, and carry a signature and nothing else', async () => {
    const { take, callbacks, clock, sandbox } = await openSandbox();
    const uuid = await take(orderOf(13));
    await clock.advance(10_000);
    assert.deepEqual(
      callbacks.map(({ statusCode }) => statusCode),
      ['DELIVERED', ...Array(5).fill('APPROVED')],
    );
    for (const { request } of callbacks) {
      const { method, url, headers } = request;
      const body = new Uint8Array(await request.arrayBuffer());
      const signature = headers.get('authorization');
      assert.equal(url, callbackUrl);
      assert.equal(
        await verify({ method, url, body }, signature, callbackKeys.publicKey, clock.now()),
        'genuine',
      );
      const text = new TextDecoder().decode(body);
      assert.match(text, new RegExp(`^{"uuid":"${uuid}","statusCode":"\\w+"}$`));
    }
    await sandbox.stop();
  });

  test('verify with the public key that the sandbox gives out', async () => {
    const { take, callbacks, clock, sandbox } = await openSandbox({ callbackKeys: await makeKeys() });
    const jwk = await sandbox.betalingsservice.publicJwk();
    assert.equal(jwk.d, undefined);
    const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('jwk', jwk, rsa, false, ['verify']);
    await take(orderOf());
    await clock.advance(500);
    const request = callbacks[0]?.request ?? assert.fail('no callback');
    const { method, url, headers } = request;
    const body = new Uint8Array(await request.arrayBuffer());
    assert.equal(
      await verify({ method, url, body }, headers.get('authorization'), key, clock.now()),
      'genuine',
    );
    await sandbox.stop();
  });

  test('are tried four times, each with a new signature', async () => {
    const clock = new FakeClock();
    const tries: [at: number, signature: string | null][] = [];
    const began = clock.now();
    const { take, sandbox } = await openSandbox(
      {
        async fetch(request) {
          tries.push([clock.now() - began, request.headers.get('authorization')]);
          if (tries.length === 1) throw new TypeError('network');
          return new Response(null, { status: 503 });
        },
      },
      clock,
    );
    await take(orderOf(1));
    await clock.advance(60_000);
    assert.deepEqual(
      tries.map(([at]) => at),
      [400, 600, 1600, 6600],
    );
    assert.equal(new Set(tries.map(([, signature]) => signature)).size, 4);
    await sandbox.stop();
  });

  test('that are not answered within 5 s are tried again', async () => {
    const clock = new FakeClock();
    let tries = 0;
    const { take, sandbox } = await openSandbox(
      {
        fetch: () => {
          tries += 1;
          return tries === 1 ? new Promise(() => {}) : Promise.resolve(new Response(null, { status: 204 }));
        },
      },
      clock,
    );
    await take(orderOf(1));
    await clock.advance(60_000);
    assert.equal(tries, 2);
    await sandbox.stop();
  });

  test('can be lost, doubled and reordered', async () => {
    const usual = ['DELIVERED', ...Array(5).fill('APPROVED')];
    assert.deepEqual(await arrivals({ callbacks: 'lost' }), []);
    assert.deepEqual(
      await arrivals({ callbacks: 'doubled' }),
      usual.flatMap((one) => [one, one]),
    );
    const open = await openSandbox();
    await open.trouble({ callbacks: 'reordered' });
    const uuid = await open.take(orderOf());
    await open.clock.advance(500);
    await open.act(uuid, 'open');
    await open.clock.advance(10_000);
    assert.deepEqual(
      open.callbacks.map(({ statusCode }) => statusCode),
      ['OPENED', 'DELIVERED'],
    );
    await open.sandbox.stop();
  });
});
