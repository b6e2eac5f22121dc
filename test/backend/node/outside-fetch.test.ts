import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { isOnInternet } from '../../../src/backend/node/internet-address.ts';
import type { Resolve } from '../../../src/backend/node/internet-names.ts';
import { createOutsideFetch } from '../../../src/backend/node/outside-fetch.ts';
import { AddressNotAllowed } from '../../../src/backend/webhooks/fetch-outside.ts';

const { signal } = new AbortController();
const anywhere = { allowPrivate: true, signal };
const onInternet = { allowPrivate: false, signal };

const servers: Server[] = [];
after(() => {
  for (const server of servers) {
    server.close();
    if (server instanceof HttpServer) server.closeAllConnections();
  }
});

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  const bound = server.address();
  assert(bound !== null && typeof bound === 'object');
  return bound.port;
};

const serve = (answer: RequestListener): Promise<number> => listen(createServer(answer));

/** A server that says these bytes to whoever asks, right or wrong as HTTP. */
const serveBytes = (say: (socket: Socket) => void): Promise<number> =>
  listen(
    createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => say(socket));
    }),
  );

const post = (port: number, path = '/'): Request =>
  new Request(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: 'hello' });

describe('an address', () => {
  const inside = `
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
    169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1
    192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
    255.255.255.255 168.63.129.16
    :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1
    100::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 fe80::1%lo fec0::1 ff02::1 2001::1 2001:0:7f00:1:: 2001:db8::1
    2002:7f00:1:: 3fff::1 5f00::1 4000::1 8000::1`;
  const outside = `
    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255
    169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0
    223.255.255.255 168.63.129.17
    2001:200::1 2001:4860:4860::8888 2003::1 2606:4700:4700::1111 2a00:1450:4001::1 3ffe::1`;
  for (const [what, expected, list] of [
    ['is not on the internet', false, inside],
    ['is on the internet', true, outside],
  ] as const) {
    for (const address of list.trim().split(/\s+/)) {
      it(`${address} ${what}`, () => assert.equal(isOnInternet(address), expected));
    }
  }
});

describe('fetching from outside', () => {
  it('gives method, body and headers to the server, and its answer back', async () => {
    const port = await serve(async (asked, answer) => {
      const body = (await asked.toArray()).join('');
      answer.writeHead(201, { 'x-seen': `${asked.method} ${asked.url} ${asked.headers['x-a']} ${body}` });
      answer.end('made');
    });
    const request = new Request(post(port, '/hook?a=1'), { headers: { 'x-a': 'b' } });
    const answer = await createOutsideFetch()(request, anywhere);
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('x-seen'), 'POST /hook?a=1 b hello');
    assert.equal(await answer.text(), 'made');
  });

  it('follows no redirect', async () => {
    const port = await serve((_, answer) => answer.writeHead(307, { location: '/elsewhere' }).end());
    assert.equal((await createOutsideFetch()(post(port), anywhere)).status, 307);
  });

  const hosts = `127.0.0.1 localhost 2130706433 0x7f.1 0177.0.0.1 127.1 [::1] [::ffff:127.0.0.1] 169.254.169.254`;
  for (const host of hosts.split(' ')) {
    it(`does not reach ${host}`, async () => {
      const port = await serve(() => assert.fail('reached'));
      const request = new Request(`http://${host}:${port}/`, { method: 'POST', body: 'hello' });
      await assert.rejects(createOutsideFetch()(request, onInternet), AddressNotAllowed);
    });
  }

  it('does not judge by one look-up and connect by another', async () => {
    // Nobody is at the first address: that part of the internet is not given out.
    const answers = ['2d00::1', '127.0.0.1'];
    const resolve: Resolve = async () => [{ address: answers.shift() ?? '', family: 6 }];
    const port = await serve(() => assert.fail('reached'));
    const asking = createOutsideFetch({ resolve })(new Request(`http://rebound.example:${port}/`), {
      allowPrivate: false,
      signal: AbortSignal.timeout(50),
    });
    await assert.rejects(asking, (error) => !(error instanceof AddressNotAllowed));
    assert.deepEqual(answers, ['127.0.0.1']);
  });

  it('gives up with the reason of the signal before there is an answer', async () => {
    const stop = new AbortController();
    const port = await serve(() => stop.abort(new Error('enough')));
    await assert.rejects(createOutsideFetch()(post(port), { ...anywhere, signal: stop.signal }), /enough/);
  });

  it('gives up with the reason of the signal in the middle of an answer', async () => {
    const stop = new AbortController();
    const port = await serve((_, answer) => answer.write('a'));
    const answer = await createOutsideFetch()(post(port), { ...anywhere, signal: stop.signal });
    const text = answer.text();
    stop.abort(new Error('enough'));
    await assert.rejects(text, /enough/);
  });

  it('gives up by itself after a time', async () => {
    const port = await serve(() => {});
    await assert.rejects(createOutsideFetch({ timeoutMs: 50 })(post(port), anywhere), {
      name: 'TimeoutError',
    });
  });

  const wrongs: readonly (readonly [what: string, bytes: string])[] = [
    ['what is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['a status beyond all statuses', 'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n'],
    ['headers without end', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}`],
    ['a change of protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
    ['nothing', ''],
  ];
  for (const [what, bytes] of wrongs) {
    it(`rejects when the server says ${what}`, async () => {
      const port = await serveBytes((socket) => socket.end(bytes));
      await assert.rejects(createOutsideFetch()(post(port), anywhere), Error);
    });
  }

  it('gives a 204 that is followed by a body all the same, and lets the body be', async () => {
    const port = await serveBytes((socket) => {
      socket.write(`HTTP/1.1 204 No Content\r\n\r\n${'a'.repeat(1_000_000)}`);
      socket.resetAndDestroy();
    });
    const answer = await createOutsideFetch()(post(port), anywhere);
    assert.equal(answer.status, 204);
    assert.equal(await answer.text(), '');
  });

  it('ends the connection when nobody wants more of the body', async () => {
    const closed = new Promise<void>((resolve) => {
      serve((_, answer) => {
        const more = setInterval(() => answer.write('a'.repeat(10_000)), 1);
        answer.on('close', () => {
          clearInterval(more);
          resolve();
        });
      }).then(async (port) => {
        const answer = await createOutsideFetch()(post(port), anywhere);
        await answer.body?.cancel();
      });
    });
    await closed;
  });
});
