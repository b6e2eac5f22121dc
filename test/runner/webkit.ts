import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBrowser, findMiniBrowser } from '../browsers.ts';
import { freePort } from './free-port.ts';
import { openWebDriver, type WebDriver } from './webdriver.ts';

/** A screen in memory; the X server chooses a free display and tells its number. */
const startScreen = async (): Promise<{ display: string; process: ChildProcess }> => {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise<string>((resolve, reject) => {
    child.once('error', () => reject(new Error('WebKitGTK needs a screen: install xvfb')));
    child.once('exit', () => reject(new Error('Xvfb ended before it was ready')));
    child.stdio[3]?.once('data', (chunk: Buffer) => resolve(`:${chunk.toString().trim()}`));
  });
  return { display, process: child };
};

const answers = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/status`)).ok;
  } catch {
    return false;
  }
};

/** Starts WebKitGTK with a screen of its own. Ending the session ends driver and screen too. */
export const startWebKit = async (): Promise<WebDriver> => {
  const driver = findBrowser('webkit');
  const browser = findMiniBrowser();
  if (driver === undefined || browser === undefined) throw new Error('WebKitGTK is not installed');
  const screen = await startScreen();
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: screen.display, WAYLAND_DISPLAY: '', GDK_BACKEND: 'x11' },
  });
  const stop = (): void => {
    child.kill();
    screen.process.kill();
  };
  process.once('exit', stop);
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries === 100 || child.exitCode !== null) {
      stop();
      throw new Error('WebKitWebDriver did not come up');
    }
    await sleep(100);
  }
  const session = await openWebDriver(port, {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  }).catch((error: unknown) => {
    stop();
    throw error;
  });
  return { ...session, end: () => session.end().finally(stop) };
};
