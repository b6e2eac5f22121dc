import { trouble } from '../../flow/trouble.ts';
import type { ProviderConsentList } from '../../protocol/provider-consent.ts';
import { listProviderConsents } from '../../protocol/provider-consent-routes.ts';
import { readProviderConsentList } from '../../protocol/read-provider-consent.ts';
import { type Caller, call } from '../call.ts';
import { rest, seen } from '../page.ts';
import { type Patience, persist } from '../persist.ts';
import { Refused } from '../refused.ts';

/** How long the backend is asked to hold an empty page, in seconds. */
const hold = 25;

/** Reads the list page by page, and then what changes, until the signal ends it. Nobody looks: nothing is read. */
export const followList = async (
  caller: Caller,
  onPage: (page: ProviderConsentList) => void,
  patience: Patience,
): Promise<void> => {
  const { signal } = patience;
  const endless = { ...patience, tries: Number.POSITIVE_INFINITY };
  let after: string | undefined;
  let isWaiting = false;
  for (;;) {
    await seen(signal);
    const wait: number = isWaiting ? hold : 0;
    const page: ProviderConsentList = await persist(() => readPage(caller, after, wait, signal), endless);
    isWaiting = page.items.length === 0;
    after = page.cursor;
    onPage(page);
    if (isWaiting && wait > 0) await rest(1_000, signal);
  }
};

const readPage = async (
  caller: Caller,
  after: string | undefined,
  wait: number,
  signal: AbortSignal,
): Promise<ProviderConsentList> => {
  const query = after === undefined ? '' : `?${new URLSearchParams({ after })}`;
  const { body } = await call(
    caller,
    {
      route: { ...listProviderConsents, path: `${listProviderConsents.path}${query}` },
      headers: { prefer: `wait=${wait}` },
      timeout: (wait + 10) * 1000,
    },
    signal,
  );
  const page = readProviderConsentList(body);
  if (page === undefined) throw new Refused(trouble('answer_invalid'));
  return page;
};
