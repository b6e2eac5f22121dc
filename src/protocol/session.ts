import * as z from 'zod';
import { CollectionRequest } from './collection-request.ts';
import { EftConsentDetail, EftConsentTask } from './eft-consent.ts';
import { MerchantOnboardingDetail, MerchantOnboardingTask } from './onboarding-session.ts';
import {
  Currency,
  Debtor,
  ExpiresIn,
  Instant,
  Link,
  MandateOrder,
  Money,
  PaymentText,
  Reference,
  Surface,
} from './primitives.ts';
import { Asking, BusinessId, ProviderConsent, TypedCompany } from './provider-consent.ts';
import { apiProducts } from './provider-consent-words.ts';
import { debtorSchemes } from './words.ts';

/**
 * One entry of `authorization_details` (RFC 9396): what one browser may do. Signed for in the session; the
 * browser can neither see the debtor nor change the rest.
 */
export const CollectionRequestDetail = z
  .strictObject({
    type: z.literal('collection_request'),
    provider: z.literal('betalingsservice'),
    surface: Surface,
    amount: Money,
    text: PaymentText,
    reference: Reference,
    mandate: MandateOrder.optional(),
    debtor: Debtor.optional(),
    expiresIn: ExpiresIn.default(600),
  })
  .meta({ id: 'CollectionRequestDetail' });
export type CollectionRequestDetail = z.infer<typeof CollectionRequestDetail>;

/** A debtor may be checked: alone, beside a collection request with the same reference and surface, or at a desk. */
export const DebtorCheckDetail = z
  .strictObject({
    type: z.literal('debtor_check'),
    provider: z.literal('betalingsservice'),
    surface: Surface,
    reference: Reference,
  })
  .meta({ id: 'DebtorCheckDetail' });
export type DebtorCheckDetail = z.infer<typeof DebtorCheckDetail>;

/**
 * A desk: whoever sits there names amount, text, reference, mandate and debtor, within these bounds. Goes with an
 * `actor_token`. All who sit at one desk see its requests; the bounds are those that were signed for last.
 */
export const CollectionDeskDetail = z
  .strictObject({
    type: z.literal('collection_desk'),
    provider: z.literal('betalingsservice'),
    desk: z.string().regex(/^[a-z0-9-]{1,64}$/),
    surface: z.enum(['agent', 'pos']),
    currency: Currency,
    /** In minor units. */
    maxAmount: Money.shape.value,
    debtorGroups: z.array(MandateOrder.shape.debtorGroup).min(1).max(32),
  })
  .meta({ id: 'CollectionDeskDetail' });
export type CollectionDeskDetail = z.infer<typeof CollectionDeskDetail>;

/**
 * A company is asked to let the merchant use its banking interfaces. The company gives that consent in the bank's own
 * service; without `company` whoever sits there names it.
 */
export const ProviderConsentDetail = z
  .strictObject({
    type: z.literal('provider_consent'),
    provider: z.literal('op'),
    surface: Surface,
    reference: Reference,
    products: z
      .array(z.enum(apiProducts))
      .min(1)
      .refine((all) => new Set(all).size === all.length),
    company: TypedCompany.optional(),
  })
  .meta({ id: 'ProviderConsentDetail' });
export type ProviderConsentDetail = z.infer<typeof ProviderConsentDetail>;

/** Whoever sits there sees every consent that companies have given the merchant. For its own staff. */
export const ProviderConsentListDetail = z
  .strictObject({
    type: z.literal('provider_consent_list'),
    provider: z.literal('op'),
    surface: Surface,
  })
  .meta({ id: 'ProviderConsentListDetail' });
export type ProviderConsentListDetail = z.infer<typeof ProviderConsentListDetail>;

/** Every type of task a session may be opened for. */
export const AuthorizationDetail = z.discriminatedUnion('type', [
  CollectionRequestDetail,
  CollectionDeskDetail,
  DebtorCheckDetail,
  ProviderConsentDetail,
  ProviderConsentListDetail,
  EftConsentDetail,
  MerchantOnboardingDetail,
]);
export type AuthorizationDetail = z.infer<typeof AuthorizationDetail>;

export const AuthorizationDetails = z.array(AuthorizationDetail).min(1).max(4);

/** A detail as it is echoed: whose consents they are is for the shop's server to know. */
export const GrantedDetail = z.union([
  AuthorizationDetail,
  EftConsentDetail.omit({ personId: true }).meta({ id: 'GrantedEftConsentDetail' }),
]);
export type GrantedDetail = z.infer<typeof GrantedDetail>;

