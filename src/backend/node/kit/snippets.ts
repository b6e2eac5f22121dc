import { createHash } from 'node:crypto';
import { entry, type Inventory } from './inventory.ts';

/** What goes into a shop's page, ready to be copied. */
export interface Snippets {
  readonly tag: string;
  /** Value of `Content-Security-Policy`: the strictest under which a payment runs. */
  readonly policy: string;
  /** The entry and all that it may load, held to the hashes of one version. */
  readonly pinnedTag: string;
  readonly pinnedPolicy: string;
}

/** For a header beside the pinned policy: no script without integrity. */
export const integrityPolicy = 'blocked-destinations=(script)';

/** An element as a page has it. */
export const element = (backend: string): string =>
  `<handslag-payment backend="${backend}"></handslag-payment>`;

export const snippetsFor = (backend: string, { pinned, scripts }: Inventory): Snippets => {
  const policy = (...more: readonly string[]): string =>
    [
      "default-src 'none'",
      ['script-src', backend, ...more].join(' '),
      `connect-src ${backend}`,
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ].join('; ');
  const script = (attributes: string): string => `<script type="module" ${attributes}></script>`;

  // An import map is the one place where a page can say the hash of what a script imports later.
  const parts = scripts.filter(({ file }) => file !== entry);
  const integrity = Object.fromEntries(parts.map(({ file, integrity }) => [`${backend}/${file}`, integrity]));
  const map = JSON.stringify({ integrity });
  return {
    tag: script(`src="${backend}/${entry}"`),
    policy: policy(),
    pinnedTag: [
      `<script type="importmap">${map}</script>`,
      script(`src="${backend}/${pinned}" integrity="${integrity[`${backend}/${pinned}`]}"`),
    ].join('\n'),
    pinnedPolicy: policy(`'sha256-${createHash('sha256').update(map).digest('base64')}'`),
  };
};
