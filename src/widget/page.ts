/** Calls back when somebody looks at the page again or the network is back, until the signal ends it. */
export const onReturn = (callback: () => void, signal: AbortSignal): void => {
  addEventListener('online', callback, { signal });
  document.addEventListener('visibilitychange', () => document.hidden || callback(), { signal });
};

/** Waits `ms`, but not past the page's return. Rejects when the signal is aborted. */
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
    onReturn(end, over.signal);
    signal.addEventListener('abort', end, { signal: over.signal });
    if (signal.aborted) end();
  });

/** Resolves when the page can be seen; at once if it can. */
export const seen = async (signal: AbortSignal): Promise<void> => {
  while (document.hidden) await rest(2 ** 30, signal);
};
