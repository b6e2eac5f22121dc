import type { ProviderConsentEvent } from '../../flow/provider-consent.ts';
import { readProviderConsentSession } from '../../protocol/read-provider-consent.ts';
import type { Means } from '../flow-content.ts';
import { persist } from '../persist.ts';
import { fetchSessionAs } from '../read-session.ts';

/** Reads the session; the words of the element come meanwhile. */
export const readSession = async ({
  caller,
  patience,
  words,
}: Means): Promise<Extract<ProviderConsentEvent, { readonly type: 'session' }>> => {
  const read = () => fetchSessionAs(caller, readProviderConsentSession, patience.signal);
  const [session] = await Promise.all([persist(read, patience), words()]);
  return { type: 'session', session };
};
