import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createWaiting } from '../../../src/backend/collection/wait.ts';
import { CannotStart } from '../../../src/backend/node/cannot-start.ts';
import { type Handler, type Served, serve } from '../../../src/backend/node/serve.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';
import { get } from './get.ts';

const running: Served[] = [];
after(() => Promise.all(running.map((one) => one.stop(0))));

const start = async (handler: Handler, log = new KeptLog()): Promise<Served> => {
  const served = await serve(handler, { host: '127.0.0.1', port: 0 }, log);
  running.push(served);
  return served;
};

const long = JSON.stringify({ words: 'godkend betalingsaftale '.repeat(200) });
const json = (headers: Record<string, string> = {}) =>
  new Response(long, { headers: { 'content-type': 'application/json', etag: '"7"', ...headers } });

const negotiations: readonly (readonly [accept: string | undefined, encoding: string | undefined])[] = [
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0.2, gzip;q=0.9', 'gzip'],
  ['br;q=0, gzip;q=0', undefined],
  ['*', 'br'],
  ['identity', undefined],
  [undefined, undefined],
];

for (const [accept, encoding] of negotiations) {
  test(`asked for "${accept ?? 'nothing'}", a long answer comes ${encoding ?? 'as it is'}`, async () => {
    const { port } = await start(() => json());
    const answer = await get(port, '/', accept === undefined ? {} : { 'accept-encoding': accept });
    assert.equal(answer.headers['content-encoding'], encoding);
    assert.equal(answer.headers.vary, 'Accept-Encoding');
    assert.equal(answer.headers.etag, encoding === undefined ? '"7"' : 'W/"7"');
    const read = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''] ?? ((body: Buffer) => body);
    assert.equal(read(answer.body).toString(), long);
  });
}

test('an answer that is short, already encoded or not text is left as it is', async () => {
  const answers: Record<string, () => Response> = {
    '/short': () => Response.json({ ok: true }),
    '/encoded': () => json({ 'content-encoding': 'zstd' }),
    '/stream': () => json({ 'content-type': 'text/event-stream' }),
    '/picture': () => json({ 'content-type': 'image/png' }),
  };
  const { port } = await start((request) => answers[new URL(request.url).pathname]?.() ?? Response.error());
  for (const path of Object.keys(answers)) {
    const answer = await get(port, path, { 'accept-encoding': 'gzip, br' });
    assert.equal(answer.headers['content-encoding'], path === '/encoded' ? 'zstd' : undefined, path);
  }
});

test('when the client goes away the request is aborted, and that is no fault to be logged', async () => {
  const log = new KeptLog();
  const reached = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const { port } = await start(async (request) => {
    const gone = new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason));
    });
    reached.resolve();
    await gone.finally(aborted.resolve);
    return new Response();
  }, log);

  const socket = connect(port, '127.0.0.1');
  socket.write('GET /wait HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await reached.promise;
  socket.destroy();
  await aborted.promise;
  // The handler's refusal has to reach the server, too.
  await new Promise(setImmediate);
  assert.deepEqual(log.lines, []);
});

test('whoever waits for a change and goes away is no longer waited for', async () => {
  const store = createMemoryStore();
  const clock = new FakeClock();
  await store.commit([{ table: 'collection_requests', id: 'cr_1', value: { revision: 1 } }]);
  const waiting = createWaiting({ store, clock });
  const reached = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const { port } = await start(async (request) => {
    const change = waiting.forChange('cr_1', 1, 25_000, request.signal);
    reached.resolve();
    await change;
    left.resolve();
    return new Response();
  });

  const socket = connect(port, '127.0.0.1');
  socket.write('GET /wait HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await reached.promise;
  assert.equal(clock.asleep, 1);
  socket.destroy();
  await left.promise;
  assert.equal(clock.asleep, 0);
});

test('a handler that throws is logged and answered with a bare 500', async () => {
  const log = new KeptLog();
  const { port } = await start(() => Promise.reject(new Error('disk on fire')), log);
  const answer = await get(port, '/');
  assert.equal(answer.status, 500);
  assert.equal(answer.body.length, 0);
  assert.deepEqual(
    log.lines.map((line) => line.event),
    ['request.failed'],
  );
});

test('the handler is told the address of the other end', async () => {
  const { port } = await start((_, peer) => new Response(peer.address));
  assert.equal((await get(port, '/')).body.toString(), '127.0.0.1');
});

test('a taken port is told in one sentence', async () => {
  const { port } = await start(() => new Response());
  await assert.rejects(
    () => serve(() => new Response(), { host: '127.0.0.1', port }, new KeptLog()),
    (error) => error instanceof CannotStart && error.message.includes(`port ${port} is taken`),
  );
});

test('stopping lets an answer under way finish, then takes no more', async () => {
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const served = await start(async () => {
    reached.resolve();
    await release.promise;
    return new Response('finished');
  });
  const answer = get(served.port, '/');
  await reached.promise;
  const stopped = served.stop();
  release.resolve();
  assert.equal((await answer).body.toString(), 'finished');
  await stopped;
  await assert.rejects(get(served.port, '/'), { code: 'ECONNREFUSED' });
});

test('a connection that its client keeps for later does not hold up the stop', {
  timeout: 20_000,
}, async () => {
  const agent = new Agent({ keepAlive: true });
  const release = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const served = await start(async () => {
    reached.resolve();
    await release.promise;
    return new Response('finished');
  });
  const answer = get(served.port, '/', { connection: 'keep-alive' }, { agent });
  await reached.promise;
  const stopped = served.stop(60_000);
  release.resolve();
  await answer;
  await stopped;
  agent.destroy();
});

test('stopping cuts off what does not finish in time', async () => {
  const reached = Promise.withResolvers<void>();
  const served = await start(() => {
    reached.resolve();
    return new Promise(() => undefined);
  });
  const answer = get(served.port, '/');
  const refused = assert.rejects(answer, { code: 'ECONNRESET' });
  await reached.promise;
  await served.stop(0);
  await refused;
});
