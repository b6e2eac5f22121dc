import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type Everything, startEverything } from '../../demo/serve.ts';
import { outcomes } from '../../src/sandbox/betalingsservice/outcomes.ts';
import { chromiumArgs, ensureChromium } from '../browsers.ts';
import { pay } from '../support/pay.ts';
import { phoneAt } from '../support/phone.ts';
import { openSession } from '../support/shop.ts';
import { type CheckoutServer, startCheckoutServer } from './checkout-server.ts';
import { sectionsOf } from './markdown.ts';

const examples = sectionsOf('docs/integration.md').flatMap(({ heading, blocks }) =>
  blocks.map(({ code }) => ({ heading, code })),
);

let shop: CheckoutServer;
let everything: Everything;
let browser: Browser;
let page: Page;
/** What the page complained of. */
const wrong: string[] = [];

before(async () => {
  shop = await startCheckoutServer(async () => (await openSession(everything.urls.backend)).token);
  everything = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins: [shop.origin] });
  browser = await puppeteer.launch({ executablePath: await ensureChromium(), args: [...chromiumArgs] });
  page = await browser.newPage();
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => wrong.push(line.text()));
});

after(async () => {
  await browser.close();
  await everything.stop();
  shop.stop();
});

const inShadow = (expression: string): Promise<unknown> =>
  page.evaluate(`(({ shadowRoot }) => ${expression})(document.querySelector('handslag-payment'))`);

/** What holds in the page of an example once its element can be used, beyond that it can. */
const more: Readonly<Record<string, () => Promise<void>>> = {
  async Looks() {
    const style = await inShadow(
      `(({ backgroundColor, textTransform }) => [backgroundColor, textTransform])(getComputedStyle(shadowRoot.querySelector('[part~=submit]')))`,
    );
    assert.deepEqual(style, ['rgb(102, 51, 153)', 'uppercase']);
  },
  async Words() {
    assert.equal(
      await inShadow(`shadowRoot.querySelector('[part=heading]').textContent`),
      'Who pays Fjordfone?',
    );
  },
  async 'Hearing what happens'() {
    await pay((expression) => page.evaluate(expression), phoneAt(everything.urls.backend));
    assert.deepEqual(await page.evaluate('counted'), [{ outcome: 'approved', reason: null }]);
  },
  async 'Several on one page'() {
    await page.waitForFunction(
      () => document.querySelectorAll('handslag-payment:state(identify)').length === 2,
    );
  },
};

describe('the page about integration', () => {
  for (const { heading, code } of examples) {
    it(`has an example that runs: ${heading}`, async () => {
      shop.page = `<!doctype html><html lang="en"><title>Checkout</title>${code.replaceAll('http://127.0.0.1:4173', everything.urls.backend)}`;
      await page.goto(shop.origin);
      await page.waitForSelector('handslag-payment:state(identify)');
      await more[heading]?.();
      assert.deepEqual(wrong.splice(0), []);
    });
  }

  it('has nothing checked that is not there', () => {
    for (const heading of Object.keys(more))
      assert.ok(
        examples.some((one) => one.heading === heading),
        heading,
      );
  });

  it('shows what stands between the tags where the script does not come', async () => {
    const { code = '' } = examples.find(({ heading }) => heading === 'Until it is there') ?? {};
    shop.page = code.replace('http://127.0.0.1:4173/handslag.js', '/nowhere.js');
    await page.goto(shop.origin);
    assert.match(await page.$eval('handslag-payment', (element) => element.innerText), /pay by card/);
    wrong.splice(0);
  });

  it('names an outcome of the sandbox as it is', () => {
    assert.equal(outcomes.find(({ ore }) => ore === 0)?.title, 'As the debtor decides');
    assert.deepEqual(outcomes.find(({ ore }) => ore === 5)?.mandate?.at(-1), 'FAILED');
  });
});
