import puppeteer, { type Page } from 'puppeteer-core';
import { startEverything } from '../demo/serve.ts';
import { chromiumArgs, ensureChromium } from '../test/browsers.ts';
import { openShopPages } from '../test/support/shop-pages.ts';
import { table } from './table.ts';

const rows = 200;
/** Seconds for which the board is watched while its rows live. */
const watched = 10;

const pageOf = (backend: string, token: string): string => `<!doctype html>
<html lang="da">
  <head>
    <title>Desk</title>
    <script>addEventListener('handslag-ready', () => { window.ready = true; });</script>
    <script type="module" src="${backend}/handslag.js"></script>
  </head>
  <body><handslag-desk backend="${backend}" token="${token}"></handslag-desk></body>
</html>`;

const openDesk = async (agentPage: string, agent: string): Promise<string> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL('api/token', agentPage), {
    method: 'POST',
    headers,
    body: JSON.stringify({ agent }),
  });
  return String((await answer.json()).token);
};

const fill = async (backend: string, token: string): Promise<void> => {
  for (let at = 0; at < rows; at++) {
    const answer = await fetch(`${backend}/v1/collection-requests`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `bench-${at}`,
      },
      body: JSON.stringify({
        amount: { value: 19_900, currency: 'DKK' },
        text: `Bill ${at}`,
        reference: `bench-${at}`,
        debtor: { scheme: 'cpr', value: '0101901234' },
      }),
    });
    if (!answer.ok) throw new Error(`request ${at} was refused: ${answer.status}`);
  }
};

/** Milliseconds in which the page has worked so far: scripts, styles and layout. */
const worked = async (page: Page): Promise<number> => {
  const { ScriptDuration = 0, LayoutDuration = 0, RecalcStyleDuration = 0 } = await page.metrics();
  return (ScriptDuration + LayoutDuration + RecalcStyleDuration) * 1000;
};

/** How much an agent's board works with 200 live rows. The widget must be built. */
export const benchDesk = async (): Promise<void> => {
  const shop = await openShopPages();
  const everything = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins: [shop.origin] });
  const browser = await puppeteer.launch({
    executablePath: await ensureChromium(),
    args: [...chromiumArgs],
  });
  const { backend, agent } = everything.urls;
  try {
    const page = await browser.newPage();
    await page.goto(shop.serve({ body: pageOf(backend, await openDesk(agent, 'anna')) }));
    await page.waitForFunction('window.ready');
    await fill(backend, await openDesk(agent, 'bo'));
    await page.waitForFunction(
      `document.querySelector('handslag-desk').shadowRoot.querySelectorAll('.item').length === ${rows}`,
    );
    const before = await worked(page);
    await new Promise((resolve) => setTimeout(resolve, watched * 1000));
    const each = (await worked(page)) - before;
    console.log(
      `\n${table([
        ['the desk, in Danish', ''],
        [`work with ${rows} live rows, a second`, `${(each / watched).toFixed(1)} ms`],
      ])}\n`,
    );
  } finally {
    await browser.close();
    await everything.stop();
    shop.stop();
  }
};
