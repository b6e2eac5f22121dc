import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBrowser, findMiniBrowser } from '../browsers.ts';

export interface WebKit {
  readonly port: number;
  /** What WebKitGTK's driver wants to be told in a new session, as the web test runner's client sends it. */
  readonly capabilities: Readonly<Record<string, unknown>>;
  stop(): void;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

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

/** Starts WebKitGTK's driver on a free port, with a screen of its own. */
export const startWebKit = async (): Promise<WebKit> => {
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
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries === 100 || child.exitCode !== null) {
      stop();
      throw new Error('WebKitWebDriver did not come up');
    }
    await sleep(100);
  }
  return {
    port,
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    },
    stop,
  };
};
