import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { openSeller } from '../support/world.ts';
import { openElementPage } from './element-page.ts';
import { listenTo } from './hearing.ts';
import { codeFor, newEmail } from './onboarding-harness.ts';

/** From the terms to a confirmed address with nothing but keys, a box forgotten and a code mistyped. Answers what was heard. */
const signUpByKeyboard = async (language: string): Promise<readonly string[]> => {
  const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
  const page = await openElementPage('handslag-onboarding', await openSeller(), language);
  const { root } = page.element;
  const email = newEmail();
  const heard = listenTo(page.element);
  const press = (key: string) => sendKeys({ press: key });
  /** Goes on by Tab to what is named; each stop on the way is heard. */
  const tabTo = async (selector: string) => {
    await page.shows(() => root.querySelector(selector));
    while (root.activeElement !== root.querySelector(selector)) {
      await press('Tab');
      await heard.focus();
    }
  };
  const shown = async (holds: () => unknown) => {
    await page.shows(holds);
    await page.element.updateComplete;
    await heard.focus();
  };

  await page.shows(() => root.querySelector('#agree'));
  before.focus();
  // The list of steps is passed by: there is a stop at each that is open.
  while (root.activeElement === null || root.activeElement.closest('nav') !== null) await press('Tab');
  await heard.focus();
  await tabTo('#agree');
  await press('Enter');
  await shown(() => root.querySelector('#agree-error')?.textContent);
  await press('Space');
  await press('Enter');
  await shown(() => root.querySelector('#applicant-email'));
  await tabTo('#applicant-firstName');
  await sendKeys({ type: 'Eva' });
  await tabTo('#applicant-lastName');
  await sendKeys({ type: 'Lind' });
  await tabTo('#applicant-email');
  await sendKeys({ type: email });
  await press('Enter');
  await shown(() => root.querySelector('#code'));
  await tabTo('#code');
  await sendKeys({ type: '000000' });
  await press('Enter');
  await shown(
    () =>
      root.querySelector('[part=problem]')?.textContent?.trim() && page.find('progress')?.textContent === '',
  );
  await sendKeys({ type: await codeFor(email) });
  await press('Enter');
  await shown(() => root.querySelector('#company-name'));
  return heard.lines;
};

const transcripts: Readonly<Record<string, readonly string[]>> = {
  en: [
    'link: Terms of Service',
    'link: Cookie Policy',
    'checkbox: I have read these documents and accept them for my company.',
    'alert: Please tick the box if you accept.',
    'status: Saving …',
    'heading: Your details',
    'textbox: First name',
    'textbox: Last name',
    'textbox: E-mail | Codes are sent here, also when you come back.',
    'status: Saving …',
    'heading: Confirm your e-mail',
    'textbox: Code',
    'status: Saving …',
    'alert: The code was not right. Please check it.',
    'status: Saving …',
    'heading: Company',
  ],
  sv: [
    'link: Terms of Service',
    'link: Cookie Policy',
    'checkbox: Jag har läst dokumenten och godkänner dem för mitt företag.',
    'alert: Kryssa i rutan om du godkänner.',
    'status: Sparar …',
    'heading: Dina uppgifter',
    'textbox: Förnamn',
    'textbox: Efternamn',
    'textbox: E-post | Koder skickas hit, även när du kommer tillbaka.',
    'status: Sparar …',
    'heading: Bekräfta din e-post',
    'textbox: Kod',
    'status: Sparar …',
    'alert: Koden var inte rätt. Kontrollera den.',
    'status: Sparar …',
    'heading: Företag',
  ],
};

describe('<handslag-onboarding> is used by keyboard, and a screen reader is told', function () {
  this.timeout(50_000);
  for (const [language, lines] of Object.entries(transcripts)) {
    it(`each of these lines, and no other: ${language}`, async () => {
      expect(await signUpByKeyboard(language)).to.deep.equal(lines);
    });
  }
});
