import { rest, seen } from './page.ts';

/** How long the backend is asked to hold a read, in seconds. */
const hold = 25;

/** Milliseconds for a turn and the waiting for it. A read that is held for 25 seconds is given up after 35. */
const patience = 40_000;

/**
 * Lets the tabs of a browser that follow the same thing have one read held between them: in turns, first come, first
 * served. When a held read brings news, each turn after it is over at once, so that all tabs have them: read by
 * themselves, with their own token, and not told by a tab in which any script may have said it. A tab that is closed
 * or out of sight has no turn. Where the browser gives no locks, as to a sandboxed frame, it is always one's turn.
 *
 * Returns a function that reads in turn. A turn is ended early when the page goes out of sight; when the network is
 * back, because what was open meanwhile may be dead without knowing it; or when another tab does not let go. Then the
 * page is late, and the next read is out of turn, but not held.
 */
export const takeTurns = (name: string, signal: AbortSignal) => {
  let isLate = false;
  return async <T>(read: (hold: number, over: AbortSignal) => Promise<T>): Promise<T> => {
    for (;;) {
      isLate ||= document.hidden;
      await seen(signal);
      const turn = new AbortController();
      const over = turn.signal;
      const end = () => turn.abort();
      rest(patience, signal).then(end, end);
      document.addEventListener('visibilitychange', end, { signal: over });
      let reading: Promise<T> | undefined;
      const begin = () => {
        over.throwIfAborted();
        reading ??= read(isLate ? 0 : hold, over);
        return reading;
      };
      try {
        // Fails where there are no locks, or as the read does; then the read is begun, or awaited, once more.
        if (!isLate) await navigator.locks?.request(name, { signal: over }, begin).catch(() => {});
        const result = await begin();
        isLate = false;
        return result;
      } catch (error) {
        isLate = true;
        signal.throwIfAborted();
        if (!over.aborted) throw error;
      } finally {
        end();
      }
    }
  };
};
