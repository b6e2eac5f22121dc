import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { phoneAt } from '../support/phone.ts';
import { openBrowser, openPage } from './open-browser.ts';

await buildWidget();
const { urls, stop } = await startEverything({ port: 0, dataDir: ':memory:' });
after(stop);
const browser = await openBrowser();
const phone = phoneAt(urls.backend);

/** Runs in the page, with the shadow root of the payment at hand. */
const inTill = (expression: string): string =>
  `(({ root }) => ${expression})(document.querySelector('handslag-payment'))`;

test('a clerk types an amount, the customer pays, and the till is ready for the next one', async () => {
  const wrong: string[] = [];
  const page = await openPage(browser, wrong);
  await page.setViewport({ width: 800, height: 1280 });
  await page.goto(urls.till);
  for (const digit of '24900') await page.click(`#keys button:nth-child(${digit === '0' ? 11 : digit})`);
  assert.equal(
    await page.$eval('#amount', ({ textContent }) => textContent?.replace(/\s/g, ' ')),
    'DKK 249.00',
  );
  await page.click('#show');

  await page
    .locator('handslag-payment >>> ::-p-aria([name="CPR number"][role="textbox"])')
    .fill('0101901234');
  await page.locator('handslag-payment >>> ::-p-aria([name="Continue"][role="button"])').click();
  await page.locator('handslag-payment >>> ::-p-aria([name="Send to the app"][role="button"])').click();
  const { id, amount } = await phone.next();
  assert.deepEqual(amount, { value: 24_900, currency: 'DKK' });
  await phone.act(id, 'approve');
  await page.waitForFunction(inTill(`root.querySelector('[part=receipt]') !== null`));

  await page.evaluate(`document.querySelector('handslag-payment').clear()`);
  await page.waitForSelector('#keys button', { visible: true });
  assert.equal(
    await page.$eval('#amount', ({ textContent }) => textContent?.replace(/\s/g, ' ')),
    'DKK 0.00',
  );
  assert.equal(await page.evaluate(inTill(`root.querySelector('[part=receipt]')`)), null);
  assert.deepEqual(wrong, []);
  await page.close();
});

test('an agent at the call centre sends a request to a caller, and sees it approved', async () => {
  const wrong: string[] = [];
  const page = await openPage(browser, wrong);
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(urls.agent);
  const field = (name: string) =>
    page.locator(`handslag-desk >>> ::-p-aria([name="${name}"][role="textbox"])`);
  await field('CPR number').fill('1503854320');
  await field('Amount in DKK').fill('299');
  await field('Text for the payer').fill('Fjord 60, November');
  await page.locator('handslag-desk >>> ::-p-aria([name="Send to the app"][role="button"])').click();
  const { id, amount } = await phone.next();
  assert.equal(amount.value, 29_900);
  await phone.act(id, 'approve');
  await page.waitForFunction(
    `document.querySelector('handslag-desk').shadowRoot.textContent.includes('approved') ||
     document.querySelector('handslag-desk').shadowRoot.textContent.includes('Approved')`,
  );
  assert.ok(!(await page.content()).includes('1503854320'));
  assert.deepEqual(wrong, []);
  await page.close();
});
