import { byId, h } from '../page/dom.ts';
import type { Mail } from './behind.ts';
import { openInbox } from './mail.ts';
import { drawPage, text } from './texts.ts';

const whose = byId('whose', HTMLSelectElement);
let chosen = new URLSearchParams(location.search).get('to') ?? '';

const drawAddresses = (mails: readonly Mail[]): void => {
  const all = [...new Set(['', chosen, ...mails.map(({ to }) => to)])];
  const known = [...whose.options].map(({ value }) => value);
  if (all.join() === known.join()) {
    const [everybody] = whose.options;
    if (everybody !== undefined) everybody.text = text('everybody');
    return;
  }
  whose.replaceChildren(...all.map((to) => h('option', { value: to }, to === '' ? text('everybody') : to)));
  whose.value = chosen;
};

drawPage(() => undefined);
const inbox = openInbox({ isShown: ({ to }) => chosen === '' || to === chosen, onRead: drawAddresses });

whose.addEventListener('change', () => {
  chosen = whose.value;
  inbox.show();
});
