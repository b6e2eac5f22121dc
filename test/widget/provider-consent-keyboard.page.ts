import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { agree, type CompanyId, endAgreement, openConsentPage } from './consent-harness.ts';
import { listenTo } from './hearing.ts';

/** The last thing that is said. */
const proved: Readonly<Record<string, string>> = { en: 'and works', fi: 'toimii' };

/** Names a company, mistyped at first, and comes back from the bank, with nothing but keys. Answers what was heard. */
const consentByKeyboard = async (language: string, company: CompanyId): Promise<readonly string[]> => {
  await endAgreement(company);
  const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
  const page = await openConsentPage(language);
  const after = await fixture<HTMLButtonElement>(html`<button>After</button>`);
  const heard = listenTo(page.element);
  const tab = async () => {
    await sendKeys({ press: 'Tab' });
    await heard.focus();
  };
  await page.shows(() => page.find('input'));
  before.focus();
  await tab();
  await sendKeys({ type: `${company.slice(0, -1)}0` });
  await sendKeys({ press: 'Enter' });
  await page.shows(() => page.find('error')?.textContent);
  await sendKeys({ press: 'Backspace' });
  await sendKeys({ type: company.slice(-1) });
  await sendKeys({ press: 'Enter' });
  await page.shows(() => page.find('check'));
  await page.element.updateComplete;
  await heard.focus();
  // The link to the bank is passed by: it would open another tab, and this one would wait in the background.
  while (page.element.root.activeElement !== page.find('check')) await tab();
  await agree(company, 'ACCOUNT_DATA', 'TRANSACTION_INFO');
  await sendKeys({ press: 'Enter' });
  await page.shows(() => page.text.includes(proved[language] ?? ''));
  await page.element.updateComplete;
  await heard.focus();
  while (page.element.root.activeElement !== null) await tab();
  expect(document.activeElement === after).to.equal(true);
  return heard.lines;
};

const transcripts: Readonly<Record<string, readonly string[]>> = {
  en: [
    'textbox: Your company’s Business ID | Seven digits, a hyphen and one digit, such as 2617416-4.',
    'alert: The last digit does not fit the others. Please check the number.',
    'status: Waiting for the consent',
    'heading: Give the consent in OP API Admin',
    'link: Open OP API Admin',
    'button: Copy',
    'button: I have done it',
    'status: Asking OP …',
    'status: The consent is given',
    'heading: The consent is given',
  ],
  fi: [
    'textbox: Yrityksesi Y-tunnus | Seitsemän numeroa, yhdysmerkki ja yksi numero, esimerkiksi 2617416-4.',
    'alert: Viimeinen numero ei sovi muihin. Tarkista tunnus.',
    'status: Odotetaan valtuutusta',
    'heading: Anna valtuutus OP API Adminissa',
    'link: Avaa OP API Admin',
    'button: Kopioi',
    'button: Tein sen',
    'status: Kysytään OP:ltä …',
    'status: Valtuutus on annettu',
    'heading: Valtuutus on annettu',
  ],
};

describe('<handslag-provider-consent> is used by keyboard, and a screen reader is told', function () {
  this.timeout(40_000);
  for (const [language, lines] of Object.entries(transcripts)) {
    it(`each of these lines, and no other: ${language}`, async () => {
      expect(await consentByKeyboard(language, language === 'en' ? '2617416-4' : '0737546-2')).to.deep.equal(
        lines,
      );
    });
  }
});
