import { h } from '../page/dom.ts';
import type { Account, Decision, Item } from './bank.ts';
import { text } from './texts.ts';

/** What the person can do on a screen. */
export interface Hands {
  show(id: string | null): void;
  decide(item: Item, decision: Decision): void;
}

/** What one has at a pretend bank. */
const accounts = [
  { name: 'salary', clearingnumber: '6000', accountnumber: '123456789' },
  { name: 'savings', clearingnumber: '6000', accountnumber: '987654321' },
] as const;

export const isOpen = ({ status }: Item): boolean => status === 'waiting' || status === 'put_off';

/** What waits, what was put off, and what has been given. */
export const homeScreen = (items: readonly Item[], hands: Hands): readonly HTMLElement[] => {
  const waiting = items.filter(({ status }) => status === 'waiting');
  return [
    h('h1', { tabindex: '-1' }, text(waiting.length > 0 ? 'waiting' : 'nothing')),
    waiting.length > 0
      ? h('ul', { class: 'waiting' }, ...waiting.map((item) => h('li', {}, card(item, hands))))
      : h('p', { class: 'quiet' }, text('nothingDetail')),
    ...group(
      'later',
      items.filter(({ status }) => status === 'put_off'),
      (item) => [card(item, hands)],
      'waiting',
    ),
    ...group(
      'earlier',
      items.filter((item) => !isOpen(item)),
      line,
      'earlier',
    ),
  ];
};

const group = (
  title: 'later' | 'earlier',
  items: readonly Item[],
  draw: (item: Item) => readonly HTMLElement[],
  look: string,
): readonly HTMLElement[] =>
  items.length === 0
    ? []
    : [
        h('h2', {}, text(title)),
        h('ul', { class: look }, ...items.map((item) => h('li', {}, ...draw(item)))),
      ];

const card = (item: Item, hands: Hands): HTMLElement => {
  const button = h(
    'button',
    { type: 'button', class: 'card', id: `consent-${item.id}` },
    h('b', {}, item.company),
    h('small', {}, text('asksToDraw')),
  );
  button.addEventListener('click', () => hands.show(item.id));
  return button;
};

const line = ({ company, created, status }: Item): readonly HTMLElement[] => [
  h('b', {}, company),
  h('span', { class: 'quiet' }, created),
  h('small', { class: `end ${status}` }, text(status === 'active' || status === 'given' ? status : 'ended')),
];

/** One consent: to be given, or how it stands. */
export const consentScreen = (item: Item, hands: Hands): readonly HTMLElement[] => {
  const back = h('button', { type: 'button', class: 'back' }, text('back'));
  back.addEventListener('click', () => hands.show(null));
  if (isOpen(item)) return [back, ...question(item, hands)];
  return [
    back,
    ...(item.status === 'active' ? [h('p', { class: 'mark APPROVED', 'aria-hidden': 'true' })] : []),
    h(
      'h1',
      { tabindex: '-1' },
      text(item.status === 'active' || item.status === 'given' ? item.status : 'ended'),
    ),
    h('p', {}, h('b', {}, item.company)),
    h('p', { class: 'quiet' }, text(item.status === 'given' ? 'givenDetail' : 'standsDetail')),
  ];
};

const question = (item: Item, hands: Hands): readonly HTMLElement[] => {
  const give = h('button', { type: 'button', class: 'approve' }, h('span', {}, text('give')));
  const later = h('button', { type: 'button', class: 'other' }, text('notNow'));
  const choices = accountChoices();
  give.addEventListener('click', () => hands.decide(item, { action: 'give', ...chosenIn(choices) }));
  later.addEventListener('click', () => hands.decide(item, { action: 'not_now' }));
  return [
    h('h1', { tabindex: '-1' }, text('consentTo', { company: item.company })),
    h('p', {}, text('consentDetail', { company: item.company })),
    choices,
    h('div', { class: 'answers' }, give, later),
  ];
};

const accountChoices = (): HTMLFieldSetElement =>
  h(
    'fieldset',
    { class: 'accounts' },
    h('legend', {}, text('account')),
    ...accounts.map(({ name, clearingnumber, accountnumber }, index) =>
      h(
        'label',
        {},
        h('input', { type: 'radio', name: 'account', value: name, checked: index === 0 }),
        h('span', {}, text(name)),
        h('small', {}, `${clearingnumber}-${accountnumber}`),
      ),
    ),
  );

const chosenIn = (choices: HTMLFieldSetElement): Account => {
  const chosen = choices.querySelector<HTMLInputElement>('input:checked')?.value;
  const { clearingnumber, accountnumber } = accounts.find(({ name }) => name === chosen) ?? accounts[0];
  return { clearingnumber, accountnumber };
};
