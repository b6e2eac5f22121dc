import type { MerchantPage, Wish } from '../../../flow/merchants-state.ts';
import { trouble } from '../../../flow/trouble.ts';
import {
  inviteMerchant,
  linkMerchant,
  listMerchants,
  readMerchantNotes,
  writeMerchantNote,
} from '../../../protocol/merchant-routes.ts';
import type { MerchantNote, OnboardedMerchant } from '../../../protocol/merchants.ts';
import {
  readMerchant,
  readMerchants,
  readNotes,
  readOnboardingLink,
} from '../../../protocol/read-merchants.ts';
import { type Call, type Caller, call } from '../../call.ts';
import { rest, seen } from '../../page.ts';
import { type Patience, persist } from '../../persist.ts';
import { Refused } from '../../refused.ts';

/** Milliseconds between two looks at a list in which nothing changes: at first, and at the most. */
const shortest = 5_000;
const longest = 30_000;

const ask = async <T>(
  caller: Caller,
  what: Call,
  read: (body: unknown) => T | undefined,
  signal: AbortSignal,
): Promise<T> => {
  const { body } = await call(caller, what, signal);
  const answer = read(body);
  if (answer === undefined) throw new Refused(trouble('answer_invalid'));
  return answer;
};

/** Reads all merchants page by page, and then those that change, until the signal ends it. Nobody looks: nothing is read. */
export const followMerchants = async (
  caller: Caller,
  after: string | null,
  onPage: (page: MerchantPage) => void,
  patience: Patience,
): Promise<void> => {
  const { signal } = patience;
  const endless = { ...patience, tries: Number.POSITIVE_INFINITY };
  let known = after;
  let pause = shortest;
  for (;;) {
    await seen(signal);
    const query: string = known === null ? '' : `?${new URLSearchParams({ after: known })}`;
    const route = { ...listMerchants, path: `${listMerchants.path}${query}` };
    const { items, cursor } = await persist(() => ask(caller, { route }, readMerchants, signal), endless);
    const isLast = items.length === 0;
    known = cursor;
    onPage({ items, cursor, isLast });
    pause = isLast ? pause * 1.5 : shortest;
    if (isLast) await rest(Math.min(pause, longest), signal);
  }
};

export const askNotes = async (
  caller: Caller,
  id: string,
  patience: Patience,
): Promise<readonly MerchantNote[]> => {
  const what = { route: readMerchantNotes, parts: { id } };
  return (await persist(() => ask(caller, what, readNotes, patience.signal), patience)).items;
};

/** Sent once: the provider knows no key by which it would know it again. */
export const writeNote = async (
  caller: Caller,
  { merchant, text }: Extract<Wish, { readonly kind: 'note' }>,
  { signal }: Patience,
): Promise<void> => {
  await call(caller, { route: writeMerchantNote, parts: { id: merchant }, body: { text } }, signal);
};

export const askLink = async (caller: Caller, id: string, patience: Patience): Promise<string> => {
  const what = { route: linkMerchant, parts: { id }, body: {} };
  return (await persist(() => ask(caller, what, readOnboardingLink, patience.signal), patience)).url;
};

export const invite = (
  caller: Caller,
  { key, body }: Extract<Wish, { readonly kind: 'invite' }>,
  patience: Patience,
): Promise<OnboardedMerchant> => {
  const what = { route: inviteMerchant, headers: { 'idempotency-key': key }, body };
  return persist(() => ask(caller, what, readMerchant, patience.signal), patience);
};
