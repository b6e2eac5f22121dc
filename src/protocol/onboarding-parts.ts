import * as z from 'zod';
import {
  applicationKinds,
  applicationLinks,
  applicationStatuses,
  caseStatuses,
  featureIds,
  featureStatuses,
  fieldKinds,
  optionIds,
  optionStatuses,
  preconditionIds,
} from './onboarding-words.ts';
import { Instant, Link } from './primitives.ts';

/** An application for payments or for a payout destination. `status` says what it means to the merchant. */
export const OnboardingApplication = z
  .strictObject({
    id: z.string(),
    kind: z.enum(applicationKinds),
    status: z.enum(applicationStatuses),
    caseStatus: z.enum(caseStatuses),
    /** Where the merchant goes on; opened by a tap, never by itself. */
    links: z.array(z.strictObject({ kind: z.enum(applicationLinks), url: Link })),
    createdAt: Instant,
    /** A withdrawal has been asked for. */
    withdrawing: z.boolean(),
    /** What can be withdrawn at all; an active one only after a confirmation of its own. */
    withdrawable: z.boolean(),
  })
  .meta({ id: 'OnboardingApplication' });
export type OnboardingApplication = z.infer<typeof OnboardingApplication>;

/** One thing that an option's form asks for. */
export const OptionField = z
  .strictObject({
    id: z.string(),
    kind: z.enum(fieldKinds),
    required: z.boolean(),
    choices: z.array(z.string()).optional(),
    max: z.int().optional(),
  })
  .meta({ id: 'OptionField' });
export type OptionField = z.infer<typeof OptionField>;

/** A payment option. It opens only when all it needs is there; `enabled` alone is usable. */
export const OnboardingOption = z
  .strictObject({
    id: z.enum(optionIds),
    status: z.enum(optionStatuses),
    /** False: it is only shown here. */
    opensHere: z.boolean(),
    /** A sign-up has been asked for and not yet answered. */
    sending: z.boolean(),
    preconditions: z.array(z.strictObject({ id: z.enum(preconditionIds), met: z.boolean() })),
    fields: z.array(OptionField),
    link: z.strictObject({ url: Link, expiresAt: Instant.nullable() }).nullable(),
  })
  .meta({ id: 'OnboardingOption' });
export type OnboardingOption = z.infer<typeof OnboardingOption>;

export const OnboardingFeature = z
  .strictObject({ id: z.enum(featureIds), status: z.enum(featureStatuses) })
  .meta({ id: 'OnboardingFeature' });
export type OnboardingFeature = z.infer<typeof OnboardingFeature>;
