import type { Fault } from './wire.ts';

/** Of the published tables: what a call may carry in its query, and nothing else. */
const kinds = {
  apikey: /^.+$/,
  id: /^[1-9]\d{0,17}$/,
  personid: /^[1-9]\d{0,17}$/,
  companyid: /^[1-9]\d{0,17}$/,
  // "Integer" there, though a leading zero is part of either
  clearingnumber: /^\d{4,5}$/,
  accountnumber: /^\d{1,12}$/,
  bgcaction: /^(add|none)$/,
  waitingforemedgivande: /^(true|false)$/,
} as const;

export type Parameter = keyof typeof kinds;
export type Method = 'GET' | 'POST' | 'PUT';

const allowed: Readonly<Record<Method, readonly Parameter[]>> = {
  GET: ['apikey', 'id', 'personid', 'companyid'],
  POST: [
    'apikey',
    'personid',
    'companyid',
    'clearingnumber',
    'accountnumber',
    'bgcaction',
    'waitingforemedgivande',
  ],
  PUT: ['apikey', 'id', 'personid', 'clearingnumber', 'accountnumber'],
};

export const isMethod = (method: string): method is Method => Object.hasOwn(allowed, method);

/** Published: code, message and debuginfo of this one. */
export const invalid = (name: string): Fault => ({
  status: 400,
  code: 1001,
  message: `Invalid parameter, ${name}`,
  debuginfo: `field=${name}`,
});

const missing = (name: string): Fault => ({
  status: 400,
  code: 1002,
  message: `Missing parameter, ${name}`,
  debuginfo: `field=${name}`,
});

export type Parameters = Readonly<Partial<Record<Parameter, string>>>;

/** Who is logged on has no consents of their own: a system key must say whose. */
const needed = (method: Method, has: Parameters): readonly Parameter[] => {
  if (method === 'GET') return ['personid'];
  if (method === 'PUT') return ['id', 'personid', 'clearingnumber', 'accountnumber'];
  return has.waitingforemedgivande === 'true'
    ? ['personid', 'companyid']
    : ['personid', 'companyid', 'clearingnumber', 'accountnumber'];
};

/** The query, if every name in it is known, in lower case and there once, and every value is of its kind. */
export const readParameters = (method: Method, query: URLSearchParams): Parameters | Fault => {
  const read: Partial<Record<Parameter, string>> = {};
  for (const [name, value] of query) {
    const known = allowed[method].find((one) => one === name);
    if (known === undefined || known in read || !kinds[known].test(value)) return invalid(name);
    read[known] = value;
  }
  const lacking = needed(method, read).find((name) => read[name] === undefined);
  if (lacking !== undefined) return missing(lacking);
  // a consent that waits for the bank gets its account from the bank
  const waits = read.waitingforemedgivande === 'true';
  if (waits && read.clearingnumber !== undefined) return invalid('clearingnumber');
  if (waits && read.accountnumber !== undefined) return invalid('accountnumber');
  return read;
};

export const isFault = (value: object): value is Fault => 'code' in value && 'status' in value;
