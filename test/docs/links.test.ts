import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

/** As the forges make anchors of headings. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (path: string): readonly string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Links to places in this repository, outside of code. */
const linksIn = (path: string): readonly string[] =>
  [
    ...readFileSync(path, 'utf8')
      .replaceAll(/^```.*?^```$/gms, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, link = '']) => link)
    .filter((link) => !/^https?:/.test(link));

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'src/README.md',
  'bench/README.md',
  ...globSync('docs/*.md'),
];

for (const path of documents) {
  test(`every link in ${path} leads somewhere`, () => {
    for (const link of linksIn(path)) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      assert.ok(existsSync(target), link);
      if (anchor !== undefined) assert.ok(anchorsIn(target).includes(anchor), link);
    }
  });
}

test('every page of the documentation can be reached from the README', () => {
  const reached = new Set<string>();
  const follow = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const link of linksIn(path)) {
      const [file = ''] = link.split('#');
      const target = join(dirname(path), file);
      if (target.endsWith('.md') && existsSync(target)) follow(target);
    }
  };
  follow('README.md');
  assert.deepEqual(
    globSync('docs/*.md').filter((path) => !reached.has(path)),
    [],
  );
});
