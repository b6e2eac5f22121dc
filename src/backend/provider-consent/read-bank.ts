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
  /** The same, of a reading that begins after this call: what has just been done is in it. */
  readAnew(): Promise<boolean>;
  /** When the bank last told, in milliseconds since 1970; null: not yet. */
  readAt(): Promise<number | null>;
  /** Resolves when no first call is under way any more. */
  proved(): Promise<void>;
}

/** Table with one row per bank: when it last told. */
const readings = 'provider_consent_readings';

export const createBankReader = (
  deps: Pick<Deps, 'store' | 'clock' | 'log'>,
  provider: ProviderConsentProvider,
  owners: readonly Owner[],
  change: Change,
): BankReader => {
  const { store, clock, log } = deps;
  let underWay: Promise<boolean> | null = null;
  let next: Promise<boolean> | null = null;
  const proving = new Map<string, Promise<void>>();

  const known = async (): Promise<readonly ConsentRow[]> =>
    (await store.list<ConsentRow>(table, consentKeys.all)).map(({ value }) => value);

  const prove = async (row: ConsentRow): Promise<void> => {
    const answer = await ask(clock, (signal) => provider.prove(row.businessId, signal));
    if (!answer.ok) {
      const { failure, status, message } = answer.failure;
      log.warn('provider.failed', { call: 'prove', failure, status, message });
      if (failure !== 'refused') return;
    }
    await change(row, (now, at) =>
      now === undefined ? null : tried(now, answer.ok ? 'proved' : 'failed', at),
    );
  };

  /**
   * A first call in the name of each company that has let account data be read: a failure is tried again after the next
   * reading. Nobody waits for it: a company whose accounts are slow holds up no other.
   */
  const proveAll = async (): Promise<void> => {
    for (const row of await known()) {
      const key = JSON.stringify([row.client, row.merchant, row.businessId]);
      if (row.proof === null || row.proof.status === 'proved' || proving.has(key)) continue;
      const tells = (error: unknown): void =>
        log.error('provider_consents.failed', { error: error instanceof Error ? error.name : 'unknown' });
      proving.set(
        key,
        prove(row)
          .catch(tells)
          .finally(() => proving.delete(key)),
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
    await store.commit([{ table: readings, id: provider.name, value: { at: clock.now() } }]);
    await proveAll();
    return true;
  };

  const read = (): Promise<boolean> => {
    underWay ??= readOnce().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    read,
    readAnew() {
      const free = (underWay ?? Promise.resolve()).catch(() => undefined);
      next ??= free.then(() => {
        next = null;
        return read();
      });
      return next;
    },
    async readAt() {
      return (await store.get<{ at: number }>(readings, provider.name))?.value.at ?? null;
    },
    async proved() {
      await Promise.all(proving.values());
    },
  };
};
