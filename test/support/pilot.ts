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
  const page = await driven.newPage();
  return {
    open: async (url) => {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    close: () => driven.close(),
  };
};

const hasValue = (answer: unknown): answer is { readonly value: unknown } =>
  typeof answer === 'object' && answer !== null && 'value' in answer;

/** The few commands of WebDriver (W3C) that this takes, so that no further library is needed. */
const byWebDriver = async (): Promise<Pilot> => {
  const { port, capabilities, stop } = await startWebKit();
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json: unknown = await answer.json();
    if (!answer.ok || !hasValue(json)) throw new Error(`WebDriver ${path}: ${JSON.stringify(json)}`);
    return json.value;
  };
  const session = await send('POST', '', { capabilities: { alwaysMatch: capabilities } });
  const id =
    typeof session === 'object' && session !== null && 'sessionId' in session ? session.sessionId : '';
  return {
    open: async (url) => {
      await send('POST', `/${id}/url`, { url });
    },
    evaluate: (expression) =>
      send('POST', `/${id}/execute/sync`, { script: `return (${expression})`, args: [] }),
    close: async () => {
      await send('DELETE', `/${id}`).finally(stop);
    },
  };
};

export const openPilot = async (engine: Engine): Promise<Pilot> => {
  if (engine === 'webkit') return byWebDriver();
  if (engine === 'chromium') return byPuppeteer('chrome', await ensureChromium());
  const firefox = findBrowser('firefox');
  if (firefox === undefined) throw new Error('Firefox is not installed');
  return byPuppeteer('firefox', firefox);
};
