import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { Awake, type Call, type Job } from './load-jobs.ts';

export interface Load {
  /** Calls a second. */
  repeat(call: Call): Promise<number>;
  /** Resolves when there are so many connections; some may not be held yet. */
  hold(call: Call, count: number): Promise<void>;
  /** Makes the call that wakes all that is held. */
  wake(call: Call): Promise<Awake>;
  stop(): Promise<void>;
}

export const startLoad = (): Load => {
  const { ask, stop } = startChild([fileURLToPath(new URL('load.ts', import.meta.url))]);
  const work = (job: Job): Promise<unknown> => ask(job);
  return {
    repeat: async (call) => Number(await work({ do: 'repeat', call, connections: 32, ms: 500 })),
    hold: async (call, count) => void (await work({ do: 'hold', call, count })),
    wake: async (call) => Awake.parse(await work({ do: 'wake', call })),
    stop,
  };
};
