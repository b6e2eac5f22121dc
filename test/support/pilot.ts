import puppeteer from 'puppeteer-core';
import { chromiumArgs, type Engine, ensureChromium, findBrowser } from '../browsers.ts';
import { startWebKit } from '../runner/webkit.ts';

/** Drives one page of a real browser from outside, so that the page itself holds nothing of the test. */
export interface Pilot {
  open(url: string): Promise<void>;
  /** The JSON value of an expression in the page; a promise is awaited. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

const byPuppeteer = async (browser: 'chrome' | 'firefox', executablePath: string): Promise<Pilot> => {
  const args = browser === 'chrome' ? [...chromiumArgs] : [];
  const driven = await puppeteer.launch({ browser, executablePath, args });
  let page = await driven.newPage();
  return {
    // Each in a tab of its own: Puppeteer loses Firefox's tab when a page isolates itself (COOP).
    async open(url) {
      await page.close();
      page = await driven.newPage();
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    close: () => driven.close(),
  };
};

export const openPilot = async (engine: Engine): Promise<Pilot> => {
  if (engine === 'webkit') {
    const { open, evaluate, end } = await startWebKit();
    return { open, evaluate, close: end };
  }
  if (engine === 'chromium') return byPuppeteer('chrome', await ensureChromium());
  const firefox = findBrowser('firefox');
  if (firefox === undefined) throw new Error('Firefox is not installed');
  return byPuppeteer('firefox', firefox);
};
