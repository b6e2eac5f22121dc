import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildWidget } from '../../demo/build-widget.ts';
import { brpKey } from '../../demo/serve/gym.ts';
import { startEverything } from '../../demo/serve.ts';
import { createHandslag } from '../../demo/webshop/server/handslag.ts';
import { findFaults } from './axe.ts';
import { openBrowser, openPage } from './open-browser.ts';

await buildWidget();
const { urls, stop } = await startEverything({ port: 0, dataDir: ':memory:' });
after(stop);
const browser = await openBrowser();

/** Each page, and what to press on it first. */
const pages: readonly (readonly [path: string, press?: string])[] = [
  ['/'],
  ['/demo/side-by-side/'],
  ['/demo/app/'],
  ['/demo/app/', '.card'],
  ['/demo/internet-bank/'],
  ['/demo/internet-bank/?person=17', '.card'],
  ['/demo/agent/'],
  ['/demo/pos/'],
  ['/demo/autogiro/', '#office summary'],
  ['/demo/autogiro/counter.html'],
  ['/demo/consent/'],
  ['/demo/consent/clients.html'],
  ['/demo/op-admin/'],
  ['/demo/onboarding/'],
  ['/demo/onboarding/agent.html', '#inbox ~ details summary'],
  ['/demo/onboarding/list.html'],
  ['/demo/onboarding/signing.html'],
  ['/demo/onboarding/gateway.html'],
  ['/demo/onboarding/inbox.html'],
  ['/demo/webshop/'],
  ['/demo/webshop/basket.html'],
  ['/demo/webshop/checkout.html', '#trial summary'],
  ['/demo/webshop/account.html'],
  ['/demo/webshop/order.html?order=none'],
];

/** Has something wait on the phone. */
const askToPay = async (): Promise<void> => {
  const shop = createHandslag({ url: urls.backend, clientId: 'demo-shop', clientSecret: 'demo-secret' });
  const token = await shop.openPayment({
    reference: 'FF-PAGES',
    amount: 249_900,
    text: 'Lomvi 5 + Fjord 20',
    expiresIn: 600,
    mandateFor: '100200300',
    mobile: '+4520123456',
  });
  const answer = await fetch(`${urls.backend}/v1/collection-requests`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'pages',
    },
    body: JSON.stringify({ mandateText: { id: 'pages', version: '1', locale: 'en', text: 'I agree.' } }),
  });
  assert.equal(answer.status, 201);
};

const faultsOf = async (path: string, press: string | undefined, scheme: string, width: number) => {
  const wrong: string[] = [];
  const page = await openPage(browser, wrong);
  // Only so that axe itself may be put into the page.
  await page.setBypassCSP(true);
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.evaluateOnNewDocument(() => {
    const choice = { colour: 'moss', storage: '128', plan: 'fjord-20' };
    localStorage.setItem('fjordfone-basket', JSON.stringify(choice));
  });
  await page.goto(new URL(path, urls.door).href, { waitUntil: 'load' });
  if (press !== undefined) await (await page.waitForSelector(press))?.click();
  const found = await findFaults(page);
  await page.close();
  return { found, wrong };
};

/** Has a consent wait in the internet bank. */
const askForConsent = async (): Promise<void> => {
  const { apikey, user, password } = brpKey;
  const query = `apikey=${apikey}&personid=17&companyid=4&waitingforemedgivande=true`;
  const answer = await fetch(`${urls.backend}/sandbox/brp/api/ver2/autogiromedgivanden.xml?${query}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` },
  });
  assert.equal(answer.status, 200);
};

await askToPay();
await askForConsent();

for (const [path, press] of pages) {
  test(`axe finds nothing on ${path}${press === undefined ? '' : `, ${press} pressed`}`, async () => {
    for (const scheme of ['light', 'dark']) {
      for (const width of [360, 1280]) {
        const nothing = { found: [], wrong: [] };
        assert.deepEqual(await faultsOf(path, press, scheme, width), nothing, `${scheme}, ${width} px`);
      }
    }
  });
}

test('no demo page allows itself inline script, inline style or a foreign frame', async () => {
  for (const [path] of pages) {
    const { headers } = await fetch(new URL(path, urls.door));
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /require-trusted-types-for 'script'/, path);
    assert.match(policy, /frame-ancestors 'self'/, path);
    assert.doesNotMatch(policy, /unsafe|\*/, path);
  }
});

test('a demo page asked for on the backend’s origin is sent to its own', async () => {
  const asked = urls.shop.replace('localhost', '127.0.0.1');
  const answer = await fetch(asked, { redirect: 'manual' });
  assert.equal(answer.headers.get('location'), urls.shop);
});

test('the shop’s server part is not given away with its pages', async () => {
  for (const path of ['server.ts', 'server/handslag.ts', 'server/orders.ts']) {
    assert.equal((await fetch(urls.shop + path)).status, 404, path);
  }
});
