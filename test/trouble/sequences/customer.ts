import type { FakeClock } from '../../support/fake-clock.ts';
import { type Browser, openBrowser, outside } from './browser.ts';
import type { AtTab, Deed, Event, Slow } from './deeds.ts';
import type { FarSide } from './far-side.ts';
import { openScreen, type Screen } from './screen.ts';

const secondsOf = (deed: Deed): number => {
  if ('asleep' in deed) return deed.asleep;
  return 'seconds' in deed ? deed.seconds : 0;
};

/** The customer with their browser. */
export const createCustomer = (farSide: FarSide, clock: FakeClock, detail: object) => {
  const browser: Browser = openBrowser(clock);
  const screens: Screen[] = [];
  let connection = new AbortController();
  let next: Slow = { there: 0, back: 0 };

  const fetch = async (request: Request): Promise<Response> => {
    if (!browser.isOnline) throw new TypeError('no network');
    const { promise: cutOff, reject } = Promise.withResolvers<never>();
    for (const signal of [connection.signal, request.signal]) {
      signal.addEventListener('abort', () => reject(new TypeError('cut off')), { once: true });
    }
    const { there, back } = next;
    next = { there: 0, back: 0 };
    // What is cut off on its way back has arrived all the same.
    const onItsWay = async (): Promise<Response> => {
      await clock.sleep(there * 1000, request.signal);
      const answer = await farSide.fetch(request);
      await clock.sleep(back * 1000);
      return answer;
    };
    return Promise.race([outside(onItsWay), cutOff]);
  };
  const open = (): Screen =>
    openScreen(browser.openTab(), {
      url: farSide.url,
      fetch,
      fetchToken: () => outside(() => farSide.openSession(detail)),
    });

  const goOnline = (isOnline: boolean): void => {
    if (isOnline === browser.isOnline) return;
    browser.isOnline = isOnline;
    if (!isOnline) connection.abort();
    connection = new AbortController();
    if (isOnline) for (const { tab } of screens) tab.hearOnline();
  };
  const replace = (at: number, ...by: readonly Screen[]): void => {
    screens[at]?.close();
    screens.splice(at, 1, ...by);
  };

  const atTab = ({ tab: at, does }: AtTab): void => {
    const screen = screens[at];
    if (screen === undefined) return;
    if (does === 'reload') replace(at, open());
    else if (does === 'close') replace(at);
    else if (does === 'hide' || does === 'show') screen.tab.show(does === 'show');
    else if (does === 'next') screen.next();
    else if (does === 'click 3 times') for (let times = 0; times < 3; times++) screen.next();
    else screen.press(does);
  };
  const happen = async (event: Event): Promise<void> => {
    if (event === 'open a tab' && screens.length < 3) screens.push(open());
    if (event === 'go offline' || event === 'go online') goOnline(event === 'go online');
    if (event === 'crash') farSide.crash();
    if (event === 'restart') await farSide.restart();
  };

  screens.push(open());
  return {
    browser,
    screens,
    async do(deed: Deed): Promise<void> {
      if ('payer' in deed) await farSide.act(deed.payer);
      else if ('trouble' in deed) await farSide.trouble(deed.trouble);
      else if ('slow' in deed) next = deed.slow;
      else if ('event' in deed) await happen(deed.event);
      else if ('tab' in deed) atTab(deed);
      else if ('asleep' in deed) browser.slept += deed.asleep * 1000;
      await clock.advance(secondsOf(deed) * 1000);
    },
    /** All is well again: network, backend and bank, and somebody looks at every tab. */
    async mend(): Promise<void> {
      await farSide.trouble({});
      await farSide.restart();
      goOnline(true);
      for (const { tab } of screens) tab.show(true);
    },
  };
};
export type Customer = ReturnType<typeof createCustomer>;
