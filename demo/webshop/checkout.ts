import { byId } from '../page/dom.ts';
import { fromIds, totalOf } from './catalogue.ts';
import { keepBasket, readBasket, showCount } from './kept-basket.ts';
import { linesOf } from './lines.ts';
import { readMobile } from './mobile.ts';
import { getToken, placeOrder, readOrder, type ShownOrder } from './shop-api.ts';
import { drawPage, text } from './text.ts';
import { connectTrial, readTrial } from './trial.ts';

/** The parts of `<handslag-payment>` that this shop uses. */
interface HandslagPayment extends HTMLElement {
  token: string;
  fetchToken: () => Promise<string>;
}

const form = byId('method', HTMLFormElement);
const mobile = byId('mobile', HTMLInputElement);
const next = byId('continue', HTMLButtonElement);
const payment = document.querySelector<HandslagPayment>('handslag-payment');

/** Undefined until it is placed. Its id stands in the address, so that a reload finds it again. */
let order: ShownOrder | undefined;

/** Hands the order's token to the element, which does the rest. */
const pay = async (id: string, mobileNumber: string | null): Promise<void> => {
  order = await readOrder(id);
  const token = await getToken(id, mobileNumber);
  form.hidden = true;
  byId('payment', HTMLElement).hidden = false;
  const seeOrder = byId('see-order', HTMLAnchorElement);
  seeOrder.href = `order.html?order=${id}`;
  seeOrder.hidden = order.payment === 'not_started';
  if (payment === null) return;
  // Called again when the token is near its end: the server reopens the same payment.
  payment.fetchToken = () => getToken(id, null);
  payment.token = token;
  draw();
};

// For the screen only: the order page asks the server, and the server asks Handslag, before anyone says "paid".
payment?.addEventListener('handslag-done', () => {
  byId('see-order', HTMLAnchorElement).hidden = false;
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const choice = readBasket();
  const number = readMobile(mobile.value);
  byId('mobile-wrong', HTMLElement).textContent = number === undefined ? text('mobileWrong') : '';
  mobile.setAttribute('aria-invalid', String(number === undefined));
  if (number === undefined) return mobile.focus();
  if (choice === undefined) return location.assign('basket.html');
  await attempt(async () => {
    const { id } = await placeOrder(choice, readTrial());
    history.replaceState(null, '', `?order=${id}`);
    keepBasket(undefined);
    await pay(id, number);
    byId('payment-title', HTMLElement).focus();
  });
});

byId('start-over', HTMLButtonElement).addEventListener('click', () => {
  keepBasket(chosen());
  location.assign('checkout.html');
});

const attempt = async (work: () => Promise<void>): Promise<void> => {
  next.disabled = true;
  byId('failed', HTMLElement).textContent = '';
  await work().catch(() => {
    byId('failed', HTMLElement).textContent = text('notOpened');
  });
  next.disabled = false;
};

/** What is bought: out of the order once there is one, else out of the basket. */
const chosen = () => (order?.choice ? fromIds(order.choice) : readBasket());

const draw = (): void => {
  const choice = chosen();
  showCount();
  byId('trial', HTMLElement).hidden = order !== undefined;
  if (choice === undefined) return;
  const total = order?.amount ?? totalOf(choice) + readTrial().ore;
  byId('lines', HTMLElement).replaceChildren(linesOf(choice, total));
  byId('method-detail', HTMLElement).textContent = text(choice.plan === null ? 'payOnce' : 'payAndSignUp');
};

const isCard = (): boolean => new FormData(form).get('method') === 'card';

form.addEventListener('change', () => {
  next.disabled = isCard();
  byId('mobile-field', HTMLElement).hidden = isCard();
});

drawPage(draw);
const placed = new URLSearchParams(location.search).get('order');
if (placed !== null) await attempt(() => pay(placed, null));
else if (readBasket() === undefined) location.replace('basket.html');
// A press that came before would be lost.
next.disabled = isCard();
await connectTrial(draw);
