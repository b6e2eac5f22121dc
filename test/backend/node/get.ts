import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

/** An answer as it came over the wire: what `fetch` would unpack or hide is left as it is. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks 127.0.0.1 with the headers given and no others. Without an agent, the connection is for this once. */
export const get = (
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  { method = 'GET', agent }: { readonly method?: string; readonly agent?: Agent } = {},
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method, headers, agent: agent ?? false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
        });
      },
    );
    asked.on('error', reject);
    asked.end();
  });
