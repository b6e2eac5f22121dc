import type { EnterCode, ResendCode } from '../../protocol/onboarding-writes.ts';
import { type MerchantOnboardingProvider, OnboardingRefused } from '../../providers/merchant-onboarding.ts';
import type { Entry } from '../../providers/onboarding-readings.ts';
import { ask } from '../collection/ask.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Change } from './change.ts';
import { codeSent, codeTried, codeUntold } from './codes.ts';
import type { Opened } from './open.ts';
import { entered, signUpOrderOf } from './perform.ts';
import type { CodeRow, OnboardingRow } from './record.ts';
import { withFactsSent } from './writes.ts';

export type Asked = <T>(call: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * Asks the provider while somebody waits. Throws `Refusal`: `code_wrong`, `code_expired`, `not_possible_now` or
 * `unavailable`.
 */
export const createAsked =
  ({ clock, log }: Pick<Deps, 'clock' | 'log'>, onboarding: string): Asked =>
  async (call) => {
    const answer = await ask(clock, call);
    if (answer.ok) return answer.value;
    const { failure } = answer;
    log.warn('provider.failed', {
      onboarding,
      call: 'code',
      failure: failure.failure,
      status: failure.status,
    });
    const fault = failure instanceof OnboardingRefused ? failure.fault : null;
    if (fault === 'code_wrong' || fault === 'code_expired') throw new Refusal(fault);
    if (failure.failure === 'refused') throw new Refusal('not_possible_now');
    throw new Refusal('unavailable', { retryAfter: 5, cause: failure });
  };

/** Codes that are typed in for this onboarding: to verify the sign-up, and the second factor. */
export const createCodeEntry = (deps: Deps, provider: MerchantOnboardingProvider, change: Change) => {
  const { store, clock } = deps;

  const read = async (id: string): Promise<OnboardingRow> => {
    const row = await store.get<OnboardingRow>('onboardings', id);
    if (row === undefined) throw new Refusal('not_found');
    return row.value;
  };

  const count = async (id: string, next: (code: CodeRow | null) => CodeRow): Promise<OnboardingRow> =>
    (await change(id, (row) => ({ ...row, code: next(row.code) }))) ?? read(id);

  const sendSecondFactor = async (id: string, { secondFactor: asked }: OnboardingRow): Promise<void> => {
    const [channel = 'sms'] = asked?.channels ?? [];
    await count(id, (code) => codeSent(code, 'second_factor', channel, clock.now()));
    await createAsked(deps, id)((signal) => provider.secondFactor.send(asked?.handle ?? '', channel, signal));
  };

  /** Codes name no sign-up: somebody with two of one address may type the code of the other. */
  const checkKey = async (row: OnboardingRow, entry: Entry, signal: AbortSignal): Promise<void> => {
    const [account] = entry.kind === 'in' ? entry.accounts : [];
    if (account === undefined) return;
    const { key } = await provider.account.read(account, signal);
    if (key !== null && key !== row.key) {
      throw new OnboardingRefused('code_wrong', 'verify: the code of another sign-up');
    }
  };

  return {
    async enter({ id }: Opened, { purpose, code }: EnterCode): Promise<void> {
      const asked = createAsked(deps, id);
      const before = await read(id);
      const isAwaited =
        purpose === 'verify' ? before.signedUp && before.account === null : before.secondFactor !== null;
      if (!isAwaited) throw new Refusal('not_possible_now');
      const first: CodeRow = {
        purpose,
        channel: 'email',
        sentAt: clock.now(),
        sends: 1,
        wrong: 0,
        triedAt: 0,
      };
      const row = await count(id, (known) =>
        codeTried(known?.purpose === purpose ? known : first, purpose, clock.now()),
      );
      const { applicant } = row.facts;
      const entering = asked(async (signal): Promise<Entry> => {
        if (purpose === 'second_factor') {
          return provider.secondFactor.enter(row.secondFactor?.handle ?? '', code, signal);
        }
        const found = await provider.signUp.verify({ email: applicant?.email ?? '', code }, signal);
        await checkKey(row, found, signal);
        return found;
      });
      const entry = await entering.catch(async (cause: unknown): Promise<never> => {
        const isLost = cause instanceof Refusal && cause.code === 'unavailable';
        // A right one that was typed into another sign-up before has opened the account of this one.
        const unsure = purpose === 'verify';
        const told = (now: OnboardingRow) => (isLost ? codeUntold(now.code) : now.code);
        await change(id, (now) => ({ ...now, unsure, code: told(now) }), { wake: unsure });
        throw cause;
      });
      const after = await change(id, (now) => withFactsSent(now, entered(entry)(now)), { wake: true });
      if (entry.kind === 'second_factor' && after?.secondFactor != null) await sendSecondFactor(id, after);
    },

    async resend({ id }: Opened, { purpose, channel }: ResendCode): Promise<void> {
      const asked = createAsked(deps, id);
      const before = await read(id);
      const { secondFactor } = before;
      const isAwaited =
        purpose === 'verify' ? before.signedUp && before.account === null : secondFactor !== null;
      const isKnown = purpose === 'verify' ? channel === 'email' : secondFactor?.channels.includes(channel);
      if (!isAwaited || !isKnown) throw new Refusal('not_possible_now');
      const row = await count(id, (code) => codeSent(code, purpose, channel, clock.now()));
      await asked((signal) =>
        purpose === 'verify'
          ? provider.signUp.resend(signUpOrderOf(row), signal)
          : provider.secondFactor.send(row.secondFactor?.handle ?? '', channel, signal),
      );
    },
  };
};
