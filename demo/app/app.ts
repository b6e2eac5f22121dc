import { type Action, act, endOf, type Item, watchRequests } from './requests.ts';
import { homeScreen, requestScreen } from './screens.ts';
import { isTextKey, money, text } from './texts.ts';
import { connectTrouble } from './trouble.ts';

const screen = document.querySelector('main');
const spoken = document.querySelector('#spoken');
const notice = document.querySelector('#notice');

let items: readonly Item[] = [];
/** The request on the screen; null: the list. A link from a shop or a QR code names one. */
let shown = new URLSearchParams(location.search).get('request');
/** What is drawn now, so that only a change draws again and nothing is taken from under a finger. */
let drawn = '';

const shownItem = (): Item | undefined => items.find(({ id }) => id === shown);

const draw = (): void => {
  const item = shownItem();
  const what = item === undefined ? items : { ...item, status: endOf(item) };
  const next = JSON.stringify([document.documentElement.lang, what]);
  if (next === drawn || screen === null) return;
  drawn = next;
  const focused = screen.contains(document.activeElement) ? document.activeElement : null;
  screen.replaceChildren(...(item === undefined ? homeScreen(items, hands) : requestScreen(item, hands)));
  // Whoever had the focus keeps it, or gets the new screen's heading.
  if (focused !== null) (document.getElementById(focused.id) ?? screen.querySelector('h1'))?.focus();
};

const put = (place: Element | null, words: string): void => {
  if (place !== null) place.textContent = words;
};

/** Tells the other side that somebody looks at the request. */
const open = (): void => {
  const item = shownItem();
  if (item?.status === 'DELIVERED') act(item.id, 'open').catch(() => undefined);
};

const hands = {
  show(id: string | null): void {
    shown = id;
    history.replaceState(null, '', id === null ? location.pathname : `?request=${encodeURIComponent(id)}`);
    put(notice, '');
    draw();
    open();
  },
  async act({ id }: Item, action: Action): Promise<void> {
    const outcome = await act(id, action).catch(() => 'offline' as const);
    put(notice, outcome === 'done' ? '' : text(outcome));
  },
};

/** Says what a person who does not look would miss: a request that has arrived, and how the open one ended. */
const announce = (before: readonly Item[], now: readonly Item[]): void => {
  for (const item of now) {
    const known = before.find(({ id }) => id === item.id);
    const end = endOf(item);
    if (known === undefined && end === undefined) {
      put(spoken, text('asks', { creditor: item.creditor, amount: money(item.amount) }));
    } else if (known !== undefined && item.id === shown && end !== endOf(known)) {
      put(spoken, end === undefined ? '' : text(end));
    }
  }
};

const drawWords = (): void => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    if (isTextKey(element.dataset.text)) element.textContent = text(element.dataset.text);
  }
  draw();
};

document.addEventListener('preferences-change', drawWords);
drawWords();
connectTrouble();
await watchRequests(
  (now) => {
    announce(items, now);
    items = now;
    const waiting = now.filter((item) => endOf(item) === undefined).length;
    document.title = waiting > 0 ? `(${waiting}) Sandbanken` : 'Sandbanken';
    draw();
    open();
  },
  (is) => put(notice, is ? '' : text('offline')),
);
