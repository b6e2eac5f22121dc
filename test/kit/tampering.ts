import { createServer } from 'node:http';

/** A host between page and backend that serves the backend's scripts as they are, but for one. */
export interface Tampering {
  readonly origin: string;
  /** From now on every file whose path holds this gets one byte more; null: none does. */
  spoil(part: string | null): void;
  stop(): void;
}

export const openTampering = async (backend: string): Promise<Tampering> => {
  let spoilt: string | null = null;
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const script = await (await fetch(backend + path)).text();
    const isSpoilt = spoilt !== null && path.includes(spoilt);
    response.writeHead(200, {
      'content-type': 'text/javascript',
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    });
    response.end(isSpoilt ? `${script} ` : script);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    spoil(part) {
      spoilt = part;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
};
