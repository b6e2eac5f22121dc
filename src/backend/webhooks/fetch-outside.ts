/**
 * `fetch` for addresses that somebody else chose. Follows no redirect. Rejects with `AddressNotAllowed` where the
 * address is not on the internet, unless `allowPrivate`; with the signal's reason where it is aborted.
 */
export type FetchOutside = (
  request: Request,
  options: { readonly allowPrivate: boolean },
) => Promise<Response>;

/** The host is, or its name leads to, an address that is not on the internet. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
}
