import assert from 'node:assert/strict';
import { createVerify } from 'node:crypto';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import oracle from 'mastercard-oauth1-signer';
import {
  authorization,
  baseString,
  percentEncode,
  rsaSha256,
  type SigningKey,
  verify,
} from '../../src/providers/betalingsservice/oauth1.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const consumerKey = 'an-example-consumer-key_0123456789!4711';
const now = Date.now();

let keys: CryptoKeyPair;
let signer: SigningKey;
let pem: { readonly private: string; readonly public: string };

const toPem = (label: string, der: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;

before(async () => {
  const rsa = { ...rsaSha256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  keys = await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
  signer = { consumerKey, key: keys.privateKey };
  pem = {
    private: toPem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    public: toPem('PUBLIC KEY', await crypto.subtle.exportKey('spki', keys.publicKey)),
  };
});

const parameter = (header: string, name: string): string =>
  new RegExp(`${name}="([^"]*)"`).exec(header)?.[1] ?? assert.fail(`no ${name} in ${header}`);

/** The header that the vendor's library makes, and ours for the same nonce and second. */
const both = async (url: string, method: string, body: string): Promise<[theirs: string, ours: string]> => {
  const theirs = oracle.getAuthorizationHeader(url, method, body, consumerKey, pem.private);
  const at = {
    nonce: parameter(theirs, 'oauth_nonce'),
    timestamp: Number(parameter(theirs, 'oauth_timestamp')),
  };
  return [theirs, await authorization({ method, url, body: bytes(body) }, signer, at)];
};

/** Parts of a URL whose every odd character is percent-encoded: here the RFC and the vendor's library agree. */
const encoded = (min: number) =>
  fc.string({ unit: 'binary', minLength: min, maxLength: 12 }).map(percentEncode);
const host = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}\.[A-Za-z]{2,4}$/);
const port = fc.option(fc.integer({ min: 1024, max: 65535 }), { nil: undefined });
const path = fc
  .array(encoded(1), { maxLength: 4 })
  .map((parts) => `/${parts.filter((p) => !/^\.+$/.test(p)).join('/')}`);
const query = fc
  .uniqueArray(fc.tuple(encoded(1), encoded(0)), {
    maxLength: 5,
    selector: ([name, value]) => `${name}=${value}`,
  })
  .filter((pairs) => !pairs.some(([a]) => pairs.some(([b]) => a !== b && b.startsWith(`${a}%`))))
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('=')).join('&')}`));
const url = fc
  .tuple(fc.constantFrom('https', 'HTTPS', 'http'), host, port, path, query)
  .map(
    ([scheme, name, number, p, q]) =>
      `${scheme}://${name}${number === undefined ? '' : `:${number}`}${p}${q}`,
  );
const method = fc.constantFrom('GET', 'POST', 'PUT', 'delete');
const body = fc.string({ unit: 'binary', maxLength: 200 });

