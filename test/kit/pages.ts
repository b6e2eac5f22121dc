import { listener, listenerHash } from '../page-rules/listener.ts';
import type { Page } from '../support/shop-pages.ts';

/** What the kit gives a shop to copy. */
export interface Copied {
  readonly tag: string;
  readonly policy: string;
}

/** Reads it as a shop's own release script would. `kind`: empty, or `pinned-`. */
export const copyFrom = async (backend: string, kind: '' | 'pinned-'): Promise<Copied> => {
  const read = async (name: string) => (await (await fetch(`${backend}/kit/${name}`)).text()).trimEnd();
  return { tag: await read(`${kind}tag.txt`), policy: await read(`${kind}csp.txt`) };
};

/** A checkout that has just that, and the listener of these tests. */
export const checkout = (
  { tag, policy }: Copied,
  { backend, token }: { readonly backend: string; readonly token: string },
  headers: Readonly<Record<string, string>> = {},
): Page => ({
  headers: {
    'content-security-policy': policy.replace('script-src', `script-src ${listenerHash}`),
    ...headers,
  },
  body: `<!doctype html>
<html lang="da">
  <head><title>Checkout</title><script>${listener}</script>${tag}</head>
  <body><handslag-payment backend="${backend}" token="${token}"></handslag-payment></body>
</html>`,
});
