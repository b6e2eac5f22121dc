import * as z from 'zod';
import { type Book as AnyBook, createBook as createAnyBook } from '../book.ts';
import type { Storage } from '../given.ts';

/** The API products that an agreement can have (seen: OP's public pages). Their words on the wire are assumed. */
export const products = [
  'ACCOUNT_DATA',
  'PAYMENT',
  'REFUND',
  'TRANSACTION_FILTER',
  'TRANSACTION_INFO',
] as const;

/** A company that can be a service provider. `registered`: in OP API Admin, and its own bank has signed. */
export const Provider = z.object({
  kind: z.literal('provider'),
  /** Business ID. */
  id: z.string(),
  name: z.string(),
  registered: z.boolean(),
});

/** A customer of the bank. */
export const Company = z.object({
  kind: z.literal('company'),
  /** Business ID. */
  id: z.string(),
  name: z.string(),
  ibans: z.array(z.string()),
});
export type Company = z.infer<typeof Company>;

/** An API agreement "for use by the service provider". In force at once, and until it is ended. */
export const Agreement = z.object({
  kind: z.literal('agreement'),
  id: z.string(),
  company: z.string(),
  provider: z.string(),
  products: z.array(z.enum(products)),
});
export type Agreement = z.infer<typeof Agreement>;

const Remembered = z.discriminatedUnion('kind', [Provider, Company, Agreement]);

export type Book = AnyBook<z.infer<typeof Remembered>>;

export const createBook = (storage?: Storage): Book => createAnyBook('op', Remembered, storage);

/** A company has one agreement with a service provider. */
export const agreementId = (company: string, provider: string): string => `${company} ${provider}`;
