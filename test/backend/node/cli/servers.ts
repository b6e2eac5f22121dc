import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { after } from 'node:test';

/** An HTTP server of somebody else's, until the test file is done. */
export const startServer = async (
  listener: RequestListener,
): Promise<{ readonly url: string; readonly port: number }> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  assert(typeof address === 'object' && address !== null);
  return { url: `http://127.0.0.1:${address.port}`, port: address.port };
};

export interface Arrival {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that answers every request with this status, and keeps it. */
export const startReceiver = async (status: number) => {
  const arrivals: Arrival[] = [];
  const waiting = new Set<() => void>();
  const { url } = await startServer(async (request, response) => {
    arrivals.push({ headers: request.headers, body: (await request.toArray()).join('') });
    response.writeHead(status).end();
    for (const look of waiting) look();
  });
  return {
    url,
    arrivals,
    /** Resolves with the request that arrived at this place, from 1. */
    arrived: (place: number): Promise<Arrival> =>
      new Promise((resolve) => {
        const look = (): void => {
          const arrival = arrivals[place - 1];
          if (arrival === undefined) return;
          waiting.delete(look);
          resolve(arrival);
        };
        waiting.add(look);
        look();
      }),
  };
};
