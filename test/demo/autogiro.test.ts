import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { openBrowser, openPage } from './open-browser.ts';

await buildWidget();
const { urls, stop } = await startEverything({ port: 0, dataDir: ':memory:' });
after(stop);
const browser = await openBrowser();
const element = 'handslag-eft-consent';

/** The gym's pages for a member, by their number. */
const openMember = async (member: string, wrong: string[], path = ''): Promise<Page> => {
  const page = await openPage(browser, wrong);
  await page.evaluateOnNewDocument((id) => localStorage.setItem('jarnet-member', id), member);
  await page.goto(urls.gym + path);
  return page;
};

/** As soon as somebody looks at the page: a tab in the background asks for nothing. */
const reads = async (page: Page, words: string, where = element): Promise<void> => {
  await page.bringToFront();
  await page.waitForFunction(
    (selector, wanted) => {
      const found = document.querySelector(selector);
      return (found?.shadowRoot ?? found)?.textContent?.includes(wanted);
    },
    { timeout: 45_000 },
    where,
    words,
  );
};

const press = async (page: Page, selector: string): Promise<void> => {
  await page.bringToFront();
  await (await page.waitForSelector(selector))?.click();
};

const part = (name: string): string => `${element} >>> [part~="${name}"]`;

const typeAccount = async (page: Page, clearing: string, number: string): Promise<void> => {
  await (await page.waitForSelector(`${element} >>> #clearing`))?.type(clearing);
  await (await page.waitForSelector(`${element} >>> #number`))?.type(number);
};

/** Behind the scenes: what the office does to the member's newest consent. */
const office = async (page: Page, action: string): Promise<void> => {
  const says = '#officeSays';
  await page.evaluate((selector) => {
    const found = document.querySelector(selector);
    if (found !== null) found.textContent = '';
  }, says);
  await press(page, action);
  await page.waitForFunction((selector) => document.querySelector(selector)?.textContent, {}, says);
};

test('a form that cannot be loaded at first comes as soon as it can be, and meanwhile it is said', async () => {
  const page = await openPage(browser, []);
  await page.evaluateOnNewDocument(() => localStorage.setItem('jarnet-member', '19'));
  await page.setRequestInterception(true);
  // Each try makes two requests, and elsewhere four tries are all.
  let failures = 0;
  let isCut = true;
  page.on('request', (request) => {
    if (!(isCut && /eft-consent-giving-[0-9a-f]+\.js$/.test(new URL(request.url()).pathname))) {
      request.continue();
      return;
    }
    failures += 1;
    isCut = failures < 12;
    request.abort();
  });
  await page.goto(urls.gym);
  await press(page, part('new'));
  // Only now, that nothing reads the list any more: whoever waits for the network goes on at once.
  await page.evaluate(() => {
    setInterval(() => dispatchEvent(new Event('online')), 50);
  });
  await page.waitForSelector(`${element} >>> #clearing`);
  assert.equal(failures, 12);
  await page.close();
});

test('a member gives a consent with an account, and it becomes active when the bank has answered', async () => {
  const wrong: string[] = [];
  const page = await openMember('17', wrong);
  await press(page, part('new'));
  await typeAccount(page, '6111', '123456789');
  await reads(page, 'Handelsbanken');
  await press(page, part('submit'));
  await reads(page, 'Your consent is sent');
  await press(page, '#office summary');
  for (const _ of [1, 2, 3, 4, 5, 6]) await office(page, '#pass');
  await reads(page, 'Autogiro is active');
  assert.deepEqual(wrong, []);
  await page.close();
});

test('a member gives one in the internet bank; the page notices', async () => {
  const wrong: string[] = [];
  const page = await openMember('18', wrong);
  await press(page, part('new'));
  await press(page, `${element} >>> [part~="way"] label:last-of-type input`);
  await press(page, part('submit'));
  await reads(page, 'Approve it in your internet bank');
  const bank = await openPage(browser, wrong);
  await bank.goto(`${urls.internetBank}?person=18`);
  await press(bank, '.card');
  await press(bank, 'label:has([value=savings])');
  await press(bank, '.approve');
  await reads(bank, 'next bank day', 'main');
  await press(bank, '#answer');
  await reads(page, 'Autogiro is active');
  assert.deepEqual(wrong, []);
  for (const one of [page, bank]) await one.close();
});

test('another account for one that is active; while it is at the bank there is no further one', async () => {
  const wrong: string[] = [];
  const page = await openMember('18', wrong);
  await reads(page, 'Järnet Träning AB');
  await press(page, part('modify'));
  await typeAccount(page, '6111', '987654322');
  await press(page, part('submit'));
  await reads(page, 'The new account is on its way');
  await press(page, part('back'));
  await reads(page, 'The account can be changed when the bank has answered.');
  assert.deepEqual(wrong, []);
  await page.close();
});

test('a record that is incomplete is refused with whom to ask; completed, it goes on; and the bank may never answer', async () => {
  const wrong: string[] = [];
  const page = await openMember('19', wrong);
  await press(page, part('new'));
  await typeAccount(page, '6111', '123456789');
  await press(page, part('submit'));
  await reads(page, 'Something is missing in your record');
  await reads(page, '08-123 456 78');
  await press(page, '#office summary');
  await office(page, '#complete');
  await press(page, part('submit'));
  await reads(page, 'Your consent is sent');
  await page.waitForSelector('#consents button');
  await office(page, '#consents button:last-child');
  for (const _ of [1, 2, 3, 4, 5, 6]) await office(page, '#pass');
  await press(page, part('back'));
  await reads(page, 'Sent, waiting for the bank');
  // The browser says of every refusal that it was one.
  assert.deepEqual(
    wrong.filter((line) => !line.includes('422')),
    [],
  );
  await page.close();
});

test('at the counter the member sees their own, and the next one nothing of them', async () => {
  const wrong: string[] = [];
  const page = await openMember('17', wrong, 'counter.html');
  await press(page, '#turn button');
  await reads(page, 'Active');
  await press(page, part('clerk'));
  await press(page, part('clerk'));
  await press(page, part('clerk-again'));
  await page.waitForSelector('#turn');
  await page.waitForFunction(() => document.querySelector('#customer')?.hasAttribute('hidden'));
  await page.select('#member', '19');
  await press(page, '#turn button');
  await reads(page, 'Sent, waiting for the bank');
  assert.deepEqual(wrong, []);
  await page.close();
});
