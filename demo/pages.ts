import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { loadStaticFiles, type StaticFiles } from '../src/backend/node/static-files.ts';

const root = join(import.meta.dirname, '..');

/** What every demo page allows itself: its own files, nothing inline, no string that becomes script. */
const policy = (more: Readonly<Record<string, string>>): string =>
  Object.entries({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'connect-src': "'self'",
    'trusted-types': "'none'",
    'require-trusted-types-for': "'script'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'self'",
    ...more,
  })
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');

/** What a shop adds for Handslag: its script, its calls, and Lit's policy for Trusted Types. */
const shopPolicy = (backend: string): string =>
  policy({
    'script-src': `'self' ${backend}`,
    'connect-src': `'self' ${backend}`,
    'trusted-types': 'lit-html',
  });

/** The demo pages, with their types stripped, their parts put in and the backend's address filled in. */
export const loadPages = async (backend: string): Promise<StaticFiles> => {
  const load = (folder: string, at: string, csp: string, files?: readonly string[]) =>
    loadStaticFiles(join(root, folder), {
      at,
      ...(files === undefined ? {} : { files }),
      headers: () => ({
        'cache-control': 'no-cache',
        'content-security-policy': csp,
        'referrer-policy': 'same-origin',
      }),
      rewrite: (path, text) => {
        if (extname(path) === '.ts') return stripTypeScriptTypes(text);
        return putInParts(text, join(root, folder)).replaceAll('{backend}', backend);
      },
    });
  const all = await Promise.all([
    load('.', '/', policy({}), ['index.html']),
    load('demo/door', '/demo/door/', policy({})),
    load('demo/preferences', '/demo/preferences/', policy({})),
    load('demo/webshop/public', '/demo/webshop/', shopPolicy(backend)),
    load('demo/app', '/demo/app/', policy({})),
    load('demo/side-by-side', '/demo/side-by-side/', policy({ 'frame-src': "'self'" })),
  ]);
  return (request) => {
    for (const files of all) {
      const answer = files(request);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
};

/** `<!-- include header.html -->`: what several pages share stands in one file. */
const putInParts = (text: string, folder: string): string =>
  text.replace(/<!-- include (\S+) -->\n/g, (_, name: string) => readFileSync(join(folder, name), 'utf8'));
