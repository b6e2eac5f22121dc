/** Waits `ms`, but not past the page's return: somebody looks at it again, or the network is back. Rejects when the signal is aborted. */
export const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const over = new AbortController();
    const end = () => {
      clearTimeout(timer);
      over.abort();
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    const until = { signal: over.signal };
    addEventListener('online', end, until);
    document.addEventListener('visibilitychange', () => document.hidden || end(), until);
    signal.addEventListener('abort', end, until);
    if (signal.aborted) end();
  });

/** Resolves when the page can be seen; at once if it can. */
export const seen = async (signal: AbortSignal): Promise<void> => {
  while (document.hidden) await rest(2 ** 30, signal);
};
