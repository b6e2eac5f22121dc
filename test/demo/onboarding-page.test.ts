import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ElementHandle, Page } from 'puppeteer-core';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { findFaults } from './axe.ts';
import { openBrowser } from './open-browser.ts';
import { type Country, mailOf, openedBy, openStranger, press, reads, sellerOn } from './sellers.ts';

await buildWidget();
const { urls, stop } = await startEverything({ port: 0, dataDir: ':memory:' });
after(stop);
const browser = await openBrowser();

const anyLogo = join(import.meta.dirname, '../../demo/onboarding/torvet.svg');

const caseLink = 'handslag-onboarding >>> a.primary[part="case-link"]';
const vippsLink = 'handslag-onboarding >>> details[part="option vipps"] a';

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
  const signing = await openedBy(browser, page, caseLink);
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
  await seller.next();
  await seller.at('Logo and documents');
  const logo = await page.waitForSelector('handslag-onboarding >>> [part="upload logo"] input');
  await (logo as ElementHandle<HTMLInputElement>).uploadFile(anyLogo);
  await page.waitForSelector('handslag-onboarding >>> [part="uploaded"]');
  await seller.next();
  await seller.at('Overview');
  await seller.reads('Nothing is left for you to do.');
  assert.deepEqual(wrong, []);
  await page.browserContext().close();
});

test('a Norwegian seller confirms at Vipps, on a page of its own, and can be paid by it', async () => {
  const wrong: string[] = [];
  const page = await openSeller('NO', wrong);
  const seller = await signUp(page, 'NO', 'kari@fjordull.example');
  await seller.goTo('Payment options');
  await seller.at('Payment options');
  await openOption(page, 'vipps');
  const vipps = await openedBy(browser, page, vippsLink);
  await press(vipps, '[data-action="enable"]');
  await reads(vipps, 'It is ready.', '#screen');
  await seller.reads('Ready: it can be used.');
  assert.deepEqual(wrong, []);
  await page.browserContext().close();
});

test('an agent fills in what is told on the phone; the seller gets it by mail, accepts, and opens the account', async () => {
  const wrong: string[] = [];
  const page = await openSeller('SE', wrong, 'agent.html');
  const agent = sellerOn(page, 'SE');
  const email = 'asa@lomvi.example';
  await agent.giveName(email);
  await agent.giveCompany();
  await agent.at('Overview');
  await agent.press('[part~="prefill"]');
  await agent.reads('It waits for the merchant to accept.');

  const { link } = await mailOf(urls.backend, email);
  await page.goto(link ?? '');
  const seller = sellerOn(page, 'SE');
  await seller.acceptTerms();
  await seller.at('Your details');
  await seller.reads('This was filled in for you.');
  await seller.reads('Lomvi Keramik AB');
  await seller.submit();
  await seller.at('People');
  assert.deepEqual(wrong, []);
  await page.browserContext().close();
});

test('an application that is declined is told, by the element and by the market', async () => {
  const wrong: string[] = [];
  const page = await openSeller('SE', wrong);
  const seller = await signUp(page, 'SE', 'bo@lomvi.example');
  await seller.applyForPayments();
  const signing = await openedBy(browser, page, caseLink);
  await press(signing, '#do-decline');
  await reads(signing, 'We cannot offer this company an account.', '#screen');
  await seller.reads('Declined. Ask us if you want to know why.');
  await reads(page, 'This did not work out.', '#outcome');
  assert.deepEqual(wrong, []);
  await page.browserContext().close();
});

test('somebody else signs: they get the form by mail, and the seller’s page follows', async () => {
  const wrong: string[] = [];
  const page = await openSeller('SE', wrong);
  const seller = await signUp(page, 'SE', 'ida@lomvi.example');
  await seller.at('Taking payments');
  await seller.press('[part="someone-else"]');
  await seller.type({ 'submitter-name': 'Olof Berg', 'submitter-email': 'olof@lomvi.example' });
  await seller.applyForPayments();
  await seller.reads('fill in the declaration');

  const { link } = await mailOf(urls.backend, 'olof@lomvi.example');
  const signatory = await openStranger(browser, wrong);
  await signatory.goto(link ?? '');
  await press(signatory, '#do-declare');
  await reads(signatory, 'Waits for the signature', '#screen');
  await seller.reads('The contract is to be signed.');
  await press(signatory, '#do-sign');
  await seller.reads('Approved.');
  assert.deepEqual(wrong, []);
  for (const one of [page, signatory]) await one.browserContext().close();
});

