import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { withoutApp } from './debtor-check-harness.ts';
import { listenTo } from './hearing.ts';
import { cpr, openPayment } from './payment-harness.ts';

/** A payer without the app takes another number, with nothing but keys. Answers what was heard. */
const checkByKeyboard = async (language: string): Promise<readonly string[]> => {
  const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
  const payment = await openPayment({ check: 'beside' }, language);
  const heard = listenTo(payment.element);
  const tab = async () => {
    await sendKeys({ press: 'Tab' });
    await heard.focus();
  };
  await payment.showsPart('input');
  before.focus();
  await tab();
  await tab();
  await sendKeys({ type: withoutApp });
  await sendKeys({ press: 'Enter' });
  await payment.showsPart('unreachable');
  await payment.element.updateComplete;
  await heard.focus();
  while (!payment.element.root.activeElement?.part.contains('change')) await tab();
  await sendKeys({ press: 'Enter' });
  await payment.showsPart('input');
  await payment.element.updateComplete;
  await heard.focus();
  while (payment.element.root.activeElement !== payment.input) await tab();
  while (payment.input.value !== '') await sendKeys({ press: 'Backspace' });
  await sendKeys({ type: cpr });
  await sendKeys({ press: 'Enter' });
  await payment.showsPart('mandate');
  await payment.element.updateComplete;
  await heard.focus();
  return heard.lines;
};

const transcripts: Readonly<Record<string, readonly string[]>> = {
  en: [
    'radio: CPR number',
    'textbox: CPR number | Used only to send this to your app, and deleted afterwards.',
    'status: One moment. Betalingsservice is being asked.',
    'status: The app is not set up for this number',
    'heading: The app is not set up for this number',
    'button: I have the app now',
    'button: Use another number',
    'textbox: CPR number | Used only to send this to your app, and deleted afterwards.',
    'status: One moment. Betalingsservice is being asked.',
    'heading: Check and send',
  ],
  da: [
    'radio: CPR-nummer',
    'textbox: CPR-nummer | Bruges kun til at sende betalingen til din app og slettes bagefter.',
    'status: Et øjeblik. Vi spørger Betalingsservice.',
    'status: Appen er ikke sat op til nummeret',
    'heading: Appen er ikke sat op til nummeret',
    'button: Jeg har appen nu',
    'button: Brug et andet nummer',
    'textbox: CPR-nummer | Bruges kun til at sende betalingen til din app og slettes bagefter.',
    'status: Et øjeblik. Vi spørger Betalingsservice.',
    'heading: Tjek og send',
  ],
};

describe('the check of a payer is gone through by keyboard, and a screen reader is told', function () {
  this.timeout(40_000);
  for (const [language, lines] of Object.entries(transcripts)) {
    it(`each of these lines, and no other: ${language}`, async () => {
      expect(await checkByKeyboard(language)).to.deep.equal(lines);
    });
  }
});
