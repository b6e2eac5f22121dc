import { expect } from '@open-wc/testing';
import { createBetalingsservice } from '../../src/providers/betalingsservice/betalingsservice.ts';
import { rsaSha256 } from '../../src/providers/betalingsservice/oauth1.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { KeptLog } from '../support/log.ts';

describe('provider and sandbox need nothing but the Web’s own APIs', () => {
  it('a payment is approved, a mandate made and a callback verified, all in this page', async () => {
    const clock = new FakeClock();
    const rsa = { ...rsaSha256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
    const keys = await crypto.subtle.generateKey(rsa, false, ['sign', 'verify']);
    const callbacks: Request[] = [];
    const sandbox = createSandbox({
      baseUrl: 'https://sandbox.example',
      appUrl: 'https://sandbox.example/app/',
      consumers: [{ consumerKey: 'a-shop!1', publicKey: keys.publicKey }],
      clock,
      async fetch(request) {
        callbacks.push(request);
        return new Response(null, { status: 204 });
      },
    });
    await sandbox.start();
    const { baseUrl, publicJwk } = sandbox.betalingsservice;
    const callbackKey = await crypto.subtle.importKey('jwk', await publicJwk(), rsaSha256, false, ['verify']);
    const provider = createBetalingsservice(
      { fetch: sandbox.fetch, clock, log: new KeptLog() },
      { baseUrl, consumerKey: 'a-shop!1', signingKey: keys.privateKey, callbackKey },
    );
    const { signal } = new AbortController();
    const key = crypto.randomUUID();
    const created = await provider.create(
      {
        key,
        surface: 'web',
        amount: { value: 249_900, currency: 'DKK' },
        text: 'Telefon + første måned',
        reference: 'order-4711',
        creditor: { pbsNumber: '02056372', debtorGroup: '00001' },
        customerNumber: 'KUNDE100',
        mandate: true,
        debtor: { scheme: 'cpr', value: '0101369876' },
        bindingCode: '7QK4',
        expiresInSeconds: 600,
        callbackUrl: 'https://shop.example/callbacks/betalingsservice',
      },
      signal,
    );
    expect(created.stage).to.equal('queued');
    await clock.advance(1000);
    const body = JSON.stringify({ action: 'approve' });
    const url = `https://sandbox.example/sandbox/app/requests/${key}`;
    expect((await sandbox.fetch(new Request(url, { method: 'POST', body }))).status).to.equal(200);
    await clock.advance(2000);
    const reading = await provider.read(key, signal);
    expect(reading?.payment.status).to.equal('settled');
    expect(reading?.mandate?.status).to.equal('active');
    const [callback] = callbacks;
    if (callback === undefined) throw new Error('no callback');
    expect(await provider.readCallback(callback)).to.deep.equal({ key });
    await sandbox.stop();
    expect(clock.asleep).to.equal(0);
  });
});
