import { after } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromiumArgs, ensureChromium } from '../browsers.ts';

/** A Chromium for one test file, closed when the file is done. */
export const openBrowser = async (): Promise<Browser> => {
  const browser = await puppeteer.launch({ executablePath: await ensureChromium(), args: [...chromiumArgs] });
  after(() => browser.close());
  return browser;
};

/** A page that speaks English whatever the machine does, and notes what its own rules refuse and what throws in it. */
export const openPage = async (browser: Pick<Browser, 'newPage'>, wrong: string[]): Promise<Page> => {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => {
    if (/Content.Security.Policy|TrustedHTML|TrustedScript/i.test(line.text())) wrong.push(line.text());
  });
  await page.evaluateOnNewDocument(() => localStorage.setItem('demo-language', 'en'));
  return page;
};
