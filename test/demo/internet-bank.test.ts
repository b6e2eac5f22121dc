import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildWidget } from '../../demo/build-widget.ts';
import { brpKey } from '../../demo/serve/gym.ts';
import { startEverything } from '../../demo/serve.ts';
import { openBrowser, openPage } from './open-browser.ts';

await buildWidget();
const { urls, stop } = await startEverything({ port: 0, dataDir: ':memory:' });
after(stop);
const browser = await openBrowser();

const ask = async (method: string, query: string): Promise<string> => {
  const { apikey, user, password } = brpKey;
  const url = `${urls.backend}/sandbox/brp/api/ver2/autogiromedgivanden.xml?apikey=${apikey}&${query}`;
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` },
  });
  return answer.text();
};

test('an e-consent comes to the internet bank by itself, is put off, given, answered by the bank, and then active', async () => {
  const wrong: string[] = [];
  const page = await openPage(browser, wrong);
  await page.evaluateOnNewDocument(() => localStorage.setItem('demo-language', 'sv'));
  await page.goto(`${urls.internetBank}?person=17`);
  const reads = async (words: string): Promise<void> => {
    await page.waitForFunction(
      (wanted) => document.querySelector('main')?.innerText.includes(wanted),
      {},
      words,
    );
  };
  const press = async (selector: string): Promise<void> => {
    await (await page.waitForSelector(selector))?.click();
  };
  await reads('Inget väntar');
  await ask('POST', 'personid=17&companyid=4&bgcaction=add&waitingforemedgivande=true');
  await press('.card');
  await reads('Medgivande till Autogiro för Järnet Träning AB');
  await press('main .other');
  await reads('Uppskjutet');
  await press('.card');
  await press('label:has([value=savings])');
  await press('.approve');
  await reads('Banken meddelar företaget nästa bankdag.');
  assert.match(await ask('GET', 'personid=17'), /<accountnumber>987654321<[\s\S]*<active>false</);
  await press('#answer');
  await reads('Aktivt');
  assert.match(await ask('GET', 'personid=17'), /<active>true</);
  assert.deepEqual(wrong, []);
  await page.close();
});

test('whoever logs on sees what waits for them, and for nobody else', async () => {
  const page = await openPage(browser, []);
  await page.goto(`${urls.internetBank}?person=18`);
  await ask('POST', 'personid=18&companyid=7&waitingforemedgivande=true');
  await page.waitForSelector('.card');
  await page.select('#person', '19');
  await page.waitForFunction(() => document.querySelector('.card') === null);
  await page.close();
});

test('no personal number of a member reaches a page', async () => {
  for (const path of ['people', 'consents', 'consents?person=18']) {
    const answer = await fetch(`${urls.backend}/sandbox/internet-bank/${path}`);
    assert.doesNotMatch(await answer.text(), /\d{12}/, path);
  }
});
