/**
 * Browsers with tabs, for the widget's own code to run in, without its pixels. What that code knows of a page
 * (`document`, `navigator`, `addEventListener`, timers) are globals, which here lead to the tab in which the caller
 * runs: that follows each promise and each timer, as the context of a request does on a server.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setMaxListeners } from 'node:events';
import type { Clock } from '../../../src/providers/given.ts';
import { createLocks } from './locks.ts';
import { createTimers } from './timers.ts';

class TabDocument extends EventTarget {
  hidden = false;
}

/** What a page's code finds around it. */
interface Surroundings {
  readonly window: EventTarget;
  readonly document: TabDocument;
  readonly navigator: { readonly onLine: boolean; readonly locks: ReturnType<typeof createLocks> };
  readonly timers: ReturnType<typeof createTimers>;
  readonly performance: { now(): number };
  readonly errors: unknown[];
}

export interface Tab {
  /** Runs in this tab, with all that follows from it. */
  run<T>(work: () => T): T;
  /** Whether anybody can see it. */
  show(isShown: boolean): void;
  readonly isShown: boolean;
  /** Its network is back. */
  hearOnline(): void;
}

export interface Browser {
  isOnline: boolean;
  /** Milliseconds for which the machine slept: the clock that pages measure by stood still. */
  slept: number;
  openTab(): Tab;
  /** Whatever a page has let fall. */
  readonly errors: readonly unknown[];
}

const inside = new AsyncLocalStorage<Surroundings>();

/** For what a page only causes: a server does not run in a browser. */
export const outside = <T>(work: () => T): T => inside.exit(work);

export const openBrowser = (clock: Clock): Browser => {
  const locks = createLocks();
  const errors: unknown[] = [];
  const browser: Browser = {
    isOnline: true,
    slept: 0,
    errors,
    openTab() {
      const [window, document] = [new EventTarget(), new TabDocument()];
      setMaxListeners(0, window, document);
      const navigator = {
        get onLine() {
          return browser.isOnline;
        },
        locks,
      };
      const performance = { now: () => clock.now() - browser.slept };
      const around = { window, document, navigator, performance, timers: createTimers(clock), errors };
      const run = <T>(work: () => T): T => inside.run(around, work);
      return {
        run,
        show(isShown) {
          document.hidden = !isShown;
          run(() => document.dispatchEvent(new Event('visibilitychange')));
        },
        get isShown() {
          return !document.hidden;
        },
        hearOnline: () => void run(() => window.dispatchEvent(new Event('online'))),
      };
    },
  };
  return browser;
};

/** Each global as a page sees it; for everybody else it is what it was. */
const pretend = (name: string, ofPage: (page: Surroundings) => unknown): void => {
  const own = Object.getOwnPropertyDescriptor(globalThis, name);
  const usual = (): unknown => (own?.get ? own.get.call(globalThis) : own?.value);
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get() {
      const page = inside.getStore();
      return page === undefined ? usual() : ofPage(page);
    },
  });
};

pretend('document', ({ document }) => document);
pretend('navigator', ({ navigator }) => navigator);
pretend('addEventListener', ({ window }) => window.addEventListener.bind(window));
pretend(
  'reportError',
  ({ errors }) =>
    (error: unknown) =>
      errors.push(error),
);
pretend('setTimeout', ({ timers }) => timers.set);
pretend('clearTimeout', ({ timers }) => timers.clear);
pretend('performance', ({ performance }) => performance);
