import * as z from 'zod';
import { CollectionRequest } from './collection-request.ts';
import { ChangedEftConsent } from './eft-consent.ts';
import { OnboardedMerchant } from './merchants.ts';
import { Instant } from './primitives.ts';
import { ProviderConsent } from './provider-consent.ts';
import { deliveryFailures, deliveryStatuses } from './words.ts';

/**
 * Body of a webhook, in the Standard Webhooks form (signed in the headers `webhook-id`, `webhook-timestamp` and
 * `webhook-signature`). Every change is told at least once: the same `webhook-id` means the same change again.
 * A change may be overtaken by a later one, so of two with the same `data.id` the greater `data.revision` is newer.
 */
export const WebhookEvent = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('collection_request.changed'),
      /** When it changed; `webhook-timestamp` says when this try was made. */
      timestamp: Instant,
      /** Id of the merchant, for platforms that act for several. */
      merchant: z.string(),
      data: CollectionRequest,
    }),
    z.strictObject({
      type: z.enum(['provider_consent.changed', 'provider_consent.reported']),
      timestamp: Instant,
      merchant: z.string(),
      data: ProviderConsent,
    }),
    z.strictObject({
      type: z.literal('eft_consent.changed'),
      timestamp: Instant,
      merchant: z.string(),
      data: ChangedEftConsent,
    }),
    z.strictObject({
      type: z.literal('merchant_onboarding.changed'),
      timestamp: Instant,
      merchant: z.string(),
      data: OnboardedMerchant,
    }),
  ])
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** One webhook on its way to one endpoint. `id` is its `webhook-id`. */
export const WebhookDelivery = z
  .strictObject({
    id: z.string().regex(/^msg_[A-Za-z0-9_-]{22}$/),
    type: z.string(),
    /** Id of what changed. */
    subject: z.string(),
    /** Id of the endpoint in the client's configuration. */
    endpoint: z.string(),
    status: z.enum(deliveryStatuses),
    /** When it was made, or last asked to be sent again. */
    since: Instant,
    /** How many times it was tried since then. */
    attempts: z.int().min(0),
    lastAttempt: z
      .strictObject({
        at: Instant,
        /** What the endpoint answered; null if it did not. */
        status: z.int().nullable(),
        /** Null: it was taken. */
        failure: z.enum(deliveryFailures).nullable(),
      })
      .nullable(),
    /** Null while a try is under way, and where there will be none. */
    nextAttemptAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** Oldest change first; empty at the end. One that changes while the list is being read comes again, further on. */
export const WebhookDeliveryList = z
  .strictObject({
    items: z.array(WebhookDelivery),
    /** Goes into `after` for the next page. Where the last page ended, the next change begins. */
    cursor: z.string(),
  })
  .meta({ id: 'WebhookDeliveryList' });
export type WebhookDeliveryList = z.infer<typeof WebhookDeliveryList>;

/** What is sent to the endpoint, signed at this moment with the endpoint's secrets. */
export const WebhookMessage = z
  .strictObject({
    headers: z.record(z.string(), z.string()),
    /** The very text that is signed. */
    body: z.string(),
  })
  .meta({ id: 'WebhookMessage' });
export type WebhookMessage = z.infer<typeof WebhookMessage>;

/** Query of `GET /v1/webhook-deliveries`. */
export const WebhookDeliveryQuery = z.strictObject({
  status: z.enum(deliveryStatuses).optional(),
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export type WebhookDeliveryQuery = z.infer<typeof WebhookDeliveryQuery>;
