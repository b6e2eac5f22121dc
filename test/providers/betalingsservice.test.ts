import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createBetalingsservice } from '../../src/providers/betalingsservice/betalingsservice.ts';
import { rsaSha256 } from '../../src/providers/betalingsservice/oauth1.ts';
import { type Profile, profile } from '../../src/providers/betalingsservice/profile.ts';
import type { CollectionOrder } from '../../src/providers/collection.ts';
import { ProviderError } from '../../src/providers/error.ts';
import type { Fetch } from '../../src/providers/given.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { KeptLog } from '../support/log.ts';

const key = '0c5ad4a3-5f5c-4d0f-9e6e-2f5d1b1d7a11';
const forever = new AbortController().signal;

const order: CollectionOrder = {
  key,
  surface: 'agent',
  amount: { value: 249_900, currency: 'DKK' },
  text: 'Phone + first month',
  reference: 'order-4711',
  creditor: { pbsNumber: '02056372', debtorGroup: '00001' },
  customerNumber: 'KUNDE100',
  mandate: true,
  debtor: { scheme: 'cpr', value: '0101369876' },
  bindingCode: '7QK4',
  expiresInSeconds: 600,
  callbackUrl: 'https://pay.shop.example/callbacks/betalingsservice',
};

let keys: CryptoKeyPair;

before(async () => {
  const rsa = { ...rsaSha256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  keys = await crypto.subtle.generateKey(rsa, false, ['sign', 'verify']);
});

const open = (fetch: Fetch, own: Partial<Profile> = {}) => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const provider = createBetalingsservice(
    { fetch, clock, log },
    {
      baseUrl: 'https://provider.example/bs-one-off-api',
      consumerKey: 'a-shop!1',
      signingKey: keys.privateKey,
      callbackKey: keys.publicKey,
      profile: { ...profile, ...own },
      timeoutMs: 10_000,
    },
  );
  return { provider, clock, log };
};

/** The line answers `answer`, whatever is asked. */
const answering = (answer: () => Response, own?: Partial<Profile>) => open(async () => answer(), own);

const envelope = (code: string, recoverable = false): string =>
  JSON.stringify({
    Errors: { Error: [{ Source: 'x', ReasonCode: code, Description: 'x', Recoverable: recoverable }] },
  });

