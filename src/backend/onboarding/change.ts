import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import { isSame } from '../store/same.ts';
import type { Write } from '../store/store.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { keysOf, type OnboardingRow, type WorkRow, withSince } from './record.ts';
import { merchantOf } from './show.ts';

/**
 * Changes an onboarding, and in the same commit says that somebody must look at it (where there is a job) and tells the
 * platform. `step` is run again when somebody else was first; it may throw. The same row changes nothing. `remember`:
 * what else belongs to the commit.
 */
export type Change = (
  id: string,
  step: (row: OnboardingRow) => OnboardingRow,
  more?: { readonly wake?: boolean; readonly remember?: Write },
) => Promise<OnboardingRow | undefined>;

export const createChange =
  (
    { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
    webhooks: Pick<Webhooks, 'writesFor'>,
    test: boolean,
  ): Change =>
  (id, step, { wake = false, remember } = {}) =>
    retryOnConflict(async () => {
      const [row, work] = await Promise.all([
        store.get<OnboardingRow>('onboardings', id),
        store.get<WorkRow>('onboarding_works', id),
      ]);
      if (row === undefined) return undefined;
      const now = clock.now();
      const stepped = withSince(step(row.value), now);
      const isNews = !isSame(stepped, row.value);
      const after = isNews ? { ...stepped, revision: row.value.revision + 1 } : row.value;
      const writes: Write[] = remember === undefined ? [] : [remember];
      if (isNews) {
        writes.push({ table: 'onboardings', id, value: after, expect: row.revision, keys: keysOf(after) });
        const { client, merchant } = after;
        const before = merchantOf(id, row.value, now, test);
        const data = merchantOf(id, after, now, test);
        // What only the browser sees is no news to the platform.
        if (!isSame({ ...before, revision: 0 }, { ...data, revision: 0 })) {
          writes.push(...webhooks.writesFor({ client, type: 'merchant_onboarding.changed', merchant, data }));
        }
      }
      if (wake || after.jobs.length > row.value.jobs.length) {
        const wakes = (work?.value.wakes ?? 0) + 1;
        writes.push({
          table: 'onboarding_works',
          id,
          value: { wakes, rest: 0 },
          expect: work?.revision ?? 0,
          due: now,
        });
      }
      if (writes.length > 0) await store.commit(writes);
      if (isNews) log.info('merchant_onboarding.changed', { onboarding: id, revision: after.revision });
      return after;
    });
