import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { loadStaticFiles, type StaticFiles } from './static-files.ts';

/** A chunk's name carries the hash of its content, so it never means anything else. */
const isHashed = (path: string): boolean => /-[\w-]{8}\.(js|css)$/.test(path);

const headers = (path: string): Record<string, string> => ({
  'cache-control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
  // Modules are always fetched with CORS, and from pages under COEP.
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
});

/** The built widget, for any shop's page: `/handslag.js` and what it loads. */
export const loadWidgetFiles = async (folder: string): Promise<StaticFiles> => {
  const entry = await stat(join(folder, 'handslag.js')).catch(() => undefined);
  if (entry === undefined) throw new CannotStart(`The widget is not built: run "npm run build" (${folder}).`);
  return loadStaticFiles(folder, { at: '/', headers });
};