describe('OAuth 1.0a beside the vendor’s own signer', () => {
  test('the header is the same, letter by letter, for any URL, method and body', async () => {
    await fc.assert(
      fc.asyncProperty(url, method, body, async (u, m, b) => {
        const [theirs, ours] = await both(u, m, b);
        assert.equal(ours, theirs);
      }),
      { numRuns: 300 },
    );
  });

  test('the vendor’s signature verifies here', async () => {
    await fc.assert(
      fc.asyncProperty(url, method, body, async (u, m, b) => {
        const [theirs] = await both(u, m, b);
        assert.equal(
          await verify({ method: m, url: u, body: bytes(b) }, theirs, keys.publicKey, now),
          'genuine',
        );
      }),
      { numRuns: 100 },
    );
  });

  test('our signature verifies with Node’s own crypto over the base string', async () => {
    const what = { method: 'POST', url: 'https://example.com/a?b=c', body: bytes('{}') };
    const header = await authorization(what, signer, { nonce: 'n', timestamp: 1 });
    const signed = [...header.matchAll(/(oauth_\w+)="([^"]*)"/g)]
      .map(([, name = '', value = '']): [string, string] => [name, value])
      .filter(([name]) => name !== 'oauth_signature');
    const signature = decodeURIComponent(parameter(header, 'oauth_signature'));
    const check = createVerify('RSA-SHA256').update(baseString('POST', what.url, signed));
    assert.ok(check.verify(pem.public, signature, 'base64'));
  });

  test('the body hash has the published values', async () => {
    for (const [text, hash] of [
      ['', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
      ['{ my: "payload" }', 'Qm/nLCqwlog0uoCDvypgninzNQ25YHgTmUDl/zOgT1s='],
    ] as const) {
      const what = { method: 'POST', url: 'https://example.com/', body: bytes(text) };
      const header = await authorization(what, signer, { nonce: 'n', timestamp: 1 });
      assert.equal(parameter(header, 'oauth_body_hash'), hash);
    }
  });
});

describe('where the vendor’s library departs from RFC 5849, the RFC is followed', () => {
  const base = (address: string) => decodeURIComponent(baseString('get', address, []));

  for (const [what, address, expected] of [
    ['a default port is left out', 'https://Example.COM:443/a', 'GET&https://example.com/a&'],
    ['a plus in the query is a space', 'https://example.com/?a=b+c', 'GET&https://example.com/&a=b%20c'],
    [
      'a pair that comes twice counts twice',
      'https://example.com/?a=1&a=1',
      'GET&https://example.com/&a=1&a=1',
    ],
    ['every asterisk is encoded', 'https://example.com/?a=**', 'GET&https://example.com/&a=%2A%2A'],
    [
      'a name sorts before a longer one',
      'https://example.com/?a%21=1&a=2',
      'GET&https://example.com/&a=2&a%21=1',
    ],
    ['a fragment is no part of it', 'https://example.com/a#b', 'GET&https://example.com/a&'],
  ] as const) {
    test(what, () => assert.equal(base(address), expected));
  }

  /** RFC 5849 §3.4.1.1 and §3.4.1.3.1: the example, its body parameters moved into the query. */
  test('the example of RFC 5849 gives its base string', () => {
    const query = 'b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2=&a3=2+q';
    const oauth = [
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
    ] as const;
    assert.equal(
      baseString('POST', `http://EXAMPLE.COM:80/request?${query}`, oauth),
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });
});

describe('verifying', () => {
  const what = {
    method: 'POST',
    url: 'https://shop.example/callbacks/betalingsservice',
    body: bytes('{"a":1}'),
  };
  const at = { nonce: 'nonce', timestamp: Math.floor(now / 1000) };
  const swap = (header: string, name: string, value: string) =>
    header.replace(new RegExp(`${name}="[^"]*"`), `${name}="${value}"`);

  test('takes a signature within five minutes either way', async () => {
    const header = await authorization(what, signer, at);
    for (const skew of [-299_000, 0, 299_000]) {
      assert.equal(await verify(what, header, keys.publicKey, at.timestamp * 1000 + skew), 'genuine');
    }
    for (const skew of [-301_000, 301_000]) {
      assert.equal(await verify(what, header, keys.publicKey, at.timestamp * 1000 + skew), 'stale');
    }
  });

  test('takes a signer that encodes its parameters as the RFC says', async () => {
    const parameters: [string, string][] = [
      [
        'oauth_body_hash',
        percentEncode(Buffer.from(await crypto.subtle.digest('SHA-256', what.body)).toString('base64')),
      ],
      ['oauth_consumer_key', 'a%21b'],
      ['oauth_nonce', 'n'],
      ['oauth_signature_method', 'RSA-SHA256'],
      ['oauth_timestamp', String(at.timestamp)],
      ['oauth_version', '1.0'],
    ];
    const signature = await crypto.subtle.sign(
      rsaSha256.name,
      keys.privateKey,
      bytes(baseString(what.method, what.url, parameters)),
    );
    const all = [
      ...parameters,
      ['oauth_signature', percentEncode(Buffer.from(signature).toString('base64'))],
    ];
    const header = `OAuth realm="x", ${all.map(([name, value]) => `${name}="${value}"`).join(', ')}`;
    assert.equal(await verify(what, header, keys.publicKey, now), 'genuine');
  });

  test('refuses everything else, and says why', async () => {
    const header = await authorization(what, signer, at);
    const stranger = await crypto.subtle.generateKey(
      { ...rsaSha256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      false,
      ['sign', 'verify'],
    );
    const table = [
      ['missing', what, null],
      ['missing', what, 'Bearer abc'],
      ['malformed', what, 'OAuth nonsense'],
      ['malformed', what, `${header},oauth_nonce="again"`],
      ['malformed', what, swap(header, 'oauth_signature', '%zz')],
      ['malformed', what, swap(header, 'oauth_signature_method', 'RSA-PSS')],
      ['malformed', what, swap(header, 'oauth_version', '2.0')],
      ['malformed', what, swap(header, 'oauth_timestamp', 'soon')],
      ['body_changed', { ...what, body: bytes('{"a":2}') }, header],
      ['forged', { ...what, url: `${what.url}?a=1` }, header],
      ['forged', { ...what, method: 'PUT' }, header],
      ['forged', what, swap(header, 'oauth_nonce', 'another')],
      ['forged', what, swap(header, 'oauth_consumer_key', 'another')],
      ['forged', what, swap(header, 'oauth_signature', 'AAAA')],
      ['forged', what, swap(header, 'oauth_signature', '!')],
      ['forged', what, await authorization(what, { consumerKey, key: stranger.privateKey }, at)],
    ] as const;
    for (const [verdict, asked, given] of table) {
      assert.equal(await verify(asked, given, keys.publicKey, now), verdict, given ?? 'no header');
    }
  });
});
