import { byId, h } from '../page/dom.ts';
import { createDrawing } from '../page/redraw.ts';
import { language } from '../preferences/preferences.ts';
import { type Connection, type ConnectionAction, keepLooking, sandbox } from './behind.ts';
import { drawPage, text } from './pretend-texts.ts';

const problem = byId('problem', HTMLElement);
const spoken = byId('spoken', HTMLElement);
const draw = createDrawing(byId('screen', HTMLElement));

const asked = new URLSearchParams(location.search);
/** Which sign-up was linked to; null: all of them, as those see them who decide. */
const account = asked.get('account');
const wanted = asked.get('connection');
/** The link leads to a signature that was asked for after the sign-up. */
const signs = asked.has('sign');

const names: Readonly<Record<string, string>> = {
  swish: 'Swish',
  vipps: 'Vipps',
  vipps_psp: 'Vipps PSP',
  klarna: 'Klarna',
  payex: 'PayEx',
  collector: 'Walley (Collector)',
  instabank: 'Instabank',
};
const nameOf = ({ connection }: Connection): string => names[connection] ?? text('severalOptions');

let all: readonly Connection[] = [];

const act = async (one: Connection, action: ConnectionAction): Promise<void> => {
  problem.textContent = '';
  try {
    await sandbox.decide(one, action);
    spoken.textContent = text(`did_${action}`);
  } catch {
    problem.textContent = text(isOver(one) ? 'linkOver' : 'notTaken');
  }
  await look();
};

const button = (
  one: Connection,
  action: ConnectionAction,
  look: string,
  words = text(`do_${action}`),
): HTMLElement => {
  const id = `${action}-${one.account}-${one.connection}`;
  const made = h('button', { type: 'button', class: look, id, 'data-action': action }, words);
  made.addEventListener('click', () => void act(one, action));
  return made;
};

const isOver = ({ expiresAt }: Connection): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= Date.now();

const badge = ({ status }: Connection): HTMLElement => {
  const mood = { pending: '', enabled: 'good', failed: 'bad', declined: 'bad' }[status];
  return h('span', { class: `badge ${mood}` }, text(`gateway_${status}`));
};

const until = ({ expiresAt }: Connection): string => {
  if (expiresAt === null) return '';
  const time = new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(expiresAt),
  );
  return text('linkUntil', { time });
};

const oneScreen = (one: Connection): readonly HTMLElement[] => {
  const name = nameOf(one);
  const company = one.company ?? text('nameless');
  const isOpen = one.status === 'pending';
  return [
    h('h1', { tabindex: '-1' }, text('optionFor', { name, company })),
    h(
      'section',
      { class: 'card' },
      h('p', {}, badge(one)),
      h(
        'p',
        {},
        isOpen
          ? text(isOver(one) ? 'linkOver' : 'confirmLead', { name, company })
          : text(`end_${one.status}`),
      ),
      ...(isOpen && !isOver(one)
        ? [
            button(one, 'enable', 'button primary sign', text(signs ? 'signIt' : 'confirm')),
            h('p', { class: 'quiet small' }, until(one)),
          ]
        : []),
    ),
    ...(isOpen ? [staffPart(one, ['decline', 'fail', 'require_signature', 'expire'])] : []),
  ];
};

const staffPart = (one: Connection, actions: readonly ConnectionAction[]): HTMLElement =>
  h(
    'section',
    { class: 'behind' },
    h('h2', {}, text('gatewayStaff', { name: nameOf(one) })),
    h('p', { class: 'quiet small' }, text('staffLead')),
    h('div', { class: 'row' }, ...actions.map((action) => button(one, action, 'button small-button'))),
  );

const row = (one: Connection): HTMLElement =>
  h(
    'li',
    { class: 'card', 'data-connection': one.connection },
    h('div', {}, h('h2', {}, nameOf(one)), h('p', { class: 'quiet small' }, one.company ?? text('nameless'))),
    badge(one),
    ...(one.status === 'pending'
      ? [
          h(
            'div',
            { class: 'row' },
            button(one, 'enable', 'button small-button primary'),
            button(one, 'decline', 'button small-button'),
            button(one, 'fail', 'button small-button'),
          ),
        ]
      : []),
  );

const listScreen = (): readonly HTMLElement[] => [
  h('h1', { tabindex: '-1' }, text('connections')),
  h('p', { class: 'quiet' }, text('connectionsLead')),
  all.length === 0
    ? h('p', { class: 'quiet' }, text('noConnections'))
    : h('ul', { class: 'list' }, ...[...all].reverse().map(row)),
];

const show = (): void => {
  const one = all.find((each) => each.account === account && each.connection === wanted);
  byId('brand', HTMLElement).textContent = one === undefined ? text('signUps') : nameOf(one);
  document.documentElement.dataset.site = one?.connection ?? 'options';
  if (wanted === null) draw(all, listScreen);
  else
    draw([one, one !== undefined && isOver(one)], () =>
      one === undefined ? [h('p', {}, text('noConnection'))] : oneScreen(one),
    );
};

const look = async (): Promise<void> => {
  try {
    all = await sandbox.connections();
    if (problem.textContent === text('offline')) problem.textContent = '';
    show();
  } catch {
    problem.textContent = text('offline');
  }
};

drawPage(() => undefined);
document.addEventListener('preferences-change', show);
await keepLooking(look);
