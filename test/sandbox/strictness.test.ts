import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import oracle from 'mastercard-oauth1-signer';
import * as z from 'zod';
import { FakeClock } from '../support/fake-clock.ts';
import { baseUrl, consumerKey, consumerKeys, errorOf, makeKeys, openSandbox, orderOf } from './support.ts';

describe('who calls', () => {
  test('a request signed by the vendor’s own library is taken', async () => {
    const { sandbox } = await openSandbox({}, new FakeClock(Date.now()));
    const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', consumerKeys.privateKey));
    const pem = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----`;
    const url = `${baseUrl}/sandbox/betalingsservice/collection-requests`;
    const body = JSON.stringify(orderOf());
    const authorization = oracle.getAuthorizationHeader(url, 'POST', body, consumerKey, pem);
    const headers = { authorization, 'content-type': 'application/json' };
    assert.equal((await sandbox.fetch(new Request(url, { method: 'POST', headers, body }))).status, 201);
    await sandbox.stop();
  });

  test('a public key may be given as a JWK', async () => {
    const publicKey = await crypto.subtle.exportKey('jwk', consumerKeys.publicKey);
    const { send, sandbox } = await openSandbox({ consumers: [{ consumerKey, publicKey }] });
    assert.equal((await send(orderOf())).status, 201);
    await sandbox.stop();
  });

  test('the address that counts is the sandbox’s own, whatever a proxy made of it', async () => {
    const { call, sandbox } = await openSandbox();
    const passOn = sandbox.fetch;
    sandbox.fetch = (request) => passOn(new Request(request.url.replace(baseUrl, 'http://inner:1'), request));
    assert.equal((await call('GET', `/collection-requests/${crypto.randomUUID()}`)).status, 404);
    await sandbox.stop();
  });

  const change = (name: string, value: string) => (headers: Headers) => {
    const header = headers.get('authorization') ?? '';
    headers.set('authorization', header.replace(new RegExp(`${name}="[^"]*"`), `${name}="${value}"`));
  };
  const refusals: readonly (readonly [detail: string, spoil: (headers: Headers) => void])[] = [
    ['authorization', (headers) => headers.delete('authorization')],
    ['authorization', (headers) => headers.set('authorization', 'Bearer abc')],
    ['authorization', change('oauth_signature', '')],
    ['authorization', (headers) => headers.append('authorization', 'oauth_nonce="b"')],
    ['oauth_version', change('oauth_version', '2.0')],
    ['oauth_version, oauth_signature_method', change('oauth_signature_method', 'HMAC-SHA1')],
    ['oauth_consumer_key', change('oauth_consumer_key', 'somebody')],
    ['oauth_timestamp', change('oauth_timestamp', '1700000000')],
    ['oauth_timestamp', change('oauth_timestamp', 'now')],
    ['oauth_body_hash', change('oauth_body_hash', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')],
    ['oauth_signature', change('oauth_signature', 'AAAA')],
    ['oauth_signature', change('oauth_nonce', 'another')],
  ];

  test('a bad signature is 401 and says which part is wrong; nothing is kept', async () => {
    const { call, sandbox } = await openSandbox();
    for (const [detail, spoil] of refusals) {
      const order = orderOf();
      const answer = await call('POST', '/collection-requests', order, { spoil });
      assert.equal(answer.status, 401, detail);
      const error = await errorOf(answer);
      assert.ok(error.Details.startsWith(detail), `${error.Details} should be ${detail}`);
      assert.equal((await call('GET', `/collection-requests/${order.uuid}`)).status, 404);
    }
    await sandbox.stop();
  });

  test('a request that comes twice with the same nonce is refused the second time', async () => {
    const { call, sandbox } = await openSandbox();
    let header = '';
    const path = `/collection-requests/${crypto.randomUUID()}`;
    const keep = (headers: Headers) => {
      header = headers.get('authorization') ?? '';
    };
    assert.equal((await call('GET', path, undefined, { spoil: keep })).status, 404);
    const repeat = (headers: Headers) => headers.set('authorization', header);
    const again = await call('GET', path, undefined, { spoil: repeat });
    assert.equal(again.status, 401);
    assert.equal((await errorOf(again)).Details, 'oauth_nonce');
    await sandbox.stop();
  });

  test('one consumer can neither see, cancel nor overwrite another’s request', async () => {
    const { privateKey, publicKey } = await makeKeys();
    const consumers = [
      { consumerKey, publicKey: consumerKeys.publicKey },
      { consumerKey: 'other', publicKey },
    ];
    const { call, take, sandbox } = await openSandbox({ consumers });
    const order = orderOf();
    const path = `/collection-requests/${await take(order)}`;
    const other = { by: { consumerKey: 'other', key: privateKey } };
    assert.equal((await call('GET', path, undefined, other)).status, 404);
    assert.equal((await call('POST', `${path}/cancellations`, undefined, other)).status, 404);
    assert.equal((await call('POST', '/collection-requests', order, other)).status, 409);
    assert.equal((await call('GET', path)).status, 200);
    await sandbox.stop();
  });
});

describe('what is asked for', () => {
  const { creditorData, oneOffPayment } = orderOf();
  const amount = (value: unknown, currency: unknown = 'DKK') => ({
    oneOffPayment: { ...oneOffPayment, amount: { value, currency } },
  });
  const without = (name: string) => ({ [name]: undefined });

  /** What is changed of a good order, and the field that the refusal names. */
  const table: readonly (readonly [field: string, change: Readonly<Record<string, unknown>>])[] = [
    ['uuid', without('uuid')],
    ['uuid', { uuid: 'not-a-uuid' }],
    [
      'debtorIdentity',
      { debtorIdentity: undefined, creditorsDebtorReference: undefined, mandateCreation: undefined },
    ],
    ['debtorIdentity', { debtorIdentity: {} }],
    ['debtorIdentity', { debtorIdentity: { cprNumber: '0101360001', mobileNumber: '+4520000000' } }],
    ['debtorIdentity.cprNumber', { debtorIdentity: { cprNumber: '010136-0001' } }],
    ['debtorIdentity.cprNumber', { debtorIdentity: { cprNumber: '3213360001' } }],
    ['debtorIdentity.mobileNumber', { debtorIdentity: { mobileNumber: '20000000' } }],
    ['creditorData', without('creditorData')],
    ['creditorData.pbsNumber', { creditorData: { ...creditorData, pbsNumber: '02056372' } }],
    ['creditorData.pbsNumber', { creditorData: { ...creditorData, pbsNumber: 100_000_000 } }],
    ['creditorData.debtorGroupNumber', { creditorData: { ...creditorData, debtorGroupNumber: 100_000 } }],
    ['creditorsDebtorReference', { creditorsDebtorReference: 'kunde100' }],
    ['creditorsDebtorReference', { creditorsDebtorReference: 'A234567890123456' }],
    ['creditorsDebtorReference', without('creditorsDebtorReference')],
    ['oneOffPayment', without('oneOffPayment')],
    ['oneOffPayment.amount.value', amount(0)],
    ['oneOffPayment.amount.value', amount(2499.5)],
    ['oneOffPayment.amount.value', amount('249900')],
    ['oneOffPayment.amount.currency', amount(100, 'kr')],
    ['oneOffPayment.text', { oneOffPayment: { ...oneOffPayment, text: 'two\nlines' } }],
    ['oneOffPayment.text', { oneOffPayment: { ...oneOffPayment, text: 'x'.repeat(141) } }],
    ['oneOffPayment.paymentReference', { oneOffPayment: { ...oneOffPayment, paymentReference: '' } }],
    ['mandateCreation', { mandateCreation: false }],
    ['channel', { channel: 'web' }],
    ['bindingMessage', { bindingMessage: 'two words' }],
    ['callbackUrl', { callbackUrl: 'http://shop.example/' }],
    ['callbackUrl', { callbackUrl: 'ftp://localhost/' }],
    ['callbackUrl', { callbackUrl: '/callbacks' }],
    ['confirmationExpiryTimeInterval', { confirmationExpiryTimeInterval: 59 }],
    ['confirmationExpiryTimeInterval', { confirmationExpiryTimeInterval: 86_401 }],
    ['body: unknown field', { dueDate: '2026-12-01' }],
    ['creditorData: unknown field', { creditorData: { ...creditorData, name: 'A shop' } }],
  ];

  test('an order that is not as described is 400, names the field and never what stood in it', async () => {
    const { send, call, sandbox } = await openSandbox();
    for (const [field, change] of table) {
      const order = orderOf(0, change);
      const answer = await send(order);
      assert.equal(answer.status, 400, field);
      const error = await errorOf(answer);
      assert.equal(error.ReasonCode, 'STVL-9999');
      assert.ok(error.Details.startsWith(field), `${error.Details} should be about ${field}`);
      assert.ok(!/\d{6}/.test(error.Details), error.Details);
      assert.notEqual((await call('GET', `/collection-requests/${order.uuid}`)).status, 200);
    }
    await sandbox.stop();
  });

  test('what may be left out may be left out', async () => {
    const { send, sandbox } = await openSandbox();
    for (const name of [
      'mandateCreation',
      'bindingMessage',
      'callbackUrl',
      'confirmationExpiryTimeInterval',
    ]) {
      assert.equal((await send(orderOf(0, without(name)))).status, 201, name);
    }
    const named = { debtorIdentity: { mobileNumber: '+4520000000' } };
    assert.equal((await send(orderOf(0, named))).status, 201);
    await sandbox.stop();
  });

  test('amount and currency have limits with codes of their own', async () => {
    const { send, sandbox } = await openSandbox();
    for (const [code, change] of [
      ['AMOUNT_NOT_ALLOWED', amount(100_000_100)],
      ['CURRENCY_NOT_ALLOWED', amount(249_900, 'SEK')],
    ] as const) {
      const answer = await send(orderOf(0, change));
      assert.equal(answer.status, 400);
      assert.equal((await errorOf(answer)).ReasonCode, code);
    }
    await sandbox.stop();
  });

  test('only JSON of a reasonable size is read', async () => {
    const { call, send, sandbox } = await openSandbox();
    const plain = { spoil: (headers: Headers) => headers.set('content-type', 'text/plain') };
    assert.equal((await call('POST', '/collection-requests', orderOf(), plain)).status, 415);
    assert.equal((await send({ ...orderOf(), filler: 'x'.repeat(70_000) })).status, 413);
    assert.equal((await call('POST', '/collection-requests')).status, 400);
    await sandbox.stop();
  });

  test('a path that is not described is not there', async () => {
    const { call, take, sandbox } = await openSandbox();
    const uuid = await take(orderOf());
    for (const [method, path] of [
      ['GET', '/collection-requests'],
      ['PUT', `/collection-requests/${uuid}`],
      ['POST', `/collection-requests/${uuid}`],
      ['POST', `/collection-requests/${uuid}/cancellations/1`],
      ['GET', '/'],
    ] as const) {
      const answer = await call(method, path);
      assert.equal(answer.status, 404, `${method} ${path}`);
      assert.equal((await errorOf(answer)).ReasonCode, 'RESOURCE_UNKNOWN');
    }
    await sandbox.stop();
  });
});

describe('a second send', () => {
  const Created = z.strictObject({
    uuid: z.uuid(),
    statusCode: z.literal('RECEIVED'),
    referenceNumber: z.string().regex(/^[34679ACDEFGHJKMNPQRTWXY]{6}$/),
    expiresAt: z.iso.datetime(),
  });

  test('of the same body gives the first answer, also much later and when the first is not answered yet', async () => {
    const { send, take, read, act, clock, sandbox } = await openSandbox();
    const order = orderOf();
    const answers = await Promise.all([send(order), send(order)]);
    const [first, second] = await Promise.all(answers.map(async (one) => Created.parse(await one.json())));
    assert.deepEqual(second, first);
    await clock.advance(1000);
    await act(order.uuid, 'approve');
    await clock.advance(1000);
    const third = await send({ ...order, mandateCreation: true });
    assert.equal(third.status, 201);
    assert.deepEqual(await third.json(), first);
    assert.equal((await read(order.uuid)).statusCode, 'APPROVED');
    assert.notEqual(await take(orderOf()), order.uuid);
    await sandbox.stop();
  });

  test('of another body is 409 and changes nothing', async () => {
    const { send, take, plain, clock, sandbox } = await openSandbox();
    const order = orderOf();
    await take(order);
    const other = { ...order, oneOffPayment: { ...order.oneOffPayment, text: 'Something else' } };
    const answer = await send(other);
    assert.equal(answer.status, 409);
    assert.equal((await errorOf(answer)).ReasonCode, 'UUID_ALREADY_USED');
    await clock.advance(1000);
    const [item] = await (await plain('GET', '/sandbox/app/requests')).json();
    assert.equal(item.text, 'Phone + first month');
    await sandbox.stop();
  });
});

describe('whom it is for', () => {
  test('a debtor check tells who uses the app', async () => {
    const { call, sandbox } = await openSandbox();
    for (const [cprNumber, onboarded] of [
      ['0101360001', true],
      ['3112364000', false],
    ] as const) {
      const answer = await call('POST', '/debtor-checks', { debtorIdentity: { cprNumber } });
      assert.deepEqual(await answer.json(), { onboarded });
    }
    assert.equal((await call('POST', '/debtor-checks', {})).status, 400);
    await sandbox.stop();
  });

  const extraBill = (reference = 'KUNDE100') =>
    orderOf(0, {
      debtorIdentity: undefined,
      mandateCreation: undefined,
      creditorsDebtorReference: reference,
    });

  test('a customer number names a debtor once there is a mandate, and not before', async () => {
    const { take, read, act, clock, sandbox } = await openSandbox();
    const early = await take(extraBill());
    const sale = await take(orderOf());
    await clock.advance(1000);
    const failed = await read(early);
    assert.deepEqual([failed.statusCode, failed.errorCode], ['FAILED', 'DEBTOR_IDENTITY_IS_NOT_CORRECT']);
    await act(sale, 'approve');
    await clock.advance(1000);
    assert.equal((await read(sale)).mandateStatus, 'ACTIVE');
    const bill = await take(extraBill());
    const stranger = await take(extraBill('KUNDE101'));
    await clock.advance(1000);
    assert.equal((await read(bill)).statusCode, 'DELIVERED');
    assert.equal((await read(stranger)).statusCode, 'FAILED');
    await sandbox.stop();
  });

  test('a mandate that failed makes nobody a customer', async () => {
    const { take, read, act, clock, sandbox } = await openSandbox();
    const sale = await take(orderOf(5));
    await clock.advance(1000);
    await act(sale, 'approve');
    await clock.advance(1000);
    const bill = await take(extraBill());
    await clock.advance(1000);
    assert.equal((await read(bill)).statusCode, 'FAILED');
    await sandbox.stop();
  });

  test('customers may have had a mandate from the beginning; a second one exists already', async () => {
    const customers = [{ pbsNumber: '02056372', debtorGroup: '00001', customerNumber: 'KUNDE100' }];
    const { take, read, act, clock, sandbox } = await openSandbox({ customers });
    const bill = await take(extraBill());
    const again = await take(orderOf());
    await clock.advance(1000);
    await act(bill, 'approve');
    await act(again, 'approve');
    await clock.advance(1000);
    assert.equal((await read(bill)).paymentStatus, 'SETTLED');
    const { paymentStatus, mandateStatus, errorCode } = await read(again);
    assert.deepEqual(
      [paymentStatus, mandateStatus, errorCode],
      ['SETTLED', 'FAILED', 'MANDATE_ALREADY_EXISTS'],
    );
    await sandbox.stop();
  });

  test('a debtor without the app and a creditor nobody knows fail', async () => {
    const { take, read, clock, sandbox } = await openSandbox();
    const table = [
      ['DEBTOR_NOT_ONBOARDED', { debtorIdentity: { cprNumber: '3112364001' } }],
      ['CREDITOR_DATA_IS_NOT_CORRECT', { creditorData: { pbsNumber: 1, debtorGroupNumber: 1 } }],
    ] as const;
    for (const [code, change] of table) {
      const uuid = await take(orderOf(0, change));
      await clock.advance(1000);
      const { statusCode, errorCode } = await read(uuid);
      assert.deepEqual([statusCode, errorCode], ['FAILED', code]);
    }
    await sandbox.stop();
  });
});
