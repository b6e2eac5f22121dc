import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CollectionRequest } from '../../src/protocol/collection-request.ts';
import { phone } from '../support/world.ts';
import { listenTo } from './hearing.ts';
import { cpr, openPayment, type Payment } from './payment-harness.ts';

type Wanted = (snapshot: CollectionRequest) => boolean;

/**
 * Lets the element see only what the test has come to, however fast the backend is: the answer to the first call, and
 * a request for which this holds.
 */
const paced = ({ element }: Payment) => {
  const onward = element.fetch.bind(element);
  const sending = Promise.withResolvers<void>();
  let wanted: Wanted = () => false;
  element.fetch = async (request) => {
    const answer = await onward(request);
    if (request.method === 'POST') await sending.promise;
    const isRead = /collection-requests\/[^/]+$/.test(request.url);
    if (!isRead || answer.status !== 200 || wanted(await answer.clone().json())) return answer;
    return new Response(null, { status: 304, headers: { 'retry-after': '0' } });
  };
  return {
    sent: sending.resolve,
    until(holds: Wanted): void {
      wanted = holds;
    },
  };
};

/** Pays with nothing but keys. Answers what was heard. */
const payByKeyboard = async (language: string): Promise<readonly string[]> => {
  const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
  const payment = await openPayment({}, language);
  const after = await fixture<HTMLButtonElement>(html`<button>After</button>`);
  const heard = listenTo(payment.element);
  const backend = paced(payment);
  const tab = async () => {
    await sendKeys({ press: 'Tab' });
    await heard.focus();
  };

  await payment.showsPart('input');
  before.focus();
  await tab();
  await tab();
  await sendKeys({ type: '3201901234' });
  await sendKeys({ press: 'Enter' });
  await payment.shows(() => payment.get('error').textContent);
  while (payment.input.value !== '') await sendKeys({ press: 'Backspace' });
  await sendKeys({ type: cpr });
  await tab();
  await sendKeys({ press: 'Enter' });
  await payment.showsPart('mandate');
  await heard.focus();
  await tab();
  await tab();

  await sendKeys({ press: 'Enter' });
  await payment.shows(() => payment.element.matches(':state(sending)') && !payment.has('mandate'));
  await heard.focus();
  backend.sent();
  await payment.showsPart('steps');
  await heard.focus();
  backend.until(({ stage }) => stage === 'delivered');
  const request = await payment.onPhone();
  await tab();
  await tab();
  backend.until(({ stage }) => stage === 'opened');
  await phone.act(request, 'open');
  await payment.shows(() => payment.element.root.querySelector('li:nth-child(3)[aria-current=step]'));

  backend.until(({ status }) => status === 'approved');
  await phone.act(request, 'approve');
  await payment.showsPart('receipt');
  await heard.focus();
  backend.until(({ payment: paid, mandate }) => paid.status === 'settled' && mandate?.status === 'active');
  const { heading } = payment;
  await payment.shows(() => payment.heading !== heading);
  while (payment.element.root.activeElement !== null) await tab();
  expect(document.activeElement).to.equal(after);
  return heard.lines;
};

const transcripts: Readonly<Record<string, readonly string[]>> = {
  en: [
    'radio: CPR number',
    'textbox: CPR number | Used only to send this to your app, and deleted afterwards.',
    'alert: The first six digits are not a date. Please check the number.',
    'button: Continue',
    'heading: Check and send',
    'button: Change number',
    'button: Agree and send to the app',
    'status: Sending to the app',
    'heading: Sending to the app',
    'status: Sent. Waiting for the app.',
    'heading: Approve in the Betalingsservice app',
    'status: It is in your app now. Open the app and approve. Code: _ _ _ _',
    'link: Open the app on this device',
    'button: Cancel payment',
    'status: Opened. Approve it in the app. Code: _ _ _ _',
    'alert: Payment approved. Thank you. The money leaves your account shortly. Your Betalingsservice agreement is being set up.',
    'heading: Payment approved',
    'status: Paid. Thank you. Fjordfone has your payment. Your Betalingsservice agreement is in place.',
    'link: hej@fjordfone.example',
    'link: 70 20 30 40',
    'button: Print receipt',
  ],
  fi: [
    'radio: CPR-numero',
    'textbox: CPR-numero | Käytetään vain maksun lähettämiseen sovellukseesi ja poistetaan sen jälkeen.',
    'alert: Kuusi ensimmäistä numeroa eivät ole päivämäärä. Tarkista numero.',
    'button: Jatka',
    'heading: Tarkista ja lähetä',
    'button: Muuta numeroa',
    'button: Hyväksy ehdot ja lähetä sovellukseen',
    'status: Lähetetään sovellukseen',
    'heading: Lähetetään sovellukseen',
    'status: Lähetetty. Odotetaan sovellusta.',
    'heading: Hyväksy Betalingsservice-sovelluksessa',
    'status: Maksu on nyt sovelluksessasi. Avaa sovellus ja hyväksy. Koodi: _ _ _ _',
    'link: Avaa sovellus tällä laitteella',
    'button: Peru maksu',
    'status: Avattu. Hyväksy maksu sovelluksessa. Koodi: _ _ _ _',
    'alert: Maksu on hyväksytty. Kiitos. Rahat lähtevät tililtäsi pian. Betalingsservice-sopimustasi otetaan käyttöön.',
    'heading: Maksu on hyväksytty',
    'status: Maksettu. Kiitos. Fjordfone on saanut maksusi. Betalingsservice-sopimuksesi on voimassa.',
    'link: hej@fjordfone.example',
    'link: 70 20 30 40',
    'button: Tulosta kuitti',
  ],
};

describe('<handslag-payment> is paid by keyboard, and a screen reader is told', () => {
  for (const [language, lines] of Object.entries(transcripts)) {
    it(`each of these lines, and no other: ${language}`, async () => {
      expect(await payByKeyboard(language)).to.deep.equal(lines);
    });
  }
});
