import { byId, h } from '../page/dom.ts';
import { language } from '../preferences/preferences.ts';
import { drawPage, text } from './texts.ts';

/** The part of `<handslag-payment>` that this till uses. */
interface HandslagPayment extends HTMLElement {
  token: string;
}

/** In øre. */
const most = 1_000_000;

const sale = byId('sale', HTMLFormElement);
const mandate = byId('mandate', HTMLInputElement);
const show = byId('show', HTMLButtonElement);
const payment = document.querySelector<HandslagPayment>('handslag-payment');

/** In øre, as typed: 1 9 9 00 is 199.00. */
let amount = 0;

const money = (ore: number): string =>
  new Intl.NumberFormat(language(), { style: 'currency', currency: 'DKK' }).format(ore / 100);

const say = (words: string): void => {
  byId('wrong', HTMLElement).textContent = words;
};

const draw = (): void => {
  byId('amount', HTMLOutputElement).value = money(amount);
  show.disabled = amount === 0;
};

const type = (digits: string): void => {
  const next = amount * 10 ** digits.length + Number(digits);
  say(next > most ? text('tooLarge', { most: money(most) }) : '');
  if (next <= most) amount = next;
  draw();
};

/** `label`: for a face that cannot be read out. */
const keyOf = (face: string, press: () => void, label: string | false = false): HTMLElement => {
  const button = h('button', { type: 'button', 'aria-label': label }, face);
  button.addEventListener('click', press);
  return button;
};

const remove = (): void => {
  amount = Math.floor(amount / 10);
  say('');
  draw();
};

const drawKeys = (): void => {
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) =>
    keyOf(digit, () => type(digit)),
  );
  byId('keys', HTMLElement).replaceChildren(
    ...digits,
    keyOf('00', () => type('00')),
    keyOf('0', () => type('0')),
    keyOf('⌫', remove, text('remove')),
  );
};

/** A keyboard or a scanner types too. */
addEventListener('keydown', ({ key, target }) => {
  if (byId('clerk', HTMLElement).hidden || target instanceof HTMLSelectElement) return;
  if (/^\d$/.test(key)) type(key);
  if (key === 'Backspace') remove();
});

const turn = (toCustomer: boolean): void => {
  byId('clerk', HTMLElement).hidden = toCustomer;
  byId('customer', HTMLElement).hidden = !toCustomer;
};

sale.addEventListener('submit', async (event) => {
  event.preventDefault();
  show.disabled = true;
  try {
    const answer = await fetch('api/payments', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ amount, mandate: mandate.checked }),
    });
    if (!answer.ok) throw new Error(`the till’s server answered ${answer.status}`);
    const { token } = await answer.json();
    if (payment !== null) payment.token = String(token);
    turn(true);
  } catch {
    say(text('notOpened'));
    draw();
  }
});

// The customer has gone, or the clerk has cleared the screen: nothing of them is left here either.
payment?.addEventListener('handslag-idle', () => {
  amount = 0;
  mandate.checked = false;
  say('');
  turn(false);
  draw();
});

drawPage(() => {
  drawKeys();
  draw();
});
