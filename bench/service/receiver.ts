import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const Event = z.object({ data: z.object({ reference: z.string(), status: z.string() }) });

/** A shop's server that notes when it is told of an approval. */
export interface Receiver {
  readonly url: string;
  /** When the first word of that order's approval was here, by `performance.now()`. */
  toldOf(reference: string): Promise<number>;
  stop(): void;
}

export const startReceiver = async (): Promise<Receiver> => {
  const told = new Map<string, PromiseWithResolvers<number>>();
  const tellOf = (reference: string): PromiseWithResolvers<number> => {
    const one = told.get(reference) ?? Promise.withResolvers<number>();
    told.set(reference, one);
    return one;
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const at = performance.now();
    response.writeHead(204).end();
    const { data } = Event.parse(JSON.parse(body));
    if (data.status === 'approved') tellOf(data.reference).resolve(at);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    toldOf: (reference) => tellOf(reference).promise,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
};
