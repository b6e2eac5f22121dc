import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from './problem.ts';

/** The most reads that one browser's token may have held at a time: more than its tabs need, fewer than would hurt. */
const most = 20;

/** Seconds after which whoever has so many held may ask again. */
export const tooManyRetryAfter = 5;

/** Reads that are held until there is something to say: not too many of one browser, and none for a revoked token. */
export interface Holds {
  /**
   * Runs `wait`, whose signal also ends when the caller's token is revoked; then throws `Refusal` `token_invalid`.
   * Null: the token has as many held as it may, and nothing was run.
   */
  hold<T>(caller: Caller, signal: AbortSignal, wait: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
}

interface Held {
  readonly revoked: AbortController;
  count: number;
}

export const createHolds = ({ store }: Pick<Deps, 'store'>): Holds => {
  const tokens = new Map<string, Held>();
  store.subscribe((changes) => {
    for (const { table, id } of changes) if (table === 'revoked_tokens') tokens.get(id)?.revoked.abort();
  });

  return {
    async hold({ jti, kind }, signal, wait) {
      const held = tokens.get(jti) ?? { revoked: new AbortController(), count: 0 };
      if (kind === 'session' && held.count >= most) return null;
      tokens.set(jti, held);
      held.count += 1;
      try {
        const outcome = await wait(AbortSignal.any([signal, held.revoked.signal]));
        if (held.revoked.signal.aborted) throw new Refusal('token_invalid');
        return outcome;
      } finally {
        held.count -= 1;
        if (held.count === 0) tokens.delete(jti);
      }
    },
  };
};