/** Types of task, as announced in the authorization server's metadata. */
export const authorizationDetailTypes = [
  'collection_request',
  'collection_desk',
  'debtor_check',
  'provider_consent',
  'provider_consent_list',
  'eft_consent',
  'merchant_onboarding',
] as const;

/** Whom the payer deals with, and how to reach them when something is wrong. */
export const Merchant = z
  .strictObject({
    name: z.string().min(1).max(80),
    contact: z
      .strictObject({
        email: z.email().optional(),
        phone: z.string().max(32).optional(),
        url: Link.optional(),
      })
      .default({}),
  })
  .meta({ id: 'Merchant' });
export type Merchant = z.infer<typeof Merchant>;

/** The task as the browser may know it: the debtor, if the shop named one, only as a mask. */
export const CollectionTask = z
  .strictObject({
    type: z.literal('collection_request'),
    provider: z.literal('betalingsservice'),
    amount: Money,
    text: PaymentText,
    reference: Reference,
    mandate: z.strictObject({ customerNumber: z.string() }).nullable(),
    /** Given by the shop, or by this session's earlier request: masked. Null: to be asked for. */
    debtor: z.strictObject({ scheme: z.enum(debtorSchemes), masked: z.string() }).nullable(),
    /** How the person may name themself, in the order to offer. Empty: whom the shop has named stays the debtor. */
    debtorSchemes: z.array(z.enum(debtorSchemes)),
    /** The newest request of this session, if one has been started: a reload resumes here. */
    request: CollectionRequest.nullable(),
  })
  .meta({ id: 'CollectionTask' });
export type CollectionTask = z.infer<typeof CollectionTask>;

/** A debtor may be checked in this session. */
export const DebtorCheckTask = z
  .strictObject({
    type: z.literal('debtor_check'),
    provider: z.literal('betalingsservice'),
    /** How the person may name themself, in the order to offer. */
    debtorSchemes: z.array(z.enum(debtorSchemes)),
  })
  .meta({ id: 'DebtorCheckTask' });
export type DebtorCheckTask = z.infer<typeof DebtorCheckTask>;

/** What may be asked for at this desk. */
export const DeskTask = z
  .strictObject({
    type: z.literal('collection_desk'),
    provider: z.literal('betalingsservice'),
    desk: z.string(),
    currency: Currency,
    /** In minor units. */
    maxAmount: Money.shape.value,
    debtorGroups: z.array(z.string()),
    /** How a debtor may be named, in the order to offer; `customer_number` not where a mandate is asked for. */
    debtorSchemes: z.array(z.enum(debtorSchemes)),
  })
  .meta({ id: 'DeskTask' });
export type DeskTask = z.infer<typeof DeskTask>;

/** A company gives its consent: who asks, for what, and where it is given. */
export const ProviderConsentTask = z
  .strictObject({
    type: z.literal('provider_consent'),
    provider: z.literal('op'),
    reference: Reference,
    asking: Asking,
    /** Null: to be asked for. */
    company: z.strictObject({ businessId: BusinessId }).nullable(),
    products: z.array(z.enum(apiProducts)),
    /** Where the company gives it: the bank's own service. */
    adminUrl: Link,
    /** The consent last started in this session, if one has been: a reload resumes here. */
    consent: ProviderConsent.nullable(),
  })
  .meta({ id: 'ProviderConsentTask' });
export type ProviderConsentTask = z.infer<typeof ProviderConsentTask>;

/** The consents that companies have given may be seen. */
export const ProviderConsentListTask = z
  .strictObject({
    type: z.literal('provider_consent_list'),
    provider: z.literal('op'),
    asking: Asking,
  })
  .meta({ id: 'ProviderConsentListTask' });
export type ProviderConsentListTask = z.infer<typeof ProviderConsentListTask>;

export const Task = z.discriminatedUnion('type', [
  CollectionTask,
  DeskTask,
  DebtorCheckTask,
  ProviderConsentTask,
  ProviderConsentListTask,
  EftConsentTask,
  MerchantOnboardingTask,
]);
export type Task = z.infer<typeof Task>;

/** Answer of `GET /v1/session`: what to show. */
export const Session = z
  .strictObject({
    id: z.string(),
    now: Instant,
    /** When the token that asked will stop working. */
    expiresAt: Instant,
    surface: Surface,
    merchant: Merchant,
    /** True where the provider is a sandbox: the screen says that no money moves. */
    test: z.boolean(),
    tasks: z.array(Task),
  })
  .meta({ id: 'Session' });
/** `T`: the kinds of task that whoever reads it knows; the others are left out. */
export type Session<T extends Task = CollectionTask> = Omit<z.infer<typeof Session>, 'tasks'> & {
  readonly tasks: readonly T[];
};
