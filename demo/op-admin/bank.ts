export const products = [
  'ACCOUNT_DATA',
  'PAYMENT',
  'REFUND',
  'TRANSACTION_FILTER',
  'TRANSACTION_INFO',
] as const;
export type Product = (typeof products)[number];

export interface Agreement {
  readonly provider: string;
  readonly products: readonly Product[];
}

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly agreements: readonly Agreement[];
}

export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly registered: boolean;
}

/** Why the bank refuses: its own word. */
export class BankRefused extends Error {
  override readonly name = 'BankRefused';
}

const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
  const answer = await fetch(`/sandbox/op-admin/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const told = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw new BankRefused(String(told?.error ?? answer.status));
  return told;
};

const agreementsOf = (company: string, provider = ''): string =>
  `companies/${encodeURIComponent(company)}/agreements${provider && `/${encodeURIComponent(provider)}`}`;

/** Everything is asked of the sandbox: this page keeps nothing. */
export const bank = {
  companies: async () => (await ask('GET', 'companies')) as readonly Company[],
  providers: async () => (await ask('GET', 'providers')) as readonly Provider[],
  register: (provider: string, registered: boolean) =>
    ask('PUT', `providers/${encodeURIComponent(provider)}`, { registered }),
  agree: (company: string, provider: string, chosen: readonly Product[]) =>
    ask('POST', agreementsOf(company), { provider, products: chosen }),
  change: (company: string, provider: string, chosen: readonly Product[]) =>
    ask('PUT', agreementsOf(company, provider), { products: chosen }),
  end: (company: string, provider: string) => ask('DELETE', agreementsOf(company, provider)),
};
