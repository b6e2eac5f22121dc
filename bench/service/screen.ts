import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { until } from '../../test/support/pay.ts';
import type { ShopPages } from '../../test/support/shop-pages.ts';

/** Runs in the page: notes when what is on the screen now has been drawn. */
const noteWhenDrawn = 'requestAnimationFrame(() => setTimeout(() => { window.drawnAt = Date.now(); }))';

/** The widget in a shop's page. */
export const widgetPage = (backend: string, token: string): string => `<!doctype html>
<html lang="en">
  <title>Checkout</title>
  <script>addEventListener('handslag-done', () => ${noteWhenDrawn});</script>
  <script type="module" src="${backend}/handslag.js"></script>
  <handslag-payment backend="${backend}" token="${token}"></handslag-payment>
</html>`;

/** A page that waits for the same with nothing but `fetch`. */
export const barePage = (heldUrl: string): string => `<!doctype html>
<html lang="en">
  <title>Floor</title>
  <p>Waiting</p>
  <script type="module">
    const answer = await fetch('${heldUrl}');
    document.querySelector('p').textContent = await answer.text();
    ${noteWhenDrawn};
  </script>
</html>`;

/** A page in a window of its own, with an empty cache. */
export const openScreen = async (browser: Browser): Promise<Page> => {
  const context = await browser.createBrowserContext();
  return context.newPage();
};

/** From `change`, which is made when the page waits, until what it brings about is drawn: in milliseconds. */
export const timeToScreen = async (
  browser: Browser,
  shop: ShopPages,
  body: string,
  waiting: () => Promise<number>,
  change: () => Promise<void>,
): Promise<number> => {
  const page = await openScreen(browser);
  await page.goto(shop.serve({ body }));
  while ((await waiting()) === 0) await sleep(20);
  const start = Date.now();
  await change();
  await page.evaluate(until('window.drawnAt'));
  const drawn = Number(await page.evaluate('drawnAt'));
  await page.browserContext().close();
  return drawn - start;
};
