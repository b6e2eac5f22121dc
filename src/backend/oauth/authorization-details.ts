import type * as z from 'zod';
import { checkDebtor } from '../../identifiers/debtor.ts';
import { AuthorizationDetails, type CollectionRequestDetail } from '../../protocol/session.ts';
import type { MerchantConfig } from '../config.ts';
import type { Providers } from '../deps.ts';
import { OAuthRefusal } from './refusal.ts';

/**
 * Reads the parameter `authorization_details` (RFC 9396) and holds it against what the merchant may do, so that a
 * session that could never be paid is not opened. The debtor's number comes out in its normal form. Throws
 * `invalid_authorization_details`, naming the field and never what stood in it.
 */
export const readAuthorizationDetails = (
  text: string,
  merchant: MerchantConfig,
  providers: Providers,
): readonly CollectionRequestDetail[] => {
  const parsed = AuthorizationDetails.safeParse(parseJson(text));
  if (!parsed.success) throw refuse(describe(parsed.error));
  return parsed.data.map((detail, at) => {
    const wrong = findFault(detail, merchant, providers);
    if (wrong !== null) throw refuse(`${nameOf([at])}.${wrong}`);
    return withNormalDebtor(detail, at);
  });
};

const refuse = (description: string): OAuthRefusal =>
  new OAuthRefusal('invalid_authorization_details', description);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('authorization_details is not JSON');
  }
};

/** `authorization_details[0].amount.value: too_small`. Only names and codes: the messages may quote values. */
const describe = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue === undefined ? nameOf([]) : `${nameOf(issue.path)}: ${issue.code}`;
};

const nameOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}.${String(part)}`),
    'authorization_details',
  );

/** What the merchant's configuration or the provider has against the detail, beginning with the field; null: nothing. */
const findFault = (
  detail: CollectionRequestDetail,
  merchant: MerchantConfig,
  providers: Providers,
): string | null => {
  const creditor = merchant.betalingsservice;
  const provider = providers.betalingsservice;
  if (creditor === undefined || provider === undefined) return 'provider is not configured for this merchant';
  if (!provider.currencies.includes(detail.amount.currency)) {
    return 'amount.currency is not one that the provider collects in';
  }
  if (detail.mandate !== undefined && !creditor.debtorGroups.includes(detail.mandate.debtorGroup)) {
    return "mandate.debtorGroup is not one of this merchant's";
  }
  if (detail.debtor === undefined) return null;
  const { scheme } = detail.debtor;
  return creditor.debtorSchemes.includes(scheme) && provider.debtorSchemes.includes(scheme)
    ? null
    : 'debtor.scheme is not allowed for this merchant';
};

const withNormalDebtor = (detail: CollectionRequestDetail, at: number): CollectionRequestDetail => {
  if (detail.debtor === undefined) return detail;
  const verdict = checkDebtor(detail.debtor);
  if (!verdict.ok) throw refuse(`${nameOf([at])}.debtor.value cannot be right: ${verdict.reason}`);
  return { ...detail, debtor: { ...detail.debtor, value: verdict.value } };
};
