import type { ProviderConsent } from '../../protocol/provider-consent.ts';
import type {
  ApiProduct,
  ProofStatus,
  ProviderConsentNews,
  ProviderConsentStatus,
} from '../../protocol/provider-consent-words.ts';
import type { Vault } from '../vault.ts';

/** What is known of one company's consent. One row per client, merchant and company: asking again goes on with it. */
export interface ConsentRow {
  readonly client: string;
  readonly merchant: string;
  /** In its one normal form. */
  readonly businessId: string;
  readonly name: string | null;
  /** Under which it was last asked for; null: nobody asked here. */
  readonly reference: string | null;
  readonly asked: readonly ApiProduct[];
  /** In the order of the closed list, so that two readings can be held against each other. */
  readonly granted: readonly ApiProduct[];
  readonly status: ProviderConsentStatus;
  readonly news: ProviderConsentNews;
  /** Null unless account data may be read. Times in milliseconds since 1970, as everywhere below. */
  readonly proof: { readonly status: ProofStatus; readonly at: number | null } | null;
  readonly reportedAt: number | null;
  readonly createdAt: number;
  readonly grantedAt: number | null;
  readonly changedAt: number;
  /** Grows with every change that can be seen. */
  readonly revision: number;
}

/** Keyed, for from a plain hash the Business ID could be had by trying them all. */
export const consentId = async (
  vault: Pick<Vault, 'fingerprint'>,
  { client, merchant, businessId }: Pick<ConsentRow, 'client' | 'merchant' | 'businessId'>,
): Promise<string> => {
  const print = await vault.fingerprint(JSON.stringify(['provider consent', client, merchant, businessId]));
  return `pc_${print.slice(0, 22)}`;
};

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** The consent as the protocol shows it, seen at `now`. */
export const snapshotOf = (id: string, row: ConsentRow, now: number): ProviderConsent => {
  const { asked, granted } = row;
  return {
    id,
    reference: row.reference,
    revision: row.revision,
    now: iso(now),
    status: row.status,
    news: row.news,
    company: { businessId: row.businessId, name: row.name },
    products: {
      asked: [...asked],
      granted: [...granted],
      missing: asked.filter((product) => !granted.includes(product)),
      beyond: asked.length === 0 ? [] : granted.filter((product) => !asked.includes(product)),
    },
    proof: row.proof && { status: row.proof.status, at: isoOrNull(row.proof.at) },
    reportedAt: isoOrNull(row.reportedAt),
    createdAt: iso(row.createdAt),
    grantedAt: isoOrNull(row.grantedAt),
    changedAt: iso(row.changedAt),
  };
};
