import * as z from 'zod';
import { Address, Applicant, Billing, Company, Country, Person } from './onboarding-facts.ts';
import { OnboardingApplication, OnboardingFeature, OnboardingOption } from './onboarding-parts.ts';
import { AgreementPart, PriceList } from './onboarding-terms.ts';
import {
  accountStates,
  codeChannels,
  codePurposes,
  onboardingRoles,
  onboardingStatuses,
  stepFaults,
  stepIds,
  stepStates,
  uploadKinds,
} from './onboarding-words.ts';
import { Instant, Reference } from './primitives.ts';

export const OnboardingId = z.string().regex(/^on_[0-9a-f]{32}$/);

/** What is needed, and from whom. `errors` point into the facts, or into the step itself (``). */
export const OnboardingStep = z
  .strictObject({
    id: z.enum(stepIds),
    state: z.enum(stepStates),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.enum(stepFaults) })),
    /** Null: there is no hurry. */
    dueBy: Instant.nullable(),
  })
  .meta({ id: 'OnboardingStep' });
export type OnboardingStep = z.infer<typeof OnboardingStep>;

const given = z.strictObject({ given: z.boolean() });

/** A person as they may be shown: whether the numbers were given, never which. */
export const ShownPerson = z
  .strictObject({ ...Person.shape, id: z.string(), nationalNumber: given, birthDate: given })
  .meta({ id: 'ShownPerson' });
export type ShownPerson = z.infer<typeof ShownPerson>;

/** Everything given so far. Null: not yet. */
export const OnboardingFacts = z
  .strictObject({
    applicant: Applicant.nullable(),
    company: Company.nullable(),
    address: Address.nullable(),
    billing: Billing.nullable(),
    people: z.array(ShownPerson),
    /** Its number is masked. */
    bankAccount: z
      .strictObject({
        masked: z.string(),
        country: z.string(),
        currency: z.string(),
        payoutCurrency: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'OnboardingFacts' });
export type OnboardingFacts = z.infer<typeof OnboardingFacts>;

/** A code that somebody was sent and that is to be typed in. */
export const AwaitedCode = z
  .strictObject({
    purpose: z.enum(codePurposes),
    /** Masked; null where it would tell what is not theirs to know. */
    sentTo: z.string().nullable(),
    channel: z.enum(codeChannels),
    channels: z.array(z.enum(codeChannels)),
    /** How often it may still be typed in, and sent again. */
    triesLeft: z.int().min(0),
    resendsLeft: z.int().min(0),
    /** Earlier than this it is not sent again. */
    resendAt: Instant,
  })
  .meta({ id: 'AwaitedCode' });
export type AwaitedCode = z.infer<typeof AwaitedCode>;

/** One merchant's onboarding as it stands. `revision` only grows; `now` is the backend's clock. */
export const Onboarding = z
  .strictObject({
    id: OnboardingId,
    reference: Reference,
    revision: z.int().min(1),
    now: Instant,
    country: Country,
    /** Who is looking: an agent may fill in, and never accepts. */
    role: z.enum(onboardingRoles),
    status: z.enum(onboardingStatuses),
    /** Whether an agent's or the platform's facts are waiting for the merchant to accept them. */
    prefilled: z.boolean(),
    account: z.strictObject({ state: z.enum(accountStates), test: z.boolean() }),
    steps: z.array(OnboardingStep),
    /** The steps in which the merchant has something to do now. */
    outstanding: z.array(z.enum(stepIds)),
    facts: OnboardingFacts,
    code: AwaitedCode.nullable(),
    agreement: z.array(AgreementPart),
    prices: z.array(PriceList),
    applications: z.array(OnboardingApplication),
    options: z.array(OnboardingOption),
    features: z.array(OnboardingFeature),
    /** What has been uploaded. */
    uploads: z.array(z.enum(uploadKinds)),
    /** The step at which somebody last left; null: nobody has. */
    leftAt: z.enum(stepIds).nullable(),
  })
  .meta({ id: 'Onboarding' });
export type Onboarding = z.infer<typeof Onboarding>;
