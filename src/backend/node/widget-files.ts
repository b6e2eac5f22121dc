import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { keepScripts } from './kept-scripts.ts';
import { Inventory } from './kit/inventory.ts';
import { kitFiles } from './kit/kit.ts';
import type { Facts } from './kit/page.ts';
import { loadStaticFiles, type StaticFiles, serveFiles } from './static-files.ts';

/** The end of a name that carries the hash of its file's content, so that it never means anything else. */
const hash = /-[\w-]{8}\.(js|css)$/;

const headers = (path: string): Record<string, string> => ({
  'cache-control': hash.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
  // Modules are always fetched with CORS, and from pages under COEP.
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
});

/**
 * The built widget for any shop's page, `/handslag.js` and what it loads, and the kit that says all about it, `/kit/`.
 * With `kept`, a folder, the scripts of earlier builds stay there and are served too: pages that pinned one of them,
 * or have been open since, go on.
 */
export const loadWidgetFiles = async (folder: string, facts: Facts, kept?: string): Promise<StaticFiles> => {
  const inventory = await readInventory(folder);
  const sources = [
    await loadStaticFiles(folder, { at: '/', headers }),
    serveFiles(kitFiles(facts, inventory), '/kit/'),
  ];
  if (kept !== undefined) {
    const files = await keepScripts(folder, kept, (name) => hash.test(name));
    sources.push(await loadStaticFiles(kept, { at: '/', headers, files }));
  }
  return (request) => {
    for (const files of sources) {
      const answer = files(request);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
};

const readInventory = async (folder: string): Promise<Inventory> => {
  const text = await readFile(join(folder, 'kit/scripts.json'), 'utf8').catch((cause) => {
    throw new CannotStart(`The widget is not built: run "npm run build" (${folder}).`, { cause });
  });
  return Inventory.parse(JSON.parse(text));
};
