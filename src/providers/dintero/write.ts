import type { Address, Applicant, BankAccount, Billing, Company } from '../../protocol/onboarding-facts.ts';
import type {
  AcceptedDocument,
  ApplicationOrder,
  InvitationOrder,
  PaymentsOrder,
  PayoutOrder,
  SignUpOrder,
} from '../onboarding-readings.ts';
import type { Profile } from './profile.ts';

/** Our orders in the provider's words. What is not known is undefined, which JSON leaves out. */

export const writeAddress = (address: Address) => ({
  address_line: address.line,
  address_line_2: address.line2,
  postal_code: address.postalCode,
  postal_place: address.place,
  country: address.country,
});

/** The document that an agreement is named by is the first of its terms. */
const writeAgreement = (accepted: readonly AcceptedDocument[]) => {
  const terms = accepted.find(({ kind }) => kind === 'terms');
  // An agent who fills in for a merchant accepts nothing: there must be an agreement, and it is empty.
  if (terms === undefined) return {};
  return {
    name: terms.name,
    version: terms.version,
    personal_guarantee_accepted: accepted.some(({ kind }) => kind === 'personal_guarantee'),
    attachments: accepted
      .filter((one) => one.kind !== 'personal_guarantee' && one !== terms)
      .map(({ name, version }) => ({ name, version })),
  };
};

const writeApplicant = (applicant: Applicant, key: string, accepted: readonly AcceptedDocument[]) => ({
  email: applicant.email,
  first_name: applicant.firstName,
  last_name: applicant.lastName,
  phone_number: applicant.phone,
  agreement: writeAgreement(accepted),
  signup_reference: key,
});

export const writeCompany = (company: Company) => ({
  business_name: company.name,
  display_name: company.displayName,
  organization_number: company.organizationNumber,
  website: company.website,
  terms_url: company.termsUrl,
  email: company.email,
  phone_number: company.phone,
  industry: company.industry,
  merchant_category_code: company.categoryCode,
});

export const writeBilling = (billing: Billing) => ({
  business_name: billing.name,
  organization_number: billing.organizationNumber,
  email: billing.email,
  phone_number: billing.phone,
  reference: billing.reference,
});

/** Who is billed at the company's address, unless they have one; the company itself, unless there is somebody. */
const writeWhole = ({ company, address, billing }: SignUpOrder) => {
  if (company === null) return {};
  const whose = address === null ? undefined : writeAddress(address);
  const who = billing ?? { name: company.name, organizationNumber: company.organizationNumber };
  return {
    company: { ...writeCompany(company), address: whose },
    billing: {
      ...writeBilling(who),
      address: who.address === undefined ? whose : writeAddress(who.address),
    },
  };
};

const writeManager = (email: string | null) => (email === null ? {} : { account_manager: { email } });

/** A sign-up may come without its company; the company must not come without its address. */
export const writeSignUp = (order: SignUpOrder) => ({
  applicant: writeApplicant(order.applicant, order.key, order.accepted),
  ...(order.address === null ? {} : writeWhole(order)),
  ...writeManager(order.accountManager),
});

/** A whole one: what is missing is found when it is checked. */
export const writePrefill = (order: SignUpOrder) => ({
  applicant: writeApplicant(order.applicant, order.key, order.accepted),
  ...writeWhole(order),
  ...writeManager(order.accountManager),
});

export const writeInvitation = (order: InvitationOrder) => {
  const { email, firstName, lastName } = order.applicant;
  return {
    ...writePrefill({ ...order, accepted: [] }),
    invite_users: [{ email, first_name: firstName, last_name: lastName }],
    invitation_note: order.note ?? undefined,
    actions: ['send_invite'],
  };
};

const isIban = ({ scheme, country }: BankAccount): boolean =>
  scheme === undefined ? country !== 'NO' : scheme === 'iban';

const writeBankAccount = (account: BankAccount) => ({
  bank_name: account.bank,
  bank_account_number: account.number,
  bank_account_number_type: isIban(account) ? 'IBAN' : 'BBAN',
  bank_account_country_code: account.country,
  bank_account_currency: account.currency,
  payout_currency: account.payoutCurrency,
  bank_identification_code: account.bic,
});

const writeApplication = ({ country, organizationNumber, bankAccount, submitter }: ApplicationOrder) => ({
  country_code: country,
  organization_number: organizationNumber,
  bank_accounts: [writeBankAccount(bankAccount)],
  form_submitter: submitter ?? undefined,
});

export const writePayments = (order: PaymentsOrder, { product }: Profile) => ({
  ...writeApplication(order),
  payment_methods: order.methods.map((method) => ({ payment_method: method })),
  products: [{ product }],
});

export const writePayout = (order: PayoutOrder) => ({
  ...writeApplication(order),
  payout_destination_id: order.destination,
  payout_reference: order.reference,
  payout_destination_name: order.name ?? undefined,
  payout_destination_description: order.description ?? undefined,
  payout_interval_type: order.interval ?? undefined,
});

/** Common sign-up's word for the same two schemes. */
export const schemeOf = (account: BankAccount): 'iban' | 'mod11' => (isIban(account) ? 'iban' : 'mod11');
