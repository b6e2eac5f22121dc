import * as z from 'zod';
import { debtorSchemes, surfaces } from './words.ts';

/** ISO 4217 code, three capital letters. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: 'Currency', examples: ['DKK'] });

/** Money: `value` in minor units (øre, cents), never a fraction. At most 10^12, which every JSON reader keeps exact. */
export const Money = z
  .strictObject({ value: z.int().min(1).max(1_000_000_000_000), currency: Currency })
  .meta({ id: 'Money', examples: [{ value: 249900, currency: 'DKK' }] });
export type Money = z.infer<typeof Money>;

/** An instant, ISO 8601 in UTC with a `Z`. */
export const Instant = z.iso.datetime().meta({ id: 'Instant', examples: ['2026-11-20T12:00:00.000Z'] });

/** An address that a person may be sent to: never `javascript:` or the like. */
export const Link = z.url({ protocol: /^https?$/ });

/** Text a person reads: no control characters, no line breaks, no halves of characters. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u);

/** What the payment is for, as the payer reads it in the app. */
export const PaymentText = line(140).meta({ id: 'PaymentText', examples: ['Phone + first month'] });

/** The shop's own name for the task, unique per merchant. */
export const Reference = z
  .string()
  .regex(/^[A-Za-z0-9._:/-]{1,64}$/)
  .meta({ id: 'Reference', examples: ['order-4711'] });

/** Names the mandate at the creditor: debtor group number (5 digits) and customer number (up to 15, upper case). */
export const MandateOrder = z
  .strictObject({
    debtorGroup: z.string().regex(/^\d{5}$/),
    customerNumber: z.string().regex(/^[A-Z0-9]{1,15}$/),
  })
  .meta({ id: 'MandateOrder', examples: [{ debtorGroup: '00001', customerNumber: '100200300' }] });
export type MandateOrder = z.infer<typeof MandateOrder>;

/**
 * Who is asked to pay. The shape is checked here; whether the number can be right is for `identifiers/`.
 * `cpr`: 10 digits. `mobile`: E.164. `customer_number`: as in the mandate.
 */
export const Debtor = z
  .strictObject({ scheme: z.enum(debtorSchemes), value: z.string().min(1).max(32) })
  .meta({ id: 'Debtor' });
export type Debtor = z.infer<typeof Debtor>;

export const Surface = z.enum(surfaces).meta({ id: 'Surface' });

/** How long the payer may take, in seconds: one minute to 24 hours. */
export const ExpiresIn = z.int().min(60).max(86_400).meta({ id: 'ExpiresIn', default: 600 });
