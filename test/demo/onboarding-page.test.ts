import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { openBrowser } from './open-browser.ts';
import { type Country, mailOf, openedBy, openStranger, press, reads, sellerOn } from './sellers.ts';

await buildWidget();
const { urls, stop } = await startEverything({ port: 0, dataDir: ':memory:' });
after(stop);
const browser = await openBrowser();

/** A seller's page at the market, in a browser of its own. */
const openSeller = async (country: Country, wrong: string[], path = ''): Promise<Page> => {
  const page = await openStranger(browser, wrong);
  await page.evaluateOnNewDocument((of) => localStorage.setItem('torvet-country', of), country);
  await page.goto(urls.market + path);
  return page;
};

const codeFor = async (email: string, seen: readonly string[] = []): Promise<string> =>
  (await mailOf(urls.backend, email, seen)).code ?? '';

/** From nothing to an account, and everything about the company. */
const signUp = async (page: Page, country: Country, email: string) => {
  const seller = sellerOn(page, country);
  await seller.acceptTerms();
  await seller.giveName(email);
  await seller.giveCode(await codeFor(email));
  await seller.giveCompany();
  await seller.givePeople();
  return seller;
};

/** By the link in the element, on the page of another: declared, signed, and looked at until it is approved. */
const sign = async (page: Page): Promise<void> => {
  const link = 'handslag-onboarding >>> a.primary[part="case-link"]';
  const signing = await openedBy(browser, page, link);
  await press(signing, '#do-declare');
  await press(signing, '#do-sign');
  await reads(signing, 'Everything is signed and approved.', '#screen');
  await signing.close();
};

/** In test mode a payout is approved by what its form says. */
const applyForPayout = async (page: Page, outcome: string): Promise<void> => {
  const seller = sellerOn(page, 'SE');
  await seller.at('Payouts');
  const choice = await page.waitForSelector('handslag-onboarding >>> #description');
  await choice?.select(outcome);
  await seller.submit();
};

const grant = async (name: string, wrong: string[]): Promise<void> => {
  const desk = await openStranger(browser, wrong);
  await desk.goto(`${urls.market}gateway.html`);
  await press(desk, `[data-connection="${name}"] [data-action="enable"]`);
  await reads(desk, 'Ready', `[data-connection="${name}"]`);
  await desk.close();
};

const openOption = async (page: Page, id: string): Promise<void> => {
  const option = `handslag-onboarding >>> details[part="option ${id}"]`;
  await page.waitForSelector(option);
  await press(page, `${option} summary`);
  if (id === 'klarna') await press(page, `${option} input[type="checkbox"]`);
  await press(page, `${option} [part~="sign-up"]`);
};

test('a Swedish seller: from the terms to an approved account with Swish and Klarna', async () => {
  const wrong: string[] = [];
  const page = await openSeller('SE', wrong);
  const seller = await signUp(page, 'SE', 'eva@lomvi.example');
  await seller.applyForPayments();
  await seller.reads('fill in the declaration');
  await sign(page);
  await seller.reads('Approved.');
  await seller.next();
  await applyForPayout(page, 'AUTO_APPROVE');
  await seller.reads('Approved.');
  await reads(page, 'Your shop can open', '#outcome');
  await seller.next();
  await seller.at('Payment options');
  await openOption(page, 'swish');
  await openOption(page, 'klarna');
  await seller.reads('It cannot be used yet.');
  await grant('swish', wrong);
  await grant('klarna', wrong);
  await page.bringToFront();
  await page.waitForFunction(
    () =>
      document.querySelector('handslag-onboarding')?.shadowRoot?.textContent?.match(/Ready: it can be used/g)
        ?.length === 2,
  );
  assert.deepEqual(wrong, []);
  await page.browserContext().close();
});
