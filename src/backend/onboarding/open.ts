import type { MerchantOnboardingDetail } from '../../protocol/onboarding-session.ts';
import type { CodeChannel, OnboardingRole } from '../../protocol/onboarding-words.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Sessions } from '../session/session.ts';
import { sessionId } from '../session/session-id.ts';
import { StoreConflict } from '../store/store.ts';
import { checkFacts } from './facts.ts';
import { type CodeRow, keysOf, type NewOnboarding, newOnboarding, type OnboardingRow } from './record.ts';

/** Table `onboarding_sessions`: a session that goes on with an onboarding begun elsewhere, or is about to. */
export interface ResumedRow {
  readonly onboarding: string | null;
  /** Null: nobody tries to resume. `target` is null where the address is nobody's. */
  readonly asked: {
    readonly target: string | null;
    readonly email: string;
    readonly code: CodeRow;
    /** Null: the first code has not been entered, or was enough. */
    readonly secondFactor: { readonly handle: string; readonly channels: readonly CodeChannel[] } | null;
  } | null;
}

/** An onboarding as one session has it open. */
export interface Opened {
  readonly id: string;
  readonly session: string;
  readonly role: OnboardingRole;
  readonly resumed: ResumedRow | null;
}

export const onboardingId = async (client: string, merchant: string, reference: string): Promise<string> =>
  `on_${(await sessionId(client, merchant, 'onboarding', reference)).slice(2)}`;

/** Stores a new onboarding, and that somebody must look at it. Nothing where there is one. */
export const storeNew = async (
  { store }: Pick<Deps, 'store'>,
  id: string,
  wanted: NewOnboarding,
): Promise<void> => {
  const value = newOnboarding(wanted);
  try {
    await store.commit([
      { table: 'onboardings', id, value, expect: 0, keys: keysOf(value) },
      { table: 'onboarding_works', id, value: { wakes: 1, rest: 0 }, expect: 0, due: wanted.createdAt },
    ]);
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
  }
};

/** Whoever may act for a merchant may not therefore open an account for it, in the platform's name at the provider. */
export const isOnboarded = ({ dintero }: Caller['merchant']): boolean => dintero === true;

export const detailOf = async (sessions: Sessions, caller: Caller): Promise<MerchantOnboardingDetail> => {
  const row = caller.session === null ? undefined : await sessions.read(caller.session);
  const detail = row?.details.find((one) => one.type === 'merchant_onboarding');
  if (detail === undefined) throw new Refusal('token_insufficient');
  return detail;
};

export const roleOf = (detail: MerchantOnboardingDetail, caller: Pick<Caller, 'actor'>): OnboardingRole =>
  detail.surface === 'agent' || caller.actor !== null ? 'agent' : 'merchant';

/** The onboarding that the caller's session is for; made at the first look. Throws `Refusal` `token_insufficient`. */
export const createOpen =
  (deps: Pick<Deps, 'store' | 'clock'>, sessions: Sessions) =>
  async (caller: Caller): Promise<Opened> => {
    const { store, clock } = deps;
    const detail = await detailOf(sessions, caller);
    const { session } = caller;
    if (session === null || detail.view === 'list' || !isOnboarded(caller.merchant))
      throw new Refusal('token_insufficient');
    const resumed = (await store.get<ResumedRow>('onboarding_sessions', session))?.value ?? null;
    const role = roleOf(detail, caller);
    if (resumed !== null && resumed.onboarding !== null)
      return { id: resumed.onboarding, session, role, resumed };

    const [client, merchant] = [caller.client.id, caller.merchant.id];
    const id = await onboardingId(client, merchant, detail.reference);
    if ((await store.get<OnboardingRow>('onboardings', id)) === undefined) {
      const { reference, country, accountManager = null } = detail;
      const createdAt = clock.now();
      const facts = checkFacts(detail.facts ?? {}, country, createdAt);
      await storeNew(deps, id, {
        client,
        merchant,
        reference,
        country,
        accountManager,
        createdAt,
        facts,
      });
    }
    return { id, session, role, resumed };
  };
