import * as z from 'zod';

/** Fields of a request, and where in our order they came from (RFC 6901). Those of a company's signups share names. */
const addressFields = (wire: string, ours: string): Record<string, string> => ({
  [`${wire}.address_line`]: `${ours}/line`,
  [`${wire}.address_line_2`]: `${ours}/line2`,
  [`${wire}.postal_code`]: `${ours}/postalCode`,
  [`${wire}.postal_place`]: `${ours}/place`,
  [`${wire}.country`]: `${ours}/country`,
});

const ours: Readonly<Record<string, string>> = {
  'applicant.email': '/applicant/email',
  'applicant.first_name': '/applicant/firstName',
  'applicant.last_name': '/applicant/lastName',
  'applicant.phone_number': '/applicant/phone',
  company: '/company',
  'company.business_name': '/company/name',
  'company.display_name': '/company/displayName',
  'company.organization_number': '/company/organizationNumber',
  'company.website': '/company/website',
  'company.terms_url': '/company/termsUrl',
  'company.email': '/company/email',
  'company.phone_number': '/company/phone',
  'company.industry': '/company/industry',
  'company.merchant_category_code': '/company/categoryCode',
  'company.address': '/address',
  ...addressFields('company.address', '/address'),
  billing: '/billing',
  'billing.business_name': '/billing/name',
  'billing.organization_number': '/billing/organizationNumber',
  'billing.email': '/billing/email',
  'billing.phone_number': '/billing/phone',
  'billing.reference': '/billing/reference',
  'billing.address': '/billing/address',
  ...addressFields('billing.address', '/billing/address'),
  'account_manager.email': '/accountManager',
  organization_number: '/organizationNumber',
  country_code: '/country',
  'bank_accounts.0.bank_account_number': '/bankAccount/number',
  'bank_accounts.0.bank_account_country_code': '/bankAccount/country',
  'bank_accounts.0.bank_account_currency': '/bankAccount/currency',
  'bank_accounts.0.payout_currency': '/bankAccount/payoutCurrency',
  'bank_accounts.0.bank_name': '/bankAccount/bank',
  'bank_accounts.0.bank_identification_code': '/bankAccount/bic',
  'form_submitter.email': '/submitter/email',
  'form_submitter.name': '/submitter/name',
  'form_submitter.title': '/submitter/title',
  payout_destination_id: '/destination',
  payout_destination_name: '/name',
  payout_destination_description: '/description',
  payout_reference: '/reference',
  payout_interval_type: '/interval',
  'signup.case_id': '/caseId',
  'signup.legal_name': '/company/name',
  'signup.business_name': '/company/displayName',
  'signup.organization_number': '/company/organizationNumber',
  'signup.website': '/company/website',
  'signup.mcc': '/company/categoryCode',
  'signup.email': '/applicant/email',
  'signup.phone_number': '/applicant/phone',
  'signup.account_number': '/bankAccount/number',
  'signup.bank_name': '/bankAccount/bank',
  'signup.industry': '/values/industry',
  'signup.payment_options': '/values/payment_options',
  'signup.store_type': '/values/store_type',
  'signup.total_number_of_transactions': '/values/transactions',
  'signup.total_volume_of_transactions': '/values/volume',
  'signup.finance_number_of_transactions': '/values/finance_transactions',
  'signup.finance_volume_of_transactions': '/values/finance_volume',
};

/** Where in our order a field of a request came from; null if it is none that anybody filled in. */
export const pointerOf = (path: string): string | null =>
  Object.hasOwn(ours, path) ? (ours[path] ?? null) : null;

/** assumed: an entry of `errors` names its field in one of these, with dots or slashes. Its shape is not published. */
const Entry = z
  .union([
    z.object({ field: z.string().max(200) }).transform(({ field }) => field),
    z.object({ path: z.string().max(200) }).transform(({ path }) => path),
    z.object({ pointer: z.string().max(200) }).transform(({ pointer }) => pointer),
  ])
  .transform((name) =>
    name
      .replace(/\[(\d+)\]/g, '.$1')
      .replaceAll('/', '.')
      .replace(/^[.#]*(?:body\.)?/, ''),
  );

/** Which of our fields the provider complains of. Whatever else it says is left out. */
export const pointersOf = (errors: readonly unknown[]): readonly string[] => {
  const found = errors.slice(0, 50).map((error) => pointerOf(Entry.safeParse(error).data ?? ''));
  return [...new Set(found.filter((pointer) => pointer !== null))];
};
