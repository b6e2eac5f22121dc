import type { Price, PriceList } from '../onboarding-readings.ts';
import type { Call } from './line.ts';
import { ask, find, type Room } from './room.ts';
import { AccountPrices, OfferedPrices, type WirePricePackage } from './wire.ts';

/** More pages than this are no list for a merchant to read. */
const mostPages = 20;

type WirePrice = WirePricePackage['products'][number]['prices'][number];

/** An amount's currency, where there is one: of several, or of none named, none can be said. */
const readPrices = (product: string, { amounts, dimensions }: WirePrice): readonly Price[] => {
  const bounds = dimensions ?? [];
  const [currency, another] = bounds.find(({ name }) => name === 'currency')?.values ?? [];
  const isOne = currency !== undefined && another === undefined;
  return amounts.map((amount) => ({
    product,
    name: amount.name,
    description: amount.description ?? null,
    fixed: amount.flat_amount ?? null,
    rate: amount.unit_amount ?? null,
    currency: isOne ? currency : null,
    only: bounds.filter(({ name }) => !(isOne && name === 'currency')),
  }));
};

const readPackage = (wire: WirePricePackage): PriceList => ({
  name: wire.name,
  description: wire.description ?? null,
  conditions: wire.pricing_conditions ?? null,
  prices: wire.products.flatMap(({ product_id, prices }) =>
    prices.flatMap((price) => readPrices(product_id, price)),
  ),
});

/** What an account pays, or what the platform offers. */
export const createPrices = (room: Room) => {
  const { access, partner } = room;

  const offered = async (signal: AbortSignal): Promise<readonly PriceList[]> => {
    const path = `/accounts/${partner.account}/management/price-packages`;
    const all: PriceList[] = [];
    let after: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const query = { type: 'default', limit: '100', ...(after === null ? {} : { starting_after: after }) };
      const call: Call = { name: 'price_packages', method: 'GET', path, query };
      const told = await ask(room, access.asPartner, call, OfferedPrices, signal);
      all.push(...told.price_packages.map(readPackage));
      const next = told.starting_after ?? '';
      // An empty page ends it too: some say where they stand to the last.
      if (next === '' || next === after || told.price_packages.length === 0) break;
      after = next;
    }
    return all;
  };

  return async (account: string | null, signal: AbortSignal): Promise<readonly PriceList[]> => {
    if (account === null) return offered(signal);
    const call: Call = {
      name: 'price_package',
      method: 'GET',
      path: `/accounts/${account}/management/price-package`,
    };
    const told = await find(room, access.asMerchant(account), call, AccountPrices, signal);
    return told === null ? offered(signal) : [readPackage(told.price_package)];
  };
};
