/** The closed lists of merchant onboarding. No library here, so the browser may carry them. */

/** Where a merchant may be established: ISO 3166-1, two letters. */
export const onboardingCountries = ['NO', 'SE', 'DK', 'FI'] as const;
export type OnboardingCountry = (typeof onboardingCountries)[number];

/** The steps, in the order in which to offer them. Stable: a page may know them by name. */
export const stepIds = [
  'terms',
  'sign_up',
  'verify',
  'second_factor',
  'company',
  'address',
  'billing',
  'people',
  'payments',
  'payout',
  'options',
  'documents',
  'summary',
] as const;
export type StepId = (typeof stepIds)[number];

/**
 * What a step is waiting for. `due`: the merchant. `past_due`: the merchant, and the time is over. `pending`: somebody
 * else. `done`: nothing. `not_yet`: an earlier step. `blocked`: it ended in a way that the merchant cannot mend here.
 */
export const stepStates = ['due', 'past_due', 'pending', 'done', 'not_yet', 'blocked'] as const;
export type StepState = (typeof stepStates)[number];

/** What is wrong in a step, beside the codes of fields. */
export const stepFaults = [
  'missing',
  'format',
  'not_allowed',
  'code_wrong',
  'code_expired',
  'codes_used_up',
  'already_registered',
  'declined',
  'failed',
  'link_expired',
  'outdated',
  'refused',
  'provider_unavailable',
] as const;
export type StepFault = (typeof stepFaults)[number];

/** Where the onboarding as a whole stands. The last three are outcomes; even so a merchant may come back. */
export const onboardingStatuses = ['in_progress', 'in_review', 'approved', 'declined', 'closed'] as const;
export type OnboardingStatus = (typeof onboardingStatuses)[number];

/** What the account can be used for. `none`: there is no account yet. */
export const accountStates = ['none', 'applied', 'live', 'frozen', 'deactivated'] as const;
export type AccountState = (typeof accountStates)[number];

export const applicationKinds = ['payments', 'payout'] as const;
export type ApplicationKind = (typeof applicationKinds)[number];

/**
 * What an application means to the merchant. `action_required`: they must do something now. `pending`: it is being
 * looked at. `error`: it failed, and somebody must be asked. The others are ends.
 */
export const applicationStatuses = [
  'action_required',
  'pending',
  'done',
  'rejected',
  'error',
  'closed',
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** The provider's word for the case. One that it adds later is read as `under_manual_review`. */
export const caseStatuses = [
  'waiting_for_declaration',
  'waiting_for_details',
  'waiting_for_signature',
  'automatic_review',
  'under_manual_review',
  'active',
  'declined',
  'error',
  'archived',
  'terminated',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** What each word for a case means to the merchant. */
export const meaningOfCase: Readonly<Record<CaseStatus, ApplicationStatus>> = {
  waiting_for_declaration: 'action_required',
  waiting_for_details: 'action_required',
  waiting_for_signature: 'action_required',
  automatic_review: 'pending',
  under_manual_review: 'pending',
  active: 'done',
  declined: 'rejected',
  error: 'error',
  archived: 'closed',
  terminated: 'closed',
};

export const payoutIntervals = ['daily', 'weekly', 'monthly'] as const;
export type PayoutInterval = (typeof payoutIntervals)[number];

/** Payment options: those that a merchant can sign up for here, and behind `common` those that are only shown. */
export const optionIds = [
  'swish',
  'vipps',
  'klarna',
  'vipps_psp',
  'payex',
  'collector',
  'instabank',
  'common',
  'bambora',
  'applepay',
  'visa_tokens',
] as const;
export type OptionId = (typeof optionIds)[number];

/** `none`: not signed up for. `enabled` is usable; an approved application alone is not. */
export const optionStatuses = ['none', 'pending', 'enabled', 'failed', 'declined'] as const;
export type OptionStatus = (typeof optionStatuses)[number];

/** What must be there before an option can be signed up for. `approved_case`: an application for payments that is done. */
export const preconditionIds = [
  'account',
  'country',
  'organization_number',
  'website',
  'approved_case',
  'bank_account',
  'people',
  'national_numbers',
  'account_statement',
  'logo',
] as const;
export type PreconditionId = (typeof preconditionIds)[number];

/** What kind of thing is asked in a field of an option's form. */
export const fieldKinds = [
  'text',
  'email',
  'phone',
  'url',
  'whole',
  'account_number',
  'choice',
  'choices',
  'flag',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** What a merchant may ask for beside options. */
export const featureIds = [
  'applepay',
  'billie',
  'clicktopay',
  'collector',
  'creditcard',
  'googlepay',
  'instabank',
  'klarna',
  'mobilepay',
  'santander',
  'swish',
  'vipps',
  'split_payment',
  'daily_payouts',
] as const;
export type FeatureId = (typeof featureIds)[number];

export const featureStatuses = ['off', 'requested', 'on', 'declined'] as const;
export type FeatureStatus = (typeof featureStatuses)[number];

/** A document of the agreement. A guarantee is never accepted together with others. */
export const agreementKinds = ['terms', 'attachment', 'personal_guarantee'] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export const uploadKinds = ['logo', 'account_statement'] as const;
export type UploadKind = (typeof uploadKinds)[number];

/** Types of file per kind of upload, and the most bytes that one may have. */
export const uploadTypes: Readonly<Record<UploadKind, readonly string[]>> = {
  logo: ['image/png', 'image/jpeg', 'image/svg+xml'],
  account_statement: ['application/pdf', 'image/png', 'image/jpeg'],
};
export const uploadBytes = 2_000_000;

/** Where a code is sent. */
export const codeChannels = ['email', 'sms'] as const;
export type CodeChannel = (typeof codeChannels)[number];

/** What a person is to the company. */
export const personRoles = ['signatory', 'owner', 'contact'] as const;
export type PersonRole = (typeof personRoles)[number];

/** What a code is typed in for. `resume`: to go on with what was begun elsewhere. */
export const codePurposes = ['verify', 'second_factor', 'resume'] as const;
export type CodePurpose = (typeof codePurposes)[number];

/** Who is looking at an onboarding. */
export const onboardingRoles = ['merchant', 'agent'] as const;
export type OnboardingRole = (typeof onboardingRoles)[number];

/** Where an application goes on, or what came of it. */
export const applicationLinks = ['contract', 'declaration', 'signed_contract'] as const;
export type ApplicationLink = (typeof applicationLinks)[number];
