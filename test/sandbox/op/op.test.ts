import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { signDetached } from '../../../src/providers/op/jws.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { baseUrl, callbackKeys, consumerKey, consumerKeys } from '../support.ts';

const certificate = 'ab'.repeat(32);
const provider = '1927400-1';
const company = '2617416-4';
const pair = await crypto.subtle.generateKey(
  {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  true,
  ['sign', 'verify'],
);

const start = async () => {
  const clock = new FakeClock();
  const sandbox = createSandbox({
    baseUrl,
    appUrl: `${baseUrl}/demo/app/`,
    consumers: [{ consumerKey, publicKey: consumerKeys.publicKey }],
    callbackKeys,
    clock,
    fetch: async () => new Response(),
    op: {
      clientId: 'client',
      clientSecret: 'secret',
      certificate,
      provider: { id: provider, name: 'Tilikirja Oy', registered: false },
      signingKeys: new Map([['kid-1', pair.publicKey]]),
      // OP's own documented example, with its impossible check digit.
      companies: [
        { id: company, name: 'Esimerkki Oy', ibans: ['FI4550009420999999'] },
        { id: '1234567-8', name: 'Example Oy', ibans: [] },
      ],
    },
  });
  await sandbox.start();
  const call = (path: string, init: RequestInit = {}, shown: string | null = certificate) =>
    sandbox.op.fetch(new Request(`https://op.example${path}`, init), shown);
  const ask = (form: Readonly<Record<string, string>>, shown?: string | null) =>
    call('/corporate-oidc/v1/token', { method: 'POST', body: new URLSearchParams(form) }, shown);
  const good = { grant_type: 'client_credentials', client_id: 'client', client_secret: 'secret' };
  const token = async (): Promise<string> => (await (await ask(good)).json()).access_token;
  const read = async (path: string, headers: object = {}, bearer?: string) =>
    call(path, { headers: { authorization: `Bearer ${bearer ?? (await token())}`, ...headers } });
  const admin = (method: string, path: string, body?: object) =>
    sandbox.fetch(
      new Request(`${baseUrl}/sandbox/op-admin/${path}`, {
        method,
        body: body === undefined ? null : JSON.stringify(body),
      }),
    );
  const agree = (products: readonly string[], of = company) =>
    admin('POST', `companies/${of}/agreements`, { provider, products });
  const register = () => admin('PUT', `providers/${provider}`, { registered: true });
  return { clock, sandbox, call, ask, good, token, read, admin, agree, register };
};

const mandates = '/corporate-service-provider/v1/mandates';
const accounts = '/corporate-account-data/v1/accounts';
const payment = '/corporate-payment/v1/sepa-payment';

suite('a token is given', () => {
  test('to the client that shows its certificate, and to no other', async () => {
    const { ask, good } = await start();
    assert.equal((await ask(good)).status, 200);
    for (const [form, shown] of [
      [good, null],
      [good, 'cd'.repeat(32)],
      [{ ...good, client_secret: 'other' }, certificate],
      [{ ...good, client_id: 'other' }, certificate],
    ] as const) {
      assert.equal((await ask(form, shown)).status, 401);
    }
    assert.equal((await ask({ ...good, grant_type: 'password' })).status, 400);
  });

  test('for five minutes', async () => {
    const { clock, token, read } = await start();
    const kept = await token();
    await clock.advance(299_000);
    assert.equal((await read(mandates, {}, kept)).status, 200);
    await clock.advance(1000);
    assert.equal((await read(mandates, {}, kept)).status, 401);
  });
});

suite('an agreement', () => {
  test('cannot name a service provider that is not registered', async () => {
    const { agree, register } = await start();
    const refused = await agree(['PAYMENT']);
    assert.deepEqual([refused.status, (await refused.json()).error], [409, 'provider_not_registered']);
    await register();
    assert.equal((await agree(['PAYMENT'])).status, 201);
    assert.equal((await agree(['PAYMENT'])).status, 409, 'there is one already');
    assert.equal((await agree(['PAYMENT'], '1234567-8')).status, 201, 'the example of OP’s own document');
  });

  test('is told at once: made, changed and ended', async () => {
    const { agree, admin, read, register } = await start();
    const told = async () => (await (await read(mandates)).json()).mandates;
    await register();
    assert.deepEqual(await told(), []);
    await agree(['PAYMENT']);
    assert.deepEqual(await told(), [
      { businessId: company, companyName: 'Esimerkki Oy', products: ['PAYMENT'] },
    ]);
    await admin('PUT', `companies/${company}/agreements/${provider}`, { products: ['REFUND'] });
    assert.deepEqual((await told())[0].products, ['REFUND']);
    await admin('DELETE', `companies/${company}/agreements/${provider}`);
    assert.deepEqual(await told(), []);
    for (const body of [{ products: [] }, { products: ['TELEPATHY'] }, {}]) {
      const answer = await admin('POST', `companies/${company}/agreements`, { provider, ...body });
      assert.equal(answer.status, 400);
    }
  });
});

test('accounts are read in the name of a company that lets them be read, and of no other', async () => {
  const { agree, read, register } = await start();
  const of = { 'x-represented-business-id': company };
  await register();
  assert.equal((await read(accounts, of)).status, 403);
  await agree(['ACCOUNT_DATA']);
  const [account] = await (await read(accounts, of)).json();
  assert.equal(account.iban, 'FI4550009420999999');
  assert.equal((await read(accounts)).status, 403, 'nobody was named');
});

test('a payment is signed over exactly the bytes that are sent', async () => {
  const { clock, agree, call, token, register } = await start();
  await register();
  await agree(['PAYMENT']);
  const body = new TextEncoder().encode('{"instructionId":"1","message":"Päivää"}');
  const now = Math.floor(clock.now() / 1000);
  const pay = async (sent: Uint8Array<ArrayBuffer>, signature: string) =>
    call(payment, {
      method: 'POST',
      body: sent,
      headers: {
        authorization: `Bearer ${await token()}`,
        'x-represented-business-id': company,
        'x-req-signature': signature,
      },
    });
  const key = { key: pair.privateKey, kid: 'kid-1' };
  const signature = await signDetached(body, key, now);
  assert.equal((await pay(body, signature)).status, 200);
  for (const [what, sent, by] of [
    ['other bytes', new TextEncoder().encode('{"instructionId":"2"}'), signature],
    ['another key id', body, await signDetached(body, { ...key, kid: 'kid-2' }, now)],
    ['long ago', body, await signDetached(body, key, now - 301)],
    ['with its payload inside', body, signature.replace('..', '.e30.')],
    ['not at all', body, ''],
  ] as const) {
    assert.equal((await pay(sent, by)).status, 401, what);
  }
});

test('what OP does not have, or is asked for with what it does not know, is refused', async () => {
  const { read, call } = await start();
  assert.equal((await read('/corporate-payment/v9/anything')).status, 404);
  assert.equal((await read(`${mandates}?page=2`)).status, 400);
  assert.equal((await read(mandates, { 'x-request-id': 'no uuid' })).status, 400);
  assert.equal((await call(mandates)).status, 401);
});

test('it remembers its agreements across a restart, and no token', async () => {
  const texts = new Map<string, string>();
  const storage = {
    load: async () => [...texts.values()],
    save: async (id: string, text: string) => void texts.set(id, text),
  };
  const make = async () => {
    const sandbox = createSandbox({
      baseUrl,
      appUrl: `${baseUrl}/demo/app/`,
      consumers: [],
      callbackKeys,
      clock: new FakeClock(),
      fetch: async () => new Response(),
      storage,
      op: {
        clientId: 'client',
        clientSecret: 'secret',
        certificate,
        provider: { id: provider, name: 'Tilikirja Oy', registered: true },
        companies: [{ id: company, name: 'Esimerkki Oy', ibans: [] }],
      },
    });
    await sandbox.start();
    return (method: string, path: string, body?: object) =>
      sandbox.fetch(
        new Request(`${baseUrl}/sandbox/op-admin/${path}`, {
          method,
          body: body === undefined ? null : JSON.stringify(body),
        }),
      );
  };
  const before = await make();
  await before('POST', `companies/${company}/agreements`, { provider, products: ['PAYMENT'] });
  await before('PUT', `providers/${provider}`, { registered: false });
  const after = await make();
  const [known] = await (await after('GET', 'companies')).json();
  assert.deepEqual(known.agreements, [{ provider, products: ['PAYMENT'] }]);
  assert.equal((await (await after('GET', 'providers')).json())[0].registered, false);
});
