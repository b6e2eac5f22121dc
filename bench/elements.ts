import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';
import { widgetFolder } from '../demo/build-widget.ts';
import { startEverything } from '../demo/serve.ts';
import { stepGroups } from '../src/flow/onboarding-state.ts';
import { type Language, languages } from '../src/protocol/words.ts';
import { chromiumArgs, ensureChromium } from '../test/browsers.ts';
import { elementTokens } from '../test/support/element-tokens.ts';
import { until } from '../test/support/pay.ts';
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

const kB = (count: number): string => `${(count / 1000).toFixed(1)} kB`;

/** What a script imports, and what those import: all that must be there before it runs. */
const closureOf = (file: string, found = new Set<string>()): ReadonlySet<string> => {
  if (found.has(file)) return found;
  found.add(file);
  const code = readFileSync(join(widgetFolder, file), 'utf8');
  for (const [, other = ''] of code.matchAll(/(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/g))
    closureOf(other, found);
  return found;
};

/** What is loaded later in an onboarding, with the words that it needs: the steps, and the screens of the list. */
const partsOfOnboarding: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(stepGroups.map((step) => [step, [step]])),
  list: ['list', 'summary'],
  merchant: [],
  invite: ['invite', 'company', 'sign-up'],
};

/** Shown beside the list, when it is there. */
const isOfList = (part: string): boolean => part === 'merchant' || part === 'invite';

/** Each of them on top of what stands around it: by their names. */
const weightsOfOnboarding = (language: Language): readonly (readonly [name: string, bytes: number])[] => {
  const files = readdirSync(widgetFolder);
  const named = (name: string): string => {
    const file = files.find((one) => new RegExp(`^${name}-[0-9a-f]+\\.js$`).test(one));
    if (file === undefined) throw new Error(`there is no script ${name}`);
    return file;
  };
  const around = closureOf(named('onboarding'));
  return Object.entries(partsOfOnboarding).map(([part, words]) => {
    const scripts = new Set(
      [part, ...words.map((one) => `${one}-${language}`)].flatMap((one) => [
        ...closureOf(named(`onboarding-${one}`)),
      ]),
    );
    const bytes = [...scripts]
      .filter(
        (file) => !around.has(file) && !(isOfList(part) && /^onboarding-list-[0-9a-f]{8}\.js$/.test(file)),
      )
      .map((file) => brotliCompressSync(readFileSync(join(widgetFolder, file))).length);
    return [part, bytes.reduce((total, more) => total + more, 0)];
  });
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
  const { backend } = everything.urls;

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

  const tokens = elementTokens(everything.urls);
  const elements = [
    ['handslag-debtor-check', budgets.flow],
    ['handslag-desk', budgets.desk],
    ['handslag-eft-consent', budgets.flow],
    ['handslag-onboarding', budgets.onboarding],
    ['handslag-provider-consent', budgets.flow],
    ['handslag-provider-consents', budgets.flow],
  ] as const;
  const rows: (readonly string[])[] = [];
  let isWithin = true;
  try {
    for (const [tag, budget] of elements) {
      for (const language of languages) {
        const bytes = await weigh(tag, await tokens[tag](), language);
        const holds = bytes <= budget.bytes;
        isWithin &&= holds;
        rows.push([`<${tag}>, ${language}`, kB(bytes), kB(budget.bytes), holds ? 'ok' : 'OVER']);
      }
    }
    for (const language of languages) {
      const weights = weightsOfOnboarding(language);
      const [heaviest] = weights.toSorted(([, one], [, other]) => other - one);
      for (const [name, bytes] of weights.filter((one) => one === heaviest || one[0] === 'list')) {
        const holds = bytes <= budgets.flow.bytes;
        isWithin &&= holds;
        const row = name === 'list' ? 'the list' : `the heaviest step (${name})`;
        const what = `${row} of an onboarding, ${language}`;
        rows.push([what, kB(bytes), kB(budgets.flow.bytes), holds ? 'ok' : 'OVER']);
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
