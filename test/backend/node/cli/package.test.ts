import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import { newFolder } from '../../../support/folder.ts';
import { environment, writeConfig } from './configuration.ts';
import { launchService, run } from './program.ts';
import { askToken } from './shop.ts';

const exec = promisify(execFile);
const root = join(import.meta.dirname, '../../../..');

/** What is copied: packing writes into the folder that it packs, and others may be at work in this one. */
const sources = 'package.json README.md LICENSE docs src vite.config.ts tsconfig.json'.split(' ');

/** A folder in which somebody has installed the package. */
let home = '';

before(async () => {
  const copy = await newFolder();
  await Promise.all(sources.map((name) => cp(join(root, name), join(copy, name), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  await exec('npm', ['pack', '--silent'], { cwd: copy });
  const [tarball] = (await readdir(copy)).filter((name) => name.endsWith('.tgz'));
  assert(tarball !== undefined);

  home = await newFolder();
  await install(join(copy, tarball), join(home, 'node_modules'));
});

/** What `npm install` does, but for the download: only what the package says that it needs is there for it. */
const install = async (tarball: string, modules: string): Promise<void> => {
  const place = join(modules, 'handslag');
  await mkdir(place, { recursive: true });
  await exec('tar', ['-xzf', tarball, '--strip-components=1', '-C', place]);
  const { dependencies, bin } = JSON.parse(await readFile(join(place, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  await mkdir(join(modules, '.bin'));
  await exec('chmod', ['+x', join(place, bin.handslag)]);
  await symlink(join('..', 'handslag', bin.handslag), join(modules, '.bin', 'handslag'));
};

test('the package holds what runs and what explains it, and asks for nothing that only development needs', async () => {
  const place = join(home, 'node_modules', 'handslag');
  const files = await readdir(place);
  assert.deepEqual(files.sort(), ['LICENSE', 'README.md', 'dist', 'docs', 'package.json']);
  const { optionalDependencies, dependencies, engines } = JSON.parse(
    await readFile(join(place, 'package.json'), 'utf8'),
  );
  assert.equal(optionalDependencies, undefined);
  assert.equal(engines.node, '>=22.13');
  assert.deepEqual(
    Object.keys(dependencies).filter((name) => /^(lit|vite|node-)/.test(name)),
    [],
  );
  const built = await readdir(join(place, 'dist'), { recursive: true });
  assert.deepEqual(
    built.filter((name) => /\.ts$|sandbox|demo/.test(name)),
    [],
  );
});

test('npx handslag prints its help', async () => {
  const npx = { command: ['npx', '--no-install', 'handslag'], cwd: home } as const;
  const { code, out } = await run(['--help'], npx);
  assert.equal(code, 0);
  assert.match(out, /^Usage: handslag COMMAND/);
});

test('what is installed checks its configuration, serves, and stops', async () => {
  const how = {
    command: [join(home, 'node_modules', '.bin', 'handslag')],
    cwd: home,
    env: environment,
  } as const;
  const file = await writeConfig();
  assert.equal((await run(['check-config', '--config', file], how)).code, 0);
  const service = await launchService(file, how);
  assert.equal((await askToken(service.url)).status, 200);
  assert.equal((await fetch(`${service.url}/handslag.js`)).status, 200);
  service.signal('SIGTERM');
  assert.equal(await service.ended(), 0);
  assert.doesNotMatch(service.output(), /Warning/);
});
