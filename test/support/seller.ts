import assert from 'node:assert/strict';
import { tokenTypes } from '../../src/protocol/oauth.ts';
import { Onboarding } from '../../src/protocol/onboarding.ts';
import type { StepId } from '../../src/protocol/onboarding-words.ts';
import { askToken, type Market } from './onboarding-rig.ts';

/** Two sellers of the marketplace, with facts that each country takes. */
export const sellers = {
  SE: {
    merchant: 'torvet-lomvi',
    facts: {
      company: { name: 'Lomvi AB', organizationNumber: '5560125790', website: 'https://lomvi.example/' },
      address: { line: 'Storgatan 1', postalCode: '111 22', place: 'Stockholm', country: 'SE' },
      bankAccount: {
        number: 'SE3550000000054910000003',
        country: 'SE',
        currency: 'SEK',
        payoutCurrency: 'SEK',
      },
    },
  },
  NO: {
    merchant: 'torvet-fjordull',
    facts: {
      company: { name: 'Fjordull AS', organizationNumber: '974760673', website: 'https://fjordull.example/' },
      address: { line: 'Strandgata 1', postalCode: '5003', place: 'Bergen', country: 'NO' },
      bankAccount: { number: '86011117947', country: 'NO', currency: 'NOK', payoutCurrency: 'NOK' },
    },
  },
} as const;
export type Country = keyof typeof sellers;

export interface Asked {
  readonly country?: Country;
  readonly reference?: string;
  readonly surface?: 'web' | 'agent';
  readonly view?: 'merchant' | 'list';
  /** Another merchant of the marketplace than the seller of the country. */
  readonly merchant?: string;
  /** What the marketplace knows already. */
  readonly facts?: object;
}

/** A session's token, as the marketplace's server gets it. */
export const openSession = async (
  market: Market,
  { country = 'SE', reference = 'seller-1', surface = 'web', view = 'merchant', facts, merchant }: Asked = {},
): Promise<string> => {
  const detail = { type: 'merchant_onboarding', provider: 'dintero', surface, reference, country, view };
  return askToken(market, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: await askToken(market, { grant_type: 'client_credentials' }),
    subject_token_type: tokenTypes.accessToken,
    audience: `${market.backend}/merchants/${merchant ?? sellers[country].merchant}`,
    authorization_details: JSON.stringify([{ ...detail, ...(facts && { facts }) }]),
  });
};

export const stateOf = (one: Onboarding, id: StepId) => one.steps.find((step) => step.id === id)?.state;
export const errorsOf = (one: Onboarding, id: StepId) =>
  one.steps.find((step) => step.id === id)?.errors.map(({ code }) => code);
export const optionOf = (one: Onboarding, id: string) => one.options.find((option) => option.id === id);

interface Mail {
  readonly channel: string;
  readonly code: string | null;
  readonly link: string | null;
}

