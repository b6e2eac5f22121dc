import type { EftConsentEvent, EftConsentWork } from '../../../flow/eft-consent-state.ts';
import { trouble } from '../../../flow/trouble.ts';
import type { EftConsent } from '../../../protocol/eft-consent.ts';
import type { Means } from '../../flow-content.ts';
import { keepPointers } from '../../keep-pointers.ts';
import { Refused } from '../../refused.ts';
import { followConsent, orderConsent } from './wire.ts';

/** Work on one consent. */
export type GivingWork = Extract<EftConsentWork, { readonly type: 'send' | 'follow' }>;

/** Keys of orders that have been sent and not answered: it may be that the element was taken out of the page meanwhile. */
const unanswered = new Set<string>();

/** Does it over the wire. */
export const perform = async (
  work: GivingWork,
  { caller, patience }: Means,
  send: (event: EftConsentEvent) => void | Promise<void>,
): Promise<void> => {
  switch (work.type) {
    case 'send': {
      const { order, idempotencyKey } = work;
      // Another account may have arrived, and is sent once.
      if (order.way === 'modify' && unanswered.has(idempotencyKey)) {
        return send({ type: 'trouble', trouble: trouble('unreachable') });
      }
      unanswered.add(idempotencyKey);
      const kept = keepPointers(caller);
      try {
        const ordered = await orderConsent(kept.caller, work, patience);
        unanswered.delete(idempotencyKey);
        return send({ type: 'consent', ...ordered });
      } catch (error) {
        patience.signal.throwIfAborted();
        unanswered.delete(idempotencyKey);
        if (!(error instanceof Refused)) throw error;
        return send({ type: 'trouble', trouble: error.trouble, pointers: kept.pointers() });
      }
    }
    case 'follow': {
      const tell = (consent: EftConsent) => send({ type: 'consent', consent });
      return followConsent(caller, work.consent, work.revision, tell, patience);
    }
  }
};
