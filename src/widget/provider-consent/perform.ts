import type { ProviderConsentEvent, ProviderConsentWork } from '../../flow/provider-consent.ts';
import type { ProviderConsent } from '../../protocol/provider-consent.ts';
import type { Means } from '../flow-content.ts';
import { checkConsent, followConsent, reportConsent, startConsent } from './consents.ts';

/** All that may have to be done but for reading the session. */
export type PursuingWork = Exclude<ProviderConsentWork, { readonly type: 'read-session' }>;

/** Does the flow's work over the wire, once the session is read. */
export const perform = async (
  work: PursuingWork,
  { caller, patience }: Means,
  send: (event: ProviderConsentEvent) => void | Promise<void>,
): Promise<void> => {
  switch (work.type) {
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
