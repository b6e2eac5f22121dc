import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPeerAddress } from '../../../src/backend/node/peer-address.ts';

const proxies = ['10.0.0.0/8', '192.0.2.7', 'fd00::/8'];

const cases: readonly (readonly [
  what: string,
  connected: string,
  forwardedFor: string | null,
  peer: string,
])[] = [
  ['without a proxy, whoever connects', '203.0.113.9', null, '203.0.113.9'],
  ['a stranger’s word for itself is not believed', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['behind a proxy, whom the proxy names', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['behind several, the first that is none', '10.0.0.1', '203.0.113.9, 192.0.2.7, 10.9.9.9', '203.0.113.9'],
  ['what the stranger wrote before is not believed', '10.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['a proxy that asks for itself', '10.0.0.1', null, '10.0.0.1'],
  ['a proxy that names only proxies', '10.0.0.1', '10.0.0.2', '10.0.0.2'],
  ['an address beside the range', '11.0.0.1', '203.0.113.9', '11.0.0.1'],
  ['an address beside the single one', '192.0.2.8', '203.0.113.9', '192.0.2.8'],
  ['nonsense is no address', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['nor is nothing', '10.0.0.1', '', '10.0.0.1'],
  ['IPv4 in IPv6’s disguise', '::ffff:10.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
  ['a port behind the address', '10.0.0.1', '203.0.113.9:51234', '203.0.113.9'],
  ['IPv6 in brackets with a port', 'fd00::1', '[2001:db8::9]:51234', '2001:db8::9'],
  ['IPv6 with a zone', 'fe80::1%eth0', '203.0.113.9', 'fe80::1'],
  ['no address at all', '', '203.0.113.9', ''],
];

for (const [what, connected, forwardedFor, peer] of cases) {
  test(`${what}: ${peer}`, () => {
    assert.equal(createPeerAddress(proxies)(connected, forwardedFor), peer);
  });
}

test('where no proxy is trusted nobody is believed', () => {
  assert.equal(createPeerAddress([])('127.0.0.1', '203.0.113.9'), '127.0.0.1');
});
