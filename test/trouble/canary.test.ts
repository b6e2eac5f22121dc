import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { openBrowser } from '../demo/open-browser.ts';
import { buyerOn } from '../demo/people.ts';
import { newFolder } from '../support/folder.ts';
import { KeptLog } from '../support/log.ts';
import { phoneAt } from '../support/phone.ts';
import { formsOf } from './sightings.ts';

/** A personal number that stands nowhere else. */
const canary = '1705826343';

/** What is searched for: the number, and what was typed of it before the last digit. */
const wanted = [...formsOf(canary), ...formsOf(canary.slice(0, 9))];

const sightings = (text: string): readonly string[] => wanted.filter((form) => text.includes(form));

/** Everything that one place has held, under the place's name. */
const seen = new Map<string, string[]>();
const note = (place: string, text: string): void => {
  seen.set(place, [...(seen.get(place) ?? []), text]);
};

/** What the document, its shadow trees and everything that a browser remembers hold just now. */
const readPage = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const markup = (root: Document | ShadowRoot): string => {
      const own = root instanceof Document ? root.documentElement.outerHTML : root.innerHTML;
      const inner = [...root.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot && markup(shadowRoot));
      return [own, ...inner].join('\n');
    };
    return {
      dom: markup(document),
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
      databases: JSON.stringify(await indexedDB.databases()),
      caches: JSON.stringify(await caches.keys()),
      cookies: document.cookie,
      history: JSON.stringify([history.state, location.href, document.title, window.name]),
    };
  });

const notePage = async (page: Page): Promise<void> => {
  for (const [place, text] of Object.entries(await readPage(page))) note(place, text);
};

/** Listens to all that the element says to the page, and all that the browser asks for and is answered. */
const listen = async (page: Page): Promise<void> => {
  await page.exposeFunction('noteEvent', (text: string) => note('events', text));
  await page.evaluateOnNewDocument(() => {
    localStorage.setItem('demo-language', 'en');
    for (const type of ['ready', 'change', 'done', 'error']) {
      addEventListener(`handslag-${type}`, (event) => {
        const own = Object.getOwnPropertyNames(event).filter((key) => key !== 'isTrusted');
        const told = own.map((key) => Reflect.get(event, key));
        Reflect.get(globalThis, 'noteEvent')(JSON.stringify([type, ...told]));
      });
    }
  });
  page.on('console', (line) => note('console', line.text()));
  page.on('pageerror', (error) => note('console', String(error)));
  page.on('request', (request) => note('urls', `${request.url()} ${JSON.stringify(request.headers())}`));
  page.on('response', async (response) => {
    const body = response.request().method() === 'OPTIONS' ? '' : await response.text().catch(() => '');
    note('answers', `${JSON.stringify(response.headers())} ${body}`);
  });
};

await buildWidget();
const dataDir = await newFolder();
const log = new KeptLog();
const everything = await startEverything({ port: 0, dataDir, log });
after(() => everything.stop());
const browser = await openBrowser();

test('a personal number typed into a payment that is declined and tried again is found nowhere', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await listen(page);
  const buyer = buyerOn(page);
  const phone = phoneAt(everything.urls.backend);

  await buyer.goToCheckout(everything.urls.shop);
  await buyer.continueToPayment();
  const field = await page.waitForSelector('handslag-payment >>> [part~="input"]');
  await field?.type(`${canary.slice(0, 9)}`);
  await field?.press('Enter');
  await notePage(page);
  await field?.type(canary.slice(9));
  await notePage(page);
  assert.equal(await field?.evaluate((input) => Reflect.get(input, 'value')), '170582-6343', 'it was typed');
  await field?.press('Enter');
  const send = await page.waitForSelector('handslag-payment >>> [part~="submit"]:not([disabled])');
  await notePage(page);
  await send?.click();

  await buyer.readCode();
  await notePage(page);
  await phone.act((await phone.next()).id, 'decline');
  const again = await page.waitForSelector('handslag-payment >>> [part~="again"]');
  await notePage(page);
  await again?.click();
  const sendAgain = await page.waitForSelector('handslag-payment >>> [part~="submit"]');
  await notePage(page);
  await sendAgain?.click();

  await buyer.readCode();
  await phone.act((await phone.next()).id, 'approve');
  await buyer.waitForHeading('Paid');
  await notePage(page);
  await buyer.seeOrder();
  await buyer.waitForStanding('paid');
  await notePage(page);
  await page.reload();
  await notePage(page);

  for (const line of log.lines) note('log', JSON.stringify(line));
  note('phone', JSON.stringify(await phone.list()));
  for (const name of await readdir(dataDir, { recursive: true })) {
    const bytes = await readFile(join(dataDir, name)).catch(() => Buffer.alloc(0));
    note('files', `${name} ${bytes.toString('latin1')}`);
  }

  for (const place of ['dom', 'urls', 'answers', 'events', 'log', 'files', 'storage', 'history', 'phone']) {
    assert.ok(
      seen.get(place)?.some((text) => text.length > 10),
      `${place} was read`,
    );
  }
  assert.match(
    seen.get('files')?.join() ?? '',
    /store\.sqlite-wal/,
    'the write-ahead log is among the files',
  );
  assert.match(seen.get('events')?.join() ?? '', /approved/, 'events were heard with what they hold');
  for (const [place, texts] of seen) assert.deepEqual(texts.flatMap(sightings), [], place);
});

test('the search would find the number in each of its forms', () => {
  for (const form of wanted) assert.notDeepEqual(sightings(`before ${form} after`), [], form);
});
