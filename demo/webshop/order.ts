import { fromIds } from './catalogue.ts';
import { byId } from './dom.ts';
import { showCount } from './kept-basket.ts';
import { linesOf, totalLine } from './lines.ts';
import { awaitOrder, isSettled, readOrder, ShopRefusal, type ShownOrder } from './shop-api.ts';
import { standingOf } from './standing.ts';
import { drawPage, text } from './text.ts';

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
};

/** Shows each change as it comes, until nothing more can come. */
const follow = async (): Promise<void> => {
  for (;;) {
    const before = order?.seen;
    try {
      order = order?.seen ? await awaitOrder(order) : await readOrder(id);
      draw();
      if (isSettled(order)) return;
      if (order.seen !== null && order.seen !== before) continue;
    } catch (error) {
      if (error instanceof ShopRefusal && error.status === 404) {
        byId('title', HTMLElement).textContent = text('notFound');
        return;
      }
    }
    // Nothing new, nothing yet that could be waited for, or no connection.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
};

drawPage(draw);
await follow();
