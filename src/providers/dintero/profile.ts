/**
 * What differs from account to account, and what the vendor has not published. Each part says where it comes from:
 *
 * - seen: the published document, or a page or client of the vendor's;
 * - assumed: our guess, to be verified against an account of one's own. All of it may be overridden.
 */
import type { FeatureStatus, StepFault } from '../../protocol/onboarding-words.ts';
import type { AgreementDocument } from '../onboarding-readings.ts';

export interface Profile {
  /** `audience` of a token, with `{account}`. */
  readonly audience: string;
  /** Paths that are not published, with `{account}` and `{id}`. */
  readonly paths: {
    readonly payoutApproval: string;
    readonly connections: Readonly<Record<'klarna' | 'vipps_psp', string>>;
  };
  /** For whom codes to log on are: of the two, people of companies. */
  readonly codesFor: 'company' | 'customer';
  /** Documents of the agreement, in the order to show, by country; `*` for the others. */
  readonly agreement: Readonly<Record<string, readonly AgreementDocument[]>>;
  /** Codes of the error envelope. Only `mfa_required` is published. */
  readonly refusals: Readonly<Record<string, StepFault>>;
  /** Words with which a feature is asked for, and given up. */
  readonly requested: { readonly on: string; readonly off: string };
  /** Words of a feature's status. One that is not here is read as `requested` where it was, else as `off`. */
  readonly features: Readonly<Record<string, FeatureStatus>>;
  /** What an application for payments is for. */
  readonly product: string;
  readonly klarnaPricePackage: string;
}

const terms: readonly AgreementDocument[] = [
  {
    id: 'terms',
    kind: 'terms',
    name: 'Terms of Service',
    version: '2024-11-12',
    url: 'https://www.dintero.com/legal/terms-of-service',
  },
  {
    id: 'cookie-policy',
    kind: 'attachment',
    name: 'Cookie Policy',
    version: '2024-11-12',
    url: 'https://www.dintero.com/legal/cookie-policy',
  },
];

export const profile: Profile = {
  // seen
  audience: 'https://api.dintero.com/v1/accounts/{account}',
  // assumed, each by its sisters
  paths: {
    payoutApproval: '/accounts/{account}/management/settings/approvals/payout-destinations/{id}',
    connections: {
      klarna: '/accounts/{account}/management/settings/connections/klarna',
      vipps_psp: '/accounts/{account}/management/settings/connections/vipps-psp',
    },
  },
  // assumed: both words are seen, which of them merchants are is not
  codesFor: 'company',
  // assumed: that there are a name, a version and attachments is seen, and the name Cookie Policy
  agreement: { '*': terms },
  // assumed
  refusals: {
    verification_code_expired: 'code_expired',
    verification_code_invalid: 'code_wrong',
    account_already_exists: 'already_registered',
    missing_field: 'missing',
    invalid_field: 'format',
  },
  // `enable` is seen, `disable` is assumed
  requested: { on: 'enable', off: 'disable' },
  // `declined` is seen, the others are assumed
  features: {
    enabled: 'on',
    requested: 'requested',
    pending: 'requested',
    declined: 'declined',
    disabled: 'off',
  },
  // seen
  product: 'checkout',
  // seen
  klarnaPricePackage: 'EU_DINTERO_PP001',
};
