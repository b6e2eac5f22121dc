import { StoreConflict, StoreUnavailable } from './store.ts';

/** More than any honest crowd on one row needs. */
const attempts = 100;

/**
 * Runs `attempt`, which reads and then commits, again from the start as often as somebody else was first. Throws
 * `StoreUnavailable` when that goes on and on: whoever asked may ask again later.
 */
export const retryOnConflict = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let left = attempts - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      if (left === 0) throw new StoreUnavailable('too many write the same row', { cause: error });
    }
  }
};
