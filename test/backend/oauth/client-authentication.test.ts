import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { hashSecret, secretMatches } from '../../../src/backend/oauth/secret.ts';
import { configOf, issuer, type Running, startBackend } from '../edge/backend.ts';

const startWith = async (id: string, ...secrets: string[]): Promise<Running> =>
  startBackend({
    config: await configOf({
      clients: [{ id, secretHashes: await Promise.all(secrets.map(hashSecret)), merchant: 'nordlys' }],
    }),
  });

const askWith = (
  { fetch }: Running,
  headers: Record<string, string>,
  form: string | Record<string, string> = { grant_type: 'client_credentials' },
) => fetch(`${issuer}/oauth/token`, { method: 'POST', headers, body: new URLSearchParams(form) });

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

suite('a client is known by id and secret', () => {
  const odd = [
    ['demo-shop', 'demo-secret'],
    ['demo%2Dshop', '100%'],
    ['a:b', 'c:d:'],
    ['a+b c', ' +%20 '],
    ['købmand', 'smørrebrød €'],
    ['a_b.c!d~e*f', "(')"],
  ] as const;
  for (const [id, secret] of odd) {
    test(`${id} and ${secret}, as a library encodes them`, async () => {
      const running = await startWith(id, secret);
      const server = { issuer, token_endpoint: `${issuer}/oauth/token` };
      const answer = await oauth.clientCredentialsGrantRequest(
        server,
        { client_id: id },
        oauth.ClientSecretBasic(secret),
        {},
        { [oauth.customFetch]: running.fetch },
      );
      assert.equal(answer.status, 200);
    });
  }

  test('by a tool that encodes nothing, where nothing needs it but a colon', async () => {
    const running = await startWith('demo-shop', 'a:b:c');
    assert.equal((await askWith(running, basic('demo-shop:a:b:c'))).status, 200);
  });

  test('with either of two secrets while one is being changed', async () => {
    const running = await startWith('demo-shop', 'old', 'new');
    assert.equal((await askWith(running, basic('demo-shop:old'))).status, 200);
    assert.equal((await askWith(running, basic('demo-shop:new'))).status, 200);
  });
});

const hashOfSecret = await hashSecret('demo-secret');

suite('a client is refused as invalid_client, with a challenge', () => {
  const wrong: Readonly<Record<string, Record<string, string>>> = {
    'without credentials': {},
    'with a bearer token': { authorization: 'Bearer abc' },
    'with the wrong secret': basic('demo-shop:demo-secrets'),
    'with the start of the secret': basic('demo-shop:demo-secre'),
    'with an empty secret': basic('demo-shop:'),
    'with the hash as the secret': basic(`demo-shop:${hashOfSecret}`),
    'with an unknown id': basic('nobody:demo-secret'),
    'without a colon': basic('demo-shop'),
    'with half an escape': basic('demo-shop:%E0%A4%A'),
    'with what is not base64': { authorization: 'Basic ????' },
    'with what is not UTF-8': { authorization: `Basic ${btoa('demo-shop:\xff\xfe')}` },
  };
  for (const [name, headers] of Object.entries(wrong)) {
    test(name, async () => {
      const answer = await askWith(await startWith('demo-shop', 'demo-secret'), headers);
      assert.equal(answer.status, 401);
      assert.equal((await answer.json()).error, 'invalid_client');
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic realm=/);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    });
  }
});

test('a secret matches its own hash, and nothing that only begins like it', async () => {
  assert(await secretMatches('demo-secret', [hashOfSecret]));
  for (const near of [`${hashOfSecret}A`, hashOfSecret.slice(0, -1), '']) {
    assert(!(await secretMatches('demo-secret', [near])));
  }
});

test('an unknown client id costs the same hashing as a known one', async (t) => {
  const running = await startWith('demo-shop', 'demo-secret');
  const digest = t.mock.method(crypto.subtle, 'digest');
  const costOf = async (credentials: string) => {
    digest.mock.resetCalls();
    assert.equal((await askWith(running, basic(credentials))).status, 401);
    return digest.mock.callCount();
  };
  const known = await costOf('demo-shop:wrong');
  assert(known > 0);
  assert.equal(await costOf('nobody:wrong'), known);
});

test('ids too long for any client count as one guess, however they end', async () => {
  const running = await startWith('demo-shop', 'demo-secret');
  const statuses = new Set<number>();
  for (let guess = 0; guess < 31; guess++) {
    statuses.add((await askWith(running, basic(`${'a'.repeat(64)}${guess}:x`))).status);
  }
  assert.deepEqual([...statuses], [401, 429]);
  assert.equal((await askWith(running, basic('demo-shop:demo-secret'))).status, 200);
});

suite('a token request is refused', () => {
  const good = basic('demo-shop:demo-secret');
  const grant = 'grant_type=client_credentials';
  const cases: readonly (readonly [name: string, form: string, error: string])[] = [
    ['without a grant type', 'x=1', 'invalid_request'],
    ['with an empty grant type', 'grant_type=', 'invalid_request'],
    ['with an unknown grant type', 'grant_type=password', 'unsupported_grant_type'],
    ['with a parameter twice', `${grant}&${grant}`, 'invalid_request'],
    ['with the secret in the body as well', `${grant}&client_secret=demo-secret`, 'invalid_request'],
    ['with another client id in the body', `${grant}&client_id=other`, 'invalid_request'],
    ['with a scope', `${grant}&scope=all`, 'invalid_scope'],
  ];
  for (const [name, form, error] of cases) {
    test(name, async () => {
      const answer = await askWith(await startWith('demo-shop', 'demo-secret'), good, form);
      assert.equal(answer.status, 400);
      assert.equal((await answer.json()).error, error);
    });
  }

  test('as JSON', async () => {
    const running = await startWith('demo-shop', 'demo-secret');
    const answer = await running.fetch(`${issuer}/oauth/token`, {
      method: 'POST',
      headers: { ...good, 'content-type': 'application/json' },
      body: '{"grant_type":"client_credentials"}',
    });
    assert.equal((await answer.json()).error, 'invalid_request');
  });

  test('but not for a parameter that we do not know, or for its own client id', async () => {
    const running = await startWith('demo-shop', 'demo-secret');
    const answer = await askWith(running, good, `${grant}&client_id=demo-shop&unheard=of`);
    assert.equal(answer.status, 200);
  });
});
