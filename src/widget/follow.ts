import type { CollectionRequest } from '../protocol/collection-request.ts';
import type { Caller } from './call.ts';
import { read } from './collection-requests.ts';
import { onReturn, rest, seen } from './page.ts';
import { type Patience, persist } from './persist.ts';

/**
 * Reads a request, one held read after the other, until the signal ends it. A page that nobody looks at reads
 * nothing once its hold is over; when it is looked at again, it reads at once.
 */
export const follow = async (
  caller: Caller,
  request: string,
  revision: number,
  onSnapshot: (snapshot: CollectionRequest) => void,
  patience: Patience,
): Promise<void> => {
  const { signal } = patience;
  const endless = { ...patience, tries: Number.POSITIVE_INFINITY };
  let known = revision;
  for (;;) {
    await seen(signal);
    const { snapshot, retryAfter } = await persist(() => held(caller, request, known, signal), endless);
    if (snapshot !== null && snapshot.revision > known) {
      known = snapshot.revision;
      onSnapshot(snapshot);
    } else {
      await rest(retryAfter ?? 1_000, signal);
    }
  }
};

/** A held read. One that was open while the page was away may be dead without knowing it, so the return ends it. */
const held = async (caller: Caller, request: string, revision: number, signal: AbortSignal) => {
  const hold = new AbortController();
  const end = () => hold.abort();
  onReturn(end, hold.signal);
  signal.addEventListener('abort', end, { signal: hold.signal });
  if (signal.aborted) end();
  try {
    return await read(caller, request, revision, hold.signal);
  } catch (error) {
    if (hold.signal.aborted && !signal.aborted) return { snapshot: null, retryAfter: 0 };
    throw error;
  } finally {
    end();
  }
};
