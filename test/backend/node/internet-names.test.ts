import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { createResolve } from '../../../src/backend/node/internet-names.ts';
import { createOutsideFetch } from '../../../src/backend/node/outside-fetch.ts';
import { AddressNotAllowed } from '../../../src/backend/webhooks/fetch-outside.ts';

/** A question's type, and what is answered: the bytes of the addresses. */
type Zone = Readonly<Record<'A' | 'AAAA', readonly (readonly number[])[]>>;

const typeNumbers = { A: 1, AAAA: 28 } as const;

/** An answer to the one question in `query` (RFC 1035 §4.1); with no address: there is no such name. */
const answerTo = (query: Buffer, zone: Zone): Buffer => {
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  const asked = question.readUInt16BE(question.length - 4);
  const type = asked === typeNumbers.A ? 'A' : 'AAAA';
  const answers = zone[type].map((address) =>
    Buffer.from([0xc0, 12, 0, typeNumbers[type], 0, 1, 0, 0, 0, 0, 0, address.length, ...address]),
  );
  const isKnown = zone.A.length + zone.AAAA.length > 0;
  const head = Buffer.from([0, 0, 0x81, isKnown ? 0x80 : 0x83, 0, 1, 0, answers.length, 0, 0, 0, 0]);
  query.copy(head, 0, 0, 2);
  return Buffer.concat([head, question, ...answers]);
};

/** Asks a name server of its own, which knows this zone by every name. */
const resolverFor = async (zone: Zone): Promise<Resolver> => {
  const server = createSocket('udp4');
  server.on('message', (query, from) => server.send(answerTo(query, zone), from.port, from.address));
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  return resolver;
};

const outside4 = [93, 184, 215, 14];
const outside6 = [0x2a, 0, 0x14, 0x50, ...Array(11).fill(0), 1];

test('a name leads to its addresses of both kinds', async () => {
  const resolve = createResolve(await resolverFor({ A: [outside4], AAAA: [outside6] }));
  assert.deepEqual(await resolve('shop.example'), [
    { address: '93.184.215.14', family: 4 },
    { address: '2a00:1450::1', family: 6 },
  ]);
});

test('a name with addresses of one kind only leads to those', async () => {
  const resolve = createResolve(await resolverFor({ A: [], AAAA: [outside6] }));
  assert.deepEqual(await resolve('shop.example'), [{ address: '2a00:1450::1', family: 6 }]);
});

test('a name that does not exist leads nowhere', async () => {
  const resolve = createResolve(await resolverFor({ A: [], AAAA: [] }));
  await assert.rejects(resolve('no.example'), { code: 'ENOTFOUND' });
});

for (const name of ['localhost', 'LOCALHOST', 'shop.localhost', 'localhost.']) {
  test(`${name} is this machine, whatever a name server says`, async () => {
    const resolve = createResolve(await resolverFor({ A: [outside4], AAAA: [] }));
    assert.deepEqual(await resolve(name), [{ address: '127.0.0.1', family: 4 }]);
  });
}

const inside: readonly (readonly [what: string, zone: Zone])[] = [
  ['loopback', { A: [[127, 0, 0, 1]], AAAA: [] }],
  ['metadata', { A: [[169, 254, 169, 254]], AAAA: [] }],
  ['loopback in IPv6', { A: [], AAAA: [[...Array(15).fill(0), 1]] }],
  ['loopback dressed as IPv6', { A: [], AAAA: [[...Array(10).fill(0), 255, 255, 127, 0, 0, 1]] }],
  ['a private address among public ones', { A: [outside4, [10, 0, 0, 1]], AAAA: [outside6] }],
];
for (const [what, zone] of inside) {
  test(`a name that leads to ${what} is not reached`, async () => {
    const fetchOutside = createOutsideFetch({ resolve: createResolve(await resolverFor(zone)) });
    const { signal } = new AbortController();
    await assert.rejects(
      fetchOutside(new Request('http://shop.example/'), { allowPrivate: false, signal }),
      AddressNotAllowed,
    );
  });
}
