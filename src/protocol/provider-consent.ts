import * as z from 'zod';
import { Instant, Reference } from './primitives.ts';
import {
  apiProducts,
  proofStatuses,
  providerConsentNews,
  providerConsentStatuses,
} from './provider-consent-words.ts';

/** Finnish Business ID (Y-tunnus, FO-nummer) in its one normal form. */
export const BusinessId = z
  .string()
  .regex(/^\d{7}-\d$/)
  .meta({ id: 'BusinessId', examples: ['2617416-4'] });

/** A company as somebody wrote it down. Whether the number can be right is for `identifiers/`. */
export const TypedCompany = z
  .strictObject({ businessId: z.string().min(1).max(32) })
  .meta({ id: 'TypedCompany', examples: [{ businessId: '2617416-4' }] });
export type TypedCompany = z.infer<typeof TypedCompany>;

/** Who asks for the right to act: the service provider, as companies find it in the bank's service. */
export const Asking = z
  .strictObject({ name: z.string().min(1).max(80), businessId: BusinessId })
  .meta({ id: 'Asking' });
export type Asking = z.infer<typeof Asking>;

const Products = z.array(z.enum(apiProducts));

/**
 * The right that one company gives one service provider to use its banking APIs, as it stands. There is one for each
 * company: asking again goes on with it. `revision` only grows; `now` is the backend's clock. Never anything of
 * the company's accounts.
 */
export const ProviderConsent = z
  .strictObject({
    id: z.string().regex(/^pc_[A-Za-z0-9_-]{22}$/),
    /** Under which it was last asked for. Null: the company gave it without being asked here. */
    reference: Reference.nullable(),
    revision: z.int().min(1),
    now: Instant,
    status: z.enum(providerConsentStatuses),
    /** What the bank's last word about it was. */
    news: z.enum(providerConsentNews),
    /** `name` where the bank has told it. */
    company: z.strictObject({ businessId: BusinessId, name: z.string().nullable() }),
    products: z.strictObject({
      /** None where nobody asked here. */
      asked: Products,
      /** In force now. */
      granted: Products,
      /** Asked for, and not granted. */
      missing: Products,
      /** Granted, and not asked for. Empty where nobody asked here. */
      beyond: Products,
    }),
    /** Whether a first call for this company went through. Null unless account data may be read. */
    proof: z.strictObject({ status: z.enum(proofStatuses), at: Instant.nullable() }).nullable(),
    /** When somebody said that the bank does not know the service provider; null: nobody did, or it is over. */
    reportedAt: Instant.nullable(),
    createdAt: Instant,
    /** When it was first seen in force; null: never. */
    grantedAt: Instant.nullable(),
    changedAt: Instant,
  })
  .meta({ id: 'ProviderConsent' });
export type ProviderConsent = z.infer<typeof ProviderConsent>;

/** Body of `POST /v1/provider-consents`. Without a company it is the one that the session names. */
export const StartProviderConsent = z
  .strictObject({ company: TypedCompany.optional() })
  .meta({ id: 'StartProviderConsent' });
export type StartProviderConsent = z.infer<typeof StartProviderConsent>;

/** Body of `POST /v1/provider-consents/{id}/report`. */
export const ReportProviderConsent = z
  .strictObject({ problem: z.literal('provider_not_registered') })
  .meta({ id: 'ReportProviderConsent' });
export type ReportProviderConsent = z.infer<typeof ReportProviderConsent>;

/** Oldest change first; empty where nothing has changed. What has ended stays for 90 days. */
export const ProviderConsentList = z
  .strictObject({
    items: z.array(ProviderConsent),
    /** Goes into `after` for what comes next. */
    cursor: z.string(),
    /** When the bank last told which consents there are; null: not yet. */
    readAt: Instant.nullable(),
  })
  .meta({ id: 'ProviderConsentList' });
export type ProviderConsentList = z.infer<typeof ProviderConsentList>;
