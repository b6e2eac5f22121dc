import { readFileSync } from 'node:fs';
import type { Page, ShopPages } from '../support/shop-pages.ts';
import { listener, listenerHash } from './listener.ts';

/** What a shop's page is given: where the backend is, an element and its token, and the shop's own server. */
export interface Given {
  readonly tag: string;
  readonly backend: string;
  readonly token: string;
  readonly shop: ShopPages;
}

type Policy = Readonly<Record<string, string>>;

/** The strictest policy that we promise to work under: the backend's scripts, calls to it, and nothing else. */
const strictest = (backend: string): Policy => ({
  'default-src': "'none'",
  'script-src': `${backend} ${listenerHash}`,
  'connect-src': backend,
  'trusted-types': 'lit-html',
  'require-trusted-types-for': "'script'",
});

const page = (policy: Policy, content: string, headers: Policy = {}): Page => ({
  headers: {
    'content-security-policy': Object.entries(policy)
      .map(([directive, value]) => `${directive} ${value}`)
      .join('; '),
    ...headers,
  },
  body: `<!doctype html>
<html lang="da">
  <head><title>Checkout</title><script>${listener}</script></head>
  <body>${content}</body>
</html>`,
});

const script = (src: string): string => `<script type="module" src="${src}"></script>`;

const element = ({ backend, tag, token }: Given): string =>
  `${script(`${backend}/handslag.js`)}
  <${tag} backend="${backend}" token="${token}"></${tag}>`;

const framed = (given: Given, attributes: string): Page => {
  const { backend, shop } = given;
  const inner = shop.serve(page(strictest(backend), element(given)));
  return page(
    { ...strictest(backend), 'frame-src': shop.origin },
    `<iframe src="${inner}" ${attributes}></iframe>`,
  );
};

/** For a page that brings its own Lit: the same version, but a module of its own with a policy of the same name. */
const withOwnLit = (given: Given): Page => {
  const { backend, shop } = given;
  const lit = shop.serve({
    headers: { 'content-type': 'text/javascript' },
    body: readFileSync('node_modules/lit-html/lit-html.js', 'utf8'),
  });
  const policy = {
    ...strictest(backend),
    'script-src': `${strictest(backend)['script-src']} ${shop.origin}`,
    'trusted-types': "lit-html 'allow-duplicates'",
  };
  return page(policy, script(lit) + element(given));
};

export interface Kind {
  readonly make: (given: Given) => Page;
  /** An expression that is true in such a page, so that the test is not of some other page. */
  readonly holds: string;
}

const loaded = (path: string): string =>
  `performance.getEntriesByType('resource').filter(({ name }) => name.includes('${path}')).length`;

/** Every kind of page on which an element must run without a violation. */
export const kinds: Readonly<Record<string, Kind>> = {
  'the strictest policy': {
    make: (given) => page(strictest(given.backend), element(given)),
    holds: "'trustedTypes' in globalThis",
  },
  'a frame': { make: (given) => framed(given, ''), holds: 'frames.length === 1' },
  'a sandboxed frame': {
    make: (given) => framed(given, 'sandbox="allow-scripts allow-same-origin allow-forms"'),
    holds: "document.querySelector('iframe').sandbox.length === 3",
  },
  'cross-origin isolation': {
    make: (given) =>
      page(strictest(given.backend), element(given), {
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      }),
    holds: 'crossOriginIsolated',
  },
  'two script tags': {
    make: (given) =>
      page(strictest(given.backend), script(`${given.backend}/handslag.js?again`) + element(given)),
    holds: `${loaded('/handslag.js')} === 2`,
  },
  'a Lit of its own': { make: withOwnLit, holds: 'globalThis.litHtmlVersions.length === 2' },
};

/** A page that breaks its own policy, to see that this is noticed. */
export const violating = ({ backend }: Given): Page =>
  page(strictest(backend), '<p style="color: red">Red</p>');