const failureOf = async (call: Promise<unknown>): Promise<ProviderError> => {
  const error = await call.then(
    () => assert.fail('it was answered'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof ProviderError, String(error));
  return error;
};

describe('what is sent', () => {
  const sent = async (own: Partial<CollectionOrder> = {}, profileOwn: Partial<Profile> = {}) => {
    const requests: Request[] = [];
    const { provider } = open(async (request) => {
      requests.push(request);
      return Response.json({ uuid: key, statusCode: 'RECEIVED' }, { status: 201 });
    }, profileOwn);
    await provider.create({ ...order, ...own }, forever);
    const [request = assert.fail('nothing was sent')] = requests;
    return { request, body: await request.json() };
  };

  test('create is one signed POST with the order in the provider’s words', async () => {
    const { request, body } = await sent();
    assert.equal(
      `${request.method} ${request.url}`,
      'POST https://provider.example/bs-one-off-api/collection-requests',
    );
    assert.equal(request.headers.get('content-type'), 'application/json');
    assert.match(
      request.headers.get('authorization') ?? '',
      /^OAuth oauth_body_hash=.*oauth_consumer_key="a-shop!1"/,
    );
    assert.equal(request.redirect, 'manual');
    assert.deepEqual(body, {
      uuid: key,
      debtorIdentity: { cprNumber: '0101369876' },
      creditorData: { pbsNumber: 2_056_372, debtorGroupNumber: 1 },
      creditorsDebtorReference: 'KUNDE100',
      oneOffPayment: {
        amount: { value: 249_900, currency: 'DKK' },
        text: 'Phone + first month',
        paymentReference: 'order-4711',
      },
      mandateCreation: true,
      channel: 'PHONE',
      bindingMessage: '7QK4',
      callbackUrl: 'https://pay.shop.example/callbacks/betalingsservice',
      confirmationExpiryTimeInterval: 600,
    });
  });

  test('what was not ordered is left out, and the window is kept within the provider’s', async () => {
    const { body } = await sent({ mandate: false, customerNumber: null, expiresInSeconds: 5 });
    assert.equal('mandateCreation' in body, false);
    assert.equal('creditorsDebtorReference' in body, false);
    assert.equal(body.confirmationExpiryTimeInterval, 60);
    assert.equal((await sent({ expiresInSeconds: 1e6 })).body.confirmationExpiryTimeInterval, 86_400);
  });

  test('a mobile number is a mobile number, a customer number stands alone', async () => {
    const mobile = await sent({ debtor: { scheme: 'mobile', value: '+4520000000' } });
    assert.deepEqual(mobile.body.debtorIdentity, { mobileNumber: '+4520000000' });
    const customer = await sent({
      debtor: { scheme: 'customer_number', value: 'KUNDE7' },
      customerNumber: null,
    });
    assert.equal('debtorIdentity' in customer.body, false);
    assert.equal(customer.body.creditorsDebtorReference, 'KUNDE7');
  });

  test('another profile changes paths, headers and body without touching the code', async () => {
    const { request, body } = await sent(
      {},
      {
        paths: { ...profile.paths, create: '/v2/pushes' },
        headers: { 'x-product': '7' },
        write: () => ({ a: 1 }),
      },
    );
    assert.ok(request.url.endsWith('/bs-one-off-api/v2/pushes'));
    assert.equal(request.headers.get('x-product'), '7');
    assert.deepEqual(body, { a: 1 });
  });

  test('no two requests have the same signature', async () => {
    const [one, two] = [await sent(), await sent()];
    assert.notEqual(one.request.headers.get('authorization'), two.request.headers.get('authorization'));
  });
});

describe('answers that are not what the profile describes', () => {
  const good = { uuid: key, statusCode: 'RECEIVED', referenceNumber: 'ABC347' };
  const html = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });

  const nonsense: readonly (readonly [what: string, answer: () => Response])[] = [
    ['a page of HTML', html],
    ['nothing', () => new Response(null, { status: 204 })],
    ['a list', () => Response.json([good])],
    ['no uuid', () => Response.json({ statusCode: 'RECEIVED' })],
    ['another uuid', () => Response.json({ ...good, uuid: crypto.randomUUID() })],
    ['no status', () => Response.json({ uuid: key })],
    ['a status that is no word', () => Response.json({ ...good, statusCode: 7 })],
    ['an expiry that is no instant', () => Response.json({ ...good, expiresAt: 'soon' })],
    ['another amount', () => Response.json({ ...good, amount: { value: 249_901, currency: 'DKK' } })],
    ['another currency', () => Response.json({ ...good, amount: { value: 249_900, currency: 'SEK' } })],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } }),
    ],
    ['more than 256 kB', () => Response.json({ ...good, filler: 'x'.repeat(300_000) })],
    ['400 without an envelope', () => new Response('bad request', { status: 400 })],
    ['400 with an empty envelope', () => Response.json({ Errors: { Error: [] } }, { status: 400 })],
    ['401 without an envelope', () => new Response('', { status: 401 })],
    ['404 without an envelope', () => new Response('no such path', { status: 404 })],
    ['409 that is not about the order', () => new Response(envelope('UUID_ALREADY_USED'), { status: 409 })],
  ];

  for (const [what, answer] of nonsense) {
    test(`create, ${what}: nonsense`, async () => {
      const { failure, reason } = await failureOf(answering(answer).provider.create(order, forever));
      assert.deepEqual([failure, reason], ['nonsense', null]);
    });
  }

  test('read: only the provider’s own word says that a request is not there', async () => {
    for (const answer of [
      () => new Response('<title>404</title>', { status: 404 }),
      () => new Response(envelope('RESOURCE_UNKNOWN'), { status: 404 }),
      () => new Response(envelope('COLLECTION_REQUEST_NOT_FOUND'), { status: 400 }),
    ]) {
      const { failure } = await failureOf(answering(answer).provider.read(key, forever));
      assert.equal(failure, 'nonsense');
    }
    const gone = () => new Response(envelope('COLLECTION_REQUEST_NOT_FOUND'), { status: 404 });
    assert.equal(await answering(gone).provider.read(key, forever), null);
  });

  test('read is never refused: a refused reading says nothing about the request', async () => {
    for (const status of [400, 409, 422]) {
      const answer = () => new Response(envelope('DEBTOR_GROUP_CLOSED'), { status });
      assert.equal((await failureOf(answering(answer).provider.read(key, forever))).failure, 'nonsense');
    }
  });

  test('what an answer may leave out or add, it may', async () => {
    const answer = () => Response.json({ ...good, mandateNumber: null, later: 'addition' });
    const { status, bindingCode, expiresAt } = await answering(answer).provider.create(order, forever);
    assert.deepEqual([status, bindingCode, expiresAt], ['pending', 'ABC347', null]);
    const same = () =>
      Response.json({ ...good, amount: order.amount, expiresAt: '2026-11-20T13:00:00+01:00' });
    const echoed = await answering(same).provider.create(order, forever);
    assert.equal(echoed.expiresAt, '2026-11-20T12:00:00.000Z');
  });

  test('words that are names of JavaScript’s own are words nobody knows', async () => {
    for (const word of ['constructor', '__proto__', 'toString']) {
      const words = { statusCode: word, paymentStatus: word, mandateStatus: word, errorCode: word };
      const answer = () => Response.json({ uuid: key, ...words });
      const reading = await answering(answer).provider.read(key, forever);
      assert.equal(reading?.status, 'pending');
      assert.deepEqual(reading.payment, { status: 'pending', reason: null });
      assert.equal(reading.mandate?.status, 'requested');
    }
  });

  test('a failure with a code that nobody knows stays a failure', async () => {
    const words = {
      statusCode: 'FAILED',
      paymentStatus: 'FAILED',
      mandateStatus: 'FAILED',
      errorCode: 'MOON_PHASE',
    };
    const { provider, log } = answering(() => Response.json({ uuid: key, ...words }));
    const reading = await provider.read(key, forever);
    const other = { code: 'other', retryable: false };
    assert.deepEqual([reading?.status, reading?.reason], ['rejected', other]);
    assert.deepEqual(reading?.payment, { status: 'failed', reason: other });
    assert.deepEqual(reading.mandate, { status: 'failed', reference: null, reason: other });
    assert.deepEqual(log.lines, [
      { level: 'warn', event: 'betalingsservice.unknown_words', fields: { words: ['MOON_PHASE'] } },
    ]);
  });

  test('numbers in the place of words reach neither log nor error', async () => {
    const number = '0101369876';
    const told = answering(() => Response.json({ uuid: key, statusCode: number, errorCode: `${number}` }));
    await told.provider.read(key, forever);
    assert.ok(!JSON.stringify(told.log.lines).includes(number));
    const refused = answering(() => new Response(envelope(number), { status: 422 }));
    const { message } = await failureOf(refused.provider.create(order, forever));
    assert.ok(!message.includes(number), message);
  });
});

