import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flattenedVerify } from 'jose';
import { ProviderError, type ProviderFailure } from '../../../src/providers/error.ts';
import { signDetached } from '../../../src/providers/op/jws.ts';
import { createOp } from '../../../src/providers/op/op.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

const forever = new AbortController().signal;
const secret = 'a-secret-of-the-service-provider';
const timeoutMs = 4000;

/** OP as its public pages describe it: tokens good for five minutes, and what else it answers by path. */
const open = (answers: Readonly<Record<string, () => Response | Promise<Response>>> = {}) => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const asked: { path: string; headers: Headers; body: string }[] = [];
  const good = new Set<string>();
  const fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    asked.push({ path, headers: request.headers, body: await request.text() });
    if (path === '/corporate-oidc/v1/token') {
      const token = `token-${good.size + 1}`;
      good.add(token);
      return answers[path]?.() ?? Response.json({ access_token: token, expires_in: 300 });
    }
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
    if (!good.has(token)) return new Response(null, { status: 401 });
    return answers[path]?.() ?? new Response(null, { status: 404 });
  };
  const settings = { baseUrl: 'https://op.example', clientId: 'client', clientSecret: secret, timeoutMs };
  const op = createOp({ fetch, clock, log }, settings);
  const paths = () => asked.map(({ path }) => path.split('/').at(-1));
  return { op, clock, log, asked, paths, revoke: (token: string) => good.delete(token) };
};

const mandates = '/corporate-service-provider/v1/mandates';
const accounts = '/corporate-account-data/v1/accounts';
const none = () => Response.json({ mandates: [] });

const failure = async (call: Promise<unknown>, of: ProviderFailure): Promise<void> => {
  const error = await call.then(
    () => assert.fail('it was answered'),
    (cause: unknown) => cause,
  );
  assert(error instanceof ProviderError, String(error));
  assert.equal(error.failure, of, error.message);
  assert(!`${error.message} ${error.cause}`.includes(secret), 'the error holds the secret');
};

test('trap: OP’s own examples have impossible check digits: taken; mandates are read in our words, without a product that came later', async () => {
  const { op, asked } = open({
    [mandates]: () =>
      Response.json({
        mandates: [
          { businessId: '1234567-8', companyName: 'Esimerkki Oy', products: ['PAYMENT', 'ACCOUNT_DATA'] },
          { businessId: '2617416-4', products: ['TELEPATHY', 'REFUND', 'REFUND'] },
        ],
      }),
  });
  assert.deepEqual(await op.readConsents(forever), [
    { company: { businessId: '1234567-8', name: 'Esimerkki Oy' }, products: ['payment', 'account_data'] },
    { company: { businessId: '2617416-4', name: null }, products: ['refund'] },
  ]);
  const [token] = asked;
  assert.equal(token?.headers.get('content-type'), 'application/x-www-form-urlencoded;charset=UTF-8');
  assert.equal(token?.body, `grant_type=client_credentials&client_id=client&client_secret=${secret}`);
});

test('trap: how a company is named in a call is assumed: in a header, never in a URL; and nothing is told but how many accounts', async () => {
  const { op, asked } = open({ [accounts]: () => Response.json([{ iban: 'FI4550009420999999' }]) });
  assert.deepEqual(await op.prove('2617416-4', forever), { accounts: 1 });
  assert.equal(asked[1]?.headers.get('x-represented-business-id'), '2617416-4');
  assert.equal(asked[1]?.path, accounts);
});

test('a company that has not granted it is a refusal', async () => {
  const { op } = open({ [accounts]: () => new Response(null, { status: 403 }) });
  await failure(op.prove('2617416-4', forever), 'refused');
});

