import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { suite, type TestContext, test } from 'node:test';
import * as z from 'zod';
import { serve } from '../../../src/backend/node/serve.ts';
import { startBackend } from './backend.ts';

type Framing = 'with its length' | 'in chunks';

const Answer = z.object({ access_token: z.string(), error: z.string(), code: z.string() }).partial();

/** A backend on a port of its own; gives the way to post a form to it. */
const startServed = async (t: TestContext) => {
  const running = await startBackend();
  const served = await serve(running.backend.fetch, { host: '127.0.0.1', port: 0 }, running.log);
  t.after(() => served.stop());
  return async (path: string, body: string, framing: Framing) => {
    const headers = {
      authorization: `Basic ${btoa('demo-shop:demo-secret')}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...(framing === 'in chunks' ? {} : { 'content-length': Buffer.byteLength(body) }),
    };
    const sent = request({ port: served.port, path, method: 'POST', headers });
    // In two parts: of a body that is there as a whole, Node tells the length by itself.
    sent.write(body.slice(0, 1));
    sent.end(body.slice(1));
    const [answer]: IncomingMessage[] = await once(sent, 'response');
    assert(answer !== undefined);
    return { status: answer.statusCode, body: Answer.parse(await json(answer)) };
  };
};

for (const framing of ['with its length', 'in chunks'] as const) {
  suite(`over HTTP, a body that comes ${framing}`, () => {
    test('is read', async (t) => {
      const post = await startServed(t);
      const { status, body } = await post('/oauth/token', 'grant_type=client_credentials', framing);
      assert.equal(status, 200);
      assert.equal(typeof body.access_token, 'string');
    });

    test('is refused beyond 64 kB, before anybody reads it', async (t) => {
      const post = await startServed(t);
      const tooMuch = 'x'.repeat(64 * 1024 + 1);
      const asked = await post('/oauth/token', tooMuch, framing);
      assert.equal(asked.status, 413);
      assert.equal(asked.body.error, 'invalid_request');
      const pushed = await post('/v1/collection-requests', tooMuch, framing);
      assert.equal(pushed.status, 413);
      assert.equal(pushed.body.code, 'body_too_large');
    });
  });
}

test('over HTTP, a POST without a body, and without a word about its length, is as good as any', async (t) => {
  const running = await startBackend();
  const served = await serve(running.backend.fetch, { host: '127.0.0.1', port: 0 }, running.log);
  t.after(() => served.stop());
  const socket = connect(served.port, '127.0.0.1');
  socket.write(
    'POST /v1/collection-requests/cr_1/cancellation HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  assert.match(await text(socket), /^HTTP\/1.1 401 .*"code":"token_missing"/s);
});
