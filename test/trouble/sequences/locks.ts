interface Options {
  readonly signal: AbortSignal;
}

/** Web Locks, as far as the widget uses them: one holder at a time for each name, first come, first served. */
export const createLocks = () => {
  const queues = new Map<string, Promise<unknown>>();
  return {
    async request<T>(name: string, { signal }: Options, hold: () => Promise<T>): Promise<T> {
      signal.throwIfAborted();
      const free = queues.get(name) ?? Promise.resolve();
      const released = Promise.withResolvers<void>();
      queues.set(
        name,
        free.then(() => released.promise),
      );
      const givenUp = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      try {
        await Promise.race([free, givenUp]);
        signal.throwIfAborted();
        return await hold();
      } finally {
        released.resolve();
      }
    },
  };
};
