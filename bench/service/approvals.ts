import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import type { ShopPages } from '../../test/support/shop-pages.ts';
import { median } from '../median.ts';
import type { Bank } from './bank.ts';
import { openPending } from './pending.ts';
import type { Receiver } from './receiver.ts';
import { barePage, timeToScreen, widgetPage } from './screen.ts';
import type { Floor } from './start-floor.ts';
import type { Service } from './start-service.ts';

const rounds = 7;

/** Milliseconds, medians. */
export interface Approvals {
  readonly screen: number;
  readonly bareScreen: number;
  readonly webhook: number;
  readonly barePost: number;
}

export interface Parties {
  readonly browser: Browser;
  readonly shop: ShopPages;
  readonly bank: Bank;
  readonly service: Service;
  readonly receiver: Receiver;
  readonly floor: Floor;
}

export const measureApprovals = async (parties: Parties): Promise<Approvals> => {
  const { browser, shop, bank, service, receiver, floor } = parties;
  const screen: number[] = [];
  const bareScreen: number[] = [];
  const webhook: number[] = [];
  const barePost: number[] = [];
  while (screen.length < rounds) {
    const { token, reference } = await openPending(service.url);
    const onPhone = await bank.next();
    let approvedAt = 0;
    const approve = (): Promise<void> => {
      approvedAt = performance.now();
      return bank.approve(onPhone);
    };
    const page = widgetPage(service.url, token);
    screen.push(await timeToScreen(browser, shop, page, service.waiting, approve));
    webhook.push((await receiver.toldOf(reference)) - approvedAt);

    const bare = barePage(`${floor.url}/held`);
    bareScreen.push(await timeToScreen(browser, shop, bare, floor.waiting, floor.ring));
    barePost.push(await timePost(receiver, `floor ${reference}`));
    // What an approval brings about goes on for a while: payment and mandate have yet to become final.
    await sleep(200);
  }
  return {
    screen: median(screen),
    bareScreen: median(bareScreen),
    webhook: median(webhook),
    barePost: median(barePost),
  };
};

const timePost = async (receiver: Receiver, reference: string): Promise<number> => {
  const start = performance.now();
  const body = JSON.stringify({ data: { reference, status: 'approved' } });
  request(receiver.url, { method: 'POST', agent: false }, (answer) => answer.resume()).end(body);
  return (await receiver.toldOf(reference)) - start;
};
