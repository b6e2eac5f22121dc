import { isIP, type LookupFunction } from 'node:net';
import { AddressNotAllowed, type FetchOutside } from '../webhooks/fetch-outside.ts';
import { askOnce } from './ask-once.ts';
import { isOnInternet } from './internet-address.ts';
import { createResolve, type Resolve } from './internet-names.ts';

/**
 * `fetch` for addresses on the internet that somebody else chose. A name is judged by the addresses that the
 * connection is then made to, not looked up once to judge and once more to connect, so it cannot change in between.
 * No redirect is followed and no proxy used; every request has a connection of its own, so that none is left over
 * for somebody who may reach less. Bodies come as they were sent, unpacked by nobody.
 */
export const createOutsideFetch = ({
  timeoutMs = 60_000,
  resolve = createResolve(),
}: {
  /** For the whole exchange, body included. */
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
} = {}): FetchOutside => {
  const lookupOnInternet: LookupFunction = (host, { all }, tell) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => isOnInternet(address))) {
          tell(new AddressNotAllowed('the host name leads to an address that is not on the internet'), '');
        } else if (all) tell(null, [...found]);
        else tell(null, first.address, first.family);
      },
      (error) => tell(error, ''),
    );
  };

  return async (request, { allowPrivate, signal }) => {
    const url = new URL(request.url);
    // `[::1]` in a URL is `::1` as an address. Names other than addresses are judged when they are looked up.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (!allowPrivate && isIP(host) !== 0 && !isOnInternet(host)) {
      throw new AddressNotAllowed('the address is not on the internet');
    }
    const body = new Uint8Array(await request.arrayBuffer());
    const options = {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), 'content-length': body.byteLength },
      agent: false,
      ...(allowPrivate ? {} : { lookup: lookupOnInternet }),
    };
    return askOnce(url, options, body, signal, timeoutMs);
  };
};
