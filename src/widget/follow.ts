import type { CollectionRequest } from '../protocol/collection-request.ts';
import type { Caller } from './call.ts';
import { read } from './collection-requests.ts';
import { rest } from './page.ts';
import { type Patience, persist } from './persist.ts';
import { takeTurns } from './take-turns.ts';

/**
 * Reads a request, one held read after the other, in turn with the other tabs, until the signal ends it. A page that
 * nobody looks at reads nothing; when it is looked at again, it reads at once.
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
  const inTurn = takeTurns(`${caller.backend()} ${request}`, signal);
  let known = revision;
  for (;;) {
    const { snapshot, retryAfter } = await persist(
      () => inTurn((hold, over) => read(caller, request, known, hold, over)),
      endless,
    );
    if (snapshot !== null && snapshot.revision > known) {
      known = snapshot.revision;
      onSnapshot(snapshot);
    } else {
      await rest(retryAfter ?? 1_000, signal);
    }
  }
};
