import type { CollectionRequest } from '../protocol/collection-request.ts';
import type { Caller } from './call.ts';
import { read } from './collection-requests.ts';
import { rest } from './page.ts';
import { type Patience, persist } from './persist.ts';
import { shareWaiting } from './share-waiting.ts';

/**
 * Reads a request until the signal ends it: one held read after the other in one of the tabs that follow it, and in
 * the others whenever that one has seen a change. A page that is looked at again reads at once.
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
  const waiting = shareWaiting(
    `handslag ${caller.backend()} ${request}`,
    (...how) => read(caller, request, ...how),
    signal,
  );
  let known = revision;
  try {
    for (;;) {
      const reading = await persist(() => waiting.next(known), endless);
      if (reading === null) continue;
      const { snapshot, retryAfter } = reading;
      if (snapshot !== null && snapshot.revision > known) {
        known = snapshot.revision;
        onSnapshot(snapshot);
      } else {
        await rest(retryAfter ?? 1_000, signal);
      }
    }
  } finally {
    waiting.leave();
  }
};