test('however many ask, a token is fetched once, and renewed ahead of its end', async () => {
  const { op, clock, paths } = open({ [mandates]: none });
  await Promise.all(Array.from({ length: 20 }, () => op.readConsents(forever)));
  await clock.advance(269_000);
  await op.readConsents(forever);
  assert.equal(paths().filter((path) => path === 'token').length, 1);
  await clock.advance(1000);
  await op.readConsents(forever);
  assert.equal(paths().filter((path) => path === 'token').length, 2);
});

test('a token that is not taken is renewed once, and no more', async () => {
  const { op, paths, revoke } = open({ [mandates]: none });
  await op.readConsents(forever);
  revoke('token-1');
  await op.readConsents(forever);
  assert.deepEqual(paths(), ['token', 'mandates', 'mandates', 'token', 'mandates']);

  const never = open({ [mandates]: () => new Response(null, { status: 401 }) });
  await failure(never.op.readConsents(forever), 'unanswered');
  assert.deepEqual(never.paths(), ['token', 'mandates', 'token', 'mandates']);
  assert(never.log.lines.some(({ event }) => event === 'op.token_refused'));
});

const broken: Readonly<Record<string, readonly [() => Response, ProviderFailure]>> = {
  'a page of HTML': [() => new Response('<html>'), 'nonsense'],
  'a path that is not there': [() => Response.json({}, { status: 404 }), 'nonsense'],
  'a refusal': [() => Response.json({}, { status: 403 }), 'nonsense'],
  'another shape': [() => Response.json({ mandates: [{ businessId: 26174164 }] }), 'nonsense'],
  'no mandates at all': [() => Response.json({}), 'nonsense'],
  'a redirect': [() => new Response(null, { status: 302, headers: { location: '/' } }), 'nonsense'],
  'an error of its own': [() => new Response(null, { status: 503 }), 'unanswered'],
};

for (const [what, [answer, of]] of Object.entries(broken)) {
  test(`${what} never passes for an empty list of mandates`, async () => {
    await failure(open({ [mandates]: answer }).op.readConsents(forever), of);
  });
}

test('credentials that are not taken leave open what was to be asked', async () => {
  const { op } = open({
    '/corporate-oidc/v1/token': () => Response.json({ error: 'invalid_client' }, { status: 401 }),
  });
  await failure(op.readConsents(forever), 'unanswered');
});

test('an answer that does not come in time is none, and nobody sleeps on', async () => {
  const { op, clock } = open({ [mandates]: () => new Promise(() => {}) });
  const failed = failure(op.readConsents(forever), 'unanswered');
  await clock.advance(timeoutMs);
  await failed;
  assert.equal(clock.asleep, 0);
});

test('whoever goes while a token is fetched cuts it off for nobody else', async () => {
  const answer = Promise.withResolvers<Response>();
  const { op } = open({ [mandates]: none, '/corporate-oidc/v1/token': () => answer.promise });
  const leaving = new AbortController();
  const gone = op.readConsents(leaving.signal);
  const stays = op.readConsents(forever);
  leaving.abort(new Error('gone'));
  await assert.rejects(gone, /gone/);
  answer.resolve(Response.json({ access_token: 'token-1', expires_in: 300 }));
  assert.deepEqual(await stays, []);
});

test('trap: a payment is signed over exactly the bytes that are sent, unencoded and detached', async () => {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    false,
    ['sign', 'verify'],
  );
  const body = new TextEncoder().encode('{"instructionId":"1","message":"Kiitos päivästä."}');
  const jws = await signDetached(body, { key: privateKey, kid: 'kid-1' }, 1_700_000_000);
  const [head = '', payload, signature = ''] = jws.split('.');
  assert.equal(payload, '');
  const verified = await flattenedVerify({ protected: head, payload: body, signature }, publicKey, {
    algorithms: ['RS256'],
    crit: { 'urn:op.api.iat': true },
  });
  assert.deepEqual(verified.protectedHeader, {
    alg: 'RS256',
    kid: 'kid-1',
    b64: false,
    'urn:op.api.iat': 1_700_000_000,
    crit: ['b64', 'urn:op.api.iat'],
  });
});
