import { BlockList, isIP } from 'node:net';

/** Whether an address is one of those given as addresses and CIDR ranges. */
type IsTrusted = (address: string) => boolean;

/** The address of whoever asks, given the other end of the connection and the request's `X-Forwarded-For`. */
export type PeerAddress = (connected: string, forwardedFor: string | null) => string;

/**
 * Each proxy adds at the right the address from which it was asked, so the list is read from there, and only as far
 * as trusted proxies have written it: what stands further left anyone could have made up.
 */
export const createPeerAddress = (trustedProxies: readonly string[]): PeerAddress => {
  const isTrusted = trusting(trustedProxies);
  return (connected, forwardedFor) => {
    const hops = (forwardedFor ?? '').split(',').map((hop) => plain(hop.trim()));
    let peer = plain(connected);
    while (isTrusted(peer)) {
      const before = hops.pop();
      if (before === undefined || isIP(before) === 0) break;
      peer = before;
    }
    return peer;
  };
};

/** Without the port that some proxies add, brackets and zone of IPv6, and IPv6's disguise of IPv4. */
const plain = (hop: string): string =>
  hop
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^\[(.+)\](:\d+)?$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');

const trusting = (ranges: readonly string[]): IsTrusted => {
  // One list for each family: in a list of both, a range of one may match addresses of the other.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) lists[family].addAddress(address, family);
    else lists[family].addSubnet(address, Number(prefix), family);
  }
  return (address) => {
    if (isIP(address) === 0) return false;
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    return lists[family].check(address, family);
  };
};
