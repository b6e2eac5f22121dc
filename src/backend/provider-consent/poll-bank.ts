import { createBell } from '../collection/bell.ts';
import type { Deps } from '../deps.ts';
import type { BankReader } from './read-bank.ts';

/** Milliseconds from one reading to the next while somebody waits: at first, and at most. */
const watched = { first: 3000, most: 30_000 } as const;

/** Milliseconds while nobody waits: often enough to hear on the same morning that a consent was taken back. */
const unwatched = 15 * 60_000;

/** Reads the bank again and again, for the whole of the service: it tells nobody by itself that something changed. */
export interface BankPoller {
  start(): void;
  /** Lets a reading that is under way come to its end. */
  stop(): Promise<void>;
  /** Somebody waits, until what is returned is called. The first who comes has the rests begin anew. */
  watch(): () => void;
}

export const createBankPoller = (
  { clock, log }: Pick<Deps, 'clock' | 'log'>,
  reader: Pick<BankReader, 'read'>,
): BankPoller => {
  const bell = createBell();
  const stopping = new AbortController();
  let watchers = 0;
  let rest: number = watched.first;
  let running: Promise<void> = Promise.resolve();

  const restOnce = async (): Promise<void> => {
    const rung = bell.next();
    const awake = new AbortController();
    const ms = watchers === 0 ? unwatched : rest;
    if (watchers > 0) rest = Math.min(rest * 1.5, watched.most);
    const over = clock.sleep(ms, AbortSignal.any([stopping.signal, awake.signal])).catch(() => undefined);
    await Promise.race([rung, over]);
    awake.abort();
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // The store may be down: that is no reason never to read again.
      await reader.read().catch((error: unknown) => {
        log.error('provider_consents.failed', { error: error instanceof Error ? error.name : 'unknown' });
      });
      if (!stopping.signal.aborted) await restOnce();
    }
  };

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
    watch() {
      watchers += 1;
      if (watchers === 1) {
        rest = watched.first;
        bell.ring();
      }
      let isHere = true;
      return () => {
        if (isHere) watchers -= 1;
        isHere = false;
      };
    },
  };
};
