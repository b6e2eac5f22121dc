import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';

/** A server in a process of its own, so that nothing but its own work is on its thread. */
export interface Program {
  readonly url: string;
  /** Resident memory after a garbage collection, in bytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

const tellMemory = fileURLToPath(new URL('tell-memory.ts', import.meta.url));

/** Milliseconds after which a program that does not answer is given up. */
const patience = 20_000;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
      server.close(() => resolve(port));
    });
  });

/** Resolves when it answers on that port. */
export const startProgram = async (
  args: readonly string[],
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> => {
  const { ask, stop } = startChild(['--expose-gc', '--import', tellMemory, ...args], env);
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  while (!(await answers(`${url}/healthz`))) {
    if (performance.now() - start > patience) {
      await stop();
      throw new Error(`${args.join(' ')} does not answer`);
    }
    await sleep(20);
  }
  return { url, memory: async () => Number(await ask('memory')), stop };
};

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );
