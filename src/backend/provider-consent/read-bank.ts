import type { ProviderConsentProvider } from '../../providers/provider-consent.ts';
import { ask } from '../collection/ask.ts';
import type { Deps } from '../deps.ts';
import { type Change, consentKeys, table } from './change.ts';
import { awaited, heard, tried, unheard } from './learn.ts';
import type { ConsentRow } from './record.ts';

/** A client that acts for a merchant to which companies may give consents. */
export interface Owner {
  readonly client: string;
  readonly merchant: string;
}

/** Reads all consents at once, however many wait for one, and writes down what is new, changed and gone. */
export interface BankReader {
  /** Those who ask while it is being read get the same reading. False: the bank could not be read. */
  read(): Promise<boolean>;
  /** When the bank was last read, in milliseconds since 1970; null: not since the start. */
  readonly readAt: number | null;
}

export const createBankReader = (
  deps: Pick<Deps, 'store' | 'clock' | 'log'>,
  provider: ProviderConsentProvider,
  owners: readonly Owner[],
  change: Change,
): BankReader => {
  const { store, clock, log } = deps;
  let underWay: Promise<boolean> | null = null;
  let readAt: number | null = null;

  const known = async (): Promise<readonly ConsentRow[]> =>
    (await store.list<ConsentRow>(table, consentKeys.all)).map(({ value }) => value);

  /** A first call in the name of each company that has let account data be read. A failure is tried again by the next reading. */
  const prove = async (): Promise<void> => {
    for (const row of await known()) {
      if (row.proof === null || row.proof.status === 'proved') continue;
      const answer = await ask(clock, (signal) => provider.prove(row.businessId, signal));
      if (!answer.ok) {
        const { failure, status, message } = answer.failure;
        log.warn('provider.failed', { call: 'prove', failure, status, message });
        if (failure !== 'refused') continue;
      }
      await change(row, (now, at) =>
        now === undefined ? null : tried(now, answer.ok ? 'proved' : 'failed', at),
      );
    }
  };

  const readOnce = async (): Promise<boolean> => {
    const answer = await ask(clock, (signal) => provider.readConsents(signal));
    const rows = await known();
    if (!answer.ok) {
      const { failure, status, message } = answer.failure;
      log.warn('provider.failed', { call: 'read', failure, status, message });
      for (const row of rows) await change(row, (now, at) => (now === undefined ? null : unheard(now, at)));
      return false;
    }
    const told = new Map(answer.value.map((one) => [one.company.businessId, one]));
    for (const row of rows) {
      await change(row, (now, at) => (now === undefined ? null : heard(now, told.get(row.businessId), at)));
    }
    for (const [businessId, one] of told) {
      if (one.products.length === 0) continue;
      for (const owner of owners) {
        const unasked = { ...owner, businessId, reference: null, asked: [] };
        await change(unasked, (now, at) => heard(now ?? { ...awaited(unasked, at), revision: 0 }, one, at));
      }
    }
    readAt = clock.now();
    await prove();
    return true;
  };

  return {
    read() {
      underWay ??= readOnce().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    get readAt() {
      return readAt;
    },
  };
};