describe('refusals', () => {
  const refusal = (status: number, code: string, recoverable = false) =>
    failureOf(
      answering(() => new Response(envelope(code, recoverable), { status })).provider.create(order, forever),
    );

  test('carry the reason of the first code that is known', async () => {
    const errors = ['NEW_ONE', 'DEBTOR_GROUP_CLOSED', 'AMOUNT_NOT_ALLOWED'].map((ReasonCode) => ({
      ReasonCode,
    }));
    const answer = () => Response.json({ Errors: { Error: errors } }, { status: 400 });
    const { failure, reason } = await failureOf(answering(answer).provider.create(order, forever));
    assert.deepEqual([failure, reason?.code], ['refused', 'creditor_config_invalid']);
  });

  test('with an unknown code keep what the status and the envelope say', async () => {
    assert.deepEqual((await refusal(400, 'NEW_ONE')).reason, { code: 'format_error', retryable: false });
    assert.deepEqual((await refusal(422, 'NEW_ONE', true)).reason, { code: 'other', retryable: true });
  });

  test('a conflict with a code that is about the order is a refusal', async () => {
    const { failure, reason } = await refusal(409, 'ACTIVE_REQUEST_EXISTS');
    assert.deepEqual([failure, reason?.code], ['refused', 'duplicate_active_request']);
  });

  test('403 is about our key, as 401 is', async () => {
    const { failure, reason } = await refusal(403, 'DECLINED');
    assert.deepEqual([failure, reason?.code], ['refused', 'creditor_config_invalid']);
  });
});

describe('no answer', () => {
  test('a network that fails: unanswered, with its cause', async () => {
    const cause = new TypeError('fetch failed');
    const { provider } = open(() => Promise.reject(cause));
    const error = await failureOf(provider.create(order, forever));
    assert.deepEqual([error.failure, error.status, error.cause], ['unanswered', null, cause]);
  });

  test('a caller who has given up already: nothing is even handed to the network', async () => {
    let sent = 0;
    const { provider, clock } = open(async () => {
      sent += 1;
      return new Response();
    });
    const why = new Error('gone home');
    await assert.rejects(provider.create(order, AbortSignal.abort(why)), why);
    await clock.advance(0);
    assert.equal(sent, 0);
  });

  test('an answer that breaks off, or never ends: unanswered', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    });
    const { provider } = answering(() => new Response(broken));
    assert.equal((await failureOf(provider.read(key, forever))).failure, 'unanswered');

    let cancelled: AbortSignal | undefined;
    const endless = open(async (request) => {
      cancelled = request.signal;
      return new Response(new ReadableStream({ start: (to) => to.enqueue(new Uint8Array(8)) }));
    });
    const reading = failureOf(endless.provider.read(key, forever));
    await endless.clock.advance(10_000);
    assert.equal((await reading).failure, 'unanswered');
    assert.equal(cancelled?.aborted, true);
    assert.equal(endless.clock.asleep, 0);
  });

  test('an answer without end is not read beyond its limit', async () => {
    let stopped = false;
    const flood = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
      cancel: () => {
        stopped = true;
      },
    });
    const { provider } = answering(() => new Response(flood));
    assert.equal((await failureOf(provider.read(key, forever))).failure, 'nonsense');
    assert.equal(stopped, true);
  });

  const at = Date.UTC(2026, 10, 20, 12);
  for (const [header, retryAfter] of [
    ['7', 7000],
    [new Date(at + 90_000).toUTCString(), 90_000],
    [new Date(at - 90_000).toUTCString(), 0],
    ['later', null],
    ['-5', null],
    [null, null],
  ] as const) {
    test(`Retry-After ${header}: ${retryAfter} ms`, async () => {
      for (const status of [408, 429, 500, 503]) {
        const headers = header === null ? {} : { 'retry-after': header };
        const { provider } = answering(() => new Response('busy', { status, headers }));
        const error = await failureOf(provider.read(key, forever));
        assert.deepEqual([error.failure, error.status, error.retryAfter], ['unanswered', status, retryAfter]);
      }
    });
  }
});
