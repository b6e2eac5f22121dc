import { type MerchantOnboardingProvider, OnboardingRefused } from '../../providers/merchant-onboarding.ts';
import { ask } from '../collection/ask.ts';
import { createDueLoop, type DueLoop } from '../collection/due-loop.ts';
import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import type { Row } from '../store/store.ts';
import type { Change } from './change.ts';
import { openSecrets, sealSecrets, withoutSecrets } from './facts.ts';
import { atLeast } from './hasten.ts';
import { findAccount, findEffect, perform, readAccount, type Told } from './perform.ts';
import type { Job, OnboardingRow, WorkRow } from './record.ts';
import { statusOf, stepOf } from './steps.ts';
import { withFactsSent } from './writes.ts';

const atOnce = 16;
const second = 1000;
const hour = 3600 * second;

/** The longest that national numbers and the bank account are kept for what nobody asks for. */
const secretsKept = 90 * 24 * hour;

/** While something is under way it is looked at ever more rarely; else once in a while, for what nobody told us. */
const restAfter = (row: OnboardingRow, { rest }: WorkRow): number => {
  const isOurs = row.jobs.length > 0 || row.unsure;
  const isOpen =
    isOurs ||
    row.agreement.length === 0 ||
    row.applications.some(({ status }) => status === 'pending' || status === 'action_required') ||
    row.options.some(({ status }) => status === 'pending');
  if (!isOpen) return 6 * hour;
  // What is ours to send waits for the provider; the rest for people.
  return Math.min(isOurs ? hour / 6 : hour, Math.max(atLeast, rest * 2));
};

/** Does what was stored to be done, and reads how it stands: with no screen open. */
export const createFollower = (deps: Deps, provider: MerchantOnboardingProvider, change: Change): DueLoop => {
  const { store, vault, clock, log } = deps;

  const settle = (id: string, job: Job, told: Told): Promise<OnboardingRow | undefined> =>
    change(id, (row) => {
      const after = told(row);
      return { ...after, jobs: after.jobs.filter((one) => one.id !== job.id) };
    });

  const failed = (id: string, job: Job, failure: Error) => {
    const known = failure instanceof OnboardingRefused;
    const code = known ? failure.fault : ('refused' as const);
    const pointers = known && failure.pointers.length > 0 ? failure.pointers : [''];
    return settle(id, job, (row) => ({
      ...row,
      // What was never taken, or is gone, is nothing that could be accepted: the merchant signs up by themselves.
      prefill: job.kind === 'prefill' || job.kind === 'accept_prefill' ? null : row.prefill,
      faults: [...row.faults, ...pointers.map((pointer) => ({ step: stepOf(job), pointer, code }))],
    }));
  };

  const begin = async (id: string, job: Job): Promise<void> => {
    await change(id, (row) => ({
      ...row,
      jobs: row.jobs.map((one) => (one.id === job.id ? { ...one, sentAt: clock.now() } : one)),
    }));
  };

  /** False: nobody knows what came of it; it stays to be looked at. */
  const run = async (id: string, row: OnboardingRow, job: Job): Promise<boolean> => {
    const secrets = await openSecrets(vault, id, row);
    if (job.sentAt === null) await begin(id, job);
    const answer = await ask(clock, async (signal) => {
      const found = job.sentAt === null ? null : await findEffect(provider, row, job, signal);
      return found ?? (await perform(provider, row, job, secrets, clock.now(), signal));
    });
    if (answer.ok) {
      await settle(id, job, answer.value);
      return true;
    }
    const { failure } = answer;
    log.warn('provider.failed', {
      onboarding: id,
      call: job.kind,
      failure: failure.failure,
      status: failure.status,
    });
    if (failure.failure !== 'refused') return false;
    await failed(id, job, failure);
    return true;
  };

  const readAll = async (id: string, row: OnboardingRow, stopping: AbortSignal): Promise<void> => {
    const { account } = row;
    const answer = await ask(
      clock,
      async (signal): Promise<Told> => {
        const [agreement, prices] = await Promise.all([
          provider.agreement(row.country, signal),
          provider.prices(account, signal),
        ]);
        if (account === null) return (now) => ({ ...now, agreement, prices });
        const [reading, applications] = await Promise.all([
          provider.account.read(account, signal),
          provider.applications.list(account, signal),
        ]);
        return (now) => ({ ...readAccount(reading)(now), agreement, prices, applications });
      },
      stopping,
    );
    if (answer.ok) await change(id, answer.value);
    else log.warn('provider.failed', { onboarding: id, call: 'read', failure: answer.failure.failure });
  };

  /** Whether a code whose answer was lost has opened an account. */
  const findLost = async (id: string, row: OnboardingRow): Promise<void> => {
    if (!row.unsure || row.account !== null) return;
    const answer = await ask(clock, (signal) => findAccount(provider, row, signal));
    if (!answer.ok) return;
    const told = answer.value;
    await change(id, (now) => ({ ...(told === null ? now : withFactsSent(now, told(now))), unsure: false }));
  };

  /** National numbers are needed until the option that asks for them has been signed up for. */
  const erase = async (id: string, row: OnboardingRow): Promise<void> => {
    if (row.sealed === null || row.jobs.length > 0) return;
    const asking = provider.options.filter(({ preconditions }) => preconditions.includes('national_numbers'));
    const isAnswered = asking.some(({ id: option }) =>
      row.options.some(
        ({ id: of, status }) => of === option && (status === 'pending' || status === 'enabled'),
      ),
    );
    const isOld = clock.now() > row.sealedAt + secretsKept;
    const isOver = isOld || ['declined', 'closed'].includes(statusOf(row));
    if (!isAnswered && !isOver) return;
    const { people, bankAccount } = await openSecrets(vault, id, row);
    const kept = isOver ? null : bankAccount;
    if (Object.keys(people).length === 0 && kept === bankAccount) return;
    const sealed = kept === null ? null : await sealSecrets(vault, id, { people: {}, bankAccount: kept });
    await change(id, (now) =>
      now.sealed === row.sealed
        ? { ...now, sealed, facts: withoutSecrets(now.facts, { bankAccount: isOver }) }
        : now,
    );
  };

  const rest = (id: string, seen: WorkRow): Promise<void> =>
    retryOnConflict(async () => {
      const [row, work] = await Promise.all([
        store.get<OnboardingRow>('onboardings', id),
        store.get<WorkRow>('onboarding_works', id),
      ]);
      if (row === undefined || work === undefined) return;
      const ms = restAfter(row.value, work.value);
      const value = { wakes: work.value.wakes, rest: ms };
      const due = work.value.wakes === seen.wakes ? clock.now() + ms : clock.now();
      await store.commit([{ table: 'onboarding_works', id, value, expect: work.revision, due }]);
    });

  const current = async (id: string): Promise<OnboardingRow | undefined> =>
    (await store.get<OnboardingRow>('onboardings', id))?.value;

  return createDueLoop<WorkRow>(
    deps,
    { table: 'onboarding_works', atOnce },
    async ({ id, value }: Row<WorkRow>, stopping) => {
      const first = await current(id);
      if (first !== undefined) await findLost(id, first);
      for (let row = await current(id); row?.jobs[0] !== undefined; row = await current(id)) {
        if (!(await run(id, row, row.jobs[0]))) break;
      }
      const row = await current(id);
      if (row !== undefined) {
        await readAll(id, row, stopping);
        await erase(id, row);
      }
      await rest(id, value);
    },
  );
};
