import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import type { Write } from '../store/store.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { Wanted } from './learn.ts';
import { type ConsentRow, consentId, snapshotOf } from './record.ts';

export const table = 'provider_consents';

/** Milliseconds for which a consent is kept that is not in force and of which nothing new is heard. */
const kept = 90 * 24 * 3_600_000;

/** Secondary keys: all there are, and those of one client and merchant. */
export const consentKeys = {
  all: 'all',
  owner: (client: string, merchant: string): string => `owner ${client} ${merchant}`,
} as const;

/** A consent as it is to be stored. `due`: when it is forgotten. */
export const writeOf = (id: string, row: ConsentRow, expect: number): Write<ConsentRow> => ({
  table,
  id,
  value: row,
  expect,
  keys: [consentKeys.all, consentKeys.owner(row.client, row.merchant)],
  due: row.status === 'active' ? null : row.changedAt + kept,
});

/**
 * Changes a consent, and stores in the same commit what the service provider's server is told of it. `step` is pure,
 * for it is run again when somebody else was first; undefined and null: there is none, and there is to be none.
 */
export type Change = (
  which: Pick<Wanted, 'client' | 'merchant' | 'businessId'>,
  step: (row: ConsentRow | undefined, now: number) => ConsentRow | null,
  more?: {
    readonly type?: 'provider_consent.changed' | 'provider_consent.reported';
    /** What is to be stored with the row as it then stands, whether it changes or not. */
    readonly also?: (id: string, row: ConsentRow, now: number) => readonly Write[];
  },
) => Promise<{ readonly id: string; readonly row: ConsentRow | undefined }>;

export const createChange =
  (
    { store, vault, clock, log }: Pick<Deps, 'store' | 'vault' | 'clock' | 'log'>,
    webhooks: Pick<Webhooks, 'writesFor'>,
  ): Change =>
  async (which, step, { type = 'provider_consent.changed', also = () => [] } = {}) => {
    const id = await consentId(vault, which);
    return retryOnConflict(async () => {
      const before = await store.get<ConsentRow>(table, id);
      const now = clock.now();
      const after = step(before?.value, now);
      if (after === null) return { id, row: before?.value };
      const more = also(id, after, now);
      if (after === before?.value) {
        if (more.length > 0) await store.commit(more);
        return { id, row: after };
      }
      const { client, merchant, status, news } = after;
      // That it was asked for, the service provider's server knows.
      const isAsked = before === undefined && news === 'none';
      const told = isAsked
        ? []
        : webhooks.writesFor({ client, merchant, type, data: snapshotOf(id, after, now) });
      await store.commit([writeOf(id, after, before?.revision ?? 0), ...told, ...more]);
      log.info(type, { consent: id, client, merchant, from: before?.value.status ?? null, to: status, news });
      return { id, row: after };
    });
  };
