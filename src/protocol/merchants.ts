import * as z from 'zod';
import { OnboardingId } from './onboarding.ts';
import { Address, Applicant, Billing, Company, Country } from './onboarding-facts.ts';
import {
  accountStates,
  applicationKinds,
  applicationStatuses,
  caseStatuses,
  onboardingStatuses,
  optionIds,
  optionStatuses,
  stepIds,
  stepStates,
} from './onboarding-words.ts';
import { Instant, Link, Reference } from './primitives.ts';

/** A merchant's onboarding as the platform sees it, in its list and in webhooks. No facts about people. */
export const OnboardedMerchant = z
  .strictObject({
    id: OnboardingId,
    reference: Reference,
    revision: z.int().min(1),
    /** The provider's id of the account; null: there is none yet. */
    account: z.strictObject({ id: z.string().nullable(), state: z.enum(accountStates), test: z.boolean() }),
    status: z.enum(onboardingStatuses),
    /** The company's name, once it is given. */
    name: z.string().nullable(),
    country: Country,
    accountManager: z.string().nullable(),
    steps: z.array(z.strictObject({ id: z.enum(stepIds), state: z.enum(stepStates) })),
    /** What the merchant has to do now. */
    outstanding: z.array(z.enum(stepIds)),
    applications: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(applicationKinds),
        status: z.enum(applicationStatuses),
        caseStatus: z.enum(caseStatuses),
      }),
    ),
    options: z.array(z.strictObject({ id: z.enum(optionIds), status: z.enum(optionStatuses) })),
    /** The step at which somebody last left; null: nobody has. */
    leftAt: z.enum(stepIds).nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'OnboardedMerchant' });
export type OnboardedMerchant = z.infer<typeof OnboardedMerchant>;

/** Oldest change first. */
export const MerchantList = z
  .strictObject({ items: z.array(OnboardedMerchant), cursor: z.string() })
  .meta({ id: 'MerchantList' });
export type MerchantList = z.infer<typeof MerchantList>;

/** Query of `GET /v1/merchants`. */
export const MerchantListQuery = z.strictObject({
  status: z.enum(onboardingStatuses).optional(),
  /** In the company's name or the reference. */
  search: z.string().min(1).max(100).optional(),
  /** Only those who wait in this step. */
  waitingFor: z.enum(stepIds).optional(),
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export type MerchantListQuery = z.infer<typeof MerchantListQuery>;

/** Body of `POST /v1/merchants`: an account is made, and the merchant gets an invitation. */
export const InviteMerchant = z
  .strictObject({
    reference: Reference,
    country: Country,
    applicant: Applicant,
    company: Company,
    address: Address,
    billing: Billing,
    accountManager: Applicant.shape.email.optional(),
    note: z.string().min(1).max(500).optional(),
  })
  .meta({ id: 'InviteMerchant' });
export type InviteMerchant = z.infer<typeof InviteMerchant>;

/** A note of the platform's own people. */
export const MerchantNote = z
  .strictObject({ id: z.string(), at: Instant, by: z.string().nullable(), text: z.string().nullable() })
  .meta({ id: 'MerchantNote' });
export type MerchantNote = z.infer<typeof MerchantNote>;

export const MerchantNotes = z.strictObject({ items: z.array(MerchantNote) }).meta({ id: 'MerchantNotes' });
export type MerchantNotes = z.infer<typeof MerchantNotes>;

/** Body of `POST /v1/merchants/{id}/notes`. */
export const WriteNote = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .max(1000)
      .regex(/^[^\p{Cs}]+$/u),
  })
  .meta({ id: 'WriteNote' });
export type WriteNote = z.infer<typeof WriteNote>;

/** Answer of `POST /v1/merchants/{id}/onboarding-link`: the provider's own pages. */
export const OnboardingLink = z.strictObject({ url: Link }).meta({ id: 'OnboardingLink' });
export type OnboardingLink = z.infer<typeof OnboardingLink>;
