import type { EnterCode, ResendCode } from '../../protocol/onboarding-writes.ts';
import type { MerchantOnboardingProvider } from '../../providers/merchant-onboarding.ts';
import type { Entry } from '../../providers/onboarding-readings.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import { retryOnConflict } from '../store/retry.ts';
import { createAsked } from './code-entry.ts';
import { codeSent, codeTried, codeUntold } from './codes.ts';
import type { Opened, ResumedRow } from './open.ts';
import { merchantKey, type OnboardingRow } from './record.ts';

/** The most onboardings of a merchant among which one is looked for. */
const most = 1000;

/**
 * Goes on here with what was begun elsewhere: for whoever gets the code at the merchant's address. Nobody learns whether
 * an address is known: a code is asked for, and a wrong one is wrong, either way.
 */
export const createResume = (deps: Deps, provider: MerchantOnboardingProvider) => {
  const { store, clock } = deps;

  const change = (session: string, step: (row: ResumedRow | null) => ResumedRow): Promise<ResumedRow> =>
    retryOnConflict(async () => {
      const row = await store.get<ResumedRow>('onboarding_sessions', session);
      const value = step(row?.value ?? null);
      await store.commit([{ table: 'onboarding_sessions', id: session, value, expect: row?.revision ?? 0 }]);
      return value;
    });

  const find = async ({ client, merchant }: Caller, email: string): Promise<string | null> => {
    const rows = await store.list<OnboardingRow>('onboardings', merchantKey(client.id, merchant.id), {
      limit: most,
    });
    const found = rows.findLast(
      ({ value }) =>
        value.account !== null && value.facts.applicant?.email.toLowerCase() === email.toLowerCase(),
    );
    return found?.id ?? null;
  };

  return {
    async ask(caller: Caller, { id, session }: Opened, email: string): Promise<void> {
      const target = await find(caller, email);
      await change(session, (row) => {
        const code = codeSent(row?.asked?.code ?? null, 'resume', 'email', clock.now());
        return { onboarding: row?.onboarding ?? null, asked: { target, email, code, secondFactor: null } };
      });
      await createAsked(deps, id)((signal) => provider.logOn.send({ email, channel: 'email' }, signal));
    },

    /** The second factor anew, perhaps by another channel. */
    async resend({ id, session }: Opened, { channel }: ResendCode): Promise<void> {
      const { asked } = await change(session, (row) => {
        const known = row?.asked ?? null;
        if (row === null || known === null || known.secondFactor?.channels.includes(channel) !== true) {
          throw new Refusal('not_possible_now');
        }
        return {
          ...row,
          asked: { ...known, code: codeSent(known.code, 'second_factor', channel, clock.now()) },
        };
      });
      const { handle = '' } = asked?.secondFactor ?? {};
      await createAsked(deps, id)((signal) => provider.secondFactor.send(handle, channel, signal));
    },

    async enter({ id, session }: Opened, { purpose, code }: EnterCode): Promise<void> {
      const { asked: known } = await change(session, (row) => {
        if (row?.asked == null) throw new Refusal('not_possible_now');
        return { ...row, asked: { ...row.asked, code: codeTried(row.asked.code, purpose, clock.now()) } };
      });
      if (known === null) throw new Refusal('not_possible_now');
      const { email, secondFactor, target } = known;
      const entering = createAsked(
        deps,
        id,
      )((signal): Promise<Entry> => {
        if (secondFactor !== null) return provider.secondFactor.enter(secondFactor.handle, code, signal);
        return provider.logOn.enter({ email, code }, signal);
      });
      const entry = await entering.catch(async (cause: unknown): Promise<never> => {
        // Nobody waits for a second factor any more: it begins with an address again.
        const isOver = secondFactor !== null && cause instanceof Refusal && cause.code === 'code_expired';
        if (isOver) await change(session, (row) => ({ onboarding: row?.onboarding ?? null, asked: null }));
        if (cause instanceof Refusal && cause.code === 'unavailable') {
          await change(session, (row) => ({
            onboarding: row?.onboarding ?? null,
            asked: row?.asked == null ? null : { ...row.asked, code: codeUntold(row.asked.code) },
          }));
        }
        throw cause;
      });
      if (entry.kind === 'second_factor') {
        const { handle, channels } = entry;
        const [channel = 'sms'] = channels;
        await change(session, (row) => ({
          onboarding: row?.onboarding ?? null,
          asked: {
            ...known,
            code: codeSent(null, 'second_factor', channel, clock.now()),
            secondFactor: { handle, channels },
          },
        }));
        return createAsked(deps, id)((signal) => provider.secondFactor.send(handle, channel, signal));
      }
      const row = target === null ? undefined : await store.get<OnboardingRow>('onboardings', target);
      // Whoever has the address may have other accounts: it is this one that they must have.
      if (row === undefined || row.value.account === null || !entry.accounts.includes(row.value.account)) {
        throw new Refusal('code_wrong');
      }
      await change(session, () => ({ onboarding: row.id, asked: null }));
    },
  };
};
