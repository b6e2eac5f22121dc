import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { openBrowser } from '../demo/open-browser.ts';
import { buyerOn } from '../demo/people.ts';
import { newFolder } from '../support/folder.ts';
import { KeptLog } from '../support/log.ts';
import { phoneAt } from '../support/phone.ts';
import { Canary } from './canary.ts';

/** A personal number that stands nowhere else. */
const number = '1705826343';

await buildWidget();
const dataDir = await newFolder();
const log = new KeptLog();
const everything = await startEverything({ port: 0, dataDir, log });
after(() => everything.stop());
const browser = await openBrowser();

test('a personal number typed into a payment that is declined and tried again is found nowhere', async () => {
  const canary = new Canary(number);
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await canary.listen(page);
  const buyer = buyerOn(page);
  const phone = phoneAt(everything.urls.backend);

  await buyer.goToCheckout(everything.urls.shop);
  await buyer.continueToPayment();
  const field = await page.waitForSelector('handslag-payment >>> [part~="input"]');
  await field?.type(number.slice(0, 9));
  await field?.press('Enter');
  await canary.notePage(page);
  await field?.type(number.slice(9));
  await canary.notePage(page);
  assert.equal(await field?.evaluate((input) => Reflect.get(input, 'value')), '170582-6343', 'it was typed');
  await field?.press('Enter');
  const send = await page.waitForSelector('handslag-payment >>> [part~="submit"]:not([disabled])');
  await canary.notePage(page);
  await send?.click();

  await buyer.readCode();
  await canary.notePage(page);
  await phone.act((await phone.next()).id, 'decline');
  const again = await page.waitForSelector('handslag-payment >>> [part~="again"]');
  await canary.notePage(page);
  await again?.click();
  const sendAgain = await page.waitForSelector('handslag-payment >>> [part~="submit"]');
  await canary.notePage(page);
  await sendAgain?.click();

  await buyer.readCode();
  await phone.act((await phone.next()).id, 'approve');
  await buyer.waitForHeading('Paid');
  await canary.notePage(page);
  await buyer.seeOrder();
  await buyer.waitForStanding('paid');
  await canary.notePage(page);
  await page.reload();
  await canary.notePage(page);

  canary.noteLog(log);
  canary.note('phone', JSON.stringify(await phone.list()));
  await canary.noteFiles(dataDir);
  canary.assertUnseen(['dom', 'urls', 'answers', 'events', 'log', 'files', 'storage', 'history', 'phone']);
  assert.match(canary.textOf('events'), /approved/, 'events were heard with what they hold');
});

test('the search would find the number in each of its forms', () => {
  const canary = new Canary(number);
  for (const form of canary.forms) assert.notDeepEqual(canary.sightings(`before ${form} after`), [], form);
});
