import type { LaterScreen, MerchantsEvent, MerchantsWork, Wish } from '../../../flow/merchants-state.ts';
import type { Caller } from '../../call.ts';
import type { Means } from '../../flow-content.ts';
import { keepPointers } from '../../keep-pointers.ts';
import type { Patience } from '../../persist.ts';
import { Refused } from '../../refused.ts';
import { askLink, askNotes, followMerchants, invite, writeNote } from './wire.ts';

type Send = (event: MerchantsEvent) => void;

const grant = async (caller: Caller, wish: Wish, patience: Patience): Promise<MerchantsEvent> => {
  const { key, kind } = wish;
  switch (kind) {
    case 'notes':
      return { type: 'notes', key, notes: await askNotes(caller, wish.merchant, patience) };
    case 'link':
      return { type: 'linked', key, url: await askLink(caller, wish.merchant, patience) };
    case 'note':
      await writeNote(caller, wish, patience);
      return { type: 'noted', key };
    case 'invite':
      return { type: 'invited', key, merchant: await invite(caller, wish, patience) };
  }
};

/** Does the list's work over the wire. `load` fetches the code of a screen. `onGranted`: what was typed is taken. */
export const perform = async (
  work: MerchantsWork,
  { caller, patience, words }: Means,
  send: Send,
  load: (screen: LaterScreen, patience: Patience) => Promise<void>,
  onGranted: (wish: Wish) => void,
): Promise<void> => {
  switch (work.type) {
    case 'follow':
      await words();
      return followMerchants(caller, work.after, (page) => send({ type: 'page', page }), patience);
    case 'load':
      await load(work.screen, patience);
      return send({ type: 'loaded', screen: work.screen });
    case 'wish': {
      const { wish } = work;
      const kept = keepPointers(caller);
      try {
        const event = await grant(kept.caller, wish, patience);
        patience.signal.throwIfAborted();
        onGranted(wish);
        return send(event);
      } catch (error) {
        patience.signal.throwIfAborted();
        if (!(error instanceof Refused)) throw error;
        const seconds = error.retryAfter === null ? null : error.retryAfter / 1000;
        return send({ type: 'refused', wish, trouble: error.trouble, pointers: kept.pointers(), seconds });
      }
    }
  }
};
