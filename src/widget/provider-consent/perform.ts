import type { ProviderConsentEvent, ProviderConsentWork } from '../../flow/provider-consent.ts';
import type { ProviderConsent } from '../../protocol/provider-consent.ts';
import { readProviderConsentSession } from '../../protocol/read-provider-consent.ts';
import type { Means } from '../flow-content.ts';
import { persist } from '../persist.ts';
import { fetchSessionAs } from '../read-session.ts';
import { checkConsent, followConsent, reportConsent, startConsent } from './consents.ts';

/** Does the flow's work over the wire. */
export const perform = async (
  work: ProviderConsentWork,
  { caller, patience, words }: Means,
  send: (event: ProviderConsentEvent) => void | Promise<void>,
): Promise<void> => {
  switch (work.type) {
    case 'read-session': {
      const read = () => fetchSessionAs(caller, readProviderConsentSession, patience.signal);
      const [session] = await Promise.all([persist(read, patience), words()]);
      return send({ type: 'session', session });
    }
    case 'start': {
      const { idempotencyKey, company } = work;
      return send({
        type: 'consent',
        consent: await startConsent(caller, idempotencyKey, company, patience),
      });
    }
    case 'follow': {
      const tell = (consent: ProviderConsent) => send({ type: 'consent', consent });
      return followConsent(caller, work.consent, work.revision, tell, patience);
    }
    case 'check':
      return send({ type: 'checked', consent: await checkConsent(caller, work.consent, patience) });
    case 'report':
      return send({ type: 'consent', consent: await reportConsent(caller, work.consent, patience) });
  }
};
