import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { numberWithApp, openCheck } from './debtor-check-harness.ts';
import { listenTo } from './hearing.ts';

/** Asks about two numbers, the first of them mistyped, with nothing but keys. Answers what was heard. */
const checkByKeyboard = async (language: string): Promise<readonly string[]> => {
  const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
  const check = await openCheck(language);
  const after = await fixture<HTMLButtonElement>(html`<button>After</button>`);
  const heard = listenTo(check.element);
  const tab = async () => {
    await sendKeys({ press: 'Tab' });
    await heard.focus();
  };
  await check.shows(() => check.find('input'));
  before.focus();
  await tab();
  await tab();
  await sendKeys({ type: '12' });
  await sendKeys({ press: 'Enter' });
  await check.shows(() => check.find('error')?.textContent);
  await heard.focus();
  for (const _ of '12') await sendKeys({ press: 'Backspace' });
  await sendKeys({ type: numberWithApp() });
  await tab();
  await sendKeys({ press: 'Enter' });
  await check.shows(() => check.find('outcome'));
  await heard.focus();
  await tab();
  await sendKeys({ press: 'Enter' });
  await check.shows(() => check.find('input'));
  await heard.focus();
  while (check.element.root.activeElement !== null) await tab();
  expect(document.activeElement).to.equal(after);
  return heard.lines;
};

const transcripts: Readonly<Record<string, readonly string[]>> = {
  en: [
    'radio: CPR number',
    'textbox: CPR number | Used only to ask whether the app can be used. It is not kept.',
    'alert: A CPR number has 10 digits: DDMMYY-XXXX.',
    'button: Check',
    'status: One moment. Betalingsservice is being asked.',
    'status: Yes, the app is ready. The payment can be approved in the Betalingsservice app.',
    'heading: Yes, the app is ready',
    'button: Another number',
    'heading: Can you approve in the app?',
    'radio: CPR number',
    'textbox: CPR number | Used only to ask whether the app can be used. It is not kept.',
    'button: Check',
  ],
  da: [
    'radio: CPR-nummer',
    'textbox: CPR-nummer | Bruges kun til at spørge, om appen kan bruges. Det gemmes ikke.',
    'alert: Et CPR-nummer har 10 cifre: DDMMÅÅ-XXXX.',
    'button: Tjek',
    'status: Et øjeblik. Vi spørger Betalingsservice.',
    'status: Ja, appen er klar. Betalingen kan godkendes i Betalingsservice-appen.',
    'heading: Ja, appen er klar',
    'button: Et andet nummer',
    'heading: Kan du godkende i appen?',
    'radio: CPR-nummer',
    'textbox: CPR-nummer | Bruges kun til at spørge, om appen kan bruges. Det gemmes ikke.',
    'button: Tjek',
  ],
};

describe('<handslag-debtor-check> is used by keyboard, and a screen reader is told', () => {
  for (const [language, lines] of Object.entries(transcripts)) {
    it(`each of these lines, and no other: ${language}`, async () => {
      expect(await checkByKeyboard(language)).to.deep.equal(lines);
    });
  }
});
