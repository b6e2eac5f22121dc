import type { Reading } from './collection-requests.ts';

/** Seconds for which the tab that leads has its reads held. */
const hold = 25;

/** Milliseconds. A held read is given up after 35 seconds: a tab that leads and says nothing for longer is stuck. */
const silence = 45_000;

export interface SharedWaiting {
  /** Waits until it is time to read, and reads; null if that time has not come and it is to be asked anew. */
  next(known: number): Promise<Reading | null>;
  leave(): void;
}

/**
 * Lets all tabs of a browser that wait for the same request do so over one held connection. A lock says whose; a tab
 * that nobody looks at lets go of it. What goes from tab to tab is a revision, and only says "read again", as a
 * callback does: any script of this origin could have written it, so it moves no screen and ends no payment. Where
 * the browser refuses locks or channels, as in a sandboxed frame, each tab waits for itself.
 */
export const shareWaiting = (
  name: string,
  read: (known: number, hold: number, signal: AbortSignal) => Promise<Reading>,
  signal: AbortSignal,
): SharedWaiting => {
  const channel = openChannel(name);
  let newest = 0;
  let isBehind = false;
  let wake = () => {};
  if (channel) {
    channel.onmessage = ({ data }) => {
      isBehind ||= data > newest;
      wake();
    };
  }

  /** True: this tab leads, until its turn is over. False: it has heard something, or its turn is over. */
  const lead = (turn: AbortController): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (leads: boolean) => {
        clearTimeout(timer);
        resolve(leads);
      };
      const begin = () => {
        settle(true);
        return !turn.signal.aborted && new Promise((end) => turn.signal.addEventListener('abort', end));
      };
      const ask = async (options: LockOptions) => {
        try {
          await (channel ? navigator.locks.request(name, options, begin) : begin());
        } catch (error) {
          // Another tab took over, or this turn is over; all else means that there are no locks here.
          if (error instanceof DOMException && error.name === 'AbortError') turn.abort();
          else settle(true);
        }
      };
      const timer = setTimeout(() => document.hidden || ask({ steal: true }), silence);
      wake = () => settle(false);
      turn.signal.addEventListener('abort', wake);
      if (isBehind) wake();
      else if (!document.hidden) ask({ signal: turn.signal });
    });

  return {
    async next(known) {
      newest = known;
      const turn = new AbortController();
      const end = () => {
        isBehind ||= !document.hidden;
        turn.abort();
      };
      addEventListener('online', end, turn);
      document.addEventListener('visibilitychange', end, turn);
      signal.addEventListener('abort', end, turn);
      try {
        signal.throwIfAborted();
        const leads = await lead(turn);
        if (!leads && !isBehind) return null;
        isBehind = false;
        const reading = await read(known, leads ? hold : 0, turn.signal);
        if (leads) channel?.postMessage(reading.snapshot?.revision ?? known);
        return reading;
      } catch (error) {
        signal.throwIfAborted();
        if (turn.signal.aborted) return null;
        isBehind = true;
        throw error;
      } finally {
        turn.abort();
      }
    },
    leave: () => channel?.close(),
  };
};

const openChannel = (name: string): BroadcastChannel | undefined => {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
};
