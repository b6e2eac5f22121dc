import { fileURLToPath } from 'node:url';
import { freePort, type Program, startProgram } from './program.ts';

const floor = fileURLToPath(new URL('floor.ts', import.meta.url));

/** A server that is nothing but `node:http`. */
export interface Floor extends Program {
  /** Everything that is not held is answered with this JSON from now on, and so is what is held when it is rung for. */
  answerWith(json: string): Promise<void>;
  /** Answers everything that is held. */
  ring(): Promise<void>;
  /** How many are held. */
  waiting(): Promise<number>;
}

export const startFloor = async (): Promise<Floor> => {
  const port = await freePort();
  const program = await startProgram([floor, String(port)], port);
  const { url } = program;
  const call = async (method: string, path: string, body: string | null = null): Promise<string> =>
    (await fetch(url + path, { method, body })).text();
  return {
    ...program,
    answerWith: async (json) => void (await call('PUT', '/answer', json)),
    ring: async () => void (await call('POST', '/ring')),
    waiting: async () => Number(await call('GET', '/count')),
  };
};
