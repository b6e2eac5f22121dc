import { METHODS } from 'node:http';
import fc from 'fast-check';
import type * as z from 'zod';
import type { Route } from '../../../src/protocol/routes.ts';
import { spoiled } from './spoil.ts';
import type { TokenSet } from './tokens.ts';
import type { Sent } from './wire.ts';

export type Bad = fc.Arbitrary<Sent>;
export type Who = keyof TokenSet;

/** Stands for a good token until the request is sent: tokens last for minutes, and what goes wrong is to be read. */
export const bearer = (who: Who): string => `Bearer {${who}}`;

export const nothing = Buffer.alloc(0);

/** Characters that a header's value may hold. */
export const badText = fc.string({
  unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code === 0x7f ? 0x7e : code)),
});

/** What may stand in a path without being HTTP no more. */
export const badId = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '%',
    '%zz',
    '%00',
    '%2f',
    '%2e%2e',
    '%ff',
    '%c0%af',
    '~',
    ';',
    '*',
    '__proto__',
    'x'.repeat(4000),
  ),
  fc.string({ unit: 'binary', minLength: 1 }).map((text) => encodeURIComponent(text.toWellFormed())),
  badText.map((text) => text.replaceAll(/[/?#\\\x7f-\xff]/g, '') || '-'),
);

/** The route as it is called, with `id` in its place. */
export const callOf = ({ method, path }: Route, id = `cr_${'A'.repeat(22)}`): Sent => ({
  method,
  path: path.replace(/\{\w+\}/, id),
  headers: [],
  body: nothing,
});

export const withHeaders = (sent: Sent, ...headers: Sent['headers']): Sent => ({
  ...sent,
  headers: [...sent.headers, ...headers],
});

/** Methods that a route does not have. CONNECT never reaches us, and the answer to HEAD has no body to be read. */
export const wrongMethods = (sent: Sent, used: readonly string[]): Bad =>
  fc
    .constantFrom(...METHODS.filter((method) => ![...used, 'CONNECT', 'HEAD'].includes(method)))
    .map((method) => ({ ...sent, method }));

export const wrongPaths = (sent: Sent): Bad =>
  fc
    .oneof(
      badId.map((more) => `${sent.path}/${more}`),
      badId.map((more) => `/${more}${sent.path}`),
      fc.constantFrom('//', '/;/', '/%2f').map((slash) => sent.path.replace('/', slash)),
    )
    // `/x/..` before it says nothing.
    .filter((path) => new URL(`http://host${path}`).pathname !== sent.path)
    .map((path) => ({ ...sent, path }));

/** No token, none that is one, and those of somebody who makes his own. */
export const wrongTokens = (sent: Sent): Bad =>
  fc
    .oneof(
      fc.constantFrom(
        '',
        'Bearer',
        'Bearer ',
        'Basic e30=',
        'Bearer {server}x',
        'Bearer {session}.',
        'Bearer a.b.c',
      ),
      badText,
      badText.map((text) => `Bearer ${text}`),
      forged.map((token) => `Bearer ${token}`),
    )
    .map((authorization) => withHeaders(sent, ['authorization', authorization]));

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const forged = fc
  .record({
    header: fc.oneof(
      fc.constantFrom(
        { alg: 'none', typ: 'at+jwt' },
        { alg: 'HS256', typ: 'at+jwt', kid: '' },
        { alg: 'ES256', typ: 'at+jwt', kid: '../../x' },
        { alg: 'ES256', typ: 'at+jwt', kid: 'x', crit: ['b64'], b64: false },
        { alg: 'ES256', typ: 'at+jwt', jwk: { kty: 'EC' }, jku: 'http://127.0.0.1:9/', kid: 1 },
      ),
      fc.jsonValue({ maxDepth: 1 }),
    ),
    payload: fc.oneof(
      fc.constant({ iss: 'x', sub: 'shop', client_id: 'shop', sid: 'ses_x', iat: 0, exp: 9e9 }),
      fc.jsonValue({ maxDepth: 1 }),
    ),
    signature: fc.oneof(fc.constantFrom('', 'AAAA', 'A'.repeat(86)), fc.base64String()),
  })
  .map(({ header, payload, signature }) => `${part(header)}.${part(payload)}.${signature}`);

export const wrongOrigins = (sent: Sent, who: Who): Bad =>
  fc
    .oneof(
      fc.constantFrom('null', 'https://shop.example.evil', 'http://shop.example', 'https://SHOP.example'),
      badText,
    )
    .filter((origin) => origin !== 'https://shop.example')
    .map((origin) => withHeaders(sent, ['authorization', bearer(who)], ['origin', origin]));

const types = [
  '',
  'text/plain',
  'application/xml',
  'application/jsonp',
  'multipart/form-data; boundary=x',
  'a/b',
];

/** A body of another type, too large, or not even text. */
export const wrongBodies = (sent: Sent, type: string, valid: Buffer): Bad =>
  fc.oneof(
    fc
      .constantFrom(...types)
      .map((other) => ({ ...withHeaders(sent, ['content-type', other]), body: valid })),
    fc
      .integer({ min: 65_537, max: 100_000 })
      .map((size) => ({ ...withHeaders(sent, ['content-type', type]), body: Buffer.alloc(size, valid) })),
  );

/** JSON that cannot be read, or says what the schema does not allow. */
export const wrongJson = (sent: Sent, schema: z.ZodType, valid: object): Bad => {
  const good = Buffer.from(JSON.stringify(valid));
  const isBad = (body: Buffer): boolean => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
      return !schema.safeParse(JSON.parse(text)).success;
    } catch {
      return true;
    }
  };
  const json = withHeaders(sent, ['content-type', 'application/json']);
  const bodies = fc.oneof(
    {
      weight: 4,
      arbitrary: spoiled(schema, JSON.parse(good.toString())).map((value) =>
        Buffer.from(JSON.stringify(value)),
      ),
    },
    { weight: 1, arbitrary: garbled(good) },
  );
  return fc.oneof(
    { weight: 8, arbitrary: bodies.filter(isBad).map((body) => ({ ...json, body })) },
    { weight: 1, arbitrary: wrongBodies(sent, 'application/json', good) },
  );
};

/** Cut off, with other bytes put in, in another encoding, or not text at all. */
const garbled = (good: Buffer): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.integer({ min: 0, max: good.length - 1 }).map((end) => good.subarray(0, end)),
    fc
      .tuple(fc.nat(good.length), fc.uint8Array({ minLength: 1, maxLength: 4 }))
      .map(([at, bytes]) => Buffer.concat([good.subarray(0, at), bytes, good.subarray(at)])),
    fc
      .tuple(fc.nat(good.length - 1), fc.constantFrom(0x00, 0x80, 0xc0, 0xed, 0xff))
      .map(([at, byte]) => Buffer.from(good.map((old, index) => (index === at ? byte : old)))),
    fc.constantFrom(Buffer.from(good.toString(), 'utf16le'), Buffer.from(good.toString('base64'))),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  );
