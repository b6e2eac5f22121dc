/**
 * The wire of OP's corporate interfaces. Each part says where it comes from:
 *
 * - seen: OP's public documentation (https://op-developer.fi/products/banking), or a public client of it;
 * - assumed: our guess. Path and answer of the mandates, and how the represented company is named, are not published.
 */
import * as z from 'zod';
import type { ApiProduct } from '../../protocol/provider-consent-words.ts';
import type { GrantedConsent } from '../provider-consent.ts';

export interface Profile {
  /** Under the base URL. */
  readonly paths: { readonly token: string; readonly mandates: string; readonly accounts: string };
  /** Header in which a call names the company that it is made for. */
  readonly actingFor: string;
  readonly token: z.ZodType<{ readonly access_token: string; readonly expires_in: number }>;
  readonly mandates: z.ZodType<readonly GrantedConsent[]>;
  readonly accounts: z.ZodType<readonly unknown[]>;
  /** A page that leads to OP API Admin. */
  readonly adminUrl: string;
}

/** seen: the products. assumed: their words. */
const products: Readonly<Record<string, ApiProduct>> = {
  ACCOUNT_DATA: 'account_data',
  PAYMENT: 'payment',
  REFUND: 'refund',
  TRANSACTION_FILTER: 'transaction_filter',
  TRANSACTION_INFO: 'transaction_info',
};

/** A product that we do not know is left out: nobody here can have asked for it. */
const known = (words: readonly string[]): ApiProduct[] => [
  ...new Set(words.flatMap((word) => (Object.hasOwn(products, word) ? (products[word] ?? []) : []))),
];

/** assumed. The check digit is not looked at: OP's own examples have wrong ones. */
const mandate = z
  .object({
    businessId: z.string().regex(/^\d{7}-\d$/),
    companyName: z.string().min(1).max(140).nullish(),
    products: z.array(z.string().max(64)),
  })
  .transform(
    ({ businessId, companyName, products: words }): GrantedConsent => ({
      company: { businessId, name: companyName ?? null },
      products: known(words),
    }),
  );

export const profile: Profile = {
  paths: {
    // seen
    token: '/corporate-oidc/v1/token',
    // assumed
    mandates: '/corporate-service-provider/v1/mandates',
    // seen
    accounts: '/corporate-account-data/v1/accounts',
  },
  // assumed: that service providers may call is seen (Account Data 1.3), how they name the company is not
  actingFor: 'X-Represented-Business-Id',
  // RFC 6749 §5.1
  token: z.object({
    access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/),
    expires_in: z.coerce.number().int().min(1).max(86_400),
  }),
  // assumed: the operation is seen ("all mandates given to your company by client companies"), its answer is not
  mandates: z.object({ mandates: z.array(mandate) }).transform((told) => told.mandates),
  accounts: z.array(z.unknown()),
  // seen
  adminUrl:
    'https://www.op.fi/corporate-customers/payment-transfers-and-cash-management/corporate-banking-api/service-provider-mandate-for-api-solutions',
};
