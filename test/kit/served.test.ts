import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import puppeteer from 'puppeteer-core';
import { type Everything, startEverything } from '../../demo/serve.ts';
import { Inventory, inventoryOf } from '../../src/backend/node/kit/inventory.ts';
import { chromiumArgs, ensureChromium } from '../browsers.ts';

let everything: Everything;
let inventory: Inventory;

const read = async (path: string): Promise<string> =>
  (await fetch(`${everything.urls.backend}/${path}`)).text();

before(async () => {
  everything = await startEverything({ port: 0, dataDir: ':memory:' });
  inventory = Inventory.parse(JSON.parse(await read('kit/scripts.json')));
});

after(() => everything.stop());

test('every script that was built is in the inventory, with the hash and size of the bytes that are served', async () => {
  const built = readdirSync('dist/widget').filter((name) => name.endsWith('.js'));
  assert.deepEqual(inventory.scripts.map(({ file }) => file).sort(), built.sort());

  const integrity = JSON.parse(await read('kit/integrity.json'));
  for (const script of inventory.scripts) {
    const bytes = Buffer.from(await read(script.file));
    const served = {
      integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
      bytes: bytes.length,
    };
    assert.deepEqual({ integrity: script.integrity, bytes: script.bytes }, served, script.file);
    assert.deepEqual(integrity[script.file], served, script.file);
  }
});

test('the pinned entry is the entry itself, under a name that holds the version of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.equal(inventory.version, version);
  assert.ok(inventory.pinned.startsWith(`handslag-${version}-`));
  assert.equal(await read(inventory.pinned), await read('handslag.js'));
});

test('the pinned tag names the hash of every script that the entry may load', async () => {
  const tag = await read('kit/pinned-tag.txt');
  const loaded = [...(await read('handslag.js')).matchAll(/[\w-]+-[\w-]{8}\.js/g)].map(([file]) => file);
  assert.ok(loaded.length > 5);
  for (const file of loaded) assert.ok(tag.includes(`${everything.urls.backend}/${file}":"sha384-`), file);
});

test('a script without a written reason is not built', () => {
  const stranger = { file: 'stranger-AbCdEfGh.js', code: '' };
  const entry = { file: 'handslag.js', code: '' };
  assert.throws(
    () => inventoryOf('1.0.0', [entry, stranger], entry),
    /stranger-AbCdEfGh.js has no written reason/,
  );
});

test('the kit’s page runs no script, shows all there is to copy, and axe finds nothing in it', async () => {
  const answer = await fetch(`${everything.urls.backend}/kit/`);
  assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self'/);

  const browser = await puppeteer.launch({ executablePath: await ensureChromium(), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (line) => complaints.push(line.text()));
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(`${everything.urls.backend}/kit/`);
      assert.equal(await page.$('script'), null);
      const shown = await page.$eval('main', (main) => main.textContent ?? '');
      for (const name of ['tag', 'csp', 'pinned-tag', 'pinned-csp']) {
        assert.ok(shown.includes((await read(`kit/${name}.txt`)).trimEnd()), name);
      }
      for (const { file, integrity, reason } of inventory.scripts) {
        for (const part of [file, integrity, reason]) assert.ok(shown.includes(part), part);
      }
      await page.evaluate(axe.source);
      const found = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
      assert.deepEqual(found, [], scheme);
    }
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
});
