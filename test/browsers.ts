import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const { env, platform } = process;

export const engines = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof engines)[number];

/** Chrome refuses its sandbox to root. The rest keeps it quiet and off the network. */
export const chromiumArgs: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a browser's path may be given by hand. For WebKit it is the driver's. */
const variables = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH', webkit: 'WEBKIT_DRIVER_PATH' } as const;

/** Names on PATH, the preferred first. */
const commands: Readonly<Record<Engine, readonly string[]>> = {
  chromium: ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'],
  firefox: ['firefox-esr', 'firefox'],
  webkit: ['WebKitWebDriver'],
};

const macApps: Readonly<Record<Engine, readonly string[]>> = {
  chromium: [
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Chromium.app/Contents/MacOS/Chromium',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  firefox: ['Firefox.app/Contents/MacOS/firefox'],
  webkit: [],
};

const windowsApps: Readonly<Record<Engine, readonly string[]>> = {
  chromium: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
  firefox: ['Mozilla Firefox\\firefox.exe'],
  webkit: [],
};

const places = (engine: Engine): readonly string[] => {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env.HOME ?? '', 'Applications')];
    return folders.flatMap((folder) => macApps[engine].map((app) => join(folder, app)));
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    );
    return folders.flatMap((folder) => windowsApps[engine].map((app) => join(folder, app)));
  }
  const folders = (env.PATH ?? '').split(delimiter);
  return commands[engine].flatMap((command) => folders.map((folder) => join(folder, command)));
};

/** A browser inside a snap sees neither our profile folder nor our pipes, so it cannot be driven. */
const isSnap = (path: string): boolean => {
  const real = realpathSync(path);
  if (real.startsWith('/snap/') || real.endsWith('/snap')) return true;
  const start = readFileSync(real).subarray(0, 4096).toString('latin1');
  return start.startsWith('#!') && start.includes('/snap/');
};

/**
 * Path of an installed browser (for WebKit: of its driver), or undefined. `CHROME_PATH`, `FIREFOX_PATH` and
 * `WEBKIT_DRIVER_PATH` come first.
 */
export const findBrowser = (engine: Engine): string | undefined => {
  const given = env[variables[engine]];
  if (given !== undefined && given !== '') {
    if (!existsSync(given)) throw new Error(`${variables[engine]} is ${given}, which does not exist`);
    return given;
  }
  return places(engine).find((path) => existsSync(path) && !(platform === 'linux' && isSnap(path)));
};

/** WebKitGTK's own small browser, which the driver drives. Distributions keep it beside the library. */
export const findMiniBrowser = (): string | undefined => {
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/libexec'].filter((folder) => existsSync(folder));
  const folders = libraries.flatMap((folder) => [
    folder,
    ...readdirSync(folder)
      .filter((name) => name.endsWith('-linux-gnu'))
      .map((name) => join(folder, name)),
  ]);
  return folders
    .flatMap((folder) => ['webkit2gtk-4.1', 'webkitgtk-6.0'].map((name) => join(folder, name, 'MiniBrowser')))
    .find((path) => existsSync(path));
};

/** Whether an engine can run here. Chromium is fetched if need be, so it always counts as here. */
export const isHere = (engine: Engine): boolean =>
  engine === 'chromium' ||
  (findBrowser(engine) !== undefined && (engine !== 'webkit' || findMiniBrowser() !== undefined));

const isDebianRoot = (): boolean =>
  platform === 'linux' &&
  process.getuid?.() === 0 &&
  existsSync('/usr/bin/apt-get') &&
  /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

const run = (command: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): void => {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...env, ...more } });
};

const installFromDebian = (): string | undefined => {
  console.log('No Chrome or Chromium here: installing Debian’s chromium.');
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-qq', '--no-install-recommends', '-y', 'chromium'], quiet);
  return findBrowser('chromium');
};

/** A Chromium in an npm package, 70 MB, with integrity in a lock file of its own. Linux on x64 only. */
const installCarried = async (): Promise<string> => {
  console.log('No Chrome or Chromium here: fetching one that an npm package carries (70 MB, once).');
  const folder = fileURLToPath(new URL('carried-chromium/', import.meta.url));
  run('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--silent']);
  const entry = join(folder, 'node_modules/@sparticuz/chromium/build/index.js');
  const carried: { default: { executablePath(): Promise<string> } } = await import(pathToFileURL(entry).href);
  return carried.default.executablePath();
};

const advice = `No Chrome or Chromium was found, and none could be fetched.
Install one, and run again:
  Debian, as root   apt-get install chromium
  macOS             brew install --cask google-chrome
  Windows           winget install Google.Chrome
or name one in CHROME_PATH. (A Chromium or Firefox from a snap cannot be driven by tests.)`;

/** Path of a Chromium: the installed one, else one that is fetched where that can be done. Throws with advice. */
export const ensureChromium = async (): Promise<string> => {
  const found = findBrowser('chromium');
  if (found !== undefined) return found;
  try {
    const installed = isDebianRoot() ? installFromDebian() : undefined;
    if (installed !== undefined) return installed;
  } catch {
    // No network or no rights for Debian's packages: the next way may still be open.
  }
  try {
    if (platform === 'linux' && process.arch === 'x64') return await installCarried();
  } catch (cause) {
    throw new Error(advice, { cause });
  }
  throw new Error(advice);
};