test('a wrong code is told as such, and the right one still works; one that is too old says so', async () => {
  const wrong: string[] = [];
  const page = await openSeller('SE', wrong);
  const seller = sellerOn(page, 'SE');
  await seller.acceptTerms();
  await seller.giveName('per@lomvi.example');
  const right = await codeFor('per@lomvi.example');
  await seller.giveCode(right === '111111' ? '222222' : '111111');
  await seller.reads('The code was not right.');
  await seller.reads('Tries left: 4');
  await seller.giveCode(right);
  await seller.at('Company');

  const other = await openSeller('SE', wrong);
  const late = sellerOn(other, 'SE');
  await late.acceptTerms();
  await late.giveName('per+late@lomvi.example');
  await late.giveCode(await codeFor('per+late@lomvi.example'));
  await late.reads('The code is too old.');
  assert.deepEqual(wrong, []);
  for (const one of [page, other]) await one.browserContext().close();
});

test('left, and gone on with in another browser by a code, and by a second one where there is such', async () => {
  const wrong: string[] = [];
  const email = 'siv+mfa@lomvi.example';
  const page = await openSeller('SE', wrong);
  const seller = await signUp(page, 'SE', email);
  await seller.at('Taking payments');
  await seller.press('[part="leave"]');
  await seller.reads('Everything is saved');
  const before = await mailOf(urls.backend, email);

  const elsewhere = await openSeller('SE', wrong);
  const again = sellerOn(elsewhere, 'SE');
  await again.at('Terms and prices');
  await again.press('[part="elsewhere"]');
  await again.press('[part="resume"] summary');
  await again.type({ 'resume-email': email });
  await again.press('[part~="resume-submit"]');
  const first = await mailOf(urls.backend, email, [before.id]);
  await again.type({ code: first.code ?? '' });
  await again.submit();
  await again.reads('sent a code to your phone');
  const second = await mailOf(urls.backend, email, [before.id, first.id]);
  await again.type({ code: second.code ?? '' });
  await again.submit();
  await again.at('Taking payments');
  assert.deepEqual(wrong, []);
  for (const one of [page, elsewhere]) await one.browserContext().close();
});

test('the market’s people see what each seller must do, find one, and note what was said', async () => {
  const wrong: string[] = [];
  const page = await openSeller('NO', wrong);
  const seller = await signUp(page, 'NO', 'tor@fjordull.example');
  await seller.at('Taking payments');
  await page.goto(`${urls.market}list.html`);
  const list = 'handslag-onboarding';
  await (await page.waitForSelector(`${list} >>> #search`))?.type('fjordull');
  await reads(page, 'Taking payments', list);
  await page.waitForFunction(
    (tag) => !document.querySelector(tag)?.shadowRoot?.textContent?.includes('Lomvi Keramik AB'),
    {},
    list,
  );
  await press(page, `${list} >>> [part="open"]`);
  await (await page.waitForSelector(`${list} >>> #note`))?.type('Calls again on Monday.');
  await press(page, `${list} >>> [part~="write-note"]`);
  await page.waitForFunction(
    (tag) =>
      document
        .querySelector(tag)
        ?.shadowRoot?.querySelector('[part="note"]')
        ?.textContent?.includes('on Monday'),
    {},
    list,
  );
  assert.deepEqual(wrong, []);
  await page.browserContext().close();
});

test('the market’s server takes nothing else than its pages send', async () => {
  const ask = (path: string, body: object) =>
    fetch(`${urls.market}api/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const shop = 'b6ad1a52-0000-4000-8000-000000000000';
  assert.equal((await ask('token', { country: 'SE', shop })).status, 200);
  assert.equal((await ask('token', { country: 'DK', shop })).status, 400);
  assert.equal((await ask('agent/token', { country: 'SE', shop: '../other' })).status, 400);
  assert.equal((await ask('staff/token', {})).status, 200);
});

test('axe finds nothing while an application and a sign-up wait, in light and dark, narrow and wide', async () => {
  const wrong: string[] = [];
  const page = await openSeller('NO', wrong);
  const hrefOf = (selector: string) =>
    page
      .locator(selector)
      .map((link) => link instanceof HTMLAnchorElement && link.href)
      .wait();
  const seller = await signUp(page, 'NO', 'liv@fjordull.example');
  await seller.applyForPayments();
  const signing = await hrefOf(caseLink);
  await seller.goTo('Payment options');
  await seller.at('Payment options');
  await openOption(page, 'vipps');
  const gateway = await hrefOf(vippsLink);
  const all = [urls.market, signing, gateway, 'signing.html', 'gateway.html', 'inbox.html', 'list.html'];

  // Only so that axe itself may be put into the page.
  await page.setBypassCSP(true);
  for (const path of all) {
    await page.goto(new URL(String(path), urls.market).href);
    if (path === urls.market) await seller.at('Taking payments');
    else if (path === 'list.html') await page.waitForSelector('handslag-onboarding >>> [part="open"]');
    else await page.waitForSelector('h2, .subject');
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      for (const width of [360, 1280]) {
        await page.setViewport({ width, height: 900 });
        assert.deepEqual(await findFaults(page), [], `${path}, ${value}, ${width} px`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  await page.browserContext().close();
});
