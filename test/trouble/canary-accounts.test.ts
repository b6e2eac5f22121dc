import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import { openBrowser } from '../demo/open-browser.ts';
import { newFolder } from '../support/folder.ts';
import { KeptLog } from '../support/log.ts';
import { Canary } from './canary.ts';

/** The first account of a company of the demo: the bank tells it to the backend, which tells nobody. */
const iban = 'FI3859991620004143';
const company = '2617416-4';

await buildWidget();
const dataDir = await newFolder();
const log = new KeptLog();
const everything = await startEverything({ port: 0, dataDir, log });
after(() => everything.stop());
const browser = await openBrowser();

test('of the accounts of a company that has given its consent nothing is said or kept', async () => {
  const { urls } = everything;
  const canary = new Canary(iban);
  const page = await browser.newPage();
  page.setDefaultTimeout(40_000);
  await canary.listen(page);
  await page.goto(urls.bookkeeper);
  const field = await page.waitForSelector('handslag-provider-consent >>> input');
  await field?.type(company);
  await field?.press('Enter');
  await page.waitForSelector('handslag-provider-consent >>> [part~="check"]');
  const agreement = { provider: '1927400-1', products: ['ACCOUNT_DATA'] };
  const answer = await fetch(`${urls.backend}/sandbox/op-admin/companies/${company}/agreements`, {
    method: 'POST',
    body: JSON.stringify(agreement),
  });
  assert.equal(answer.status, 201);
  // Only after the accounts have been read.
  await page.waitForFunction(`document.querySelector('handslag-provider-consent').shadowRoot.textContent
    .includes('The connection was tried, and works.')`);
  await canary.notePage(page);
  await page.goto(`${urls.bookkeeper}clients.html`);
  await page.waitForFunction(`document.querySelector('handslag-provider-consents').shadowRoot.textContent
    .includes('Esimerkki Oy')`);
  await canary.notePage(page);

  canary.noteLog(log);
  await canary.noteFiles(dataDir, ['sandbox.jsonl']);
  canary.assertUnseen(['dom', 'urls', 'answers', 'events', 'log', 'files', 'storage', 'history']);
  assert.match(canary.textOf('answers'), /"proved"/, 'the accounts were read');
});
