import { trouble } from '../../flow/trouble.ts';
import type { ProviderConsent } from '../../protocol/provider-consent.ts';
import {
  checkProviderConsent,
  readProviderConsent,
  reportProviderConsent,
  startProviderConsent,
} from '../../protocol/provider-consent-routes.ts';
import { readProviderConsentAnswer } from '../../protocol/read-provider-consent.ts';
import { type Answer, type Call, type Caller, call } from '../call.ts';
import { followOne, heldFor } from '../follow-one.ts';
import { type Patience, persist } from '../persist.ts';
import { Refused } from '../refused.ts';

const consentIn = ({ body }: Answer): ProviderConsent => {
  const consent = readProviderConsentAnswer(body);
  if (consent === undefined) throw new Refused(trouble('answer_invalid'));
  return consent;
};

const ask = (caller: Caller, what: Call, patience: Patience): Promise<ProviderConsent> =>
  persist(async () => consentIn(await call(caller, what, patience.signal)), patience);

/** Starts to follow a company's consent. The same key starts the same, however often it is sent. */
export const startConsent = (
  caller: Caller,
  idempotencyKey: string,
  businessId: string | null,
  patience: Patience,
): Promise<ProviderConsent> => {
  const body = businessId === null ? {} : { company: { businessId } };
  const headers = { 'idempotency-key': idempotencyKey };
  return ask(caller, { route: startProviderConsent, headers, body }, patience);
};

/** Has the bank asked now. */
export const checkConsent = (caller: Caller, id: string, patience: Patience): Promise<ProviderConsent> =>
  ask(caller, { route: checkProviderConsent, parts: { id } }, patience);

/** Has the service provider told that the bank does not know it. */
export const reportConsent = (caller: Caller, id: string, patience: Patience): Promise<ProviderConsent> =>
  ask(
    caller,
    { route: reportProviderConsent, parts: { id }, body: { problem: 'provider_not_registered' } },
    patience,
  );

/** Reads a consent, one held read after the other, in turn with the other tabs, until the signal ends it. */
export const followConsent = (
  caller: Caller,
  id: string,
  revision: number,
  onNews: (consent: ProviderConsent) => void | Promise<void>,
  patience: Patience,
): Promise<void> =>
  followOne(
    caller,
    {
      id,
      revision,
      call: (known, hold) => ({ route: readProviderConsent, parts: { id }, ...heldFor(String(known), hold) }),
      answerIn: consentIn,
      onNews,
    },
    patience,
  );
