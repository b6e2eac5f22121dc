import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import type { OnboardingRow, WorkRow } from './record.ts';

/** Milliseconds between two looks at the provider that nothing of ours has brought about. */
export const atLeast = 5000;

/**
 * Somebody has come to look: the next look at the provider is soon, and those after it rare again only by and by.
 * However often they come, there are no more looks than one in `atLeast`.
 */
export const createHasten =
  ({ store, clock }: Pick<Deps, 'store' | 'clock'>) =>
  (id: string): Promise<void> =>
    retryOnConflict(async () => {
      const [row, work] = await Promise.all([
        store.get<OnboardingRow>('onboardings', id),
        store.get<WorkRow>('onboarding_works', id),
      ]);
      if (row === undefined || row.value.account === null) return;
      if (work === undefined || work.due === null || work.value.rest === 0) return;
      const { value, revision, due: planned } = work;
      const now = clock.now();
      // One that is in hand was perhaps begun too early.
      const due = planned <= now ? planned : Math.max(now, planned - value.rest + atLeast);
      if (due > planned || (due === planned && planned > now)) return;
      await store.commit([
        { table: 'onboarding_works', id, value: { ...value, rest: 0 }, expect: revision, due },
      ]);
    });
