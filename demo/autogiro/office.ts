import { byId, h } from '../page/dom.ts';
import { member, onMember } from './members.ts';
import { drawPage, type Key, text } from './texts.ts';

/** A consent as the sandbox's register has it; the part of it that this panel uses. */
interface Registered {
  readonly id: string;
  readonly personid: string;
  readonly companyname: string;
  readonly active: boolean;
  readonly underWay: object | null;
}

const ask = async <T>(path: string, method = 'GET', body?: object): Promise<T> => {
  const answer = await fetch(`/sandbox/brp/${path}`, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}`);
  return answer.json();
};

const complete = byId('complete', HTMLInputElement);

const say = (key: Key): void => {
  byId('officeSays', HTMLElement).textContent = text(key);
};

/** What the panel does, and what it says afterwards. */
const act = async (doing: () => Promise<unknown>, done: Key): Promise<void> => {
  try {
    await doing();
    say(done);
  } catch {
    say('notNow');
  }
  await read();
};

const actions = ['send', 'modify', 'delete', 'silence'] as const;

const row = ({ id, companyname, active, underWay }: Registered): HTMLElement => {
  const state: Key = active ? 'isActive' : underWay === null ? 'isNot' : 'isUnderWay';
  const buttons = actions.map((action) => {
    const button = h('button', { type: 'button' }, text(action));
    button.addEventListener('click', () => act(() => ask(`consents/${id}`, 'POST', { action }), 'isDone'));
    return button;
  });
  return h('li', {}, h('b', {}, companyname), ` ${text(state)} `, h('span', { class: 'row' }, ...buttons));
};

const read = async (): Promise<void> => {
  byId('bank', HTMLAnchorElement).href = `../internet-bank/?person=${member()}`;
  if (!byId('office', HTMLDetailsElement).open) return;
  const [all, persons] = await Promise.all([
    ask<readonly Registered[]>('consents'),
    ask<readonly { readonly id: string; readonly complete: boolean }[]>('persons'),
  ]);
  complete.checked = persons.find(({ id }) => id === member())?.complete ?? true;
  const theirs = all.filter(({ personid }) => personid === member());
  byId('consents', HTMLElement).replaceChildren(...theirs.map(row));
};

byId('office', HTMLDetailsElement).addEventListener('toggle', read);
onMember(() => void read());
complete.addEventListener('change', () =>
  act(() => ask(`persons/${member()}`, 'PUT', { complete: complete.checked }), 'isDone'),
);
byId('pass', HTMLElement).addEventListener('click', () =>
  act(() => ask('clock', 'POST', { bankDays: 1 }), 'hasPassed'),
);
for (const type of ['handslag-change', 'handslag-ready']) document.addEventListener(type, () => void read());

drawPage(() => void read());
