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
import { rest } from '../page.ts';
import { type Patience, persist } from '../persist.ts';
import { Refused } from '../refused.ts';
import { takeTurns } from '../take-turns.ts';

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
export const followConsent = async (
  caller: Caller,
  id: string,
  revision: number,
  onConsent: (consent: ProviderConsent) => void,
  patience: Patience,
): Promise<void> => {
  const { signal } = patience;
  const inTurn = takeTurns(`${caller.backend()} ${id}`, signal);
  let known = revision;
  for (;;) {
    const { status, body, retryAfter } = await persist(
      () => inTurn((hold, over) => call(caller, read(id, known, hold), over)),
      { ...patience, tries: Number.POSITIVE_INFINITY },
    );
    const consent = status === 304 ? undefined : consentIn({ status, body, retryAfter });
    if (consent !== undefined && consent.revision > known) {
      known = consent.revision;
      onConsent(consent);
    } else {
      await rest(retryAfter ?? 1_000, signal);
    }
  }
};

const read = (id: string, revision: number, hold: number): Call => ({
  route: readProviderConsent,
  parts: { id },
  headers: { 'if-none-match': `"${revision}"`, prefer: `wait=${hold}` },
  timeout: (hold + 10) * 1000,
});
