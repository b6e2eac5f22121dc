import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join, sep } from 'node:path';

/** A folder of pages, and how it is served. */
export interface Pages {
  readonly folder: string;
  /** Where in the URL it hangs. */
  readonly at: string;
  /** The only files that count; all of the folder where none are named. */
  readonly files?: readonly string[];
  readonly headers: () => Readonly<Record<string, string>>;
  readonly rewrite: (path: string, text: string) => string;
}

/** The demo pages. They are given the backend's address, and may do no more than their policy says. */
export const pagesFor = (backend: string): readonly Pages[] => {
  const pages = (folder: string, at: string, csp: string, files?: readonly string[]): Pages => ({
    folder: join(root, folder),
    at,
    ...(files === undefined ? {} : { files }),
    headers: () => ({
      'cache-control': 'no-cache',
      'content-security-policy': csp,
      'referrer-policy': 'same-origin',
    }),
    rewrite: (path, text) =>
      extname(path) === '.ts'
        ? stripTypeScriptTypes(text)
        : putInParts(text, join(root, folder)).replaceAll('{backend}', backend),
  });
  return [
    pages('.', '/', policy({}), ['index.html']),
    pages('demo/door', '/demo/door/', policy({})),
    pages('demo/preferences', '/demo/preferences/', policy({})),
    pages('demo/page', '/demo/page/', policy({})),
    pages('demo/webshop', '/demo/webshop/', elementPolicy(backend), browserFiles('demo/webshop')),
    pages('demo/agent', '/demo/agent/', elementPolicy(backend), browserFiles('demo/agent')),
    pages('demo/pos', '/demo/pos/', elementPolicy(backend), browserFiles('demo/pos')),
    pages('demo/autogiro', '/demo/autogiro/', elementPolicy(backend), browserFiles('demo/autogiro')),
    pages('demo/consent', '/demo/consent/', elementPolicy(backend), browserFiles('demo/consent')),
    pages('demo/onboarding', '/demo/onboarding/', elementPolicy(backend), browserFiles('demo/onboarding')),
    pages('demo/op-admin', '/demo/op-admin/', policy({})),
    pages('demo/app', '/demo/app/', policy({})),
    pages('demo/internet-bank', '/demo/internet-bank/', policy({})),
    pages('demo/side-by-side', '/demo/side-by-side/', policy({ 'frame-src': "'self'" })),
  ];
};

const root = join(import.meta.dirname, '..');

/** A demo's files but for those of its server. */
const browserFiles = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => !/^server[./]/.test(path));

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

/** What a page adds for Handslag: its script, its calls, and Lit's policy for Trusted Types. */
const elementPolicy = (backend: string): string =>
  policy({
    'script-src': `'self' ${backend}`,
    'connect-src': `'self' ${backend}`,
    'trusted-types': 'lit-html',
  });

/** `<!-- include header.html -->`: what several pages share stands in one file, which may include others. */
const putInParts = (text: string, folder: string): string =>
  text.replace(/<!-- include (\S+) -->\n/g, (_, name: string) =>
    putInParts(readFileSync(join(folder, name), 'utf8'), folder),
  );
