import type { Browser, Page } from 'puppeteer-core';
import { openPage } from './open-browser.ts';

const tag = 'handslag-onboarding';
const inElement = (selector: string): string => `${tag} >>> ${selector}`;

/** What sellers of the market are, and what they type. Nobody's. */
export const people = {
  SE: {
    company: 'Lomvi Keramik AB',
    number: '556012-5790',
    account: 'SE35 5000 0000 0549 1000 0003',
    place: ['Storgatan 1', '111 22', 'Stockholm'],
    website: 'https://lomvi.example/',
  },
  NO: {
    company: 'Fjordull AS',
    number: '974 760 673',
    account: '8601 11 17947',
    place: ['Strandgata 1', '5003', 'Bergen'],
    website: 'https://fjordull.example/',
  },
} as const;
export type Country = keyof typeof people;

/** The words in a page's element, or in the page where there is none, once they hold these. */
export const reads = async (page: Page, words: string, within = tag): Promise<void> => {
  // A tab in the background asks for nothing.
  await page.bringToFront();
  await page.waitForFunction(
    (where, wanted) => {
      const found = document.querySelector(where);
      return (found?.shadowRoot ?? found)?.textContent?.includes(wanted);
    },
    { timeout: 45_000 },
    within,
    words,
  );
};

export const press = async (page: Page, selector: string): Promise<void> => {
  await page.bringToFront();
  await page.locator(selector).click();
};

/** What a seller, or an agent for them, does in the element. */
export const sellerOn = (page: Page, country: Country) => {
  const me = people[country];
  const type = async (fields: Readonly<Record<string, string>>): Promise<void> => {
    for (const [id, text] of Object.entries(fields)) {
      const field = await page.waitForSelector(inElement(`#${id}`));
      await field?.evaluate((input) => input instanceof HTMLInputElement && input.select());
      await field?.type(text);
    }
  };
  const submit = (): Promise<void> => press(page, inElement('form [part~="submit"]'));
  /** As soon as this step is on the screen. */
  const at = async (heading: string): Promise<void> => {
    await page.bringToFront();
    await page.waitForFunction(
      (wanted) =>
        document
          .querySelector('handslag-onboarding')
          ?.shadowRoot?.querySelector('h2')
          ?.textContent?.trim() === wanted &&
        !document.querySelector('handslag-onboarding')?.shadowRoot?.querySelector('.outline'),
      { timeout: 45_000 },
      heading,
    );
  };

  return {
    at,
    type,
    submit,
    reads: (words: string) => reads(page, words),
    next: () => press(page, inElement('[part~="next"]')),
    press: (selector: string) => press(page, inElement(selector)),
    goTo: (step: string) => press(page, inElement(`button[part="step"] ::-p-text(${step})`)),
    async acceptTerms(): Promise<void> {
      await at('Terms and prices');
      await press(page, inElement('#agree'));
      await submit();
    },
    async giveName(email: string): Promise<void> {
      await at('Your details');
      await type({ 'applicant-firstName': 'Eva', 'applicant-lastName': 'Lind', 'applicant-email': email });
      await submit();
    },
    async giveCode(code: string): Promise<void> {
      await at('Confirm your e-mail');
      await type({ code });
      await submit();
    },
    async giveCompany(): Promise<void> {
      const [line, postalCode, place] = me.place;
      await at('Company');
      await type({
        'company-name': me.company,
        'company-organizationNumber': me.number,
        'company-website': me.website,
      });
      await submit();
      await at('Address');
      await type({ 'address-line': line, 'address-postalCode': postalCode, 'address-place': place });
      await submit();
      await at('Billing');
      await submit();
    },
    /** Who signs; their name is known. */
    async givePeople(): Promise<void> {
      await at('People');
      await press(page, inElement('[part="person-form"] [part~="submit"]'));
      await press(page, inElement('[part~="next"]'));
    },
    async applyForPayments(): Promise<void> {
      await at('Taking payments');
      await type({ 'bankAccount-number': me.account });
      await submit();
    },
  };
};

/** The newest mail of somebody, with a code or a link, once there is one that is not among `seen`. */
export const mailOf = async (
  backend: string,
  to: string,
  seen: readonly string[] = [],
): Promise<{ readonly id: string; readonly code: string | null; readonly link: string | null }> => {
  for (;;) {
    const answer = await fetch(`${backend}/sandbox/inbox?to=${encodeURIComponent(to)}`);
    const [newest] = await answer.json();
    if (newest !== undefined && !seen.includes(newest.id)) return newest;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** A page that somebody opens by tapping a link. */
export const openedBy = async (browser: Browser, page: Page, selector: string): Promise<Page> => {
  const opened = Promise.withResolvers<Page>();
  const notice = async (target: { page(): Promise<Page | null> }): Promise<void> => {
    const next = await target.page();
    if (next !== null) opened.resolve(next);
  };
  browser.once('targetcreated', (target) => void notice(target).catch(opened.reject));
  await press(page, selector);
  return opened.promise;
};

/** A page in a browser that nobody has used yet, wide enough for the inbox to stand beside the element. */
export const openStranger = async (browser: Browser, wrong: string[]): Promise<Page> => {
  const page = await openPage(await browser.createBrowserContext(), wrong);
  await page.setViewport({ width: 1280, height: 900 });
  return page;
};
