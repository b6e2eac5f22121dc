import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { newFolder } from '../support/folder.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { buyerOn, payerOn } from './people.ts';

await buildWidget();
const dataDir = await newFolder();
let everything = await startEverything({ port: 0, dataDir });
after(() => everything.stop());
const browser = await openBrowser();

const wrong: string[] = [];
const phone = await openPage(browser, wrong);
await phone.goto(everything.urls.phone);
const shop = await openPage(browser, wrong);

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
  const told = await buyer.readTold('mandate active');
  assert.match(told[0] ?? '', /Waiting.*status pending.*signature verified/);
  assert.match(told.at(-1) ?? '', /Paid.*mandate active.*signature verified/);
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
