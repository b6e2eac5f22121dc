import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { clock } from '../../../src/backend/node/clock.ts';
import { createBrp } from '../../../src/providers/brp/brp.ts';
import { KeptLog } from '../../support/log.ts';
import { failure, forever, published, seedFile } from './scripted.ts';

/** The room, with the platform's own `fetch`, before a server that answers so; and what that server was asked. */
const open = async (answer: RequestListener) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  const given = { clock, log: new KeptLog(), fetch: (request: Request) => fetch(request) };
  const settings = { baseUrl: `${origin}/api/ver2`, apiKey: '338934897438', user: 'u', password: 'pässword' };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { brp: createBrp(given, settings), asked, origin, close };
};

const xml = { 'content-type': 'text/xml' };

test('what grows when it is unpacked is cut off where it is too large', async () => {
  const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '));
  assert.ok(bomb.length < 200_000);
  const { brp } = await open((_, response) => {
    response.writeHead(200, { ...xml, 'content-encoding': 'gzip' }).end(bomb);
  });
  const { message } = await failure(brp.read(published.read, forever), 'nonsense');
  assert.equal(message, 'read: the answer is too large');
});

test('nothing else is fetched, whatever an answer points to', async () => {
  const { brp, asked, origin } = await open((request, response) => {
    const here = `http://${request.headers.host}/elsewhere`;
    if (request.url?.includes('id=1&')) response.writeHead(302, { location: here }).end();
    else response.writeHead(200, xml).end(`<!DOCTYPE a SYSTEM "${here}"><autogiromedgivanden/>`);
  });
  await failure(brp.read(published.read, forever), 'nonsense');
  await failure(brp.read({ id: '23', personId: '5' }, forever), 'nonsense');
  assert.equal(asked.filter((line) => line.includes('elsewhere')).length, 0, origin);
  assert.equal(asked.length, 2);
});

test('a connection that breaks off, or is refused, says so without the address', async () => {
  const { brp, close } = await open((_, response) => {
    response.writeHead(200, { ...xml, 'content-length': '9999' });
    response.write('<autogiromedgivanden>', () => response.destroy());
  });
  const broken = await failure(brp.create(published.create, forever), 'unanswered');
  assert.match(broken.message, /^create: no answer(, [A-Z_]+)?$/);
  await close();
  const refused = await failure(brp.create(published.create, forever), 'unanswered');
  assert.equal(refused.message, 'create: no answer, ECONNREFUSED');
});

test('the published lines and document go over a real line as they are', async () => {
  const document = await seedFile('list.xml');
  const { brp, asked } = await open((_, response) => {
    response.writeHead(200, xml).end(document);
  });
  const lines = (await seedFile('requests.txt')).trimEnd().split('\n');
  assert.equal(await brp.read(published.read, forever), null);
  await failure(brp.create(published.create, forever), 'nonsense');
  await failure(brp.modify(published.read, published.account, forever), 'nonsense');
  assert.deepEqual(
    asked,
    lines.map((line) => line.replace(': APIURL', ' /api/ver2')),
  );
  assert.equal((await brp.list({ personId: '5', companyIds: ['2'] }, forever)).length, 1);
});
