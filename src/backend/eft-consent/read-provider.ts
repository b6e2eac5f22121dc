import type { EftConsentRefusal } from '../../protocol/eft-consent-words.ts';
import type { EftConsentProvider } from '../../providers/eft-consent.ts';
import { ask } from '../collection/ask.ts';
import type { Deps } from '../deps.ts';
import { openAccounts } from './accounts.ts';
import type { Change, Whose } from './change.ts';
import { heard } from './learn.ts';

import { companyKey, newPerson, type PersonRow, people, personRowId } from './record.ts';
import { refusalIn } from './refusal.ts';

/** What a reading came to. What it told is written down by then. */
export interface Looked {
  /** False: the provider could not be read. */
  readonly isCurrent: boolean;
  /** When it was asked, in milliseconds since 1970. */
  readonly asked: number;
  /** Why it says no to the question itself; null: it has not. */
  readonly refusal: EftConsentRefusal | null;
  /** For how long it wants us to stay away, in milliseconds; null: it has not said. */
  readonly retryAfter: number | null;
}

/** Reads all consents of a person to some companies, and writes down what is new, changed and gone. */
export interface ProviderReader {
  /** Those who ask for the same while it is being read get the same reading. */
  read(whose: Whose, companyIds: readonly string[]): Promise<Looked>;
  /** The same for a screen, unless it was read a moment ago: a page that asks too often is not the provider's trouble. */
  recent(whose: Whose, companyIds: readonly string[]): Promise<Pick<Looked, 'isCurrent'>>;
  /** What is known without asking. */
  known(whose: Whose): Promise<PersonRow>;
}

/** Milliseconds for which a reading is good enough for a screen. */
const moment = 2000;

/** The most readings that are remembered. */
const most = 1000;

export const createProviderReader = (
  { store, vault, clock, log }: Pick<Deps, 'store' | 'vault' | 'clock' | 'log'>,
  provider: Pick<EftConsentProvider, 'list'>,
  change: Change,
  stopping: AbortSignal,
): ProviderReader => {
  const underWay = new Map<string, Promise<Looked>>();
  const last = new Map<string, number>();

  const known = async (whose: Whose): Promise<PersonRow> => {
    const row = await store.get<PersonRow>(people, await personRowId(vault, whose));
    return row?.value ?? newPerson(whose);
  };

  const readOnce = async (whose: Whose, companyIds: readonly string[]): Promise<Looked> => {
    const asked = clock.now();
    const { personId } = whose;
    const answer = await ask(clock, (signal) => provider.list({ personId, companyIds }, signal), stopping);
    if (!answer.ok) {
      const { failure, status, message, retryAfter } = answer.failure;
      log.warn('provider.failed', { call: 'list', failure, status, message });
      return { isCurrent: false, asked, refusal: refusalIn(answer.failure), retryAfter };
    }
    const keys = companyIds.map(async (id) => [id, await companyKey(vault, whose, id)] as const);
    const told = { asked, readings: answer.value, companies: new Map(await Promise.all(keys)) };
    // An order that is stored from here on was not sent when this was read.
    const accounts = await openAccounts(vault, await known(whose));
    await change(whose, (person, now) => heard(person, told, accounts, now));
    return { isCurrent: true, asked, refusal: null, retryAfter: null };
  };

  const keyOf = (whose: Whose, companyIds: readonly string[]): string => JSON.stringify([whose, companyIds]);

  const remember = (key: string, { isCurrent, asked }: Looked): void => {
    last.delete(key);
    if (isCurrent) last.set(key, asked);
    const [oldest] = last.keys();
    if (last.size > most && oldest !== undefined) last.delete(oldest);
  };

  const read: ProviderReader['read'] = async (whose, companyIds) => {
    const key = keyOf(whose, companyIds);
    const reading = underWay.get(key) ?? readOnce(whose, companyIds).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    const looked = await reading;
    remember(key, looked);
    return looked;
  };

  return {
    read,
    async recent(whose, companyIds) {
      const asked = last.get(keyOf(whose, companyIds));
      if (asked !== undefined && clock.now() < asked + moment) return { isCurrent: true };
      return read(whose, companyIds);
    },
    known,
  };
};
