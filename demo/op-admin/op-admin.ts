import { byId, h } from '../page/dom.ts';
import {
  type Agreement,
  BankRefused,
  bank,
  type Company,
  type Product,
  type Provider,
  products,
} from './bank.ts';
import { drawPage, text } from './texts.ts';

const company = byId('company', HTMLSelectElement);
const provider = byId('provider', HTMLInputElement);
const problem = byId('problem', HTMLElement);
const spoken = byId('spoken', HTMLElement);

let companies: readonly Company[] = [];
let providers: readonly Provider[] = [];

const current = (): Company | undefined => companies.find(({ id }) => id === company.value);

const boxes = (chosen: readonly Product[]): readonly HTMLElement[] => [
  h('legend', {}, text('products')),
  ...products.map((product) =>
    h(
      'label',
      {},
      h('input', { type: 'checkbox', value: product, checked: chosen.includes(product) }),
      h('span', {}, text(product)),
    ),
  ),
];

const chosenIn = (place: HTMLElement): readonly Product[] =>
  products.filter((product) => place.querySelector<HTMLInputElement>(`[value="${product}"]`)?.checked);

/** Says what became of it, and draws what the bank has now. */
const doIt = async (deed: () => Promise<unknown>, done: Parameters<typeof text>[0]): Promise<boolean> => {
  problem.textContent = '';
  spoken.textContent = '';
  try {
    await deed();
    await look();
    spoken.textContent = text(done);
    return true;
  } catch (error) {
    const isKnown = error instanceof BankRefused && error.message === 'provider_not_registered';
    problem.textContent = text(isKnown ? 'notRegistered' : 'refused');
    return false;
  }
};

const nameOf = (id: string): string => providers.find((one) => one.id === id)?.name ?? id;

const agreementCard = ({ provider: id, products: granted }: Agreement): HTMLElement => {
  const place = h('fieldset', {}, ...boxes(granted));
  const change = h('button', { type: 'button' }, text('change'));
  const end = h('button', { type: 'button' }, text('end'));
  const of = company.value;
  change.addEventListener('click', () => void doIt(() => bank.change(of, id, chosenIn(place)), 'changed'));
  end.addEventListener('click', () => void doIt(() => bank.end(of, id), 'ended'));
  return h(
    'div',
    { class: 'agreement', 'data-provider': id },
    h('h2', {}, nameOf(id)),
    h('p', { class: 'quiet' }, `${text('inForce')} ${id}`),
    place,
    h('div', { class: 'row' }, change, end),
  );
};

const registrationOf = ({ id, name, registered }: Provider): HTMLElement => {
  const box = h('input', { type: 'checkbox', checked: registered });
  box.addEventListener('change', () => void doIt(() => bank.register(id, box.checked), 'saved'));
  return h('label', { class: 'switch' }, box, h('span', {}, `${name}, ${id}`));
};

const draw = (): void => {
  const agreements = current()?.agreements ?? [];
  byId('agreements', HTMLElement).replaceChildren(
    ...(agreements.length === 0 ? [h('p', { class: 'quiet' }, text('none'))] : agreements.map(agreementCard)),
  );
  const place = byId('products', HTMLElement);
  place.replaceChildren(...boxes(chosenIn(place)));
  byId('registered', HTMLElement).replaceChildren(...providers.map(registrationOf));
};

const look = async (): Promise<void> => {
  [companies, providers] = await Promise.all([bank.companies(), bank.providers()]);
  const known = company.value;
  company.replaceChildren(...companies.map(({ id, name }) => h('option', { value: id }, `${name}, ${id}`)));
  if (companies.some(({ id }) => id === known)) company.value = known;
  draw();
};

company.addEventListener('change', () => {
  spoken.textContent = '';
  draw();
});

byId('new', HTMLFormElement).addEventListener('submit', async (event) => {
  event.preventDefault();
  const place = byId('products', HTMLElement);
  const chosen = chosenIn(place);
  if (provider.value.trim() === '' || chosen.length === 0) {
    problem.textContent = text('incomplete');
    provider.focus();
    return;
  }
  if (await doIt(() => bank.agree(company.value, provider.value.trim(), chosen), 'made')) {
    provider.value = '';
    place.replaceChildren(...boxes([]));
  }
});

drawPage(draw);
await look().catch(() => {
  problem.textContent = text('refused');
});
