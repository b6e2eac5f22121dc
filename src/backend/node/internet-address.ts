import { BlockList, isIPv6 } from 'node:net';

/** IPv4 blocks in which no shop's server can be (IANA's special-purpose registry, RFC 6890). */
const notOnInternet4: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this host
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // behind a carrier's NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local; metadata of most clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // IETF protocols; metadata of one cloud
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays, deprecated
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved; broadcast
  ['168.63.129.16', 32], // public by its number, but metadata of one cloud
];

/**
 * IPv6 is on the internet only within 2000::/3. What lies outside is refused as a whole: loopback, unique local,
 * link-local, multicast, and IPv4 in disguise (mapped, compatible, NAT64).
 */
const notOnInternet6: readonly (readonly [net: string, prefix: number])[] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23], // IETF protocols, Teredo among them, which carries IPv4
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, which carries IPv4
  ['3fff::', 20], // documentation
];

const listOf = (family: 'ipv4' | 'ipv6', nets: typeof notOnInternet4): BlockList => {
  const list = new BlockList();
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family);
  return list;
};

// One list for each: in a list of both, `::` would stand for every IPv4 address too.
const lists = { ipv4: listOf('ipv4', notOnInternet4), ipv6: listOf('ipv6', notOnInternet6) };

/** Whether an IP address, as text, is one of the public internet. */
export const isOnInternet = (address: string): boolean => {
  // A zone (`fe80::1%eth0`) only ever belongs to an address of this machine's own network.
  if (address.includes('%')) return false;
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  return !lists[family].check(address, family);
};
