/** Who this browser is to the market. In life there is a login, and the server knows. */

export type Country = 'SE' | 'NO';

const countryKey = 'torvet-country';
const shopKey = (country: Country): string => `torvet-shop-${country}`;

const isCountry = (text: string | null | undefined): text is Country => text === 'SE' || text === 'NO';

/** `?seller=SE-…`: a link from the market's agent to the seller. */
const followLink = (): void => {
  const [, country, shop] = /^(SE|NO)-([A-Za-z0-9-]{8,40})$/.exec(asked()) ?? [];
  if (!isCountry(country) || shop === undefined) return;
  localStorage.setItem(countryKey, country);
  localStorage.setItem(shopKey(country), shop);
};
const asked = (): string => new URLSearchParams(location.search).get('seller') ?? '';

export const country = (): Country => {
  const kept = localStorage.getItem(countryKey);
  return isCountry(kept) ? kept : 'SE';
};

export const shop = (): string => {
  const known = localStorage.getItem(shopKey(country())) ?? crypto.randomUUID();
  localStorage.setItem(shopKey(country()), known);
  return known;
};

/** Another seller from now on; the page is opened anew. */
export const choose = (chosen: Country): void => {
  localStorage.setItem(countryKey, chosen);
  location.assign(location.pathname);
};

export const startOver = (): void => {
  localStorage.removeItem(shopKey(country()));
  location.assign(location.pathname);
};

followLink();

/** What passes every check, and is nobody's. */
export const answers = {
  SE: {
    company: 'Lomvi Keramik AB',
    number: '556012-5790',
    website: 'https://lomvi.example/',
    address: 'Storgatan 1, 111 22 Stockholm',
    bankAccount: 'SE35 5000 0000 0549 1000 0003',
    email: 'eva@lomvi.example',
  },
  NO: {
    company: 'Fjordull AS',
    number: '974 760 673',
    website: 'https://fjordull.example/',
    address: 'Strandgata 1, 5003 Bergen',
    bankAccount: '8601 11 17947',
    email: 'kari@fjordull.example',
  },
} as const satisfies Readonly<Record<Country, object>>;
