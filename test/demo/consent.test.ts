import assert from 'node:assert/strict';
import { request } from 'node:https';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { openBrowser, openPage } from './open-browser.ts';

await buildWidget();
const { urls, stop } = await startEverything({ port: 0, dataDir: ':memory:' });
after(stop);
const browser = await openBrowser();

/** A company’s page at its bookkeeper, where it has been named. */
const nameCompany = async (businessId: string, wrong: string[]): Promise<Page> => {
  const page = await openPage(browser, wrong);
  // Each is another customer of the bookkeeper.
  await page.evaluateOnNewDocument(
    (id) => localStorage.setItem('tilikirja-customer', id),
    crypto.randomUUID(),
  );
  await page.goto(urls.bookkeeper);
  const field = await page.waitForSelector('handslag-provider-consent >>> input');
  await field?.type(businessId);
  await field?.press('Enter');
  await page.waitForSelector('handslag-provider-consent >>> ::-p-text(1927400-1)');
  return page;
};

/** OP API Admin, logged in for a company. */
const logIn = async (businessId: string, wrong: string[]): Promise<Page> => {
  const page = await openPage(browser, wrong);
  await page.goto(urls.opAdmin);
  await page.waitForSelector(`#company option[value="${businessId}"]`);
  await page.select('#company', businessId);
  return page;
};

const press = async (page: Page, selector: string): Promise<void> => {
  await page.bringToFront();
  await (await page.waitForSelector(selector))?.click();
};

const agree = async (page: Page, ...products: readonly string[]): Promise<void> => {
  await (await page.waitForSelector('#provider'))?.type('1927400-1');
  for (const product of products) await press(page, `#new [value="${product}"]`);
  await press(page, '#new .primary');
};

/** As soon as somebody looks at the page: a tab in the background asks for nothing. */
const reads = async (page: Page, element: string, words: string): Promise<void> => {
  await page.bringToFront();
  await page.waitForFunction(
    (tag, wanted) => {
      const found = document.querySelector(tag);
      return (found?.shadowRoot ?? found)?.textContent?.includes(wanted);
    },
    { timeout: 45_000 },
    element,
    words,
  );
};

test('a company gives its bookkeeper what was asked for, and takes it back; both pages notice by themselves', async () => {
  const wrong: string[] = [];
  const page = await nameCompany('2617416-4', wrong);
  const admin = await logIn('2617416-4', wrong);
  await agree(admin, 'ACCOUNT_DATA', 'TRANSACTION_INFO');
  await reads(admin, 'body', 'The agreement is in force.');
  await reads(page, 'handslag-provider-consent', 'The consent is given');
  await reads(page, 'handslag-provider-consent', 'The connection was tried, and works.');

  const staff = await openPage(browser, wrong);
  await staff.goto(`${urls.bookkeeper}clients.html`);
  await reads(staff, 'handslag-provider-consents', 'Esimerkki Oy');

  await press(admin, '#agreements .row button:last-child');
  await reads(admin, 'body', 'The agreement has ended.');
  await reads(staff, 'handslag-provider-consents', 'Ended');
  assert.deepEqual(wrong, []);
  for (const one of [page, admin, staff]) await one.close();
});

test('other products than asked are told as such', async () => {
  const wrong: string[] = [];
  const page = await nameCompany('0737546-2', wrong);
  const admin = await logIn('0737546-2', wrong);
  await agree(admin, 'ACCOUNT_DATA', 'PAYMENT');
  await reads(page, 'handslag-provider-consent', 'Asked for, and not granted');
  await reads(page, 'handslag-provider-consent', 'did not ask for it');
  assert.deepEqual(wrong, []);
  for (const one of [page, admin]) await one.close();
});

test('a service provider that is not registered is refused there, and told so here', async () => {
  const wrong: string[] = [];
  const page = await nameCompany('1643256-1', wrong);
  const admin = await logIn('1643256-1', wrong);
  await press(admin, '#registered input');
  await reads(admin, 'body', 'Saved.');
  await agree(admin, 'ACCOUNT_DATA');
  await reads(admin, '#problem', 'not registered as a service provider');
  await page.bringToFront();
  await press(page, 'handslag-provider-consent >>> summary');
  await press(page, 'handslag-provider-consent >>> [part~="report"]');
  await reads(page, 'handslag-provider-consent', 'Tilikirja Oy has been told');
  await press(admin, '#registered input');
  await reads(admin, 'body', 'Saved.');
  await press(admin, '#new .primary');
  await reads(page, 'handslag-provider-consent', 'The consent is given');
  assert.deepEqual(wrong, []);
  for (const one of [page, admin]) await one.close();
});

test('who shows no certificate is not spoken to by the bank', async () => {
  const asked = Promise.withResolvers<unknown>();
  request(`${urls.op}/corporate-service-provider/v1/mandates`, { rejectUnauthorized: false })
    .on('response', asked.resolve)
    .on('error', asked.reject)
    .end();
  await assert.rejects(asked.promise, /alert|certificate|socket|ECONNRESET/i);
});
