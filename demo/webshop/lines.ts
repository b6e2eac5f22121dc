import { h } from '../page/dom.ts';
import { type Choice, phone } from './catalogue.ts';
import { money, text } from './text.ts';

export const picture = (choice: Pick<Choice, 'colour'>): string => `pictures/lomvi-5-${choice.colour}.svg`;

export const pictureText = ({ colour }: Pick<Choice, 'colour'>): string =>
  text('pictureOf', { name: phone.name, colour: text(colour) });

/** What is bought, line by line, with what it comes to. */
export const linesOf = (choice: Choice, total: number): HTMLElement => {
  const { storage, plan, colour } = choice;
  const rows = [
    h(
      'li',
      {},
      h('img', { src: picture(choice), alt: pictureText(choice), width: '66', height: '78' }),
      h('span', {}, h('b', {}, phone.name), h('small', {}, `${storage.name} · ${text(colour)}`)),
      h('span', { class: 'price' }, money(storage.price)),
    ),
  ];
  if (plan !== null) {
    const detail = h('small', {}, text('planDetail', { gigabytes: plan.gigabytes }));
    rows.push(
      h(
        'li',
        {},
        h('span', { class: 'sim' }),
        h('span', {}, h('b', {}, text('firstMonth', { plan: plan.name })), detail),
        h('span', { class: 'price' }, money(plan.monthly)),
      ),
    );
  }
  return h('div', { class: 'lines' }, h('ul', {}, ...rows), totalLine(total, plan?.monthly ?? null));
};

export const totalLine = (total: number, monthly: number | null): HTMLElement =>
  h(
    'p',
    { class: 'total' },
    h('span', {}, text('total')),
    h('b', { class: 'price' }, money(total)),
    ...(monthly === null
      ? []
      : [h('small', { class: 'quiet' }, text('firstMonthIncluded', { amount: money(monthly) }))]),
  );
