import { markCurrent } from '../page/current.ts';
import { byId, h } from '../page/dom.ts';
import { createDrawing } from '../page/redraw.ts';
import { keepLooking } from './behind.ts';
import { createNotes } from './notes.ts';
import { drawPage, text } from './texts.ts';

/** The part of a merchant that this page shows: see `GET /v1/merchants` of the backend. */
interface Seller {
  readonly id: string;
  readonly reference: string;
  readonly name: string | null;
  readonly country: 'SE' | 'NO';
  readonly status: keyof typeof statuses;
  readonly account: { readonly id: string | null };
  readonly accountManager: string | null;
  readonly outstanding: readonly Step[];
  readonly options: readonly {
    readonly id: string;
    readonly status: 'none' | 'pending' | 'enabled' | 'failed' | 'declined';
  }[];
  readonly leftAt: Step | null;
}
type Step = Extract<Parameters<typeof text>[0], `step_${string}`> extends `step_${infer Id}` ? Id : never;

const statuses = {
  in_progress: 'in_progress',
  in_review: 'in_review',
  approved: 'approvedStatus',
  declined: 'declinedStatus',
  closed: 'closed',
} as const;

const names: Readonly<Record<string, string>> = {
  swish: 'Swish',
  vipps: 'Vipps',
  vipps_psp: 'Vipps PSP',
  klarna: 'Klarna',
  payex: 'PayEx',
  collector: 'Walley',
  instabank: 'Instabank',
};

const search = byId('search', HTMLInputElement);
const status = byId('status', HTMLSelectElement);
const failed = byId('failed', HTMLElement);
const draw = createDrawing(byId('sellers', HTMLElement));
const notesOf = createNotes();

let sellers: readonly Seller[] = [];

const fact = (name: string, ...value: readonly (Node | string)[]): readonly HTMLElement[] => [
  h('dt', {}, name),
  h('dd', {}, ...value),
];

const optionsOf = ({ options }: Seller): string =>
  options
    .filter((one) => one.status !== 'none')
    .map((one) => `${names[one.id] ?? one.id}: ${text(`option_${one.status}`)}`)
    .join(', ') || text('noOptions');

const waits = ({ outstanding }: Seller): Node =>
  outstanding.length === 0
    ? h('p', { class: 'quiet' }, text('waitsForNothing'))
    : h(
        'div',
        {},
        h('p', { class: 'small quiet' }, text('waitsFor')),
        h('ul', { class: 'waits' }, ...outstanding.map((id) => h('li', {}, text(`step_${id}`)))),
      );

const card = (seller: Seller): HTMLElement => {
  const { id, name, country, account, accountManager, leftAt, reference } = seller;
  return h(
    'li',
    { class: 'seller', 'data-reference': reference },
    h(
      'div',
      { class: 'seller-top' },
      h('h2', { tabindex: '-1' }, name ?? text('unnamed')),
      h('span', { class: `badge ${seller.status}` }, text(statuses[seller.status])),
    ),
    waits(seller),
    h(
      'dl',
      {},
      ...fact(
        text('account'),
        `${account.id ?? text('noAccount')}, ${text(country === 'SE' ? 'sweden' : 'norway')}`,
      ),
      ...fact(text('options'), optionsOf(seller)),
      ...(leftAt === null ? [] : fact(text('leftAt'), text(`step_${leftAt}`))),
      ...(accountManager === null ? [] : fact(text('manager'), accountManager)),
    ),
    notesOf(id, account.id !== null),
  );
};

const show = (): void =>
  draw(sellers, () =>
    sellers.length === 0
      ? [h('p', { class: 'quiet' }, text('nobody'))]
      : [h('ul', { class: 'sellers' }, ...[...sellers].reverse().map(card))],
  );

const look = async (): Promise<void> => {
  const wanted = new URLSearchParams({ status: status.value, search: search.value.trim() });
  try {
    const answer = await fetch(`api/staff/sellers?${wanted}`);
    if (!answer.ok) throw new Error(`the market answered ${answer.status}`);
    const { items } = await answer.json();
    sellers = items;
    failed.textContent = '';
    show();
  } catch {
    failed.textContent = text('offline');
  }
};

markCurrent();
drawPage(() => {
  const chosen = status.value;
  status.replaceChildren(
    h('option', { value: '' }, text('allStatuses')),
    ...Object.entries(statuses).map(([value, key]) => h('option', { value }, text(key))),
  );
  status.value = chosen;
  search.placeholder = text('searchHint');
  show();
});
search.addEventListener('input', () => void look());
status.addEventListener('change', () => void look());
byId('filter', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
await keepLooking(look, 2000);
