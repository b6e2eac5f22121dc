/**
 * `fetch` for addresses that somebody else chose. Follows no redirect. Rejects with `AddressNotAllowed` where the
 * address is not on the internet, unless `allowPrivate`; with the signal's reason where that is aborted. The signal
 * comes beside the request, for a request's own is heard only as long as somebody holds the request.
 */
export type FetchOutside = (
  request: Request,
  options: { readonly allowPrivate: boolean; readonly signal: AbortSignal },
) => Promise<Response>;

/** The host is, or its name leads to, an address that is not on the internet. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
}
