import type { FeatureId, OptionId } from '../../protocol/onboarding-words.ts';

/** Names that are the same in every language. Those that are not have a text of their own. */
export const brands: Readonly<Partial<Record<OptionId | FeatureId, string>>> = {
  swish: 'Swish',
  vipps: 'Vipps',
  klarna: 'Klarna',
  vipps_psp: 'Vipps MobilePay PSP',
  payex: 'Swedbank Pay (PayEx)',
  collector: 'Walley (Collector)',
  instabank: 'Instabank',
  bambora: 'Worldline (Bambora)',
  applepay: 'Apple Pay',
  visa_tokens: 'Visa Token Service',
  billie: 'Billie',
  clicktopay: 'Click to Pay',
  googlepay: 'Google Pay',
  mobilepay: 'MobilePay',
  santander: 'Santander',
};
