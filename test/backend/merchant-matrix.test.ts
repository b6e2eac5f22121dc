import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { table } from '../../src/backend/edge/table.ts';
import type { Route } from '../../src/protocol/routes.ts';
import { pathOf } from '../../src/protocol/routes.ts';
import { account as eftAccount } from '../support/eft-rig.ts';
import { company, type Kind, kinds, startTwoMerchants, type TwoMerchants } from '../support/two-merchants.ts';
import { cpr, detail } from './edge/backend.ts';

/** How one call would touch what the first merchant has, and by which of its own tokens it does. */
interface Attempt {
  readonly by: Kind | 'server';
  readonly parts?: (has: TwoMerchants['has']) => Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: (two: TwoMerchants) => unknown;
}

const given = { scheme: 'cpr', value: cpr };
const png = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47])]);
const byMerchant = {
  by: 'server',
  parts: ({ merchant }: TwoMerchants['has']) => ({ id: merchant }),
} as const;
const byRequest = { by: 'server', parts: ({ request }: TwoMerchants['has']) => ({ id: request }) } as const;
const byConsent = { by: 'server', parts: ({ consent }: TwoMerchants['has']) => ({ id: consent }) } as const;
const byDelivery = {
  by: 'server',
  parts: ({ delivery }: TwoMerchants['has']) => ({ id: delivery }),
} as const;
const inOnboarding = (body?: unknown, parts: Readonly<Record<string, string>> = {}): Attempt => ({
  by: 'onboarding',
  parts: ({ application }) => ({ id: application, ...parts }),
  ...(body === undefined ? {} : { body: () => body }),
});

/** Every route that takes a token; a new one has to be named here. */
const attempts: Readonly<Record<string, Attempt>> = {
  readSession: { by: 'onboarding' },
  checkDebtor: { by: 'debtor check', body: () => ({ debtor: given }) },
  createCollectionRequest: {
    by: 'server',
    body: () => ({
      provider: 'betalingsservice',
      amount: detail.amount,
      text: detail.text,
      reference: 'mine-alone',
      debtor: given,
    }),
  },
  listCollectionRequests: { by: 'server', query: '?reference=mine-alone' },
  readCollectionRequest: byRequest,
  cancelCollectionRequest: { ...byRequest, body: () => ({}) },
  listEftConsents: { by: 'server', query: '?reference=mine-alone' },
  createEftConsent: {
    by: 'person’s consents',
    body: ({ mandateText, secondCompany: to }) => ({ way: 'e_consent', company: to, mandateText }),
  },
  readEftConsent: { by: 'person’s consents', parts: ({ eftConsent }) => ({ id: eftConsent }) },
  modifyEftConsent: {
    by: 'person’s consents',
    parts: ({ eftConsent }) => ({ id: eftConsent }),
    body: ({ mandateText }) => ({ ...eftAccount, mandateText }),
  },
  startProviderConsent: {
    by: 'company’s consent',
    body: () => ({ company: { businessId: '2617416-4' } }),
  },
  listProviderConsents: { by: 'server' },
  readProviderConsent: byConsent,
  checkProviderConsent: { ...byConsent, body: () => ({}) },
  reportProviderConsent: { ...byConsent, body: () => ({ problem: 'provider_not_registered' }) },
  readOnboarding: inOnboarding(),
  writeFacts: inOnboarding({ company: { ...company, name: 'Taken over' } }),
  acceptDocuments: inOnboarding({ documents: [{ id: 'terms', version: '2' }] }),
  signUp: inOnboarding({}),
  prefillSignUp: { ...inOnboarding({}), by: 'agent’s onboarding' },
  enterCode: inOnboarding({ purpose: 'resume', code: '123456' }),
  resendCode: inOnboarding({ purpose: 'verify' }),
  resumeOnboarding: inOnboarding({ email: 'nobody@else.example' }),
  apply: inOnboarding({ kind: 'payments' }),
  withdrawApplication: inOnboarding({ active: true }),
  signUpForOption: inOnboarding({ values: { number: '1' } }, { option: 'swish' }),
  renewOptionLink: inOnboarding({}, { option: 'swish' }),
  setFeature: inOnboarding({ wanted: true }, { feature: 'creditcard' }),
  uploadDocument: inOnboarding(png, { kind: 'logo' }),
  exitOnboarding: inOnboarding({ step: 'terms' }),
  listMerchants: { by: 'server' },
  inviteMerchant: {
    by: 'server',
    body: () => ({
      reference: 'mine-alone',
      country: 'SE',
      applicant: { email: 'eve@other.example' },
      company,
      address: { line: 'Nygatan 2', postalCode: '411 01', place: 'Göteborg', country: 'SE' },
      billing: { name: 'Taken over' },
    }),
  },
  readMerchantNotes: byMerchant,
  writeMerchantNote: { ...byMerchant, body: () => ({ text: 'taken over' }) },
  linkMerchant: { ...byMerchant, body: () => ({}) },
  listWebhookDeliveries: { by: 'server' },
  readWebhookMessage: byDelivery,
  resendWebhookDelivery: { ...byDelivery, body: () => ({}) },
};

