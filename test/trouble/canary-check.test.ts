import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { openBrowser } from '../demo/open-browser.ts';
import { newFolder } from '../support/folder.ts';
import { KeptLog } from '../support/log.ts';
import { type Asked, openSession } from '../support/shop.ts';
import { openShopPages } from '../support/shop-pages.ts';
import { Canary } from './canary.ts';

/** Two numbers that stand nowhere else; the sandbox knows the second to have no app. */
const withApp = '1705826343';
const withoutApp = '3112364001';

await buildWidget();
const shop = await openShopPages();
after(() => shop.stop());
const dataDir = await newFolder();
const log = new KeptLog();
const everything = await startEverything({ port: 0, dataDir, log, extraOrigins: [shop.origin] });
after(() => everything.stop());
const browser = await openBrowser();
const { backend } = everything.urls;

const open = async (page: Page, tag: string, asked: Asked): Promise<void> => {
  const { token } = await openSession(backend, asked);
  const script = `<script type="module" src="${backend}/handslag.js"></script>`;
  const body = `<!doctype html><html lang="en"><title>Shop</title>${script}<${tag} backend="${backend}" token="${token}"></${tag}>`;
  await page.goto(shop.serve({ body }));
};

for (const [number, outcome] of [
  [withApp, 'reachable'],
  [withoutApp, 'unreachable'],
] as const) {
  test(`a number that was checked and is ${outcome} is found nowhere`, async () => {
    const canary = new Canary(number);
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    await canary.listen(page);
    const type = async (tag: string): Promise<void> => {
      const field = await page.waitForSelector(`${tag} >>> [part~="input"]`);
      await field?.type(number);
      await canary.notePage(page);
      await field?.press('Enter');
    };

    await open(page, 'handslag-debtor-check', { check: 'alone' });
    await type('handslag-debtor-check');
    const another = await page.waitForSelector('handslag-debtor-check >>> [part~="another"]');
    await canary.notePage(page);
    await another?.click();
    await page.waitForSelector('handslag-debtor-check >>> [part~="input"]');
    await canary.notePage(page);
    assert.match(
      canary.textOf('events'),
      new RegExp(`"${outcome}"`),
      'events were heard with what they hold',
    );

    await open(page, 'handslag-payment', { check: 'beside' });
    await type('handslag-payment');
    const next = outcome === 'reachable' ? 'mandate' : 'unreachable';
    await page.waitForSelector(`handslag-payment >>> [part~="${next}"]`);
    await canary.notePage(page);

    canary.noteLog(log);
    await canary.noteFiles(dataDir);
    canary.assertUnseen(['dom', 'urls', 'answers', 'events', 'log', 'files', 'storage', 'history']);
  });
}
