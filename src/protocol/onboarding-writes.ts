import * as z from 'zod';
import {
  Address,
  Applicant,
  BankAccount,
  Billing,
  Company,
  PayoutInterval,
  People,
  Submitter,
} from './onboarding-facts.ts';
import { codeChannels, codePurposes, stepIds } from './onboarding-words.ts';

/** Body of `PUT /v1/onboarding/facts`: each part replaces the one before. A person's numbers left out stay as they were. */
export const WriteFacts = z
  .strictObject({
    applicant: Applicant.optional(),
    company: Company.optional(),
    address: Address.optional(),
    billing: Billing.optional(),
    people: People.shape.people.optional(),
    bankAccount: BankAccount.optional(),
  })
  .meta({ id: 'WriteFacts' });
export type WriteFacts = z.infer<typeof WriteFacts>;

const Documents = z
  .array(z.strictObject({ id: z.string().min(1).max(64), version: z.string().min(1).max(64) }))
  .min(1)
  .max(20);

/** Body of `POST /v1/onboarding/acceptances`. A personal guarantee comes alone. */
export const AcceptDocuments = z.strictObject({ documents: Documents }).meta({ id: 'AcceptDocuments' });
export type AcceptDocuments = z.infer<typeof AcceptDocuments>;

/** Body of `POST /v1/onboarding/code`. Spaces that came with pasting are not part of it. */
export const EnterCode = z
  .strictObject({
    purpose: z.enum(codePurposes),
    code: z
      .string()
      .max(64)
      .transform((code) => code.replace(/\s/g, ''))
      .pipe(z.string().regex(/^[A-Za-z0-9-]{1,64}$/)),
  })
  .meta({ id: 'EnterCode' });
export type EnterCode = z.infer<typeof EnterCode>;

/** Body of `POST /v1/onboarding/code/resend`. */
export const ResendCode = z
  .strictObject({ purpose: z.enum(codePurposes), channel: z.enum(codeChannels).default('email') })
  .meta({ id: 'ResendCode' });
export type ResendCode = z.infer<typeof ResendCode>;

/** Body of `POST /v1/onboarding/resumption`: an onboarding that was begun elsewhere goes on here. */
export const ResumeOnboarding = z
  .strictObject({ email: Applicant.shape.email })
  .meta({ id: 'ResumeOnboarding' });
export type ResumeOnboarding = z.infer<typeof ResumeOnboarding>;

/** Body of `POST /v1/onboarding/applications`. The bank account is that of the facts. */
export const Apply = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('payments'),
      methods: z
        .array(z.string().regex(/^[a-z0-9_.]{1,40}$/))
        .min(1)
        .max(10)
        .default(['creditcard']),
      submitter: Submitter.optional(),
    }),
    z.strictObject({
      kind: z.literal('payout'),
      /** On the bank statement. */
      reference: z.string().regex(/^[\p{L}\p{N} .,/&-]{1,60}$/u),
      name: z
        .string()
        .regex(/^[\p{L}\p{N} .,/&-]{1,60}$/u)
        .optional(),
      description: z
        .string()
        .regex(/^[\p{L}\p{N}\p{P} _]{1,1000}$/u)
        .optional(),
      interval: PayoutInterval.optional(),
      submitter: Submitter.optional(),
    }),
  ])
  .meta({ id: 'Apply' });
export type Apply = z.infer<typeof Apply>;

/** Body of `POST /v1/onboarding/applications/{id}/withdrawal`. */
export const Withdraw = z
  .strictObject({
    /** "Although it is active": money is paid out by it. */
    active: z.boolean().default(false),
  })
  .meta({ id: 'Withdraw' });
export type Withdraw = z.infer<typeof Withdraw>;

/** Body of `POST /v1/onboarding/options/{option}`: what its form asks, by the ids of its fields. */
export const SignUpForOption = z
  .strictObject({
    values: z
      .record(
        z.string().max(64),
        z.union([z.string().max(1000), z.int(), z.boolean(), z.array(z.string().max(100)).max(50)]),
      )
      .default({}),
  })
  .meta({ id: 'SignUpForOption' });
export type SignUpForOption = z.infer<typeof SignUpForOption>;

/** Body of `PUT /v1/onboarding/features/{feature}`. */
export const SetFeature = z.strictObject({ wanted: z.boolean() }).meta({ id: 'SetFeature' });
export type SetFeature = z.infer<typeof SetFeature>;

/** Body of `POST /v1/onboarding/exit`. */
export const ExitOnboarding = z.strictObject({ step: z.enum(stepIds) }).meta({ id: 'ExitOnboarding' });
export type ExitOnboarding = z.infer<typeof ExitOnboarding>;

/** Body of the writes that say nothing but that they are wanted. */
export const Nothing = z.strictObject({}).meta({ id: 'Nothing' });
