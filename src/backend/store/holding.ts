import type { Deps } from '../deps.ts';
import type { Change } from './store.ts';

/** Holds those who wait for something to change. */
export interface Holding {
  /** Resolves at the next commit that `concerns` them, when `ms` are over, when `signal` is aborted, or at `stop`. */
  untilChange(concerns: (change: Change) => boolean, ms: number, signal: AbortSignal): Promise<void>;
  stop(): void;
  /** Nobody is held any more. */
  readonly isOver: boolean;
}

export const createHolding = ({ store, clock }: Pick<Deps, 'store' | 'clock'>): Holding => {
  const stopping = new AbortController();
  return {
    async untilChange(concerns, ms, signal) {
      const changed = new AbortController();
      const unsubscribe = store.subscribe((changes) => {
        if (changes.some(concerns)) changed.abort();
      });
      const over = AbortSignal.any([signal, stopping.signal, changed.signal]);
      await clock.sleep(ms, over).catch(() => undefined);
      unsubscribe();
    },
    stop: () => stopping.abort(),
    get isOver() {
      return stopping.signal.aborted;
    },
  };
};
