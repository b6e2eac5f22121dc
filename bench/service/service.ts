import puppeteer from 'puppeteer-core';
import { chromiumArgs, ensureChromium } from '../../test/browsers.ts';
import { openShopPages } from '../../test/support/shop-pages.ts';
import { type Approvals, measureApprovals } from './approvals.ts';
import { startBank } from './bank.ts';
import { openPending } from './pending.ts';
import { measureRates, measureSigning, type Rate } from './rates.ts';
import { startReceiver } from './receiver.ts';
import { startFloor } from './start-floor.ts';
import { startLoad } from './start-load.ts';
import { startService } from './start-service.ts';
import { measureStatusReads } from './status-reads.ts';
import { type Crowd, measureCrowds } from './waiters.ts';

export interface ServiceFigures {
  readonly approvals: Approvals;
  /** Of one screen, a minute. */
  readonly statusReads: number;
  readonly rates: readonly Rate[];
  /** A second. */
  readonly signing: number;
  readonly crowds: readonly Crowd[];
}

/** Measures the service beside what the machine can do at all. The widget must be built. */
export const measureService = async (): Promise<ServiceFigures> => {
  const open: (() => unknown)[] = [];
  const opened = <T extends { stop(): unknown }>(one: T): T => {
    open.push(() => one.stop());
    return one;
  };
  try {
    const shop = opened(await openShopPages());
    const { origin } = shop;
    const browser = await puppeteer.launch({
      executablePath: await ensureChromium(),
      args: [...chromiumArgs],
    });
    open.push(() => browser.close());
    const bank = opened(await startBank());
    const receiver = opened(await startReceiver());
    const floor = opened(await startFloor());
    const load = opened(startLoad());
    const service = opened(await startService({ bank, origin, webhookUrl: receiver.url }));

    // A screen waits for most of a minute while all else goes on, so it has a service and a bank of its own.
    const quietBank = opened(await startBank());
    const quietService = opened(await startService({ bank: quietBank, origin }));
    const statusReads = measureStatusReads(browser, shop, quietService);

    const approvals = await measureApprovals({ browser, shop, bank, service, receiver, floor });
    const pending = await openPending(service.url);
    const rates = await measureRates(load, service, floor, pending);
    const signing = await measureSigning();
    const status = await (await fetch(pending.url, { headers: pending.headers })).text();
    const crowds = await measureCrowds(bank, status);
    return { approvals, statusReads: await statusReads, rates, signing, crowds };
  } finally {
    for (const end of open.reverse()) await end();
  }
};
