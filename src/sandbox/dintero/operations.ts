/**
 * The operations that this stand-in answers: every other operation of the document is refused. Paths stand under `/v1`.
 * `{oid}` and `{aid}` name the account that the token must be for; one of `scopes` must be in it.
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** `client`: told apart by the grant. `user`: a person's token, at any account. */
  readonly scopes: readonly string[] | 'client' | 'user';
  /** Names that may stand in the query. */
  readonly query?: readonly string[];
}

const read = ['admin:accounts', 'read:accounts'];
const write = ['admin:accounts', 'write:accounts'];
const paging = ['limit', 'starting_after'];
const settings = '/accounts/{aid}/management/settings';
const connections = `${settings}/connections`;

export const operations = {
  token: { method: 'POST', path: '/accounts/{oid}/auth/token', scopes: 'client' },
  exchange: { method: 'POST', path: '/accounts/{oid}/auth/exchange_token', scopes: read },
  revoke: {
    method: 'POST',
    path: '/accounts/{oid}/auth/revoke',
    scopes: [...write, 'create:accounts:auth:refresh_token'],
  },
  passwordless: {
    method: 'POST',
    path: '/accounts/{oid}/auth/passwordless',
    scopes: [...write, 'write:accounts:/auth/passwordless'],
  },
  keys: { method: 'GET', path: '/accounts/{oid}/auth/keys', scopes: read },
  challenge: {
    method: 'POST',
    path: '/accounts/{aid}/auth/mfa/challenge',
    scopes: [...write, 'write:accounts:/auth/mfa'],
  },
  user: { method: 'GET', path: '/account/user', scopes: 'user' },

  signUp: { method: 'POST', path: '/accounts/{oid}/signup', scopes: ['create:account'] },
  verify: {
    method: 'POST',
    path: '/accounts/{oid}/signup/verify',
    scopes: ['create:account'],
    query: ['verification_code', 'authorize'],
  },
  prefill: { method: 'POST', path: '/accounts/{oid}/signup/prefill', scopes: ['create:applicant'] },
  readPrefill: { method: 'GET', path: '/accounts/{oid}/signup/prefill/{id}', scopes: ['create:account'] },
  acceptPrefill: {
    method: 'POST',
    path: '/accounts/{oid}/signup/prefill/{id}',
    scopes: ['create:account'],
    query: ['authorize'],
  },

  listAccounts: {
    method: 'GET',
    path: '/accounts/{oid}/management/accounts',
    scopes: read,
    query: ['search', 'connection', 'connection_status', 'payment_option', 'account_manager', ...paging],
  },
  createAccount: { method: 'POST', path: '/accounts/{oid}/management/accounts', scopes: write },
  readAccount: { method: 'GET', path: '/accounts/{oid}/management/accounts/{id}', scopes: read },
  listEvents: {
    method: 'GET',
    path: '/accounts/{oid}/management/accounts/{id}/events',
    scopes: read,
    query: ['type', ...paging],
  },
  createEvent: { method: 'POST', path: '/accounts/{oid}/management/accounts/{id}/events', scopes: write },
  onboardingLink: {
    method: 'POST',
    path: '/accounts/{oid}/management/accounts/{id}/partner_onboarding_link',
    scopes: write,
  },
  listPrices: {
    method: 'GET',
    path: '/accounts/{oid}/management/price-packages',
    scopes: read,
    query: ['type', 'price_package_id', ...paging],
  },
  readPrices: { method: 'GET', path: '/accounts/{aid}/management/price-package', scopes: read },

  readSettings: { method: 'GET', path: settings, scopes: read },
  writeSettings: { method: 'PUT', path: settings, scopes: write },
  asset: { method: 'POST', path: '/accounts/{aid}/management/assets', scopes: write },

  listPayments: {
    method: 'GET',
    path: `${settings}/approvals/payments`,
    scopes: read,
    query: ['case_status'],
  },
  applyPayments: { method: 'POST', path: `${settings}/approvals/payments`, scopes: write },
  listPayouts: {
    method: 'GET',
    path: `${settings}/approvals/payout-destinations`,
    scopes: read,
    query: ['payout_destination_id', 'case_status'],
  },
  applyPayout: { method: 'POST', path: `${settings}/approvals/payout-destinations`, scopes: write },
  readPayout: { method: 'GET', path: `${settings}/approvals/payout-destinations/{id}`, scopes: read },
  archivePayout: {
    method: 'DELETE',
    path: `${settings}/approvals/payout-destinations/{id}`,
    scopes: write,
    query: ['delete_active'],
  },

  readSwish: { method: 'GET', path: `${connections}/swish`, scopes: read },
  signUpSwish: { method: 'POST', path: `${connections}/swish`, scopes: write },
  readVipps: { method: 'GET', path: `${connections}/vipps`, scopes: read },
  signUpVipps: { method: 'POST', path: `${connections}/vipps`, scopes: write },
  renewVipps: { method: 'PUT', path: `${connections}/vipps`, scopes: write },
  readKlarna: { method: 'GET', path: `${connections}/klarna`, scopes: read },
  signUpKlarna: {
    method: 'POST',
    path: `${connections}/klarna`,
    scopes: write,
    query: ['force_new_signup'],
  },
  readVippsPsp: { method: 'GET', path: `${connections}/vipps-psp`, scopes: read },
  signUpVippsPsp: { method: 'POST', path: `${connections}/vipps-psp`, scopes: write },
  readPayEx: { method: 'GET', path: `${connections}/payex/payex.creditcard`, scopes: read },
  signUpPayEx: { method: 'POST', path: `${connections}/payex/payex.creditcard`, scopes: write },
  readCollector: { method: 'GET', path: `${connections}/collector`, scopes: read },
  signUpCollector: { method: 'POST', path: `${connections}/collector`, scopes: write },
  readInstabank: { method: 'GET', path: `${connections}/instabank`, scopes: read },
  signUpInstabank: { method: 'POST', path: `${connections}/instabank`, scopes: write },
  readCommon: { method: 'GET', path: `${connections}/common`, scopes: read },
  signUpCommon: { method: 'POST', path: `${connections}/common`, scopes: write },
} satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof operations;

const isName = (name: string): name is OperationName => Object.hasOwn(operations, name);

/** What stands in a path in place of `{…}`. */
export type Params = Readonly<Record<string, string>>;

const match = (template: string, path: string): Params | null => {
  const [wanted, given] = [template.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = value;
    else if (part !== value) return null;
  }
  // every id here is of these characters, so nothing is ever escaped
  return Object.values(params).every((value) => /^[\w.-]+$/.test(value)) ? params : null;
};

/** The operation of this method and path, and what its path names; null: there is none here. */
export const findOperation = (
  method: string,
  path: string,
): { readonly name: OperationName; readonly operation: Operation; readonly params: Params } | null => {
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const params = operation.method === method ? match(operation.path, path) : null;
    if (params !== null && isName(name)) return { name, operation, params };
  }
  return null;
};
