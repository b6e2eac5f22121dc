import * as z from 'zod';
import {
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
import { debtorSchemes, mandateStatuses, paymentStatuses, reasonCodes, stages, statuses } from './words.ts';

/** Why, and whether asking the same person again can change the answer. */
export const Reason = z
  .strictObject({ code: z.enum(reasonCodes), retryable: z.boolean() })
  .meta({ id: 'Reason' });
export type Reason = z.infer<typeof Reason>;

/**
 * One collection request as it stands: a snapshot. `revision` only grows; `now` is the backend's clock, from
 * which the time left is reckoned. `stage` is there only while pending, `mandate` only when one was asked for.
 */
export const CollectionRequest = z
  .strictObject({
    id: z.string().regex(/^cr_[A-Za-z0-9_-]{22}$/),
    reference: Reference,
    revision: z.int().min(1),
    now: Instant,
    status: z.enum(statuses),
    stage: z.enum(stages).optional(),
    payment: z.strictObject({
      status: z.enum(paymentStatuses),
      amount: Money,
      reason: Reason.nullable(),
    }),
    mandate: z
      .strictObject({
        status: z.enum(mandateStatuses),
        /** The scheme's own mandate number, once there is one. */
        reference: z.string().nullable(),
        reason: Reason.nullable(),
      })
      .optional(),
    reason: Reason.nullable(),
    /** What both screens show, so that two people know they look at the same request. Null until the provider has it. */
    bindingCode: z.string().nullable(),
    /** A universal link that opens this request in the bank's app. Null until the provider has it. */
    approveUrl: Link.nullable(),
    createdAt: Instant,
    expiresAt: Instant,
    /** A cancellation has been asked for and not yet answered; it can lose the race. */
    cancelling: z.boolean(),
    /** The request that this one was sent in place of. */
    replaces: z.string().nullable(),
  })
  .meta({ id: 'CollectionRequest' });
export type CollectionRequest = z.infer<typeof CollectionRequest>;

/** The exact mandate text that was on the screen when the person agreed; the backend keeps its hash as evidence. */
export const MandateText = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,64}$/),
    version: z.string().regex(/^[A-Za-z0-9.-]{1,32}$/),
    locale: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .max(35),
    text: z.string().min(1).max(4000),
  })
  .meta({ id: 'MandateText' });
export type MandateText = z.infer<typeof MandateText>;

/** Body of `POST /v1/collection-requests` with a session token: the session says the rest. */
export const CreateInSession = z
  .strictObject({
    debtor: Debtor.optional(),
    mandateText: MandateText.optional(),
    /** The amount on the screen on which it was agreed to: refused where the session has another by now. */
    shownAmount: Money.optional(),
  })
  .meta({ id: 'CreateInSession' });
export type CreateInSession = z.infer<typeof CreateInSession>;

/** Body of `POST /v1/collection-requests` with a server token: a bill pushed with no browser open. */
export const CreateByServer = z
  .strictObject({
    provider: z.literal('betalingsservice'),
    surface: Surface.default('web'),
    amount: Money,
    text: PaymentText,
    reference: Reference,
    mandate: MandateOrder.optional(),
    debtor: Debtor,
    expiresIn: ExpiresIn.default(600),
  })
  .meta({ id: 'CreateByServer' });
export type CreateByServer = z.infer<typeof CreateByServer>;

export const CollectionRequestList = z
  .strictObject({ items: z.array(CollectionRequest), cursor: z.string().nullable() })
  .meta({ id: 'CollectionRequestList' });

/**
 * Body of `POST /v1/collection-requests` with a desk's session token. Without a debtor it is the one last named under
 * this reference, as long as that is kept: "send again" needs no typing.
 */
export const CreateAtDesk = z
  .strictObject({
    amount: Money,
    text: PaymentText,
    reference: Reference,
    mandate: MandateOrder.optional(),
    debtor: Debtor.optional(),
    mandateText: MandateText.optional(),
    expiresIn: ExpiresIn.default(600),
  })
  .meta({ id: 'CreateAtDesk' });
export type CreateAtDesk = z.infer<typeof CreateAtDesk>;

/** A request as it stands on its desk's board. */
export const DeskRequest = z
  .strictObject({
    ...CollectionRequest.shape,
    text: PaymentText,
    /** The customer's number at the creditor, where one was named. */
    customerNumber: z.string().nullable(),
    /** That of the mandate; null where none was asked for. */
    debtorGroup: z.string().nullable(),
    /** Masked; null once it is no longer kept, and then it must be typed to send again. */
    debtor: z.strictObject({ scheme: z.enum(debtorSchemes), masked: z.string() }).nullable(),
  })
  .meta({ id: 'DeskRequest' });
export type DeskRequest = z.infer<typeof DeskRequest>;

/** Oldest change first; empty where nothing has changed. A request stays until 12 hours after its end. */
export const DeskFeed = z
  .strictObject({
    items: z.array(DeskRequest),
    /** Goes into `after` for what comes next. */
    cursor: z.string(),
  })
  .meta({ id: 'DeskFeed' });
export type DeskFeed = z.infer<typeof DeskFeed>;