const routes = Object.entries<Route>(table).filter(([, { needs }]) => needs !== 'none');

const send = (two: TwoMerchants, token: string, route: Route, attempt: Attempt): Promise<Response> => {
  const body = attempt.body?.(two);
  const path = pathOf(route, attempt.parts?.(two.has) ?? {}) + (attempt.query ?? '');
  return two.call(token, route.method, path, body, body === png ? 'image/png' : 'application/json');
};

/** Tokens that have nothing to do with the first merchant's, and of its own those of another session. */
const strangers: Record<string, (two: TwoMerchants) => Promise<string>> = {
  "another merchant's server": ({ token }) => token('platform', 'seller-two'),
  "another client's server": ({ token }) => token('other-shop', null),
};
for (const kind of Object.keys(kinds) as Kind[]) {
  strangers[`another merchant's ${kind}`] = ({ token }) => token('platform', 'seller-two', kind);
  strangers[`another client's ${kind}`] = ({ token }) => token('other-shop', null, kind);
}
const otherSession = { reference: 'another', personId: '0018', desk: 'south' };
for (const [kind, key] of [
  ['payment', 'reference'],
  ['debtor check', 'reference'],
  ['desk', 'desk'],
  ['onboarding', 'reference'],
  ['agent’s onboarding', 'reference'],
  ['person’s consents', 'personId'],
  ['company’s consent', 'reference'],
] as const) {
  const change =
    key === 'personId' ? { reference: 'another', personId: '0018' } : { [key]: otherSession[key] };
  strangers[`the same merchant's other ${kind}`] = ({ token }) =>
    token('platform', 'seller-one', kind, change);
}

let two: TwoMerchants;
const tokens = new Map<string, string>();
const touched: string[] = [];

before(async () => {
  two = await startTwoMerchants();
  for (const [who, tokenOf] of Object.entries(strangers)) tokens.set(who, await tokenOf(two));
  const owned = new Set<string>(Object.values(two.has));
  two.running.store.subscribe((changes) => {
    for (const { table: of, id, keys } of changes) {
      const isTheirs = owned.has(id) || keys.some((key) => /T11200001/.test(key));
      if (isTheirs) touched.push(`${of} ${id}`);
    }
  });
});

after(() => two.running.backend.stop());

suite("a token for one merchant cannot touch another's", () => {
  test('no route that takes a token is left out', () => {
    assert.deepEqual(Object.keys(attempts).toSorted(), routes.map(([name]) => name).toSorted());
  });

  for (const [name, route] of routes) {
    test(`${name}: no stranger's token touches anything, or is told of it`, async () => {
      const attempt = attempts[name] ?? assert.fail('it is left out');
      const { dintero, has, marks } = two;
      for (const [who, token] of tokens) {
        // There is one consent for each company: whoever asks for it in the merchant's name goes on with that.
        if (name === 'startProviderConsent' && who.startsWith('the same')) continue;
        touched.length = 0;
        const calls = dintero.calls.length;
        const answer = await send(two, token, route, attempt);
        // What they said themselves they may hear again.
        const said = (await answer.text()).replaceAll('"reference":"mine-alone"', '');
        assert.notEqual(answer.status, 500, `${who}: ${said}`);
        const isSame = who.startsWith('the same');
        const theirs = isSame ? new RegExp(Object.values(has).join('|')) : marks;
        assert.doesNotMatch(said, theirs, `${who} is told`);
        assert.deepEqual(touched, [], `${who} touches`);
        const upstream = JSON.stringify(dintero.calls.slice(calls));
        assert.doesNotMatch(upstream, /T11200001/, `${who} reaches the account`);
      }
    });
  }
});

suite('and its own token does', () => {
  for (const [name, route] of routes) {
    test(name, async () => {
      const attempt = attempts[name] ?? assert.fail('it is left out');
      const { by } = attempt;
      const token = await two.token('platform', 'seller-one', by === 'server' ? null : by);
      const answer = await send(two, token, route, attempt);
      const { status } = answer;
      assert.ok(status < 400 || status === 409 || status === 422, await answer.text());
    });
  }
});
