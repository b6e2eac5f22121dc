import type { Browser } from 'puppeteer-core';
import type { ShopPages } from '../../test/support/shop-pages.ts';
import { openPending } from './pending.ts';
import { openScreen, widgetPage } from './screen.ts';
import type { Service } from './start-service.ts';

/** The second whole wait ends where the third begins. */
const reads = 3;

/** Lets a screen wait for a request to which nothing happens. How often it asks, a minute. */
export const measureStatusReads = async (
  browser: Browser,
  shop: ShopPages,
  service: Service,
): Promise<number> => {
  const { url, token } = await openPending(service.url);
  const page = await openScreen(browser);
  // Nothing on it moves, so that drawing takes nothing from what is measured meanwhile.
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const at: number[] = [];
  const enough = new Promise<void>((resolve) => {
    page.on('request', (request) => {
      if (request.url() !== url || request.method() !== 'GET') return;
      at.push(performance.now());
      if (at.length === reads) resolve();
    });
  });
  await page.goto(shop.serve({ body: widgetPage(service.url, token) }));
  await enough;
  await page.browserContext().close();
  const [first = 0] = at;
  return ((reads - 1) * 60_000) / ((at.at(-1) ?? 0) - first);
};
