import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { chromiumArgs, type Engine, ensureChromium, findBrowser } from '../browsers.ts';
import { startWebKit } from './webkit.ts';

export interface Launched {
  readonly launcher: BrowserLauncher;
  /** Pages at a time. */
  readonly concurrency: number;
  /** Ends what the launcher itself does not end. */
  stop(): void;
}

const nothing = (): void => {};

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
  stop: nothing,
});

const firefox = async (): Promise<Launched> => {
  const executablePath = findBrowser('firefox');
  if (executablePath === undefined) throw new Error('Firefox is not installed');
  const launchOptions = { browser: 'firefox', executablePath } as const;
  return { launcher: puppeteerLauncher({ launchOptions }), concurrency: 1, stop: nothing };
};

const webkit = async (): Promise<Launched> => {
  const { port, capabilities, stop } = await startWebKit();
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    capabilities: { ...capabilities, 'wdio:enforceWebDriverClassic': true },
  });
  // Its types and its core's differ in one `| undefined` only.
  return { launcher: launcher as BrowserLauncher, concurrency: 1, stop };
};

export const launch = (engine: Engine): Promise<Launched> => ({ chromium, firefox, webkit })[engine]();
