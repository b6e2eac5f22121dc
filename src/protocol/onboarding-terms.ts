import * as z from 'zod';
import { agreementKinds } from './onboarding-words.ts';
import { Currency, Instant, Link } from './primitives.ts';

/** One document of the agreement, and when its present version was accepted. */
export const AgreementPart = z
  .strictObject({
    id: z.string(),
    kind: z.enum(agreementKinds),
    name: z.string(),
    version: z.string(),
    url: Link,
    /** Null: not this version. */
    acceptedAt: Instant.nullable(),
  })
  .meta({ id: 'AgreementPart' });
export type AgreementPart = z.infer<typeof AgreementPart>;

/** One price. `fixed` is in minor units; `rate` a share of the amount as a decimal string, `0.025` for 2.5 percent. */
export const Price = z
  .strictObject({
    product: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    fixed: z.int().nullable(),
    rate: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .nullable(),
    /** Null: the same in all. */
    currency: Currency.nullable(),
    /** Where it holds for some only: `card.issuer_country`, say, and for which. */
    only: z.array(z.strictObject({ name: z.string(), values: z.array(z.string()) })),
  })
  .meta({ id: 'Price' });
export type Price = z.infer<typeof Price>;

export const PriceList = z
  .strictObject({
    name: z.string(),
    description: z.string().nullable(),
    conditions: z.string().nullable(),
    prices: z.array(Price),
  })
  .meta({ id: 'PriceList' });
export type PriceList = z.infer<typeof PriceList>;
