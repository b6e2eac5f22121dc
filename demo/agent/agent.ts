import { byId, h } from '../page/dom.ts';
import { language } from '../preferences/preferences.ts';
import { type Caller, callers } from './callers.ts';
import { drawPage, text } from './texts.ts';

/** The parts of `<handslag-desk>` that this workplace uses. */
interface HandslagDesk extends HTMLElement {
  fetchToken: () => Promise<string>;
}

const agent = byId('agent', HTMLSelectElement);
const kept = 'fjordfone-agent';

const getToken = async (): Promise<string> => {
  const answer = await fetch('api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent: agent.value }),
  });
  if (!answer.ok) throw new Error(`the call centre answered ${answer.status}`);
  const { token } = await answer.json();
  return String(token);
};

const money = (ore: number): string =>
  new Intl.NumberFormat(language(), { style: 'currency', currency: 'DKK' }).format(ore / 100);

const row = (name: string, value: string): readonly HTMLElement[] => [h('dt', {}, name), h('dd', {}, value)];

const callerOf = (caller: Caller): HTMLElement =>
  h(
    'li',
    {},
    h('h3', {}, caller.name),
    h('p', { class: 'quiet' }, text('customer', { number: caller.customerNumber })),
    h(
      'dl',
      {},
      ...row(text('about'), caller.about),
      ...row(text('owes'), money(caller.amount)),
      ...row(text('says'), `“${caller.says}”`),
    ),
    ...(caller.mandate ? [h('p', { class: 'wish' }, text('wantsMandate'))] : []),
  );

// The desk is shared, and each agent works at it under a name of their own.
agent.value = sessionStorage.getItem(kept) ?? 'anna';
agent.addEventListener('change', () => {
  sessionStorage.setItem(kept, agent.value);
  location.reload();
});

drawPage(() => byId('callers', HTMLUListElement).replaceChildren(...callers.map(callerOf)));

const desk = document.querySelector<HandslagDesk>('handslag-desk');
if (desk !== null) desk.fetchToken = getToken;
desk?.addEventListener('handslag-error', () => {
  byId('failed', HTMLElement).textContent = text('notOpened');
});
desk?.addEventListener('handslag-ready', () => {
  byId('failed', HTMLElement).textContent = '';
});
