import { h } from '../page/dom.ts';
import { language } from '../preferences/preferences.ts';
import type { ToldChange } from './shop-api.ts';
import { text } from './text.ts';

/** One change that the shop was told: when, what it came to, in which words, and that it was verified. */
export const toldLine = ({ at, payment, words }: ToldChange): HTMLElement => {
  const time = new Intl.DateTimeFormat(language(), { timeStyle: 'medium' }).format(new Date(at));
  return h(
    'li',
    {},
    h('time', { datetime: at }, time),
    h('span', {}, h('b', {}, text(payment)), h('code', {}, words), h('span', {}, `✓ ${text('verified')}`)),
  );
};
