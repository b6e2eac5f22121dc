import { Agent, request as ask } from 'node:http';
import { connect } from 'node:net';

/** A request as it goes over the wire. Nothing that a client library would mend is mended. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  /** One name may stand there more than once. Values are Latin-1. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface Wire {
  send(sent: Sent): Promise<Answered>;
  close(): void;
}

export const openWire = (origin: string): Wire => {
  const { hostname, port, host } = new URL(origin);
  const agent = new Agent({ keepAlive: true });
  const send = ({ method, path, headers, body }: Sent): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const asked = ask({
        agent,
        hostname,
        port,
        method,
        path,
        headers: [...headers, ['host', host], ['content-length', String(body.length)]].flat(),
      });
      asked.on('error', reject);
      asked.on('response', async (response) => {
        const chunks = await response.toArray().catch(reject);
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks ?? []).toString(),
        });
      });
      asked.end(body);
    });
  return { send, close: () => agent.destroy() };
};

/** Sends these bytes on a connection of their own. Resolves with all that comes back. */
export const sendBytes = async (origin: string, bytes: string): Promise<string> => {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.end(bytes, 'latin1');
  return (await socket.toArray()).join('');
};
