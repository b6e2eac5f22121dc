import type { CollectionRequest } from '../../protocol/collection-request.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import { retryOnConflict } from '../store/retry.ts';
import type { Write } from '../store/store.ts';

/** How long a key is remembered, in milliseconds. */
const kept = 24 * 3_600_000;

/** The first answer to a POST, which every repetition gets again. */
export interface FirstAnswer<B = CollectionRequest> {
  readonly status: 200 | 201;
  readonly body: B;
}

/** Table `idempotency`. The id is a keyed hash of whose key it is and the key; `due` is when it is forgotten. */
interface KeyRow<B> {
  /** Keyed hash: tells whether the body is the same, and keeps nothing of it. */
  readonly body: string;
  readonly answer: FirstAnswer<B>;
}

/**
 * Answers once per key. `attempt` stores what it does, and in the same commit the write that `remember` makes of its
 * answer; when somebody else was first it is run again. Refusals are not remembered: they had no effect.
 */
export type Once<B = CollectionRequest> = (
  posted: { readonly scope: string; readonly key: string | undefined; readonly body: unknown },
  attempt: (remember: (answer: FirstAnswer<B>) => Write) => Promise<FirstAnswer<B>>,
) => Promise<FirstAnswer<B>>;

export const createOnce = <B = CollectionRequest>({
  store,
  vault,
  clock,
}: Pick<Deps, 'store' | 'vault' | 'clock'>): Once<B> => {
  const inFlight = new Set<string>();

  return async ({ scope, key, body }, attempt) => {
    const id = await vault.fingerprint(JSON.stringify(['idempotency key', scope, parseKey(key)]));
    const fingerprint = await vault.fingerprint(JSON.stringify(['idempotent body', body]));
    const remember = (answer: FirstAnswer<B>): Write<KeyRow<B>> => ({
      table: 'idempotency',
      id,
      value: { body: fingerprint, answer },
      expect: 0,
      due: clock.now() + kept,
    });
    if (inFlight.has(id)) throw new Refusal('request_in_progress', { retryAfter: 1 });
    inFlight.add(id);
    try {
      return await retryOnConflict(async () => {
        const first = (await store.get<KeyRow<B>>('idempotency', id))?.value;
        if (first === undefined) return attempt(remember);
        if (first.body !== fingerprint) throw new Refusal('idempotency_key_reused');
        return first.answer;
      });
    } finally {
      inFlight.delete(id);
    }
  };
};

const parseKey = (key: string | undefined): string => {
  if (key === undefined || key === '') throw new Refusal('idempotency_key_missing');
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new Refusal('header_invalid', { errors: [{ pointer: 'Idempotency-Key', code: 'format' }] });
};
