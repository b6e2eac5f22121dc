import type { ServedFile } from '../static-files.ts';
import type { Inventory } from './inventory.ts';
import { type Facts, kitPage, pagePolicy } from './page.ts';
import { snippetsFor } from './snippets.ts';
import { style } from './style.ts';

const headers = (type: string, policy = "default-src 'none'; frame-ancestors 'none'") => ({
  'content-type': `${type}; charset=utf-8`,
  'content-security-policy': policy,
  'cache-control': 'no-cache',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

/** What the kit says of this very service, beside the two files that the build has made, by path under `kit/`. */
export const kitFiles = (facts: Facts, inventory: Inventory): ReadonlyMap<string, ServedFile> => {
  const snippets = snippetsFor(facts.publicUrl, inventory);
  const text = (body: string): ServedFile => ({ headers: headers('text/plain'), body: `${body}\n` });
  return new Map([
    ['index.html', { headers: headers('text/html', pagePolicy), body: kitPage(facts, inventory, snippets) }],
    ['kit.css', { headers: headers('text/css'), body: style }],
    ['tag.txt', text(snippets.tag)],
    ['csp.txt', text(snippets.policy)],
    ['pinned-tag.txt', text(snippets.pinnedTag)],
    ['pinned-csp.txt', text(snippets.pinnedPolicy)],
  ]);
};
