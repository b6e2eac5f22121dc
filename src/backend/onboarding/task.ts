import type { MerchantOnboardingDetail } from '../../protocol/onboarding-session.ts';
import type { MerchantOnboardingProvider } from '../../providers/merchant-onboarding.ts';
import { Refusal } from '../edge/problem.ts';
import type { TaskKind } from '../session/task-kinds.ts';
import { checkFacts } from './facts.ts';
import { isOnboarded, roleOf } from './open.ts';

/** The task of this room: one merchant's onboarding, or the list of those who are being onboarded. */
export const createOnboardingTask = (
  provider: MerchantOnboardingProvider,
  now: () => number,
): TaskKind<MerchantOnboardingDetail> => ({
  admit(detail, merchant) {
    if (!isOnboarded(merchant)) {
      throw new Refusal('body_invalid', { errors: [{ pointer: '/provider', code: 'not_allowed' }] });
    }
    if (!provider.countries.includes(detail.country)) {
      throw new Refusal('body_invalid', { errors: [{ pointer: '/country', code: 'not_allowed' }] });
    }
    if (detail.facts !== undefined) checkFacts(detail.facts, detail.country, now());
    return detail;
  },
  async show(detail, { caller }) {
    const { type, provider: name, reference, country, view } = detail;
    return {
      test: provider.test,
      task: { type, provider: name, reference, country, view, role: roleOf(detail, caller) },
    };
  },
});
