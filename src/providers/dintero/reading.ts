import type { Address, Applicant, Billing, Company } from '../../protocol/onboarding-facts.ts';
import {
  type AccountState,
  type CaseStatus,
  caseStatuses,
  type FeatureStatus,
  featureIds,
  meaningOfCase,
} from '../../protocol/onboarding-words.ts';
import type { AccountReading, ApplicationReading, FeatureReading } from '../onboarding-readings.ts';
import { readConnections } from './connections.ts';
import type { Profile } from './profile.ts';
import type {
  WireAccount,
  WireAddress,
  WireApplicant,
  WireApproval,
  WireBilling,
  WireCompany,
  WireFeatures,
} from './wire.ts';

/** The provider's answers in our words. */

type Given<T> = { readonly [K in keyof T]: T[K] | null | undefined };

/** Only what is there. */
const present = <T extends object>(all: Given<T>): Partial<T> => {
  const kept: Partial<T> = {};
  for (const key in all) {
    const value = all[key];
    if (value !== null && value !== undefined && value !== '') kept[key] = value;
  }
  return kept;
};

export const readApplicant = (wire: WireApplicant): Applicant => ({
  email: wire.email,
  ...present({ firstName: wire.first_name, lastName: wire.last_name, phone: wire.phone_number }),
});

export const readAddress = (wire: WireAddress | null | undefined): Address | null =>
  wire == null
    ? null
    : {
        line: wire.address_line,
        postalCode: wire.postal_code ?? '',
        place: wire.postal_place,
        country: wire.country,
        ...present({ line2: wire.address_line_2 }),
      };

export const readCompany = (wire: WireCompany | null | undefined): Company | null =>
  wire == null
    ? null
    : {
        name: wire.business_name,
        organizationNumber: wire.organization_number ?? '',
        ...present({
          displayName: wire.display_name,
          website: wire.website,
          termsUrl: wire.terms_url,
          email: wire.email,
          phone: wire.phone_number,
          industry: wire.industry,
          categoryCode: wire.merchant_category_code,
        }),
      };

export const readBilling = (wire: WireBilling | null | undefined): Billing | null =>
  wire == null
    ? null
    : {
        name: wire.business_name,
        ...present({
          organizationNumber: wire.organization_number,
          email: wire.email,
          phone: wire.phone_number,
          reference: wire.reference,
          address: readAddress(wire.address),
        }),
      };

/** A word of the provider's among ours; a new one is read as being looked at. */
export const readCase = (word: string): CaseStatus =>
  caseStatuses.find((known) => known === word.toLowerCase()) ?? 'under_manual_review';

/** Links for the merchant. Those for the provider's staff are in none of these words. */
const linkKinds = {
  contract_url: 'contract',
  declaration_url: 'declaration',
  signed_contract_file_url: 'signed_contract',
} as const;

const readLinks = ({ links }: WireApproval): ApplicationReading['links'] =>
  Object.entries(linkKinds).flatMap(([rel, kind]) =>
    (links ?? []).flatMap((link) =>
      link?.rel === rel && link.href != null ? [{ kind, url: link.href }] : [],
    ),
  );

export const readApproval = (kind: ApplicationReading['kind'], wire: WireApproval): ApplicationReading => {
  const caseStatus = readCase(wire.case_status);
  return {
    id: wire.id,
    kind,
    status: meaningOfCase[caseStatus],
    caseStatus,
    destination: kind === 'payout' ? (wire.payout_destination_id ?? null) : null,
    organizationNumber: wire.organization_number,
    createdAt: wire.created_at,
    links: readLinks(wire),
  };
};

const states: Readonly<Record<string, AccountState>> = {
  applied: 'applied',
  live: 'live',
  frozen: 'frozen',
  deactivated: 'deactivated',
};

/** A word that we do not know opens nothing. */
export const readState = (word: string | null | undefined): AccountState =>
  Object.hasOwn(states, word ?? '') ? (states[word ?? ''] ?? 'applied') : 'applied';

const readFeatures = (profile: Profile, ...all: readonly WireFeatures[]): readonly FeatureReading[] => {
  const wire = new Map(all.flatMap((some) => Object.entries(some ?? {})));
  return featureIds.map((id) => {
    const { status = null, requested = null } = wire.get(id) ?? {};
    const asked: FeatureStatus = requested === profile.requested.on ? 'requested' : 'off';
    const known = Object.hasOwn(profile.features, status ?? '') ? profile.features[status ?? ''] : undefined;
    return { id, status: known === undefined || known === 'off' ? asked : known };
  });
};

export const readAccount = (account: string, wire: WireAccount, profile: Profile): AccountReading => ({
  account,
  test: account.startsWith('T'),
  state: readState(wire.progression),
  key: wire.applicant?.signup_reference ?? null,
  company: readCompany(wire.company),
  address: readAddress(wire.company?.address),
  billing: readBilling(wire.billing),
  options: readConnections(wire.connections ?? {}),
  features: readFeatures(profile, wire.services?.checkout?.features, wire.services?.payout?.features),
});
