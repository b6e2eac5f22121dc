import type { EftConsentRefusal } from '../../protocol/eft-consent-words.ts';
import { EftConsentRefused } from '../../providers/eft-consent.ts';
import type { ProviderError } from '../../providers/error.ts';
import { Refusal } from '../edge/problem.ts';

/** Why the provider said no; null: it did not, and nobody knows what came of the question. */
export const refusalIn = (failure: ProviderError): EftConsentRefusal | null => {
  if (failure.failure !== 'refused') return null;
  return failure instanceof EftConsentRefused ? failure.code : 'other';
};

/** How a page is told that what it sent was refused. */
export const problemOf = (refusal: EftConsentRefusal): Refusal => {
  const at = (pointer: string) => ({ errors: [{ pointer, code: 'not_allowed' as const }] });
  switch (refusal) {
    case 'payer_record_incomplete':
      return new Refusal('payer_record_incomplete');
    case 'not_modifiable':
      return new Refusal('consent_not_modifiable');
    case 'clearing_not_accepted':
      return new Refusal('body_invalid', at('/clearing'));
    case 'account_not_accepted':
      return new Refusal('body_invalid', at('/account'));
    default:
      return new Refusal('consent_refused');
  }
};
