import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { CannotStart } from '../../../src/backend/node/cannot-start.ts';
import { inventoryOf } from '../../../src/backend/node/kit/inventory.ts';
import { type Served, serve } from '../../../src/backend/node/serve.ts';
import { loadWidgetFiles } from '../../../src/backend/node/widget-files.ts';
import { newFolder } from '../../support/folder.ts';
import { KeptLog } from '../../support/log.ts';
import { get } from './get.ts';

const facts = { publicUrl: 'https://pay.example', debtorKeptSeconds: 3600, logAddresses: false };
const entry = 'export const handslag = "a handshake that seals a deal";\n'.repeat(50);
let folder = '';
let served: Served;

/** A build of the widget whose Danish has this hash in its name. */
const build = async (hash: string): Promise<string> => {
  const built = await newFolder();
  await mkdir(join(built, 'kit'));
  await writeFile(join(built, 'handslag.js'), entry);
  await writeFile(join(built, `da-${hash}.js`), `export default '${hash}';`);
  const inventory = inventoryOf('1.0.0', [], { file: 'handslag.js', code: entry });
  await writeFile(join(built, 'kit/scripts.json'), JSON.stringify(inventory));
  return built;
};

before(async () => {
  folder = await build('B7x_k2Qz');
  const files = await loadWidgetFiles(folder, facts);
  const nothing = () => new Response(null, { status: 404 });
  served = await serve(
    (request) => files(request) ?? nothing(),
    { host: '127.0.0.1', port: 0 },
    new KeptLog(),
  );
});

after(() => served.stop(0));

test('each coding of the entry is the same script, and carries a tag of its own', async () => {
  const [plain, gzip, br] = await Promise.all(
    ['identity', 'gzip', 'gzip, br'].map((accept) =>
      get(served.port, '/handslag.js', { 'accept-encoding': accept }),
    ),
  );
  assert(plain && gzip && br);
  assert.equal(plain.body.toString(), entry);
  assert.equal(gunzipSync(gzip.body).toString(), entry);
  assert.equal(brotliDecompressSync(br.body).toString(), entry);
  assert.equal(new Set([plain, gzip, br].map((answer) => answer.headers.etag)).size, 3);
  assert.equal(br.headers['content-length'], String(br.body.length));
});

test('any page may load the script, also one under COEP', async () => {
  const { headers } = await get(served.port, '/handslag.js');
  assert.equal(headers['access-control-allow-origin'], '*');
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(headers['x-content-type-options'], 'nosniff');
});

test('the entry is asked for again soon, a hashed chunk never', async () => {
  const soon = await get(served.port, '/handslag.js');
  const never = await get(served.port, '/da-B7x_k2Qz.js');
  assert.equal(soon.headers['cache-control'], 'public, max-age=60');
  assert.equal(never.headers['cache-control'], 'public, max-age=31536000, immutable');
});

test('who has the entry already is told so', async () => {
  const first = await get(served.port, '/handslag.js', { 'accept-encoding': 'br' });
  const tag = first.headers.etag ?? '';
  const headers = { 'accept-encoding': 'br', 'if-none-match': `"old", W/${tag}` };
  const again = await get(served.port, '/handslag.js', headers);
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
  assert.equal(again.headers['access-control-allow-origin'], '*');
});

test('HEAD is answered without a body, and nothing can be written', async () => {
  const head = await get(served.port, '/handslag.js', {}, { method: 'HEAD' });
  assert.equal(head.headers['content-length'], String(entry.length));
  assert.equal(head.body.length, 0);
  assert.equal((await get(served.port, '/handslag.js', {}, { method: 'PUT' })).status, 405);
});

test('nothing outside the folder is given away', async () => {
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/kit/..%2fhandslag.js', '/kit', '/']) {
    assert.equal((await get(served.port, path)).status, 404, path);
  }
});

test('a widget that is not built is told in one sentence', async () => {
  await assert.rejects(
    loadWidgetFiles(join(folder, 'nowhere'), facts),
    (error) => error instanceof CannotStart && error.message.includes('npm run build'),
  );
});

test('scripts of earlier builds go on being served: a page may have pinned them, or have been open since', async () => {
  const kept = await newFolder();
  await loadWidgetFiles(await build('Older_1x'), facts, kept);
  // A copy that was cut off.
  await writeFile(join(kept, 'da-HalfCopy.js.next'), 'export');
  const files = await loadWidgetFiles(await build('Newer_2y'), facts, kept);

  const read = async (name: string) => (await files(new Request(`https://pay.example/${name}`)))?.text();
  assert.equal(await read('da-Older_1x.js'), "export default 'Older_1x';");
  assert.equal(await read('da-Newer_2y.js'), "export default 'Newer_2y';");
  assert.equal(await read('da-HalfCopy.js.next'), undefined);
  assert.deepEqual((await readdir(kept)).sort(), ['da-HalfCopy.js.next', 'da-Newer_2y.js', 'da-Older_1x.js']);
});
