import { byId } from '../page/dom.ts';
import { fromIds } from './catalogue.ts';
import { showCount } from './kept-basket.ts';
import { linesOf, totalLine } from './lines.ts';
import { awaitOrder, isSettled, isTold, readOrder, ShopRefusal, type ShownOrder } from './shop-api.ts';
import { standingOf } from './standing.ts';
import { drawPage, text } from './text.ts';
import { toldLine } from './told.ts';

const id = new URLSearchParams(location.search).get('order') ?? '';

let order: ShownOrder | undefined;

const draw = (): void => {
  showCount();
  if (order === undefined) return;
  const { payment, choice } = order;
  byId('title', HTMLElement).textContent = payment === 'paid' ? text('thanks') : text('order', { id });
  byId('standing', HTMLElement).replaceChildren(...standingOf(order));
  const bought = choice === null ? undefined : fromIds(choice);
  byId('lines', HTMLElement).replaceChildren(
    bought === undefined ? totalLine(order.amount, order.monthly) : linesOf(bought, order.amount),
  );
  const pay = byId('pay', HTMLAnchorElement);
  pay.hidden = order.kind === 'bill' || (payment !== 'not_started' && payment !== 'not_paid');
  pay.href = `checkout.html?order=${id}`;
  byId('told', HTMLElement).hidden = order.told.length === 0;
  byId('told-changes', HTMLElement).replaceChildren(...order.told.map(toldLine));
};

/** Shows each change as it comes, until nothing more can come. */
const follow = async (): Promise<void> => {
  for (;;) {
    try {
      order = order === undefined ? await readOrder(id) : await awaitOrder(order);
      draw();
      if (isSettled(order) && isTold(order)) return;
    } catch (error) {
      if (error instanceof ShopRefusal && error.status === 404) {
        byId('title', HTMLElement).textContent = text('notFound');
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    }
  }
};

drawPage(draw);
await follow();
