import { ProviderError } from '../../providers/error.ts';
import type { MerchantOnboardingProvider } from '../../providers/merchant-onboarding.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import { StoreConflict } from '../store/store.ts';
import type { Change } from './change.ts';
import { accountKey, type OnboardingRow } from './record.ts';

/** Milliseconds for which a delivery is remembered: longer than it is tried. */
const kept = 7 * 86_400_000;

/** Takes a provider's hook: a hint to read again. Signed or refused; one that came before is answered and left alone. */
export const createHook =
  ({ store, clock, log }: Deps, provider: MerchantOnboardingProvider, change: Change) =>
  async (request: Request): Promise<Response> => {
    const reading = await provider.readHook(request).catch((cause: unknown): never => {
      if (!(cause instanceof ProviderError)) throw cause;
      log.warn('callback.refused', { provider: provider.name, failure: cause.failure });
      throw new Refusal(cause.failure === 'refused' ? 'callback_signature_invalid' : 'body_invalid');
    });
    const done = new Response(null, { status: 204 });
    const { account, delivery } = reading;
    if (account === null) return done;
    const rows = await store.list<OnboardingRow>('onboardings', accountKey(account), { limit: 100 });
    const remember = {
      table: 'onboarding_hooks',
      id: delivery,
      value: {},
      expect: 0,
      due: clock.now() + kept,
    };
    try {
      await store.commit([remember]);
    } catch (error) {
      if (error instanceof StoreConflict) return done;
      throw error;
    }
    for (const { id } of rows) await change(id, (row) => row, { wake: true });
    return done;
  };