/** One browser of a seller's, or of an agent who fills in for them. */
export const openSeller = async (market: Market, asked: Asked = {}) => {
  const { backend } = market;
  const { country = 'SE' } = asked;
  const { merchant, facts } = sellers[country];
  const email = `eva@${merchant}.example`;
  const token = await openSession(market, asked);
  let calls = 0;

  const call = (method: string, path: string, body?: object, more: Readonly<Record<string, string>> = {}) =>
    market.fetch(`${backend}/v1/onboarding${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': `k${++calls}` }),
        ...more,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });

  /** Whoever is told to wait does, for as long as they are told. */
  const write = async (method: string, path: string, body: object): Promise<Onboarding> => {
    const answer = await call(method, path, body);
    if (answer.status === 429) {
      await market.pass(Number(answer.headers.get('retry-after')) * 1000);
      return write(method, path, body);
    }
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return Onboarding.parse(JSON.parse(text));
  };

  /** The code of a write that must be refused. */
  const refused = async (method: string, path: string, body: object): Promise<string> => {
    const answer = await call(method, path, body);
    const text = await answer.text();
    assert.ok(!answer.ok, text);
    return JSON.parse(text).code;
  };

  const read = async (): Promise<Onboarding> => {
    const answer = await call('GET', '');
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return Onboarding.parse(JSON.parse(text));
  };

  /** The onboarding as soon as this holds: one held read after the other, or one a second in standing time. */
  const until = async (holds: (one: Onboarding) => boolean): Promise<Onboarding> => {
    let tag = '';
    for (let n = 0; n < 1000; n++) {
      const waits = tag !== '' && { 'if-none-match': tag, prefer: `wait=${market.runs ? 25 : 0}` };
      const answer = await call('GET', '', undefined, { ...waits });
      if (answer.status !== 304) {
        tag = answer.headers.get('etag') ?? '';
        const one = Onboarding.parse(await answer.json());
        if (holds(one)) return one;
      }
      if (!market.runs) await market.pass(1000);
    }
    return assert.fail('it never came to be');
  };

  const sandbox = async (path: string, body?: object) => {
    const how = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await market.fetch(`${market.provider}/sandbox/${path}`, how);
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  };
  /** What goes wrong at the provider from now on; with nothing, all is as usual. */
  const trouble = async (wanted: object): Promise<void> => {
    const how = { method: 'PUT', body: JSON.stringify(wanted) };
    const answer = await market.fetch(`${market.provider}/sandbox/trouble`, how);
    assert.ok(answer.ok, await answer.text());
  };
  const inbox = (to = email): Promise<Mail[]> => sandbox(`inbox?to=${encodeURIComponent(to)}`);

  /** The newest code in the pretend inbox. */
  const code = async (to?: string): Promise<string> => {
    for (const mail of await inbox(to)) if (mail.code !== null) return mail.code;
    return assert.fail('no code has come');
  };

  const enter = (purpose: string, typed: string) => write('POST', '/code', { purpose, code: typed });

  const accept = async (): Promise<void> => {
    const first = await until((one) => stateOf(one, 'terms') === 'due');
    for (const { id, version } of first.agreement) {
      await write('POST', '/acceptances', { documents: [{ id, version }] });
    }
  };

  /** Everything that a sign-up asks, and the bank account. */
  const fill = (to = email): Promise<Onboarding> => {
    const billing = { name: facts.company.name, address: facts.address };
    const applicant = { email: to, firstName: 'Eva', lastName: 'Lind', phone: '+46701234567' };
    const { bankAccount, ...others } = facts;
    // The account is the merchant's own to name.
    const own = asked.surface === 'agent' ? {} : { bankAccount };
    return write('PUT', '/facts', { applicant, ...others, ...own, billing });
  };

  const signUp = async (to = email): Promise<void> => {
    await accept();
    await fill(to);
    await write('POST', '/sign-up', {});
    await until((one) => stateOf(one, 'verify') === 'due');
  };

  /** Signed up and known, with the facts at the provider. */
  const open = async (to = email): Promise<Onboarding> => {
    await signUp(to);
    await enter('verify', await code(to));
    return until((one) => stateOf(one, 'payments') === 'due' && stateOf(one, 'company') === 'done');
  };

  /** What happens to the newest case of a kind at the provider, one thing after the other. */
  const atCase = async (kind: 'payments' | 'payout', ...actions: readonly string[]): Promise<void> => {
    const all: { id: string; kind: string }[] = await sandbox('signing');
    const one = all.findLast((found) => found.kind === kind);
    for (const action of actions) await sandbox(`signing/${one?.id}`, { action });
  };

  /** Applies for payments and is approved. */
  const approve = async (): Promise<Onboarding> => {
    await write('POST', '/applications', { kind: 'payments', methods: ['creditcard'] });
    await until((one) => one.applications.some(({ kind }) => kind === 'payments'));
    await atCase('payments', 'declare', 'sign', 'approve');
    return until((one) => stateOf(one, 'payments') === 'done');
  };

  /** What the gateway of an option makes of it. */
  const atGateway = async (option: string, action: string): Promise<void> => {
    const all: { account: string; connection: string }[] = await sandbox('gateways');
    const one = all.findLast(({ connection }) => connection === option);
    await sandbox(`gateways/${one?.account}/${option}`, { action });
  };

  return {
    ...{ token, email, facts, call, write, refused, read, until, sandbox, inbox, code, enter },
    ...{ trouble, accept, fill, signUp, open, atCase, approve, atGateway },
  };
};
export type Seller = Awaited<ReturnType<typeof openSeller>>;
