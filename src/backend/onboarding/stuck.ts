import { patience } from '../collection/ask.ts';
import type { Stuck } from '../collection/stuck.ts';
import type { Row, Store } from '../store/store.ts';
import { type OnboardingRow, underWayKey, type WorkRow } from './record.ts';

/** Milliseconds for which something may be on its way. */
const overdue = 10 * 60_000;

/** The most that are looked at. */
const most = 1000;

/** What an onboarding waits for at the provider: since when something is unsent; what was sent and not answered. */
export interface Waiting {
  readonly row: Row<OnboardingRow>;
  /** Null: everything was sent. */
  readonly unsentSince: number | null;
  /** Since when nobody knows what came of something; null: that is known of all. */
  readonly unknownSince: number | null;
}

const first = (moments: readonly number[]): number | null =>
  moments.length === 0 ? null : Math.min(...moments);

/** Everything that is to be done at the provider, or was and has not been heard of. */
export const listWaiting = async (store: Pick<Store, 'list'>, now: number): Promise<readonly Waiting[]> => {
  const rows = await store.list<OnboardingRow>('onboardings', underWayKey, { limit: most });
  return rows.map((row) => {
    const { jobs, unsure, code } = row.value;
    const sent = jobs.flatMap(({ sentAt }) => (sentAt !== null && now >= sentAt + patience ? [sentAt] : []));
    return {
      row,
      unsentSince: first(jobs.flatMap(({ sentAt, since }) => (sentAt === null ? [since] : []))),
      unknownSince: first(unsure ? [...sent, code?.triedAt ?? now] : sent),
    };
  });
};

/** Onboardings of which nobody could find out what came of something, and in which something could not be sent. */
export const listStuckOnboardings = async (
  store: Pick<Store, 'get' | 'list'>,
  now: number,
): Promise<readonly Stuck[]> => {
  const waiting = await listWaiting(store, now);
  const found = waiting.map(async ({ row, unsentSince, unknownSince }): Promise<readonly Stuck[]> => {
    const since = Math.min(unsentSince ?? now, unknownSince ?? now);
    if (now < since + overdue) return [];
    const { client, merchant, reference } = row.value;
    const work = await store.get<WorkRow>('onboarding_works', row.id);
    const nextLook = work?.due ?? now;
    return [{ id: row.id, client, merchant, reference, status: 'unknown', since, failure: null, nextLook }];
  });
  return (await Promise.all(found)).flat();
};
