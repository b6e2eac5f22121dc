import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

export const widgetFolder = join(root, 'dist/widget');

/** What the built widget is made of. */
const sources = [
  'src/widget',
  'src/flow',
  'src/protocol',
  'src/identifiers',
  'src/backend/node/kit',
  'vite.config.ts',
  'package.json',
];

/** Builds the widget if it is not built, or something it is made of is newer. */
export const buildWidget = async (): Promise<void> => {
  const built = await changedAt(join(widgetFolder, 'handslag.js'));
  const changed = await Promise.all(sources.map((source) => newestIn(join(root, source))));
  if (built > Math.max(...changed)) return;
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
};

/** Milliseconds since 1970; 0: it is not there. */
const changedAt = (path: string): Promise<number> =>
  stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );

const newestIn = async (path: string): Promise<number> => {
  const entries = await readdir(path, { recursive: true }).catch(() => []);
  const times = await Promise.all(['', ...entries].map((entry) => changedAt(join(path, entry))));
  return Math.max(...times);
};
