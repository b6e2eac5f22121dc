import { byId, h } from '../page/dom.ts';
import { type Choice, phone, plans, totalOf } from './catalogue.ts';
import { keepBasket, readBasket, showCount } from './kept-basket.ts';
import { picture, pictureText } from './lines.ts';
import { drawPage, money, text } from './text.ts';

const form = byId('choose', HTMLFormElement);

let choice: Choice = readBasket() ?? { colour: 'night', storage: phone.storages[0], plan: plans[0] };

const option = (name: string, value: string, checked: boolean, ...label: (Node | string)[]): HTMLElement =>
  h('label', { class: `option ${value}` }, h('input', { type: 'radio', name, value, checked }), ...label);

const drawOptions = (): void => {
  byId('colours', HTMLElement).replaceChildren(
    ...phone.colours.map((colour) =>
      option('colour', colour, colour === choice.colour, h('span', {}, text(colour))),
    ),
  );
  byId('storages', HTMLElement).replaceChildren(
    ...phone.storages.map((storage) =>
      option('storage', storage.id, storage === choice.storage, card(storage.name, money(storage.price))),
    ),
  );
  byId('plans', HTMLElement).replaceChildren(
    ...plans.map((plan) => {
      const detail = text('planDetail', { gigabytes: plan.gigabytes });
      const price = text('monthly', { amount: money(plan.monthly) });
      return option('plan', plan.id, plan === choice.plan, card(plan.name, price, detail));
    }),
    option('plan', 'none', choice.plan === null, card(text('noPlan'), '', text('noPlanDetail'))),
  );
};

const card = (name: string, price: string, detail = ''): HTMLElement =>
  h(
    'span',
    {},
    h('b', {}, name),
    ...(detail === '' ? [] : [h('small', {}, detail)]),
    h('span', { class: 'price' }, price),
  );

const drawChoice = (): void => {
  const image = byId('picture', HTMLImageElement);
  image.src = picture(choice);
  image.alt = pictureText(choice);
  byId('total', HTMLOutputElement).value = money(totalOf(choice));
  byId('monthly', HTMLElement).textContent =
    choice.plan === null ? '' : text('firstMonthIncluded', { amount: money(choice.plan.monthly) });
};

form.addEventListener('change', () => {
  const chosen = new FormData(form);
  choice = {
    colour: phone.colours.find((one) => one === chosen.get('colour')) ?? choice.colour,
    storage: phone.storages.find((one) => one.id === chosen.get('storage')) ?? choice.storage,
    plan: plans.find((one) => one.id === chosen.get('plan')) ?? null,
  };
  drawChoice();
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  keepBasket(choice);
  location.assign('basket.html');
});

drawPage(() => {
  drawOptions();
  drawChoice();
  showCount();
});
// A press that came before would be lost.
byId('add', HTMLButtonElement).disabled = false;
