import puppeteer from 'puppeteer-core';
import { startEverything } from '../demo/serve.ts';
import { type Language, languages } from '../src/protocol/words.ts';
import { chromiumArgs, ensureChromium } from '../test/browsers.ts';
import { until } from '../test/support/pay.ts';
import { openSession } from '../test/support/shop.ts';
import { openShopPages } from '../test/support/shop-pages.ts';
import { budgets } from './budgets.ts';
import { arrivedBefore } from './payment.ts';
import { table } from './table.ts';
import { listen, sum } from './traffic.ts';

const pageOf = (backend: string, tag: string, token: string, language: string): string => `<!doctype html>
<html lang="${language}">
  <head>
    <title>Page</title>
    <script>addEventListener('handslag-ready', () => { window.readyAt = performance.now(); });</script>
    <script type="module" src="${backend}/handslag.js"></script>
  </head>
  <body><${tag} backend="${backend}" token="${token}"></${tag}></body>
</html>`;

/** A token from the server of one of the demos. */
const fromDemo = async (page: string, path: string, asked: object): Promise<string> => {
  const answer = await fetch(new URL(path, page), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return String((await answer.json()).token);
};

/**
 * Measures what each element beside the payment loads on top of the script tag until it can be used: its code and its
 * words, in each language. Prints it, and answers whether all budgets hold. The widget must be built.
 */
export const benchElements = async (): Promise<boolean> => {
  const shop = await openShopPages();
  const everything = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins: [shop.origin] });
  const browser = await puppeteer.launch({
    executablePath: await ensureChromium(),
    args: [...chromiumArgs],
  });
  const { backend, agent, bookkeeper } = everything.urls;

  const weigh = async (tag: string, token: string, language: Language): Promise<number> => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const traffic = await listen(page);
    await page.goto(shop.serve({ body: pageOf(backend, tag, token, language) }));
    await page.evaluate(until('window.readyAt'));
    const early = new Set(await page.evaluate(arrivedBefore, Number(await page.evaluate('readyAt'))));
    const scripts = (await traffic.from(backend)).filter(
      ({ url }) => early.has(url) && /(?<!\/handslag)\.js$/.test(new URL(url).pathname),
    );
    await context.close();
    return sum(scripts).brotli;
  };

  const elements = [
    [
      'handslag-debtor-check',
      budgets.flow,
      async () => (await openSession(backend, { check: 'alone' })).token,
    ],
    ['handslag-desk', budgets.desk, () => fromDemo(agent, 'api/token', { agent: 'anna' })],
    [
      'handslag-provider-consent',
      budgets.flow,
      () => fromDemo(bookkeeper, 'api/token', { customer: crypto.randomUUID() }),
    ],
    ['handslag-provider-consents', budgets.flow, () => fromDemo(bookkeeper, 'api/staff/token', {})],
  ] as const;
  const rows: (readonly string[])[] = [];
  let isWithin = true;
  try {
    for (const [tag, budget, open] of elements) {
      for (const language of languages) {
        const bytes = await weigh(tag, await open(), language);
        const holds = bytes <= budget.bytes;
        isWithin &&= holds;
        const kB = (count: number): string => `${(count / 1000).toFixed(1)} kB`;
        rows.push([`<${tag}>, ${language}`, kB(bytes), kB(budget.bytes), holds ? 'ok' : 'OVER']);
      }
    }
  } finally {
    await browser.close();
    await everything.stop();
    shop.stop();
  }
  console.log(`\n${table([['beside the script tag', 'brotli', 'budget', ''], ...rows])}\n`);
  return isWithin;
};
