import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { isFinal } from '../../src/protocol/order.ts';
import { chromiumArgs, ensureChromium } from '../browsers.ts';
import { openShopPages } from '../support/shop-pages.ts';
import { startBank } from './real/bank.ts';
import { askToken, insist } from './real/calls.ts';
import { createHurriedClock, epochVariable } from './real/hurried-clock.ts';
import { startService } from './real/service.ts';

const cpr = '0101901234';
const task = {
  type: 'collection_request',
  provider: 'betalingsservice',
  surface: 'pos',
  amount: { value: 24_900, currency: 'DKK' },
  text: 'At the counter',
  reference: 'till-1',
};

const shop = await openShopPages();
after(() => shop.stop());
// As little as it may be, and in time that goes by faster.
const abandonedSeconds = 30;
const epoch = Date.now();
const bank = await startBank(createHurriedClock(epoch), () => false);
after(() => bank.stop());
const service = await startService({
  bankUrl: bank.baseUrl,
  config: { abandonedSeconds },
  clientConfig: { origins: [shop.origin] },
  nodeArgs: ['--import', new URL('./real/doomed.ts', import.meta.url).href],
  env: () => ({ [epochVariable]: String(epoch) }),
});
after(() => service.stop());
const place = { url: service.url, over: AbortSignal.timeout(60_000) };

test('a tablet that is killed while a customer is asked leaves nothing to approve: its request ends cancelled at the bank', async () => {
  const token = await askToken(place, { authorization_details: JSON.stringify([task]) });
  const tablet = await puppeteer.launch({
    executablePath: await ensureChromium(),
    args: [...chromiumArgs],
  });
  const page = await tablet.newPage();
  const body = `<!doctype html><html lang="en"><title>Till</title>
    <script type="module" src="${service.url}/handslag.js"></script>
    <handslag-payment backend="${service.url}" token="${token}"></handslag-payment>`;
  await page.goto(shop.serve({ body }));
  const field = await page.waitForSelector('handslag-payment >>> [part~="input"]');
  await field?.type(cpr);
  await field?.press('Enter');
  await (await page.waitForSelector('handslag-payment >>> [part~="submit"]:not([disabled])'))?.click();
  const { uuid } = await bank.until(({ statusCode }) => statusCode === 'DELIVERED');

  tablet.process()?.kill('SIGKILL');
  await bank.until((one) => one.uuid === uuid && one.statusCode === 'CANCELLED');

  const server = { authorization: `Bearer ${await askToken(place, {})}` };
  const list = await insist(place, `/v1/collection-requests?reference=${task.reference}`, {
    headers: server,
  });
  let [request, ...more] = JSON.parse(list.body).items;
  assert.deepEqual(more, []);
  while (!isFinal(request.status)) {
    const headers = { ...server, prefer: 'wait=25', 'if-none-match': `"${request.revision}"` };
    const { body } = await insist(place, `/v1/collection-requests/${request.id}`, { headers });
    if (body !== '') request = JSON.parse(body);
  }
  assert.equal(request.status, 'cancelled');
});
