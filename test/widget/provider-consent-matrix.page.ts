import { trouble } from '../support/world.ts';
import { expectNothingFound } from './axe.ts';
import { agree, type ConsentPage, endAgreement, openConsentPage, openListPage } from './consent-harness.ts';

const awaited = async (): Promise<ConsentPage> => {
  await endAgreement('2617416-4');
  const page = await openConsentPage();
  await page.name('2617416-4');
  await page.shows(() => page.find('check'));
  return page;
};

/** What the bank has is read at a press. */
const checked = async (page: ConsentPage): Promise<ConsentPage> => {
  await page.press('check');
  await page.shows(() => page.find('check')?.ariaDisabled !== 'true');
  return page;
};

/** Each brings an element into that state. */
const states: Readonly<Record<string, () => Promise<ConsentPage>>> = {
  'who asks, and for what': async () => {
    const page = await openConsentPage();
    await page.shows(() => page.find('input'));
    return page;
  },
  'a number that cannot be right': async () => {
    const page = await openConsentPage();
    await page.name('2617416-5');
    await page.shows(() => page.find('error')?.textContent);
    return page;
  },
  'what to do at the bank': awaited,
  'the bank shows nothing yet': async () => checked(await awaited()),
  'the bank does not know the service provider': async () => {
    const page = await awaited();
    page.element.root.querySelector('summary')?.click();
    return page;
  },
  'the service provider has been told': async () => {
    await endAgreement('1643256-1');
    const page = await openConsentPage();
    await page.name('1643256-1');
    await page.shows(() => page.find('report') ?? page.find('reported'));
    page.find('report')?.click();
    await page.shows(() => page.find('reported'));
    return page;
  },
  'the bank cannot be asked': async () => {
    await endAgreement('0737546-2');
    const page = await openConsentPage();
    await page.name('0737546-2');
    await page.shows(() => page.find('check'));
    await trouble({ readError: 'unavailable' });
    await page.press('check');
    await page.shows(() => page.text.includes('cannot be asked'));
    await trouble();
    return page;
  },
  'given, with other products than asked': async () => {
    const page = await awaited();
    await agree('2617416-4', 'ACCOUNT_DATA', 'PAYMENT');
    await page.press('check');
    await page.shows(() => page.find('beyond') && page.find('missing') && page.text.includes('and works'));
    return page;
  },
  'taken back': async () => {
    const page = await awaited();
    await agree('2617416-4', 'ACCOUNT_DATA');
    await page.press('check');
    await page.shows(() => page.find('outcome'));
    await endAgreement('2617416-4');
    const other = await openConsentPage();
    await other.name('2617416-4');
    await other.shows(() => other.find('outcome') ?? other.find('check'));
    await page.shows(() => page.text.includes('has ended'));
    return page;
  },
  'it cannot be shown': async () => {
    const page = await openConsentPage();
    await page.shows(() => page.find('input'));
    page.element.token = 'forged';
    await page.shows(() => page.find('heading') && !page.find('input'));
    return page;
  },
  'the list of all': async () => {
    await agree('2617416-4', 'ACCOUNT_DATA');
    await agree('0737546-2', 'PAYMENT', 'REFUND');
    const page = await openListPage();
    await page.shows(() => page.element.root.querySelectorAll('[part=consent]').length >= 2);
    return page;
  },
};

describe('axe finds nothing in consents to a service provider, in any language or colour scheme', function () {
  this.timeout(90_000);

  for (const [state, bring] of Object.entries(states)) {
    it(state, async () => {
      const page = await bring();
      await expectNothingFound(page.element, (language) => page.speak(language));
    });
  }
});
