import { fixture, html } from '@open-wc/testing';
import '../../src/widget/handslag.ts';
import type { LaterElement } from '../../src/widget/later-element.ts';
import { backendUrl, inOpAdmin, openConsent, openConsents } from '../support/world.ts';

/** The service provider of the demo, at the bank. */
const provider = '1927400-1';
/** Companies that the bank of the demo knows. */
export const companies = ['2617416-4', '0737546-2', '1643256-1'] as const;
export type CompanyId = (typeof companies)[number];

/** An element for consents as a person meets it. */
export interface ConsentPage {
  readonly element: LaterElement;
  /** Types of what the page was told, in order. */
  readonly told: string[];
  /** Method and path of what was asked of the backend, in order. */
  readonly calls: string[];
  readonly text: string;
  find(part: string): HTMLElement | null;
  /** Resolves when it has drawn something for which this holds. */
  shows(holds: () => unknown): Promise<void>;
  press(part: string): Promise<void>;
  /** Names a company, and goes on. */
  name(company: string): Promise<void>;
  speak(language: string): Promise<void>;
}

const newPage = async (tag: string, token: string, language: string): Promise<ConsentPage> => {
  const place = await fixture(html`<div></div>`);
  const element = document.createElement(tag) as LaterElement;
  element.setAttribute('backend', backendUrl);
  element.setAttribute('lang', language);
  const told: string[] = [];
  const calls: string[] = [];
  for (const type of ['handslag-ready', 'handslag-change', 'handslag-done', 'handslag-error']) {
    element.addEventListener(type, () => told.push(type));
  }
  place.append(element);
  const onward = element.fetch.bind(element);
  element.fetch = (request) => {
    calls.push(`${request.method} ${new URL(request.url).pathname}`);
    return onward(request);
  };
  element.token = token;

  const find = (part: string) => element.root.querySelector<HTMLElement>(`[part~="${part}"]`);
  const shows = (holds: () => unknown) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        seen.disconnect();
        resolve();
      };
      const seen = new MutationObserver(look);
      seen.observe(element.root, { subtree: true, childList: true, characterData: true, attributes: true });
      look();
    });
  return {
    element,
    told,
    calls,
    find,
    shows,
    get text() {
      return (element.root.textContent ?? '').replace(/\s+/g, ' ').trim();
    },
    async press(part) {
      await shows(() => find(part));
      find(part)?.click();
      await element.updateComplete;
    },
    async name(company) {
      await shows(() => find('input'));
      const input = element.root.querySelector('input');
      if (input === null) throw new Error('there is no field');
      input.value = company;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      element.submit();
    },
    async speak(language) {
      element.lang = language;
      await shows(() => find('card')?.lang === language);
    },
  };
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
