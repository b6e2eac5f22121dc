import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { budgets } from '../../bench/budgets.ts';
import { type Everything, startEverything } from '../../demo/serve.ts';
import { inventoryOf } from '../../src/backend/node/kit/inventory.ts';
import { snippetsFor } from '../../src/backend/node/kit/snippets.ts';
import { chromiumArgs, ensureChromium } from '../browsers.ts';
import { freePort } from '../runner/free-port.ts';
import { pay } from '../support/pay.ts';
import { phoneAt } from '../support/phone.ts';
import { openShopPages, type ShopPages } from '../support/shop-pages.ts';
import { elementFacts, publicNames, saidFacts } from './element-facts.ts';
import { blocksOf, codesIn, tableOf } from './markdown.ts';
import { startShop } from './start-shop.ts';
import { untilSettled } from './until-settled.ts';

const path = 'README.md';
const text = readFileSync(path, 'utf8');
const blocks = blocksOf(path);
const codeOf = (language: string): readonly string[] =>
  blocks.filter((block) => block.language === language).map(({ code }) => code);

let shop: ShopPages;
let everything: Everything;
let backend: string;
/** Of the shop that the README says to start. */
let ownPort: number;
let browser: Browser;
let page: Page;

before(async () => {
  shop = await openShopPages();
  ownPort = await freePort();
  const extraOrigins = [shop.origin, `http://localhost:${ownPort}`];
  everything = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins });
  backend = everything.urls.backend;
  browser = await puppeteer.launch({ executablePath: await ensureChromium(), args: [...chromiumArgs] });
  page = await browser.newPage();
});

after(async () => {
  await browser.close();
  await everything.stop();
  shop.stop();
});

const local = (code: string): string => code.replaceAll('http://127.0.0.1:4173', backend);

describe('the README', () => {
  it('takes a payment with the code that it shows', async () => {
    const [ask = '', books = ''] = codeOf('js');
    const [html = ''] = codeOf('html');
    const module = `const handslag = '${backend}';\n${ask}\n${books}\nexport { openPayment, isPaid };`;
    const { openPayment, isPaid } = await import(`data:text/javascript,${encodeURIComponent(module)}`);

    const order = { id: 'order-1', customer: '100200300', price: 249900, text: 'Phone + first month' };
    const token = await openPayment(order);
    await page.goto(shop.serve({ body: `<html lang="en">${local(html).replace('eyJ…', token)}` }));
    assert.equal(await isPaid(order), false);
    await pay((expression) => page.evaluate(expression), phoneAt(backend));
    await untilSettled(backend, order.id);
    assert.equal(await isPaid(order), true);
  });

  it('shows code of the shop that it says to start, and that shop takes a payment', async () => {
    const source = readFileSync('docs/shop.mjs', 'utf8');
    for (const code of codeOf('js')) assert.ok(source.includes(code), code);

    const own = await startShop(source, backend, ownPort);
    try {
      await page.goto(own.url);
      const order = page.url().replace('checkout', 'order');
      assert.match(await own.read(order), /: not paid yet$/);
      await pay((expression) => page.evaluate(expression), phoneAt(backend));
      await untilSettled(backend, order.split('/').at(-1) ?? '');
      assert.match(await own.read(order), /: paid$/);
    } finally {
      await own.stop();
    }
  });

  it('names commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = [...text.matchAll(/npm (?:run )?(start|test|bench)/g)].map(([, name = '']) => name);
    assert.deepEqual([...new Set(named)].sort(), ['bench', 'start', 'test']);
    for (const name of named) assert.ok(name in scripts, name);
  });

  const first = (heading: string): readonly string[] =>
    tableOf(path, heading).flatMap(([cell = '']) => codesIn(cell));

  it('lists every attribute, property, method, event and state of the element, and no other', async () => {
    const facts = elementFacts();
    assert.deepEqual([...first('attribute')].sort(), facts.attributes);
    assert.deepEqual([...first('event')].sort(), facts.events);
    assert.deepEqual([...first('state, in CSS as `:state(…)`')].sort(), facts.states);

    await page.goto(shop.serve({ body: `<script type="module" src="${backend}/handslag.js"></script>` }));
    const { properties, methods } = await publicNames(page);
    assert.deepEqual([...first('property')].sort(), properties);
    assert.deepEqual(
      first('method')
        .map((name) => name.replace(/\(.*/, ''))
        .sort(),
      methods,
    );
  });

  it('lists every part, and every custom property with its default', () => {
    const facts = elementFacts();
    const others = /also (.*?)\./.exec(tableOf(path, 'part').flat().join(' '))?.[1] ?? '';
    assert.deepEqual([...first('part'), ...codesIn(others)].sort(), facts.parts);
    const listed = tableOf(path, 'custom property').map(([name = '', value = '']) => [
      ...codesIn(name),
      ...codesIn(value),
    ]);
    assert.deepEqual(Object.fromEntries(listed), facts.customProperties);
  });

  it('and the doc comment of the element agree', () => {
    const { customProperties: _, ...facts } = elementFacts();
    assert.deepEqual(saidFacts(), facts);
  });

  it('promises the budgets that the bench holds', () => {
    const { usable, payment, paymentOther } = budgets;
    const cells = tableOf(path, '| at most, with brotli').map(([, cell]) => cell);
    assert.deepEqual(cells, [
      `${usable.bytes / 1000} kB, ${usable.requests} requests`,
      `${payment.bytes / 1000} kB in English, ${paymentOther.bytes / 1000} kB in the others`,
    ]);
  });

  it('shows the policy of the kit', () => {
    const none = inventoryOf('1', [], { file: 'handslag.js', code: '' });
    assert.deepEqual(codeOf('text'), [snippetsFor('https://pay.shop.example', none).policy]);
  });

  it('sends the reader to a map that names every room', () => {
    const rooms = tableOf('src/README.md', 'room').map(([name = '']) => name.replaceAll('`', ''));
    const folders = [...globSync('src/*/'), ...globSync('src/backend/*/')]
      .map((folder) => `${folder.replace(/^src\//, '').replace(/\/$/, '')}/`)
      .sort();
    assert.deepEqual([...rooms].sort(), folders);
  });
});
