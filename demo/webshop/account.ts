import { byId, h } from '../page/dom.ts';
import { bills } from './catalogue.ts';
import { showCount } from './kept-basket.ts';
import { isSettled, readOrders, type ShownOrder, sendBill } from './shop-api.ts';
import { standingOf } from './standing.ts';
import { drawPage, money, text } from './text.ts';
import { connectTrial, readTrial } from './trial.ts';

const form = byId('bill', HTMLFormElement);
const kind = byId('bill-kind', HTMLSelectElement);

let orders: readonly ShownOrder[] | undefined;

/** The purchase under whose agreement a further bill can be sent. */
const agreed = (): ShownOrder | undefined => orders?.find((order) => order.agreement === 'active');

const drawOrder = (order: ShownOrder): HTMLElement =>
  h(
    'li',
    {},
    h(
      'h2',
      {},
      h('small', { class: 'tag' }, `${text(order.kind)} · ${order.id}`),
      h('a', { id: order.id, href: `order.html?order=${order.id}` }, order.text),
    ),
    h('b', { class: 'price' }, money(order.amount)),
    h('div', { class: 'standing' }, ...standingOf(order)),
  );

const draw = (): void => {
  showCount();
  const wanted = kind.value;
  kind.replaceChildren(
    ...bills.map(({ id, price }) =>
      h('option', { value: id, selected: id === wanted }, `${text(id)}, ${money(price)}`),
    ),
  );
  if (orders === undefined) return;
  byId('empty', HTMLElement).hidden = orders.length > 0;
  form.hidden = agreed() === undefined;
  byId('needs-agreement', HTMLElement).hidden = orders.length === 0 || agreed() !== undefined;
  const focused = document.activeElement?.id;
  byId('orders', HTMLElement).replaceChildren(...orders.map(drawOrder));
  if (focused) document.getElementById(focused)?.focus();
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const order = agreed();
  const bill = bills.find(({ id }) => id === kind.value);
  if (order === undefined || bill === undefined) return;
  const refused = byId('bill-refused', HTMLElement);
  refused.textContent = '';
  await sendBill(order.id, bill.id, text(bill.id), readTrial()).catch(() => {
    refused.textContent = text('billNotSent');
  });
  await refresh().catch(() => undefined);
});

const refresh = async (): Promise<void> => {
  const now = await readOrders();
  if (JSON.stringify(now) === JSON.stringify(orders)) return;
  orders = now;
  draw();
};

// As good as live for a page that shows many orders at once; order.ts shows how to be told of one at once.
const keepFresh = async (): Promise<never> => {
  for (;;) {
    const isOpen = orders?.some((order) => !isSettled(order)) ?? true;
    if (isOpen && !document.hidden) await refresh().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
};

drawPage(draw);
void connectTrial(() => undefined);
await keepFresh();
