import type { Change } from './store.ts';

type Listener = (changes: readonly Change[]) => void;

/** Who wants to hear of commits. */
export interface Listeners {
  add(listener: Listener): () => void;
  tell(changes: readonly Change[]): void;
}

export const createListeners = (): Listeners => {
  const listeners = new Set<Listener>();
  return {
    add(listener) {
      // A function of our own, so that the same listener may be added twice and taken away once.
      const one: Listener = (changes) => listener(changes);
      listeners.add(one);
      return () => listeners.delete(one);
    },
    tell(changes) {
      // Each in a task of its own: what is committed stays committed, whatever a listener throws.
      for (const listener of listeners) queueMicrotask(() => listeners.has(listener) && listener(changes));
    },
  };
};
