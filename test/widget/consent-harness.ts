import { inOpAdmin, openConsent, openConsents } from '../support/world.ts';
import { type ElementPage, openElementPage } from './element-page.ts';

/** The service provider of the demo, at the bank. */
const provider = '1927400-1';
/** Companies that the bank of the demo knows. */
export const companies = ['2617416-4', '0737546-2', '1643256-1'] as const;
export type CompanyId = (typeof companies)[number];

/** An element for consents as a person meets it. */
export interface ConsentPage extends ElementPage {
  /** Names a company, and goes on. */
  name(company: string): Promise<void>;
}

const newPage = async (tag: string, token: string, language: string): Promise<ConsentPage> => {
  const page = await openElementPage(tag, token, language);
  // Its text is read anew each time.
  return Object.assign(page, {
    async name(company: string) {
      await page.type('company', company);
      page.element.submit();
    },
  });
};

/** A company's page at its bookkeeper. */
export const openConsentPage = async (language = 'en'): Promise<ConsentPage> =>
  newPage('handslag-provider-consent', await openConsent(), language);

/** The bookkeeper's own page. */
export const openListPage = async (language = 'en'): Promise<ConsentPage> =>
  newPage('handslag-provider-consents', await openConsents(), language);

/** The company makes its agreement at the bank, whatever it had before. */
export const agree = async (company: CompanyId, ...products: readonly string[]): Promise<void> => {
  await endAgreement(company);
  await inOpAdmin('POST', `${company}/agreements`, { provider, products });
};

export const endAgreement = (company: CompanyId): Promise<void> =>
  inOpAdmin('DELETE', `${company}/agreements/${provider}`).catch(() => undefined);
