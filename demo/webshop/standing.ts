import { h } from '../page/dom.ts';
import { phone } from './catalogue.ts';
import type { ShownOrder } from './shop-api.ts';
import { text } from './text.ts';

/** How an order stands, in words: what its payment came to and, if it had one, its agreement. */
export const standingOf = (order: ShownOrder): readonly HTMLElement[] => {
  const { payment, agreement } = order;
  return [
    h('p', { class: `badge ${payment}` }, text(payment)),
    h('p', {}, detailOf(order)),
    ...(agreement === 'active' || (agreement !== 'not_asked' && payment === 'paid')
      ? [h('p', { class: `agreement ${agreement}` }, `${text('agreement')}: ${text(agreement)}`)]
      : []),
  ];
};

const detailOf = ({ payment, kind }: ShownOrder): string => {
  if (kind === 'bill' && payment === 'not_started') return text('billNotSent');
  if (kind === 'bill' && payment === 'paid') return text('billPaidDetail');
  if (payment === 'paid') return text('paidDetail', { name: phone.name });
  return text(`${payment}Detail`);
};
