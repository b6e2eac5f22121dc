import type { Clock } from '../../providers/given.ts';

/** Milliseconds for which somebody who looked is taken to be looking still: longer than the longest wait. */
const patience = 40_000;

/** The most that are remembered; one that is forgotten is looked for at the slower pace. */
const most = 10_000;

/** At whose consents a screen is looking, in memory. */
export interface Watchers {
  /** True: nobody was looking until now. */
  seen(person: string): boolean;
  isWatched(person: string): boolean;
}

export const createWatchers = (clock: Clock): Watchers => {
  const until = new Map<string, number>();
  const isWatched = (person: string): boolean => (until.get(person) ?? 0) > clock.now();
  return {
    seen(person) {
      const isNew = !isWatched(person);
      until.delete(person);
      until.set(person, clock.now() + patience);
      const [oldest] = until.keys();
      if (until.size > most && oldest !== undefined) until.delete(oldest);
      return isNew;
    },
    isWatched,
  };
};
