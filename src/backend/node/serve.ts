import { createServer, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Log } from '../../providers/given.ts';
import { CannotStart } from './cannot-start.ts';
import { compress } from './compress.ts';

/** The other end of the connection; behind a reverse proxy that is the proxy. */
export interface Peer {
  readonly address: string;
}

export type Handler = (request: Request, peer: Peer) => Response | Promise<Response>;

/** Where to listen: on an address, or at a Unix socket, whose file must not be there yet. */
export type Place = { readonly host: string; readonly port: number } | { readonly path: string };

export interface Served {
  /** 0 at a Unix socket. */
  readonly port: number;
  /** Takes no new connection, lets what is being answered finish, and cuts off what is left after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Serves `handler` over HTTP/1.1. When the client goes away, `request.signal` is aborted. Answers are compressed
 * as the client allows. Throws `CannotStart` if the address cannot be had.
 */
export const serve = async (handler: Handler, at: Place, log: Log): Promise<Served> => {
  const answer = async (request: Request, peer: Peer): Promise<Response> => {
    try {
      return await compress(request, await handler(request, peer));
    } catch (cause) {
      // Nobody is left to read an answer, and a handler that stops because of that has done right.
      if (!request.signal.aborted) log.error('request.failed', { error: cause });
      return new Response(null, { status: 500 });
    }
  };
  const listener = getRequestListener(
    (request, env) => answer(request, { address: env.incoming.socket.remoteAddress ?? '' }),
    { overrideGlobalObjects: false },
  );
  const server = createServer({ requestTimeout: 30_000 }, listener);
  // Longer than the minute after which most reverse proxies let an idle connection go: the proxy must be first,
  // or it sends a request into a connection that we are just closing.
  server.keepAliveTimeout = 75_000;

  let stopping = false;
  server.on('request', (_, outgoing: ServerResponse) => {
    outgoing.on('close', () => stopping && server.closeIdleConnections());
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, at)));
    server.listen(at, resolve);
  });
  const bound = server.address();

  return {
    port: bound !== null && typeof bound === 'object' ? bound.port : 0,
    async stop(graceMs = 5_000) {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cutOff);
    },
  };
};

const cannotListen = (error: NodeJS.ErrnoException, at: Place): Error => {
  if ('path' in at) return new CannotStart(`${at.path} cannot be made (${error.code}).`, { cause: error });
  const where = `${at.host} port ${at.port}`;
  if (error.code === 'EADDRINUSE') {
    return new CannotStart(`${where} is taken: stop what runs there, or choose another port.`);
  }
  if (error.code === 'EACCES') return new CannotStart(`${where} may not be used by this account.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') {
    return new CannotStart(`This machine has no address ${at.host}.`, { cause: error });
  }
  return error;
};
