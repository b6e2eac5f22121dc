import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { after, mock } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { WebhookEvent } from '../../../src/protocol/webhook.ts';
import type { Clock } from '../../../src/providers/given.ts';

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface Arrival {
  /** `webhook-id`. */
  readonly id: string;
  readonly event: WebhookEvent;
}

/** A shop's server, which verifies what it gets with the Standard Webhooks library. */
export interface Receiver {
  readonly url: string;
  /** Everything that was posted to `url` and verified, in the order of arrival, whatever was answered. */
  readonly arrivals: readonly Arrival[];
  /** Answers for the next requests, one each; after them it is 204. */
  readonly next: Answer[];
  /** Every request but a verified webhook: path, or what was wrong. */
  readonly strays: readonly string[];
  /** Resolves when so many have arrived. */
  arrived(count: number): Promise<void>;
  /** From now on connections are refused; or, after that, taken again. */
  close(): Promise<void>;
  open(): Promise<void>;
}

const running = new Set<Receiver>();
after(() => Promise.all([...running].map((receiver) => receiver.close())));

export const secretOf = (byte: number): string =>
  `whsec_${Buffer.from(new Uint8Array(32).fill(byte)).toString('base64')}`;

/** The library looks at the machine's clock; here it sees the one that the sender goes by. */
export const verify = (
  secret: string,
  clock: Clock,
  body: string,
  headers: Record<string, string>,
): unknown => {
  const machine = mock.method(Date, 'now', () => clock.now());
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    machine.mock.restore();
  }
};

export const startReceiver = async (clock: Clock, secret = secretOf(1)): Promise<Receiver> => {
  const arrivals: Arrival[] = [];
  const next: Answer[] = [];
  const strays: string[] = [];
  const waiting: { count: number; resolve(): void }[] = [];

  const take = async (request: IncomingMessage): Promise<void> => {
    const body = (await request.toArray()).join('');
    if (`${request.method} ${request.url}` !== 'POST /hook') {
      strays.push(`${request.method} ${request.url}`);
      return;
    }
    try {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const event = WebhookEvent.parse(verify(secret, clock, body, headers));
      arrivals.push({ id: headers['webhook-id'] ?? '', event });
    } catch (error) {
      strays.push(String(error));
    }
    for (const one of waiting) if (arrivals.length >= one.count) one.resolve();
  };
  const server = createServer((request, response) => {
    response.on('error', () => {});
    take(request).then(() => {
      const answer = next.shift() ?? answers.taken;
      answer(response, request);
    });
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    assert(bound !== null && typeof bound === 'object');
    return bound.port;
  };
  const port = await listen(0);

  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    arrivals,
    next,
    strays,
    arrived(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (arrivals.length >= count) resolve();
      waiting.push({ count, resolve });
      return promise;
    },
    async close() {
      running.delete(receiver);
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
    async open() {
      running.add(receiver);
      await listen(port);
    },
  };
  running.add(receiver);
  return receiver;
};

/** Ways to answer, right and wrong. */
export const answers = {
  taken: (response: ServerResponse): void => {
    response.writeHead(204).end();
  },
  status:
    (status: number, headers: Record<string, string> = {}): Answer =>
    (response) =>
      response.writeHead(status, headers).end('{"error":"something"}'),
  /** These bytes, right or wrong as HTTP, and no more; and the connection is left as it is. */
  bytes:
    (text: string): Answer =>
    (response) =>
      response.socket?.write(text),
  /** These bytes, and the end. */
  lastBytes:
    (text: string): Answer =>
    (response) =>
      response.socket?.end(text),
  /** Takes it, and then goes on talking for ever. */
  talk: (response: ServerResponse): void => {
    response.writeHead(200);
    const more = setInterval(() => response.write('a'.repeat(50_000)), 1);
    response.on('close', () => clearInterval(more));
  },
};
