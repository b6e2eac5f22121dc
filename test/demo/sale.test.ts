import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import puppeteer, { type Page } from 'puppeteer-core';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { chromiumArgs, ensureChromium } from '../browsers.ts';
import { newFolder } from '../support/folder.ts';
import { buyerOn, payerOn } from './people.ts';

await buildWidget();
const dataDir = await newFolder();
let everything = await startEverything({ port: 0, dataDir });
const browser = await puppeteer.launch({ executablePath: await ensureChromium(), args: [...chromiumArgs] });
after(async () => {
  await browser.close();
  await everything.stop();
});

/** What the pages' own rules refused, and what threw in them. */
const wrong: string[] = [];

const openPage = async (url: string): Promise<Page> => {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => {
    if (/Content.Security.Policy|TrustedHTML|TrustedScript/i.test(line.text())) wrong.push(line.text());
  });
  await page.evaluateOnNewDocument(() => localStorage.setItem('demo-language', 'en'));
  await page.goto(url);
  return page;
};

const phone = await openPage(everything.urls.phone);
const shop = await openPage(everything.urls.shop);

test('a phone with a plan is bought in the shop, approved on the payer’s phone, and the order says paid', async () => {
  await shop.bringToFront();
  const buyer = buyerOn(shop);
  await buyer.goToCheckout(everything.urls.shop);
  await buyer.continueToPayment();
  await buyer.payAs('010190-1234');
  const code = await buyer.readCode();

  await phone.bringToFront();
  const payer = payerOn(phone);
  assert.match(await payer.openRequest(), /Fjordfone.*2,499\.00.*with an agreement for later bills/);
  assert.equal(await payer.readCode(), code);
  await payer.approveByHolding();

  await shop.bringToFront();
  await buyer.waitForHeading('Paid');
  await buyer.seeOrder();
  await buyer.waitForStanding('paid');
  await shop.waitForSelector('.agreement.active');
  assert.deepEqual(wrong, []);
});

test('the shop bills its customer further with no payment page open, and is told when that is paid', async () => {
  await shop.bringToFront();
  const buyer = buyerOn(shop);
  await buyer.sendBill(everything.urls.shop);
  await buyer.waitForStanding('waiting');

  await phone.bringToFront();
  const payer = payerOn(phone);
  await phone.click('.back');
  const told = await payer.openRequest();
  assert.match(told, /Roaming, 2 days in Norway/);
  assert.doesNotMatch(told, /agreement/);
  await payer.approveByKeyboard();

  await shop.bringToFront();
  await shop.waitForFunction(() => document.querySelectorAll('.badge.paid').length === 2);
  assert.deepEqual(wrong, []);
});

test('everything is stopped and started again while a payment waits: it is paid once, and both sides agree', async () => {
  await shop.bringToFront();
  const buyer = buyerOn(shop);
  const payer = payerOn(phone);
  await buyer.goToCheckout(everything.urls.shop);
  await buyer.continueToPayment();
  await buyer.payAs('010190-1234');
  const code = await buyer.readCode();

  await everything.stop();
  const port = Number(new URL(everything.urls.backend).port);
  everything = await startEverything({ port, dataDir });

  await phone.bringToFront();
  await phone.click('.back');
  await payer.openRequest();
  assert.equal(await payer.readCode(), code);
  await payer.approveByHolding();
  assert.equal(await payer.countAll(), 3);

  await shop.bringToFront();
  await buyer.waitForHeading('Paid');
  await buyer.seeOrder();
  await buyer.waitForStanding('paid');
  assert.deepEqual(wrong, []);
});
