import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { languages } from '../src/protocol/words.ts';
import {
  circles,
  houseOf,
  longFiles,
  reachable,
  readArrows,
  silencers,
  strayNode,
  wrongArrows,
} from './support/house.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

const house = houseOf(
  globSync(['{src,demo,test,bench}/**/*.ts', 'vite.config.ts'], { exclude: ['**/node_modules/**'] }).map(
    (path): [string, string] => [path.replaceAll('\\', '/'), read(path)],
  ),
);

const arrows = readArrows(read('src/README.md'));

const inWidget = (path: string): boolean => path.startsWith('src/widget/');
const inServe = (path: string): boolean => path.startsWith('src/backend/node/');

describe('the house', () => {
  it('has every room on the map', () => {
    const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const map = read('src/README.md');
    for (const { name } of rooms) assert.ok(map.includes(`| \`${name}/\``), `${name} is not on the map`);
  });

  it('has every arrow point the right way', () => {
    assert.deepEqual(wrongArrows(house, arrows), []);
  });

  it('has no two files that need each other', () => {
    assert.deepEqual(circles(house), []);
  });

  it('knows Node in one room only', () => {
    assert.deepEqual(strayNode(house), []);
  });

  it('carries no schema library to the browser', () => {
    assert.equal(reachable(house, inWidget).get('zod'), undefined);
  });

  it('serves the real thing without sandbox or demo', () => {
    const ways = [...reachable(house, inServe)].filter(([path]) => /^(src\/sandbox|demo)\//.test(path));
    assert.deepEqual(ways, []);
  });

  it('silences neither the compiler nor the linter', () => {
    assert.deepEqual(silencers(house), []);
  });

  it('has no file longer than 300 lines', () => {
    assert.deepEqual(longFiles(house, 300), []);
  });

  it('has nothing at its top but what was agreed', () => {
    const agreed = new Set(
      `src demo test bench docs index.html vite.config.ts package.json package-lock.json tsconfig.json
       README.md LICENSE CONTRIBUTING.md`.split(/\s+/),
    );
    const ignored = new Set(
      read('.gitignore')
        .split('\n')
        .map((line) => line.replace(/\/$/, '')),
    );
    const strays = readdirSync('.').filter(
      (name) => !name.startsWith('.') && !agreed.has(name) && !ignored.has(name),
    );
    assert.deepEqual(strays, []);
  });
});

describe('the texts', () => {
  const folder = 'src/widget/texts';
  const keysOf = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}/${key}`))
      : [path];

  const textsOf = async (name: string) => (await import(`../${folder}/${name}.ts`)).texts;

  for (const language of languages.filter((name) => name !== 'en')) {
    it(`say in ${language} all that they say in English, and no more`, async () => {
      const english = await textsOf('en');
      assert.deepEqual(keysOf(await textsOf(language)).sort(), keysOf(english).sort());
    });
  }
});

describe('the reader of the house', () => {
  const made = readArrows(['protocol ← flow ← widget', 'protocol ← providers ← backend'].join('\n'));
  const one = (path: string, text: string) => houseOf([[path, text]]);

  const wrongs: readonly (readonly [what: string, path: string, text: string])[] = [
    ['a value', 'src/flow/a.ts', `import { b } from '../widget/b.ts';`],
    ['a type', 'src/protocol/a.ts', `import type { B } from '../flow/b.ts';`],
    ['a type in brackets', 'src/protocol/a.ts', `let b: import('../flow/b.ts').B;`],
    ['a re-export', 'src/flow/a.ts', `export * from '../providers/b.ts';`],
    ['a named re-export', 'src/flow/a.ts', `export type { B } from '../backend/b.ts';`],
    ['an import at run time', 'src/flow/a.ts', `const b = [await import('../widget/b.ts')];`],
    ['a specifier made at run time', 'src/flow/a.ts', 'await import(name);'],
    ['a side effect', 'src/backend/a.ts', `import './node/serve.ts';`],
    ['a neighbour', 'src/providers/a/wire.ts', `import { b } from '../b/wire.ts';`],
    ['the sandbox from the real thing', 'src/backend/node/a.ts', `import '../../sandbox/b.ts';`],
    ['anything from the sandbox', 'src/sandbox/a.ts', `import '../protocol/b.ts';`],
    ['a test', 'src/flow/a.ts', `import '../../test/support/log.ts';`],
    ['the backend from a demo', 'demo/webshop/a.ts', `import '../../src/backend/b.ts';`],
  ];
  for (const [what, path, text] of wrongs) {
    it(`complains of ${what}`, () => assert.equal(wrongArrows(one(path, text), made).length, 1));
  }

  it('lets right arrows be, and what only looks like an import', () => {
    const right = houseOf([
      ['src/widget/a.ts', `import { b } from '../protocol/b.ts'; import { html } from 'lit';`],
      ['src/backend/node/a.ts', `import '../b.ts'; import '../../protocol/c.ts';`],
      ['demo/serve.ts', `import '../src/sandbox/b.ts'; import '../src/backend/node/serve.ts';`],
      ['src/protocol/a.ts', `// import '../flow/b.ts'\nexport const text = "import '../flow/b.ts'";`],
    ]);
    assert.deepEqual(wrongArrows(right, made), []);
  });

  it('finds files that need each other, over others and for a type too', () => {
    const round = houseOf([
      ['src/flow/a.ts', `import { b } from './b.ts';`],
      ['src/flow/b.ts', `export { c } from './c.ts';`],
      ['src/flow/c.ts', `import type { A } from './a.ts';`],
      ['src/flow/d.ts', `import { a } from './a.ts'; import { b } from './b.ts';`],
    ]);
    assert.deepEqual(circles(round), ['src/flow/a.ts → src/flow/b.ts → src/flow/c.ts → src/flow/a.ts']);
  });

  it('complains of Node outside its room', () => {
    for (const name of ['node:fs', 'crypto']) {
      assert.equal(strayNode(one('src/backend/a.ts', `import x from '${name}';`)).length, 1);
      assert.equal(strayNode(one('src/backend/node/a.ts', `import x from '${name}';`)).length, 0);
    }
  });

  it('finds a package behind several files, but not behind a type', () => {
    const chain = houseOf([
      ['src/widget/a.ts', `import { b } from '../protocol/b.ts';`],
      ['src/protocol/b.ts', `export { c } from './c.ts';`],
      ['src/protocol/c.ts', `import * as z from 'zod';`],
    ]);
    assert.equal(
      reachable(chain, inWidget).get('zod'),
      'src/widget/a.ts → src/protocol/b.ts → src/protocol/c.ts → zod',
    );
    const types = houseOf([['src/widget/a.ts', `import type { z } from 'zod';`]]);
    assert.equal(reachable(types, inWidget).has('zod'), false);
  });

  it('complains of silencers and of length', () => {
    for (const text of ['let a: any;', '// @ts-ignore', '// biome-ignore lint/x/y']) {
      assert.equal(silencers(one('src/flow/a.ts', text)).length, 1, text);
    }
    assert.deepEqual(silencers(one('src/flow/a.ts', '// biome-ignore lint/x/y: any is what JSON is')), []);
    assert.deepEqual(longFiles(one('src/flow/a.ts', '\n'.repeat(301)), 300), ['src/flow/a.ts has 301 lines']);
  });
});
