import assert from 'node:assert/strict';
import * as z from 'zod';
import type { OptionId } from '../../../src/protocol/onboarding-words.ts';
import { createDintero, type DinteroSettings } from '../../../src/providers/dintero/dintero.ts';
import type {
  OptionOrder,
  PaymentsOrder,
  PayoutOrder,
  SignUpOrder,
} from '../../../src/providers/onboarding-readings.ts';
import { usualScopes } from '../../../src/sandbox/dintero/clients.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';
import { forever, partner, secret, timeoutMs } from './scripted.ts';

const baseUrl = 'http://127.0.0.1:4173';
const clientId = 'a client';
export const hookSecret = 'a-secret-for-hooks';

/** National number and birth date of everybody here. They may stand in a request's body and nowhere else. */
export const canaries = ['01018012345', '1980-01-01'] as const;

const Mail = z.array(
  z.object({
    id: z.string(),
    to: z.string(),
    channel: z.string(),
    code: z.string().nullable(),
    link: z.string().nullable(),
  }),
);

/** The provider beside its sandbox, in standing time. */
export const openBench = async (settings: Partial<DinteroSettings> = {}) => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const hooks: Request[] = [];
  const asked: string[] = [];
  const client = { clientId, clientSecret: secret, scopes: usualScopes };
  const subscription = { url: 'https://shop.example/callbacks/dintero', secret: hookSecret };
  const sandbox = createSandbox({
    baseUrl,
    appUrl: `${baseUrl}/demo/app/`,
    consumers: [],
    clock,
    async fetch(request) {
      hooks.push(request.clone());
      return new Response(null, { status: 204 });
    },
    dintero: {
      clients: [
        { ...client, account: partner },
        { ...client, account: 'P11200000', clientId: 'live' },
      ],
      hooks: { [partner]: subscription, P11200000: subscription },
      pages: {
        signing: `${baseUrl}/demo/signing/`,
        gateway: `${baseUrl}/demo/gateway/`,
        onboarding: `${baseUrl}/demo/onboarding/`,
      },
      exchangeAudience: settings.exchangeAudience ?? 'partner',
    },
  });
  await sandbox.start();
  const fetch = (request: Request): Promise<Response> => {
    asked.push(`${request.method} ${new URL(request.url).pathname.replace('/sandbox/dintero/v1', '')}`);
    return sandbox.fetch(request);
  };
  const provider = createDintero(
    { fetch, clock, log },
    {
      baseUrl: sandbox.dintero.baseUrl,
      partnerAccount: partner,
      clientId,
      clientSecret: secret,
      hookSecret,
      timeoutMs,
      ...settings,
    },
  );

  const plain = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const more = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await sandbox.fetch(new Request(`${baseUrl}/sandbox/${path}`, { method, ...more }));
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    return response.status === 204 ? null : response.json();
  };
  const inbox = async (to: string) => Mail.parse(await plain('GET', `inbox?to=${encodeURIComponent(to)}`));

  const bench = {
    clock,
    log,
    sandbox,
    provider,
    asked,
    hooks,
    plain,
    inbox,
    /** The newest code that somebody was sent. */
    async codeOf(email: string): Promise<string> {
      return (await inbox(email)).find(({ code }) => code !== null)?.code ?? assert.fail('no code came');
    },
    /** Signs up and verifies; what the account is then called. */
    async signUp(order: SignUpOrder): Promise<string> {
      await provider.signUp.start(order, forever);
      const { email } = order.applicant;
      const entry = await provider.signUp.verify({ email, code: await bench.codeOf(email) }, forever);
      assert.equal(entry.kind, 'in');
      return (entry.kind === 'in' ? entry.accounts[0] : undefined) ?? assert.fail('no account');
    },
    sign: (id: string, action: string) => plain('POST', `signing/${id}`, { action }),
    gateway: (account: string, option: OptionId, action: string) =>
      plain('POST', `gateways/${account}/${option}`, { action }),
    trouble: (trouble: Readonly<Record<string, unknown>>) => plain('PUT', 'trouble', trouble),
    /** Applies for payments and has it signed and approved. */
    async approve(account: string, order: PaymentsOrder): Promise<string> {
      const { id } = await provider.applications.create(account, order, forever);
      await bench.sign(id, 'declare');
      await bench.sign(id, 'sign');
      await clock.advance(400);
      return id;
    },
    async close(): Promise<void> {
      await sandbox.stop();
      assert.equal(clock.asleep, 0, 'somebody still sleeps');
      const lines = JSON.stringify(log.lines);
      for (const canary of [...canaries, secret, 'eyJ', '@shop.example']) {
        assert.ok(!lines.includes(canary), `the log holds ${canary}`);
      }
    },
  };
  return bench;
};
export type Bench = Awaited<ReturnType<typeof openBench>>;

export const orderOf = (country: 'NO' | 'SE' = 'SE', email = 'anna@shop.example'): SignUpOrder => ({
  key: crypto.randomUUID(),
  country,
  applicant: { email, firstName: 'Anna', lastName: 'Berg', phone: '+46701234567' },
  company: {
    name: 'Bergs Blommor AB',
    organizationNumber: country === 'SE' ? '5566778899' : '987654321',
    website: 'https://shop.example',
    industry: 'flowers',
    categoryCode: '5992',
  },
  address: { line: 'Storgatan 1', postalCode: '11122', place: 'Stockholm', country },
  billing: null,
  accountManager: 'manager@platform.example',
  accepted: [
    { id: 'terms', kind: 'terms', name: 'Terms', version: '7', at: '2026-11-20T12:00:00.000Z' },
    {
      id: 'cookies',
      kind: 'attachment',
      name: 'Cookie Policy',
      version: '2',
      at: '2026-11-20T12:00:00.000Z',
    },
  ],
});

const bankAccount = {
  number: 'SE4550000000058398257466',
  country: 'SE',
  currency: 'SEK',
  payoutCurrency: 'SEK',
};

export const paymentsOrder = (country: 'NO' | 'SE' = 'SE'): PaymentsOrder => ({
  kind: 'payments',
  country,
  organizationNumber: '5566778899',
  bankAccount,
  submitter: null,
  methods: ['creditcard'],
});

export const payoutOrder = (more: Partial<PayoutOrder> = {}): PayoutOrder => ({
  kind: 'payout',
  country: 'SE',
  organizationNumber: '5566778899',
  bankAccount,
  submitter: null,
  destination: `seller-${crypto.randomUUID().slice(0, 8)}`,
  reference: 'Torvet',
  name: 'Bergs Blommor',
  description: null,
  interval: 'weekly',
  ...more,
});

/** Everything that an option may need, and a right answer to every field of any. */
export const optionOrder = (more: Partial<OptionOrder> = {}): OptionOrder => {
  const { applicant, company, address, country } = orderOf();
  assert.ok(company !== null && address !== null);
  return {
    country,
    company,
    address,
    applicant,
    bankAccount,
    people: [
      {
        firstName: 'Anna',
        lastName: 'Berg',
        roles: ['owner', 'signatory'],
        email: applicant.email,
        share: 100,
        nationalNumber: canaries[0],
        birthDate: canaries[1],
        address,
      },
    ],
    caseId: null,
    logo: null,
    accountStatement: 'private',
    values: {},
    ...more,
  };
};
