import { StoreConflict } from './store.ts';

/** More than any honest crowd on one row needs: beyond it, something expects what can never be. */
const attempts = 100;

/** Runs `attempt`, which reads and then commits, again from the start as often as somebody else was first. */
export const retryOnConflict = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let left = attempts - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StoreConflict) || left === 0) throw error;
    }
  }
};
