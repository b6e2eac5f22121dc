import puppeteer, { type Browser } from 'puppeteer-core';
import { startEverything } from '../demo/serve.ts';
import { chromiumArgs, ensureChromium } from '../test/browsers.ts';
import { pay, until } from '../test/support/pay.ts';
import { phoneAt } from '../test/support/phone.ts';
import { openSession } from '../test/support/shop.ts';
import { openShopPages } from '../test/support/shop-pages.ts';
import { type Exchange, listen } from './traffic.ts';

/** One payment on an empty cache. */
export interface Measured {
  /** What had arrived when the form could be used. */
  readonly untilUsable: readonly Exchange[];
  /** What had arrived when the receipt was on the screen. */
  readonly untilReceipt: readonly Exchange[];
  /** From the start of the navigation to the form that can be used, in milliseconds. */
  readonly usableAfter: number;
}

const pageOf = (backend: string, token: string, language: string): string => `<!doctype html>
<html lang="${language}">
  <head>
    <title>Checkout</title>
    <script>addEventListener('handslag-ready', () => { window.usableAt = performance.now(); });</script>
    <script type="module" src="${backend}/handslag.js"></script>
  </head>
  <body><handslag-payment backend="${backend}" token="${token}"></handslag-payment></body>
</html>`;

/** Runs in the page: what had arrived by the time the form could be used, by the page's own clock. */
export const arrivedBefore = (usableAt: number): string[] =>
  performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming && entry.responseEnd > 0)
    .filter(({ startTime, duration }) => startTime + duration <= usableAt)
    .map(({ name }) => name);

export interface Bench {
  measure(language: string): Promise<Measured>;
  stop(): Promise<void>;
}

/** Starts backend, sandbox, a shop on another origin, and Chromium. */
export const openBench = async (): Promise<Bench> => {
  const shop = await openShopPages();
  const everything = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins: [shop.origin] });
  const browser: Browser = await puppeteer.launch({
    executablePath: await ensureChromium(),
    args: [...chromiumArgs],
  });
  const { backend } = everything.urls;
  return {
    async measure(language) {
      const { token } = await openSession(backend);
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      const traffic = await listen(page);
      await page.goto(shop.serve({ body: pageOf(backend, token, language) }));
      await page.evaluate(until('window.usableAt'));
      await pay((expression) => page.evaluate(expression), phoneAt(backend));
      const untilReceipt = await traffic.from(backend);
      const usableAfter = Number(await page.evaluate('usableAt'));
      const early = new Set(await page.evaluate(arrivedBefore, usableAfter));
      await context.close();
      return {
        untilUsable: untilReceipt.filter(({ url }) => early.has(url)),
        untilReceipt,
        usableAfter,
      };
    },
    async stop() {
      await browser.close();
      await everything.stop();
      shop.stop();
    },
  };
};
