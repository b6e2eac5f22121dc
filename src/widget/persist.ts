import { rest } from './page.ts';
import { Refused } from './refused.ts';

export interface Patience {
  /** Failures after which to give up. While the browser says that it is offline, none counts. */
  readonly tries: number;
  /** Told after each attempt whether the backend could be reached. */
  readonly onConnection: (offline: boolean) => void;
  readonly signal: AbortSignal;
}

/** 1, 2, 4 … up to 30 seconds, less up to a quarter, so that many pages do not come back in step. */
const pause = (failures: number): number => Math.min(2 ** failures * 500, 30_000) * (1 - Math.random() / 4);

/** Attempts until it works, or until the trouble is one that will not pass. */
export const persist = async <T>(
  attempt: () => Promise<T>,
  { tries, onConnection, signal }: Patience,
): Promise<T> => {
  for (let failures = 1; ; failures++) {
    try {
      const result = await attempt();
      onConnection(false);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Refused && error.trouble.retryable)) throw error;
      if (failures >= tries && navigator.onLine) throw error;
      onConnection(true);
      await rest(error.retryAfter ?? pause(failures), signal);
    }
  }
};
