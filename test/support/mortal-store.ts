import { type Store, StoreUnavailable } from '../../src/backend/store/store.ts';

/** A store as one process sees it: the process can die, and then nothing gets through any more. */
export interface MortalStore extends Store {
  /** How many commits went through, or should have when the process died. */
  readonly commits: number;
  /** The process dies at its `n`-th commit: before it is durable, or just after. */
  dieAt(n: number, when: 'before' | 'after'): void;
  die(): void;
  readonly dead: boolean;
  /** No commit gets through while the disk is full; reading works. */
  full: boolean;
}

export const mortal = (store: Store): MortalStore => {
  let commits = 0;
  let dead = false;
  let last: { readonly n: number; readonly when: 'before' | 'after' } | undefined;

  const alive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) throw new StoreUnavailable('the process is dead');
    const result = await work();
    if (dead) throw new StoreUnavailable('the process is dead');
    return result;
  };
  return {
    full: false,
    get commits() {
      return commits;
    },
    get dead() {
      return dead;
    },
    dieAt(n, when) {
      last = { n, when };
    },
    die() {
      dead = true;
    },
    get: (table, id) => alive(() => store.get(table, id)),
    list: (table, key, options) => alive(() => store.list(table, key, options)),
    due: (table, now, limit) => alive(() => store.due(table, now, limit)),
    nextDue: (table) => alive(() => store.nextDue(table)),
    commit(writes) {
      return alive(async () => {
        if (this.full) throw new StoreUnavailable('the disk is full');
        commits += 1;
        const isLast = commits === last?.n;
        if (isLast && last?.when === 'before') dead = true;
        if (dead) throw new StoreUnavailable('the process is dead');
        const rows = await store.commit(writes);
        if (isLast) dead = true;
        return rows;
      });
    },
    subscribe: (listener) => store.subscribe((changes) => dead || listener(changes)),
    check: () => alive(() => store.check()),
    close: async () => undefined,
  };
};
