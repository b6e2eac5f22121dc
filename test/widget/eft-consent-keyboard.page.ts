import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { files } from '../../src/widget/eft-consent/giving/files.ts';
import { newMember, openMemberPage } from './eft-consent-harness.ts';
import { listenTo } from './hearing.ts';

/** The heading of what was sent. */
const sent: Readonly<Record<string, string>> = {
  en: 'Your consent is sent',
  sv: 'Ditt medgivande är skickat',
};

/** Gives a consent, mistyped at first, with nothing but keys. Answers what was heard. */
const giveByKeyboard = async (language: 'en' | 'sv'): Promise<readonly string[]> => {
  // Else the form may come late, and its heading is said once more.
  await import('../../src/widget/eft-consent/giving/giving.ts');
  await files[language]();
  const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
  const page = await openMemberPage(await newMember(), 'web', language);
  const after = await fixture<HTMLButtonElement>(html`<button>After</button>`);
  const heard = listenTo(page.element);
  const tab = async () => {
    await sendKeys({ press: 'Tab' });
    await heard.focus();
  };
  before.focus();
  await tab();
  await sendKeys({ press: 'Enter' });
  await page.shows(() => page.find('mandate'));
  await page.element.updateComplete;
  await heard.focus();
  await tab();
  await tab();
  await tab();
  await sendKeys({ type: '61' });
  await sendKeys({ press: 'Enter' });
  await page.shows(() => page.element.root.querySelector('[aria-invalid=true]'));
  await sendKeys({ type: '11' });
  await tab();
  await sendKeys({ type: '123456789' });
  await tab();
  await tab();
  await sendKeys({ press: 'Enter' });
  await page.shows(() => page.text.includes(sent[language] ?? ''));
  await page.element.updateComplete;
  await heard.focus();
  while (page.element.root.activeElement !== null) await tab();
  expect(document.activeElement === after).to.equal(true);
  return heard.lines;
};

const transcripts: Readonly<Record<'en' | 'sv', readonly string[]>> = {
  en: [
    'button: Set up autogiro',
    'heading: Set up autogiro',
    'radio: Järnet Träning AB',
    'radio: With an account number',
    'textbox: Clearing number | Four digits, for Swedbank sometimes five.',
    'alert: A clearing number has four digits; one that begins with 8 may have five.',
    'alert: An account number has 2 to 12 digits.',
    'textbox: Account number | An account number has 2 to 12 digits.',
    'group: You agree to this',
    'button: Agree and set up',
    'status: Sending',
    'status: Your consent is sent',
    'heading: Your consent is sent',
    'button: All your consents',
  ],
  sv: [
    'button: Anslut till autogiro',
    'heading: Anslut till autogiro',
    'radio: Järnet Träning AB',
    'radio: Med kontonummer',
    'textbox: Clearingnummer | Fyra siffror, hos Swedbank ibland fem.',
    'alert: Ett clearingnummer har fyra siffror; börjar det med 8 kan det ha fem.',
    'alert: Ett kontonummer har 2 till 12 siffror.',
    'textbox: Kontonummer | Ett kontonummer har 2 till 12 siffror.',
    'group: Det här godkänner du',
    'button: Godkänn och anslut',
    'status: Skickar',
    'status: Ditt medgivande är skickat',
    'heading: Ditt medgivande är skickat',
    'button: Alla dina medgivanden',
  ],
};

describe('<handslag-eft-consent> is used by keyboard, and a screen reader is told', function () {
  this.timeout(40_000);
  for (const language of ['en', 'sv'] as const) {
    it(`each of these lines, and no other: ${language}`, async () => {
      expect(await giveByKeyboard(language)).to.deep.equal(transcripts[language]);
    });
  }
});
