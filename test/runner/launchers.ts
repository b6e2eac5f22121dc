import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteerCore from 'puppeteer-core';
import { chromiumArgs, type Engine, ensureChromium, findBrowser } from '../browsers.ts';
import { startWebKit } from './webkit.ts';

export interface Launched {
  readonly launcher: BrowserLauncher;
  /** Pages at a time. */
  readonly concurrency: number;
}

const chromium = async (): Promise<Launched> => ({
  launcher: chromeLauncher({
    launchOptions: { executablePath: await ensureChromium(), args: [...chromiumArgs] },
    // Two pages run side by side; each behaves as if it had the focus.
    createPage: async ({ context }) => {
      const page = await context.newPage();
      const session = await page.createCDPSession();
      await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
      return page;
    },
  }),
  concurrency: 2,
});

/** Puppeteer drives Firefox too (WebDriver BiDi); the launcher is Chrome's in name only. */
const firefox = async (): Promise<Launched> => {
  const executablePath = findBrowser('firefox');
  if (executablePath === undefined) throw new Error('Firefox is not installed');
  const launchOptions = { browser: 'firefox', executablePath } as const;
  return { launcher: chromeLauncher({ puppeteer: puppeteerCore, launchOptions }), concurrency: 1 };
};

/** What the runner's own commands ask of a launcher of the type `webdriver`. */
interface WebDriverLauncher extends BrowserLauncher {
  sendKeys(session: string, names: readonly string[]): Promise<void>;
}

const webkit = async (): Promise<Launched> => {
  const driver = await startWebKit();
  let shown: { readonly session: string; readonly url: string } | undefined;
  const launcher: WebDriverLauncher = {
    name: 'WebKit',
    type: 'webdriver',
    async startSession(session, url) {
      shown = { session, url };
      await driver.open(url);
    },
    isActive: (session) => shown?.session === session,
    getBrowserUrl: () => shown?.url,
    async stopSession() {
      await driver.open('about:blank');
      shown = undefined;
      return {};
    },
    startDebugSession: () => Promise.reject(new Error('WebKit cannot be debugged from here')),
    sendKeys: (_session, names) => driver.press(names),
    stop: () => driver.end(),
  };
  return { launcher, concurrency: 1 };
};

export const launch = (engine: Engine): Promise<Launched> => ({ chromium, firefox, webkit })[engine]();
