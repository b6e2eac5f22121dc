import { cpus, loadavg } from 'node:os';
import puppeteer from 'puppeteer-core';
import { chromiumArgs, ensureChromium } from '../../test/browsers.ts';
import { openShopPages } from '../../test/support/shop-pages.ts';
import { table } from '../table.ts';
import { measureApprovals } from './approvals.ts';
import { startBank } from './bank.ts';
import { openPending } from './pending.ts';
import { measureRates, measureSigning } from './rates.ts';
import { startReceiver } from './receiver.ts';
import { startFloor } from './start-floor.ts';
import { startLoad } from './start-load.ts';
import { startService } from './start-service.ts';
import { measureStatusReads } from './status-reads.ts';
import { type Held, holdOnFloor, holdOnService, mostWaiters } from './waiters.ts';

/** On one request. */
const crowds = [1_000, 5_000, 10_000];

const count = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : count(value)} ms`;
const MB = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const kBEach = ({ grown, waiters }: Held): string => `${(grown / 1000 / waiters).toFixed(1)} kB`;

/** Measures the service beside what the machine can do at all, and prints both. The widget must be built. */
export const benchService = async (): Promise<void> => {
  const [loadBefore = 0] = loadavg();
  const open: (() => unknown)[] = [];
  const opened = <T extends { stop(): unknown }>(one: T): T => {
    open.push(() => one.stop());
    return one;
  };
  try {
    const shop = opened(await openShopPages());
    const browser = await puppeteer.launch({
      executablePath: await ensureChromium(),
      args: [...chromiumArgs],
    });
    open.push(() => browser.close());
    const bank = opened(await startBank());
    const receiver = opened(await startReceiver());
    const floor = opened(await startFloor());
    const load = opened(startLoad());
    const service = opened(await startService({ bank, origin: shop.origin, webhookUrl: receiver.url }));

    // Two whole waits take most of a minute, all else goes on beside them; so they have a service and a bank of their own.
    const quietBank = opened(await startBank());
    const quietService = opened(await startService({ bank: quietBank, origin: shop.origin }));
    const statusReads = measureStatusReads(browser, shop, quietService);

    const approvals = await measureApprovals({ browser, shop, bank, service, receiver, floor });
    const pending = await openPending(service.url);
    const rates = await measureRates(load, service, floor, pending);
    const signing = await measureSigning();
    const answer = await (await fetch(pending.url, { headers: pending.headers })).text();

    const most = mostWaiters();
    const held: (readonly [Held, Held])[] = [];
    for (const crowd of new Set(crowds.map((wanted) => Math.min(wanted, most)))) {
      held.push([await holdOnService(bank, crowd), await holdOnFloor(crowd, answer)]);
    }

    const rows = [
      ['', 'handslag', 'floor', ''],
      [
        'approval until drawn on the screen',
        ms(approvals.screen),
        ms(approvals.bareScreen),
        'bare page, plain Node',
      ],
      ['approval until the webhook is there', ms(approvals.webhook), ms(approvals.barePost), 'one bare POST'],
      [
        'status reads of one screen, a minute',
        (await statusReads).toFixed(2),
        (60 / 25).toFixed(2),
        '60 s / 25 s',
      ],
      ...rates.flatMap(({ name, perSecond, floor: plain }) => [
        [`${name}, a second`, count(perSecond), count(plain), 'plain Node'],
        ...(name.includes('token') ? [['', '', count(signing), 'signing alone']] : []),
      ]),
    ];
    console.log(`\n${table(rows)}\n`);

    const crowdRows = held.map(([ours, plain]) => [
      count(ours.waiters),
      MB(ours.grown),
      kBEach(ours),
      kBEach(plain),
      ms(ours.half),
      ms(plain.half),
      ms(ours.all),
      ms(plain.all),
    ]);
    const head = ['waiters', 'memory', 'each', 'floor', 'half told', 'floor', 'all told', 'floor'];
    console.log(`${table([head, ...crowdRows])}\n`);
    console.log(
      `On ${cpus().length} cores, on which ${loadBefore.toFixed(1)} processes wanted to run before.`,
    );
    if (most < Math.max(...crowds)) {
      console.log(`This machine allows a process no more than ${count(most)} connections (ulimit -n).`);
    }
  } finally {
    for (const end of open.reverse()) await end();
  }
};
