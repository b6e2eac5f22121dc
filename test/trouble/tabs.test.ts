import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import puppeteer, { type BrowserContext, type HTTPRequest, type Page } from 'puppeteer-core';
import { startEverything } from '../../demo/serve.ts';
import { chromiumArgs, ensureChromium } from '../browsers.ts';
import { until } from '../support/pay.ts';
import { phoneAt } from '../support/phone.ts';
import { openSession } from '../support/shop.ts';
import { openShopPages } from '../support/shop-pages.ts';

const shop = await openShopPages();
const everything = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins: [shop.origin] });
const browser = await puppeteer.launch({ executablePath: await ensureChromium(), args: [...chromiumArgs] });
after(async () => {
  await browser.close();
  await everything.stop();
  shop.stop();
});

const { backend } = everything.urls;
const phone = phoneAt(backend);
const element = `document.querySelector('handslag-payment')`;
const part = (name: string): string => `${element}.shadowRoot.querySelector('[part~="${name}"]')`;
const locks = `navigator.locks.query().then(({ held, pending }) => held.length + pending.length)`;

let context: BrowserContext;
/** Reads that are held just now, each with the page that waits for it; and how many there were at most. */
const held = new Map<HTTPRequest, Page>();
let most = 0;

beforeEach(async () => {
  context = await browser.createBrowserContext();
  held.clear();
  most = 0;
});
afterEach(() => context.close());

const isHeld = (request: HTTPRequest): boolean =>
  request.method() === 'GET' && request.headers().prefer === 'wait=25';

const watch = (page: Page): void => {
  page.on('request', (request) => {
    if (isHeld(request)) held.set(request, page);
    most = Math.max(most, held.size);
  });
  page.on('requestfinished', (request) => held.delete(request));
  page.on('requestfailed', (request) => held.delete(request));
  page.on('close', () => {
    for (const [request, owner] of held) if (owner === page) held.delete(request);
  });
};

interface Tab {
  /** A further tab of the newest window, in front of the others; otherwise a window of its own, in full view. */
  readonly behindOthers?: boolean;
  /** Runs in the page before anything else does. */
  readonly first?: string;
}

/** A tab with a token of its own for the session of that reference. */
const openTab = async (reference: string, { behindOthers = false, first = '' }: Tab = {}): Promise<Page> => {
  const { token } = await openSession(backend, { reference });
  const page = await context.newPage(behindOthers ? {} : { type: 'window' });
  watch(page);
  await page.evaluateOnNewDocument(first);
  await page.goto(
    shop.serve({
      body: `<!doctype html><html lang="en"><title>Checkout</title>
        <script type="module" src="${backend}/handslag.js"></script>
        <handslag-payment backend="${backend}" token="${token}"></handslag-payment></html>`,
    }),
  );
  return page;
};

const openTabs = async (count: number, tab?: Tab): Promise<readonly Page[]> => {
  const { reference } = await openSession(backend);
  const pages: Page[] = [];
  while (pages.length < count) pages.push(await openTab(reference, tab));
  return pages;
};

const shows = (page: Page, name: string): Promise<unknown> => page.evaluate(until(part(name)));

const goToReview = async (page: Page): Promise<void> => {
  await shows(page, 'input');
  await page.evaluate(`(() => {
    const input = ${part('input')};
    input.value = '0101901234';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    ${part('submit')}.click();
  })()`);
  await page.evaluate(until(`${element}.matches(':state(review)')`));
};

/** Presses send in every tab at once. */
const sendInAll = async (pages: readonly Page[]): Promise<void> => {
  for (const page of pages) await goToReview(page);
  await Promise.all(pages.map((page) => page.evaluate(`${part('submit')}.click()`)));
  await Promise.all(pages.map((page) => shows(page, 'qr')));
};

