import { h } from '../page/dom.ts';
import { onHold } from './hold.ts';
import { type Action, endOf, type Item } from './requests.ts';
import { clockTime, money, text } from './texts.ts';

/** What the person can do on a screen. */
export interface Hands {
  show(id: string | null): void;
  act(item: Item, action: Action): void;
}

/** What waits, and what has been answered. */
export const homeScreen = (items: readonly Item[], hands: Hands): readonly HTMLElement[] => {
  const waiting = items.filter((item) => endOf(item) === undefined);
  const earlier = items.filter((item) => endOf(item) !== undefined);
  return [
    h('h1', { tabindex: '-1' }, text(waiting.length > 0 ? 'waiting' : 'nothing')),
    waiting.length > 0
      ? h('ul', { class: 'waiting' }, ...waiting.map((item) => h('li', {}, waitingCard(item, hands))))
      : h('p', { class: 'quiet' }, text('nothingDetail')),
    ...(earlier.length === 0
      ? []
      : [
          h('h2', {}, text('earlier')),
          h('ul', { class: 'earlier' }, ...earlier.map((item) => h('li', {}, ...earlierLine(item)))),
        ]),
  ];
};

const waitingCard = (item: Item, hands: Hands): HTMLElement => {
  const card = h(
    'button',
    { type: 'button', class: 'card', id: `request-${item.id}` },
    h('b', {}, item.creditor),
    h('span', { class: 'amount' }, money(item.amount)),
    h('small', {}, item.mandate ? `${item.text}, ${text('withMandate')}` : item.text),
  );
  card.addEventListener('click', () => hands.show(item.id));
  return card;
};

const earlierLine = (item: Item): readonly HTMLElement[] => {
  const end = endOf(item) ?? 'EXPIRED';
  return [
    h('b', {}, item.creditor),
    h('span', { class: 'amount' }, money(item.amount)),
    h('small', {}, item.text),
    h('small', { class: `end ${end}` }, text(end)),
  ];
};

/** One request: to be answered, or how it ended. */
export const requestScreen = (item: Item, hands: Hands): readonly HTMLElement[] => {
  const end = endOf(item);
  const back = h('button', { type: 'button', class: 'back' }, text('back'));
  back.addEventListener('click', () => hands.show(null));
  const sum = h('p', { class: 'amount sum' }, money(item.amount));
  const what = h('p', {}, item.text);
  if (end === undefined) {
    const title = h('h1', { tabindex: '-1' }, text('payTo', { creditor: item.creditor }));
    return [
      back,
      title,
      sum,
      what,
      code(item),
      ...(item.mandate ? [mandate(item)] : []),
      answers(item, hands),
    ];
  }
  return [
    back,
    h('p', { class: `mark ${end}`, 'aria-hidden': 'true' }),
    h('h1', { tabindex: '-1' }, text(end)),
    h('p', {}, h('b', {}, item.creditor)),
    sum,
    what,
    h('p', { class: 'quiet' }, text(end === 'APPROVED' ? 'approvedDetail' : 'stoppedDetail')),
  ];
};

const code = (item: Item): HTMLElement =>
  h(
    'p',
    { class: 'code' },
    h('span', {}, text('code')),
    h('b', {}, item.bindingCode),
    h('small', {}, text(item.channel === 'PHONE' ? 'callCode' : 'codeHelp')),
  );

const mandate = ({ creditor }: Item): HTMLElement =>
  h(
    'section',
    { class: 'mandate' },
    h('h2', {}, text('mandateTitle')),
    h('p', {}, text('mandateDetail', { creditor })),
  );

const answers = (item: Item, hands: Hands): HTMLElement => {
  const approve = h('button', { type: 'button', class: 'approve' }, h('span', {}, text('hold')));
  const ask = confirmation(item, () => hands.act(item, 'approve'));
  onHold(approve, { held: () => hands.act(item, 'approve'), pressed: () => ask.showModal() });
  const other = (action: Action, key: 'decline' | 'notInCall'): HTMLElement => {
    const button = h('button', { type: 'button', class: 'other' }, text(key));
    button.addEventListener('click', () => hands.act(item, action));
    return button;
  };
  return h(
    'div',
    { class: 'answers' },
    h('p', { class: 'quiet' }, text('until', { time: clockTime(item.expiresAt) })),
    approve,
    h('p', { class: 'quiet' }, text('holdDetail')),
    ...(item.channel === 'PHONE' ? [other('not_in_call', 'notInCall')] : []),
    other('decline', 'decline'),
    ask,
  );
};

const confirmation = (item: Item, confirmed: () => void): HTMLDialogElement => {
  const { creditor, amount } = item;
  const yes = h('button', { type: 'button', class: 'approve' }, text('approve'));
  const no = h('button', { type: 'button', class: 'other' }, text('back'));
  const question = text('confirm', { amount: money(amount), creditor });
  const dialog = h('dialog', { 'aria-label': question }, h('p', {}, question), yes, no);
  yes.addEventListener('click', () => {
    dialog.close();
    confirmed();
  });
  no.addEventListener('click', () => dialog.close());
  return dialog;
};
