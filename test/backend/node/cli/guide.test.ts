import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from '../../../runner/free-port.ts';
import { newFolder } from '../../../support/folder.ts';
import { launch, program } from './program.ts';

/** docs/running.md, followed by somebody who types what stands there. */
const guide = await readFile('docs/running.md', 'utf8');

/** The blocks of a chapter, in one language. */
const blocks = (chapter: number, language: string): readonly string[] => {
  const text = guide.split(/^## /m)[chapter] ?? '';
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code = '']) => code,
  );
};

const only = ([block, ...more]: readonly string[]): string => {
  assert(block !== undefined && more.length === 0);
  return block;
};

let home = '';
let path = '';
let ports: readonly (readonly [inGuide: string, here: string])[] = [];

/** Runs a block as a shell would, and resolves with what it prints. */
const type = async (block: string, cwd = join(home, 'handslag')): Promise<string> => {
  const here = ports.reduce((text, [inGuide, port]) => text.replaceAll(inGuide, port), block);
  const { stdout } = await promisify(execFile)('bash', ['-euc', here], {
    cwd,
    env: { ...process.env, PATH: path },
  });
  return stdout;
};

/** Installs, in place of the package, a program that runs the sources. */
const npmInstall = `#!/bin/sh
[ "$*" = "install handslag" ] || exit 1
echo '{}' > package.json
mkdir -p node_modules/.bin
printf '#!/bin/sh\\nexec "%s" "%s" "$@"\\n' '${process.execPath}' '${program}' > node_modules/.bin/handslag
chmod +x node_modules/.bin/handslag
`;

before(async () => {
  home = await newFolder();
  const bin = join(home, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'npm'), npmInstall);
  await chmod(join(bin, 'npm'), 0o755);
  path = `${bin}${delimiter}${process.env.PATH}`;
  ports = [
    ['8080', String(await freePort())],
    ['9464', String(await freePort())],
  ];
});

test('who follows the guide has a service that gives tokens, and metrics as the guide lists them', async () => {
  assert.match(await type(only(blocks(1, 'sh')), home), /^Usage: handslag/);
  let printed = '';
  for (const block of blocks(2, 'sh')) printed += await type(block);
  const [, secret, hash] = /^secret +(\S+)\nhash +(\S+)$/m.exec(printed) ?? [];
  assert(secret !== undefined && hash !== undefined);

  const config = only(blocks(3, 'jsonc')).replace(/sha256:A+/, hash);
  const withPorts = ports.reduce((text, [inGuide, port]) => text.replaceAll(inGuide, port), config);
  await writeFile(join(home, 'handslag', 'handslag.json'), withPorts);
  assert.match(await type(only(blocks(3, 'sh'))), /^handslag\.json is in order/);

  const [serve, look, ...more] = blocks(4, 'sh');
  assert.equal(serve, 'npx handslag serve\n');
  assert(look !== undefined && more.length === 0);
  const service = launch(['serve'], { cwd: join(home, 'handslag') });
  await service.says('service.started');
  const seen = await type(look.replace('SECRET', secret));
  assert.match(seen, /"ready":true/);
  assert.match(seen, /"access_token":"eyJ/);

  const listed = [...guide.matchAll(/^\| `(handslag_\w+)` \| (\w+) \|/gm)].map(
    ([, name, kind]) => `${name} ${kind}`,
  );
  const counted = [...seen.matchAll(/^# TYPE (handslag_\w+ \w+)$/gm)].map(([, metric]) => metric);
  assert.deepEqual(listed.sort(), counted.sort());

  const commands = new Set([...guide.matchAll(/npx handslag ([a-z][a-z-]*)/g)].map(([, name = '']) => name));
  for (const name of commands) assert.match(await type(`npx handslag ${name} --help`), /^Usage/, name);
  service.signal('SIGTERM');
  assert.equal(await service.ended(), 0);
});
