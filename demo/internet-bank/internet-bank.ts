import { byId, h } from '../page/dom.ts';
import { bank, type Day, type Decision, type Item } from './bank.ts';
import { consentScreen, homeScreen } from './screens.ts';
import { drawPage, text } from './texts.ts';

const screen = document.querySelector('main');
const notice = byId('notice', HTMLElement);
const spoken = byId('spoken', HTMLElement);
const person = byId('person', HTMLSelectElement);

/** Milliseconds between two looks at what waits. */
const pause = 1500;

let items: readonly Item[] = [];
let day: Day = { bankDay: 0, underWay: 0 };
/** The consent on the screen; null: the list. */
let shown: string | null = null;
/** What is drawn now, so that only a change draws again and nothing is taken from under a finger. */
let drawn = '';

const draw = (): void => {
  byId('day', HTMLElement).textContent = text('day', { day: day.bankDay, count: day.underWay });
  const item = items.find(({ id }) => id === shown);
  const next = JSON.stringify([document.documentElement.lang, item ?? items]);
  if (next === drawn || screen === null) return;
  drawn = next;
  const focused = screen.contains(document.activeElement) ? document.activeElement : null;
  screen.replaceChildren(...(item === undefined ? homeScreen(items, hands) : consentScreen(item, hands)));
  if (focused !== null) (document.getElementById(focused.id) ?? screen.querySelector('h1'))?.focus();
};

const hands = {
  show(id: string | null): void {
    shown = id;
    notice.textContent = '';
    draw();
  },
  async decide({ id }: Item, decision: Decision): Promise<void> {
    if (decision.action === 'not_now') shown = null;
    await bank.decide(id, decision).catch(() => undefined);
    await look();
  },
};

/** Says what a person who does not look would miss: what has come to wait for them, and what became of what they gave. */
const announce = (before: readonly Item[], now: readonly Item[]): void => {
  for (const { id, status, company } of now) {
    const known = before.find((item) => item.id === id)?.status;
    if (known === undefined && status === 'waiting') spoken.textContent = text('asks', { company });
    if (known === 'given' && status === 'active') spoken.textContent = text('nowActive', { company });
  }
};

const look = async (): Promise<void> => {
  const whose = person.value;
  try {
    const [now, today] = await Promise.all([bank.consents(whose), bank.day()]);
    // another has logged on meanwhile
    if (whose !== person.value) return;
    notice.textContent = '';
    announce(items, now);
    items = now;
    day = today;
    draw();
  } catch {
    notice.textContent = text('offline');
  }
};

const logOn = (id: string): void => {
  localStorage.setItem('internet-bank-person', id);
  items = [];
  shown = null;
  void look();
};

/** Everybody who can log on: a person of the link, or whoever was logged on last. */
const readPeople = async (): Promise<void> => {
  const people = await bank.people();
  person.replaceChildren(...people.map(({ id, name }) => h('option', { value: id }, name)));
  const asked = new URLSearchParams(location.search).get('person');
  const last = asked ?? localStorage.getItem('internet-bank-person');
  if (people.some(({ id }) => id === last)) person.value = last ?? '';
};

const passDays = async (bankDays: number): Promise<void> => {
  await bank.pass(bankDays).catch(() => undefined);
  await look();
};

person.addEventListener('change', () => logOn(person.value));
byId('pass', HTMLElement).addEventListener('click', () => void passDays(1));
// no answer takes longer than two days
byId('answer', HTMLElement).addEventListener('click', () => void passDays(2));

drawPage(draw);
await readPeople().catch(() => {
  notice.textContent = text('offline');
});
for (;;) {
  await look();
  await new Promise((resolve) => setTimeout(resolve, pause));
}
