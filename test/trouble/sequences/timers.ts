import type { Clock } from '../../../src/providers/given.ts';

/** `setTimeout` and `clearTimeout` that go by a clock that is given. */
export const createTimers = (clock: Clock) => {
  const running = new Map<number, AbortController>();
  let last = 0;
  return {
    set(work: () => void, ms = 0): number {
      last += 1;
      const id = last;
      const stopped = new AbortController();
      running.set(id, stopped);
      const ring = () => {
        running.delete(id);
        work();
      };
      clock.sleep(ms, stopped.signal).then(ring, () => undefined);
      return id;
    },
    clear(id: number): void {
      running.get(id)?.abort();
      running.delete(id);
    },
  };
};
