import type { EftConsentEvent, EftConsentWork } from '../../flow/eft-consent-state.ts';
import { readEftConsentSession } from '../../protocol/read-eft-consent.ts';
import type { Means } from '../flow-content.ts';
import { rest, seen } from '../page.ts';
import { persist } from '../persist.ts';
import { fetchSessionAs } from '../read-session.ts';
import { readList } from './wire.ts';

/** Milliseconds after which a list that somebody looks at is read again. */
const pause = 30_000;

/** Work on the list and what leads to it. */
export type ListWork = Extract<
  EftConsentWork,
  { readonly type: 'read-session' | 'read-list' | 'watch-list' }
>;

/** Does it over the wire. `openSurface`: makes ready what the session's surface needs. */
export const perform = async (
  work: ListWork,
  { caller, patience, words }: Means,
  send: (event: EftConsentEvent) => void | Promise<void>,
  openSurface: (surface: string) => Promise<void>,
): Promise<void> => {
  const list = async (tries = patience.tries): Promise<EftConsentEvent> => {
    const { items, current } = await readList(caller, { ...patience, tries });
    return { type: 'list', consents: items, current };
  };
  switch (work.type) {
    case 'read-session': {
      const read = () => fetchSessionAs(caller, readEftConsentSession, patience.signal);
      const [session] = await Promise.all([persist(read, patience), words()]);
      await openSurface(session.surface);
      return send({ type: 'session', session });
    }
    case 'read-list':
      return send(await list());
    case 'watch-list':
      for (;;) {
        await rest(pause, patience.signal);
        await seen(patience.signal);
        // What is on the screen stays there until it can be read again.
        await send(await list(Number.POSITIVE_INFINITY));
      }
  }
};