/** Looked at again and again, because what the network does is told by no single event. */
const settles = async (what: string, holds: () => boolean): Promise<void> => {
  const end = performance.now() + 15_000;
  while (!holds()) {
    assert.ok(performance.now() < end, `never came: ${what}; held: ${held.size}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const leader = async (): Promise<Page> => {
  await settles('one held read', () => held.size === 1);
  const [page] = held.values();
  assert.ok(page);
  return page;
};

const onPhone = async (): Promise<string> => (await phone.next()).id;

for (const count of [2, 7]) {
  test(`${count} tabs that all press send make one request, wait with one held read, and all show the end`, async () => {
    const before = (await phone.list()).length;
    const pages = await openTabs(count);
    for (const page of pages) assert.equal(await page.evaluate('document.hidden'), false);
    await sendInAll(pages);
    const id = await onPhone();
    await leader();
    await phone.act(id, 'open');
    const opened = `${element}.shadowRoot.querySelector('[part=steps] :last-child[aria-current=step]')`;
    await Promise.all(pages.map((page) => page.evaluate(until(opened))));
    await leader();
    await phone.act(id, 'approve');
    await Promise.all(pages.map((page) => shows(page, 'receipt')));
    // At a hand-over the next read may be seen before the end of the last.
    assert.ok(most <= 2, `${most} held reads at once`);
    assert.equal((await phone.list()).length, before + 1);
  });
}

test('when the tab that waits is closed, another waits in its place', async () => {
  const pages = await openTabs(3);
  await sendInAll(pages);
  const id = await onPhone();
  const first = await leader();
  await first.close();
  const second = await leader();
  assert.notEqual(second, first);
  await phone.act(id, 'approve');
  await Promise.all(pages.filter((page) => page !== first).map((page) => shows(page, 'receipt')));
});

test('a tab out of sight lets go, and one that comes into sight reads at once', async () => {
  const { reference } = await openSession(backend);
  const first = await openTab(reference);
  await sendInAll([first]);
  const id = await onPhone();
  assert.equal(await leader(), first);

  const second = await openTab(reference, { behindOthers: true });
  await settles('the first out of sight', () => ![...held.values()].includes(first));
  assert.equal(await first.evaluate('document.hidden'), true);
  assert.equal(await leader(), second);

  await first.bringToFront();
  await settles('the second out of sight', () => ![...held.values()].includes(second));
  assert.equal(await leader(), first);
  await phone.act(id, 'approve');
  await shows(first, 'receipt');
  await second.bringToFront();
  await shows(second, 'receipt');
});

/** What `navigator.locks` may be, where it is no use. */
const noLocks: Readonly<Record<string, string>> = {
  'refuses, as in a sandboxed frame': `
    LockManager.prototype.request = () => Promise.reject(new DOMException('', 'SecurityError'));`,
  'is missing, as without TLS': `Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });`,
};
for (const [why, first] of Object.entries(noLocks)) {
  test(`where the browser's lock ${why}, each tab waits for itself`, async () => {
    const pages = await openTabs(2, { first });
    await sendInAll(pages);
    const id = await onPhone();
    await settles('two held reads', () => held.size === 2);
    await phone.act(id, 'approve');
    await Promise.all(pages.map((page) => shows(page, 'receipt')));
  });
}

test('a sandboxed frame has locks that refuse', async () => {
  const page = await context.newPage();
  const script = `navigator.locks.request('one', () => {}).catch(({ name }) => parent.postMessage(name, '*'))`;
  await page.goto(shop.serve({ body: '<!doctype html>' }));
  const answer = await page.evaluate(`new Promise((resolve) => {
    addEventListener('message', ({ data }) => resolve(data));
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    frame.srcdoc = ${JSON.stringify(`<script>${script}</script>`)};
    document.body.append(frame);
  })`);
  assert.equal(answer, 'SecurityError');
});

test('a lock that is never let go of keeps no tab from the truth', async () => {
  const soon = 'const later = setTimeout; window.setTimeout = (f, ms) => later(f, ms === 40_000 ? 400 : ms);';
  const { reference } = await openSession(backend);
  const page = await openTab(reference, { first: soon });
  await goToReview(page);
  // The lock's name holds the request's id, so it is taken from whoever asks first.
  await page.evaluate(`(() => {
    const { request } = LockManager.prototype;
    LockManager.prototype.request = async function (name, ...how) {
      LockManager.prototype.request = request;
      await new Promise((taken) => this.request(name, () => { taken(); return new Promise(() => {}); }));
      return this.request(name, ...how);
    };
    ${part('submit')}.click();
  })()`);
  await shows(page, 'qr');
  const id = await onPhone();
  await phone.act(id, 'approve');
  await shows(page, 'receipt');
  assert.equal(most, 0);
});

test('an element that is removed holds neither a read nor a lock', async () => {
  const [page] = await openTabs(1);
  assert.ok(page);
  await sendInAll([page]);
  await leader();
  assert.equal(await page.evaluate(locks), 1);
  await page.evaluate(`${element}.remove()`);
  await settles('no held read', () => held.size === 0);
  assert.equal(await page.evaluate(locks), 0);
});
