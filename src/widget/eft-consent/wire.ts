import { trouble } from '../../flow/trouble.ts';
import type { EftConsentList } from '../../protocol/eft-consent.ts';
import { listEftConsents } from '../../protocol/eft-consent-routes.ts';
import { readEftConsentList } from '../../protocol/read-eft-consent.ts';
import { type Answer, type Caller, call } from '../call.ts';
import { type Patience, persist } from '../persist.ts';
import { Refused } from '../refused.ts';

/** The body of an answer. Throws `Refused` where it cannot be read. */
export const understood = <T>(read: (body: unknown) => T | undefined, { body }: Answer): T => {
  const answer = read(body);
  if (answer === undefined) throw new Refused(trouble('answer_invalid'));
  return answer;
};

/** All consents that this session may see. */
export const readList = (caller: Caller, patience: Patience): Promise<EftConsentList> =>
  persist(
    async () =>
      understood(readEftConsentList, await call(caller, { route: listEftConsents }, patience.signal)),
    patience,
  );
