import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrpOptions } from '../../../src/sandbox/brp/brp.ts';
import type { Storage } from '../../../src/sandbox/given.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { FakeClock } from '../../support/fake-clock.ts';

export const origin = 'http://127.0.0.1:4173';
export const seedFile = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, '../../providers/brp/seed', name), 'utf8');

/** The key of the published examples; the user is ours. */
export const key = { apikey: '338934897438', user: 'handslag@gym.example', password: 'pässword' };
export const basic = `Basic ${Buffer.from(`${key.user}:${key.password}`).toString('base64')}`;

const before = {
  created: '2012-08-15',
  underWay: null,
  emedgivande: null,
  active: true,
  bgcaction: 'none',
} as const;

/** Everything that the published examples speak of: persons 2 and 5, companies 1 and 2, consents 1 and 23. */
export const published: BrpOptions = {
  key,
  companies: [
    { id: '1', name: 'Acme INC' },
    { id: '2', name: 'Bolag 1' },
  ],
  persons: [
    { id: '2', name: 'Siv', payernumber: '198001012384', complete: true },
    { id: '5', name: 'Bo', payernumber: '197012071234', complete: true },
  ],
  consents: [
    {
      ...before,
      id: '1',
      payernumber: '198001012384',
      personid: '2',
      clearingnumber: '0123',
      accountnumber: '0004444',
      companyid: '1',
      companyname: 'Acme INC',
    },
    {
      ...before,
      id: '23',
      payernumber: '197012071234',
      personid: '5',
      clearingnumber: '4444',
      accountnumber: '4444444',
      companyid: '2',
      companyname: 'Bolag 1',
    },
  ],
};

/** The pretend BRP in standing time. */
export const openBrp = async (
  options: BrpOptions = published,
  storage?: Storage,
  clock = new FakeClock(),
) => {
  const sandbox = createSandbox({
    baseUrl: origin,
    appUrl: origin,
    consumers: [],
    clock,
    fetch: async () => new Response(null, { status: 204 }),
    brp: options,
    ...(storage && { storage }),
  });
  await sandbox.start();

  const send = (
    method: string,
    path: string,
    body?: unknown,
    headers: HeadersInit = {},
  ): Promise<Response> => {
    const more = body === undefined ? {} : { body: JSON.stringify(body) };
    return sandbox.fetch(new Request(origin + path, { method, headers, ...more }));
  };

  return {
    clock,
    sandbox,
    send,
    /** A line of the published form: `GET: APIURL/…`. */
    line: (text: string): Promise<Response> => {
      const [, method = '', rest = ''] = /^(\w+): APIURL(.*)$/.exec(text) ?? [];
      return send(method, `/sandbox/brp/api/ver2${rest}`, undefined, { authorization: basic });
    },
    bankDays: (bankDays: number) => send('POST', '/sandbox/brp/clock', { bankDays }),
    operate: (id: string, action: string) => send('POST', `/sandbox/brp/consents/${id}`, { action }),
    trouble: (trouble: object) => send('PUT', '/sandbox/trouble', trouble),
  };
};

/** The text of one tag of an answer. */
export const tagOf = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? `no ${name}`;
