import * as z from 'zod';
import { Country, PrefilledFacts } from './onboarding-facts.ts';
import { onboardingRoles } from './onboarding-words.ts';
import { Reference } from './primitives.ts';

/**
 * A merchant gets an account, or with `view: "list"` the platform's people see those who do. In a session for `agent`,
 * and in one opened in an agent's name, facts may be filled in and nothing is accepted.
 */
export const MerchantOnboardingDetail = z
  .strictObject({
    type: z.literal('merchant_onboarding'),
    provider: z.literal('dintero'),
    surface: z.enum(['web', 'agent']),
    reference: Reference,
    country: Country,
    /** What the platform knows already. What the merchant has written since stays. */
    facts: PrefilledFacts.optional(),
    /** Who looks after the merchant at the platform. */
    accountManager: z.email().max(254).optional(),
    view: z.enum(['merchant', 'list']).default('merchant'),
  })
  .meta({ id: 'MerchantOnboardingDetail' });
export type MerchantOnboardingDetail = z.infer<typeof MerchantOnboardingDetail>;

/** The task as the browser may know it. How it stands is for `GET /v1/onboarding` to say, or `GET /v1/merchants`. */
export const MerchantOnboardingTask = z
  .strictObject({
    type: z.literal('merchant_onboarding'),
    provider: z.literal('dintero'),
    reference: Reference,
    country: Country,
    view: z.enum(['merchant', 'list']),
    role: z.enum(onboardingRoles),
  })
  .meta({ id: 'MerchantOnboardingTask' });
export type MerchantOnboardingTask = z.infer<typeof MerchantOnboardingTask>;
