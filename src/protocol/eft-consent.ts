import * as z from 'zod';
import {
  eftConsentActions,
  eftConsentRefusals,
  eftConsentStates,
  eftConsentWays,
  notModifiableReasons,
} from './eft-consent-words.ts';
import { Instant, PaymentText, Reference, Surface } from './primitives.ts';

/** A number by which the provider knows a person, a company or a consent: digits, leading zeros kept. */
export const EftNumber = z.string().regex(/^\d{1,18}$/);

const CompanyName = PaymentText.max(80);

/** Names a company within one client and merchant. Says nothing by itself. */
export const CompanyKey = z.string().regex(/^co_[A-Za-z0-9_-]{16}$/);

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const areUnlike = (all: readonly unknown[]): boolean => new Set(all).size === all.length;

/**
 * A person sees, gives and modifies consents to debit their account (Swedish autogiro), for these companies and no other.
 * `personId` is the provider's number of the person: neither shown to the browser nor echoed.
 */
export const EftConsentDetail = z
  .strictObject({
    type: z.literal('eft_consent'),
    provider: z.literal('brp'),
    surface: Surface,
    reference: Reference,
    personId: EftNumber,
    companies: z
      .array(z.strictObject({ id: EftNumber, name: CompanyName }))
      .min(1)
      .max(16)
      .refine((all) => areUnlike(all.map(({ id }) => id))),
    actions: z.array(z.enum(eftConsentActions)).min(1).refine(areUnlike),
  })
  .meta({ id: 'EftConsentDetail' });
export type EftConsentDetail = z.infer<typeof EftConsentDetail>;

/** The terms as the company has them, word for word. `texts`: the first is shown where none is in the page's language. */
export const EftMandateText = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,64}$/),
    version: z.string().regex(/^[A-Za-z0-9.-]{1,32}$/),
    texts: z
      .array(
        z.strictObject({
          locale: z
            .string()
            .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
            .max(35),
          text: z.string().min(1).max(8000),
          /** Of the text in UTF-8, in hex: goes back with the act. */
          sha256: Sha256,
        }),
      )
      .min(1),
  })
  .meta({ id: 'EftMandateText' });
export type EftMandateText = z.infer<typeof EftMandateText>;

/** The task as the browser may know it: companies by key, and nothing of the person. */
export const EftConsentTask = z
  .strictObject({
    type: z.literal('eft_consent'),
    provider: z.literal('brp'),
    reference: Reference,
    companies: z.array(z.strictObject({ key: CompanyKey, name: CompanyName })),
    actions: z.array(z.enum(eftConsentActions)),
    mandateText: EftMandateText,
    /** The ways in which a new consent may be given here. */
    offers: z.strictObject({ account: z.boolean(), eConsent: z.boolean() }),
  })
  .meta({ id: 'EftConsentTask' });
export type EftConsentTask = z.infer<typeof EftConsentTask>;

/**
 * One consent of one person to one company, as it stands. `revision` only grows; `now` is the backend's clock. No number of
 * the person's is in it, other than as a mask.
 */
export const EftConsent = z
  .strictObject({
    id: z.string().regex(/^ec_[A-Za-z0-9_-]{22}$/),
    /** Of the session in which it was last asked for; null: it was not asked for here. */
    reference: Reference.nullable(),
    revision: z.int().min(1),
    now: Instant,
    /** Key of the company. */
    company: CompanyKey,
    state: z.enum(eftConsentStates),
    /** How it was asked for here; null: it was not. */
    way: z.enum(eftConsentWays).nullable(),
    /** The day on which the provider has it from; null: it has not been heard of there yet. */
    createdOn: z.iso.date().nullable(),
    /** Payer number, masked. */
    payer: z.string().nullable(),
    /** Account number, masked; null: none is known. */
    account: z.string().nullable(),
    /** Name of the account's bank; null: no account, or a clearing number that our list does not have. */
    bank: z.string().nullable(),
    modifiable: z.boolean(),
    /** Null where it is modifiable. */
    notModifiable: z.enum(notModifiableReasons).nullable(),
    /** Why what was sent last has had no effect; null: it has, or nobody knows yet. */
    refusal: z.enum(eftConsentRefusals).nullable(),
  })
  .meta({ id: 'EftConsent' });
export type EftConsent = z.infer<typeof EftConsent>;

/** What the company's server is told of a change: the consent, and the provider's number of the company. */
export const ChangedEftConsent = z
  .strictObject({ ...EftConsent.shape, companyId: EftNumber })
  .meta({ id: 'ChangedEftConsent' });
export type ChangedEftConsent = z.infer<typeof ChangedEftConsent>;

/** Newest first. `current` false: the provider could not be asked just now, and these are as they were last heard of. */
export const EftConsentList = z
  .strictObject({ items: z.array(EftConsent), current: z.boolean(), now: Instant })
  .meta({ id: 'EftConsentList' });
export type EftConsentList = z.infer<typeof EftConsentList>;

/** Names the text that was on the screen when the person agreed. */
export const ShownMandateText = z
  .strictObject({
    id: EftMandateText.shape.id,
    version: EftMandateText.shape.version,
    sha256: Sha256,
  })
  .meta({ id: 'ShownMandateText' });
export type ShownMandateText = z.infer<typeof ShownMandateText>;

/** A Swedish account as somebody typed it. Whether the numbers can be right is for `identifiers/`. */
const TypedAccount = { clearing: z.string().min(1).max(32), account: z.string().min(1).max(32) };

/** Body of `POST /v1/eft-consents`. `company`: its key in the task. */
export const CreateEftConsent = z
  .discriminatedUnion('way', [
    z.strictObject({
      way: z.literal('account'),
      company: CompanyKey,
      ...TypedAccount,
      mandateText: ShownMandateText,
    }),
    z.strictObject({ way: z.literal('e_consent'), company: CompanyKey, mandateText: ShownMandateText }),
  ])
  .meta({ id: 'CreateEftConsent' });
export type CreateEftConsent = z.infer<typeof CreateEftConsent>;

/** Body of `PUT /v1/eft-consents/{id}`. */
export const ModifyEftConsent = z
  .strictObject({ ...TypedAccount, mandateText: ShownMandateText })
  .meta({ id: 'ModifyEftConsent' });
export type ModifyEftConsent = z.infer<typeof ModifyEftConsent>;
