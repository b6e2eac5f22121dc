import type { Deps } from '../deps.ts';
import type { RequestRow } from './record.ts';

/**
 * When a screen last looked at a request that stands on a counter. In memory: after a restart each has its whole time
 * again.
 */
export interface Screens {
  /** A browser reads the request. */
  seen(id: string, row: RequestRow): void;
  /** A desk reads its feed, and so looks at all of its requests. */
  deskSeen(desk: string): void;
  /** Whether nobody has looked for so long that the customer must be gone. */
  isAbandoned(id: string, row: RequestRow): boolean;
}

/** Only at a counter does a screen that is gone mean that the customer is: elsewhere one may decide on the phone alone. */
const isExpected = ({ watched, standing }: RequestRow): boolean =>
  watched && standing.status === 'pending' && !standing.cancelling;

/** The most that are remembered; one that is forgotten has its whole time again. */
const most = 10_000;

export const createScreens = ({ clock, config }: Pick<Deps, 'clock' | 'config'>): Screens => {
  const patience = config.abandonedSeconds * 1000;
  const requests = new Map<string, number>();
  const desks = new Map<string, number>();

  const remember = (times: Map<string, number>, id: string, at: number): void => {
    times.delete(id);
    times.set(id, at);
    const [oldest] = times.keys();
    if (times.size > most && oldest !== undefined) times.delete(oldest);
  };

  return {
    seen(id, row) {
      if (isExpected(row)) remember(requests, id, clock.now());
    },
    deskSeen(desk) {
      remember(desks, desk, clock.now());
    },
    isAbandoned(id, row) {
      if (!isExpected(row)) {
        requests.delete(id);
        return false;
      }
      const now = clock.now();
      const last = requests.get(id) ?? now;
      remember(requests, id, last);
      return now - Math.max(last, desks.get(row.desk?.session ?? '') ?? 0) > patience;
    },
  };
};
