import type { EftConsentEvent, EftConsentWork } from '../../../flow/eft-consent-state.ts';
import type { EftConsent } from '../../../protocol/eft-consent.ts';
import type { Means } from '../../flow-content.ts';
import { keepPointers } from '../../keep-pointers.ts';
import { Refused } from '../../refused.ts';
import { followConsent, orderConsent } from './wire.ts';

/** Work on one consent. */
export type GivingWork = Extract<EftConsentWork, { readonly type: 'send' | 'follow' }>;

/** Does it over the wire. */
export const perform = async (
  work: GivingWork,
  { caller, patience }: Means,
  send: (event: EftConsentEvent) => void | Promise<void>,
): Promise<void> => {
  switch (work.type) {
    case 'send': {
      const kept = keepPointers(caller);
      try {
        return send({ type: 'consent', consent: await orderConsent(kept.caller, work, patience) });
      } catch (error) {
        patience.signal.throwIfAborted();
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
