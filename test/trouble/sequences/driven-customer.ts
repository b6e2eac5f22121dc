import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import { isFinal } from '../../../src/protocol/order.ts';
import type { ShopPages } from '../../support/shop-pages.ts';
import type { Bank } from '../real/bank.ts';
import { askToken } from '../real/calls.ts';
import type { Service } from '../real/service.ts';
import type { AtTab, Deed, Event } from './deeds.ts';
import { pressAt, untilForm } from './driven-tab.ts';
import { shopPage } from './shop-page.ts';

export interface World {
  readonly browser: Browser;
  readonly shop: ShopPages;
  readonly service: Service;
  readonly bank: Bank;
}

/** Milliseconds on the wall for each second of a deed, and the most that anybody waits. */
const second = 200;
const longest = 1500;

/** The customer with the tabs of a real browser, and the element in them. */
export const openCustomer = async ({ browser, shop, service, bank }: World, detail: object) => {
  const context = await browser.createBrowserContext();
  const over = new AbortController();
  const pages: Page[] = [];
  const errors: string[] = [];
  /** What each page shows, as far as it was told. */
  const shown = new Map<Page, CollectionRequest>();
  /** By load of a page and request. */
  const revisions = new Map<string, number>();
  const done = new Set<string>();
  const url = shop.serve({ body: shopPage(service.url) });

  const tell = (page: Page, load: string, type: string, text: string | null): void => {
    if (!type.startsWith('handslag-')) errors.push(type);
    if (text === null) return;
    const snapshot = CollectionRequest.parse(JSON.parse(text));
    const key = `${load} ${snapshot.id}`;
    const before = shown.get(page);
    shown.set(page, snapshot);
    if (snapshot.revision < (revisions.get(key) ?? 0)) errors.push('it goes back in time');
    revisions.set(key, snapshot.revision);
    if (before?.id === snapshot.id && isFinal(before.status) && snapshot.status !== before.status) {
      errors.push('it takes back an end');
    }
    if (type !== 'handslag-done') return;
    if (done.has(key)) errors.push('it was done twice');
    done.add(key);
  };
  const fetchToken = (): Promise<string> =>
    askToken({ url: service.url, over: over.signal }, { authorization_details: JSON.stringify([detail]) });
  let isOnline = true;
  const open = async (): Promise<void> => {
    const page = await context.newPage();
    await page.setOfflineMode(!isOnline);
    await page.exposeFunction('tell', (...told: [string, string, string | null]) => tell(page, ...told));
    await page.exposeFunction('fetchToken', fetchToken);
    pages.push(page);
    // Without a network there is nothing but what is there already.
    await page.goto(url).catch(() => undefined);
  };

  const atTab = async ({ tab, does }: AtTab): Promise<void> => {
    const page = pages[tab];
    if (page === undefined) return;
    if (does === 'close') await pages.splice(tab, 1)[0]?.close();
    else if (does === 'reload') await page.reload().catch(() => undefined);
    else await pressAt(page, does);
  };
  const goOnline = async (wanted: boolean): Promise<void> => {
    isOnline = wanted;
    await Promise.all(pages.map((page) => page.setOfflineMode(!wanted)));
  };
  const happen = async (event: Event): Promise<void> => {
    if (event === 'open a tab' && pages.length < 3) await open();
    if (event === 'go offline' || event === 'go online') await goOnline(event === 'go online');
    // It is started again at once.
    if (event === 'crash') service.kill();
  };

  await open();
  for (const page of pages) await untilForm(page);
  return {
    pages,
    /** What should never have been told. */
    errors,
    /** What the tabs show, each of one request. */
    shown: () => pages.flatMap((page) => shown.get(page) ?? []),
    async do(deed: Deed): Promise<void> {
      const newest = bank.known().at(-1);
      // Nothing can be done to what has ended.
      if ('payer' in deed && newest !== undefined)
        await bank.act(newest.uuid, deed.payer).catch(() => undefined);
      else if ('trouble' in deed) await bank.trouble(deed.trouble);
      else if ('event' in deed) await happen(deed.event);
      else if ('tab' in deed) await atTab(deed);
      await sleep('seconds' in deed ? Math.min(deed.seconds * second, longest) : 50);
    },
    /** All is well again, and somebody looks at every tab. */
    async mend(): Promise<void> {
      await bank.trouble({});
      await goOnline(true);
      for (const page of pages) await pressAt(page, 'show');
    },
    async stop(): Promise<void> {
      over.abort();
      await context.close();
    },
  };
};
export type DrivenCustomer = Awaited<ReturnType<typeof openCustomer>>;
