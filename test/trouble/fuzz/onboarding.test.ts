import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import fc from 'fast-check';
import type * as z from 'zod';
import { table } from '../../../src/backend/edge/table.ts';
import { InviteMerchant, WriteNote } from '../../../src/protocol/merchants.ts';
import {
  AcceptDocuments,
  Apply,
  EnterCode,
  ExitOnboarding,
  Nothing,
  ResendCode,
  ResumeOnboarding,
  SetFeature,
  SignUpForOption,
  Withdraw,
  WriteFacts,
} from '../../../src/protocol/onboarding-writes.ts';
import { Problem } from '../../../src/protocol/problem.ts';
import type { Route } from '../../../src/protocol/routes.ts';
import { openMarket } from '../../support/onboarding-rig.ts';
import { openSeller, openSession } from '../../support/seller.ts';
import { runs } from '../runs.ts';
import { badId } from './parts.ts';
import { spoiled } from './spoil.ts';

const plenty = 1_000_000;
const market = await openMarket({
  rateLimits: { tokensPerClient: plenty, requestsPerSession: plenty, requestsPerClient: plenty },
});
after(() => market.stop());
const seller = await openSeller(market);
await seller.open();
const people = [{ firstName: 'Eva', lastName: 'Lind', roles: ['signatory'], birthDate: '1985-04-12' }];
const { id } = await seller.write('PUT', '/facts', { people });
const list = await openSession(market, { view: 'list' });

const { company, address, bankAccount } = seller.facts;
const applicant = { email: seller.email, firstName: 'Eva' };
const billing = { name: 'Lomvi AB', address };

/** Each write, by its shape and a body that it takes. */
const writes: readonly (readonly [Route, z.ZodType, object])[] = [
  [table.writeFacts, WriteFacts, { applicant, company, address, billing, people, bankAccount }],
  [table.acceptDocuments, AcceptDocuments, { documents: [{ id: 'terms', version: '2024-11-12' }] }],
  [table.signUp, Nothing, {}],
  [table.prefillSignUp, Nothing, {}],
  [table.enterCode, EnterCode, { purpose: 'verify', code: '123456' }],
  [table.resendCode, ResendCode, { purpose: 'verify', channel: 'email' }],
  [table.resumeOnboarding, ResumeOnboarding, { email: seller.email }],
  [
    table.apply,
    Apply,
    { kind: 'payout', reference: 'Torvet', submitter: { name: 'Carl', email: 'carl@lomvi.example' } },
  ],
  [table.withdrawApplication, Withdraw, { active: true }],
  [table.signUpForOption, SignUpForOption, { values: { payment_options: ['klarna.klarna'] } }],
  [table.renewOptionLink, Nothing, {}],
  [table.setFeature, SetFeature, { wanted: true }],
  [table.exitOnboarding, ExitOnboarding, { step: 'terms' }],
  [
    table.inviteMerchant,
    InviteMerchant,
    { reference: 'seller-2', country: 'SE', applicant, company, address, billing, note: 'Welcome' },
  ],
  [table.writeMerchantNote, WriteNote, { text: 'called' }],
  [table.linkMerchant, Nothing, {}],
];

const isOfList = ({ path }: Route): boolean => path.startsWith('/v1/merchants');

const send = (route: Route, path: string, body: BodyInit): Promise<Response> =>
  market.fetch(market.backend + path, {
    method: route.method,
    headers: {
      authorization: `Bearer ${isOfList(route) ? list : seller.token}`,
      'content-type': 'application/json',
      'idempotency-key': 'key',
    },
    body,
  });

const pathOf = ({ path }: Route): string =>
  path.replace('{id}', id).replace('{option}', 'klarna').replace('{feature}', 'split_payment');

/** A known problem that repeats nothing, and nothing has come of it. */
const assertRefused = async (answer: Response, since: number): Promise<void> => {
  const text = await answer.text();
  const problem = Problem.parse(JSON.parse(text));
  assert.ok(answer.status >= 400 && answer.status < 500, text);
  assert.equal(problem.status, answer.status);
  assert.equal(market.upstream.length, since, 'the provider was asked');
};

suite('whatever is wrong with a write of an onboarding', () => {
  for (const [route, schema, valid] of writes) {
    test(`${route.method} ${route.path}: it is a problem, and nothing comes of it`, async () => {
      const numRuns = runs(`spoiled bodies of ${route.path}`, 60, 2000);
      const before = await seller.read();
      await market.pass(6000);
      const since = market.upstream.length;
      await fc.assert(
        fc.asyncProperty(spoiled(schema, JSON.parse(JSON.stringify(valid))), async (body) => {
          await assertRefused(await send(route, pathOf(route), JSON.stringify(body)), since);
        }),
        { numRuns },
      );
      const { revision, facts } = await seller.read();
      assert.deepEqual([revision, facts], [before.revision, before.facts]);
    });
  }

  const named = writes.filter(([{ path }]) => path.includes('{'));
  for (const [route, , valid] of named) {
    test(`${route.method} ${route.path}: a name that is none is not found`, async () => {
      const since = market.upstream.length;
      await fc.assert(
        fc.asyncProperty(badId, async (name) => {
          const path = route.path.replace(/\{\w+\}/, () => name);
          // `..` leads elsewhere before it is sent.
          fc.pre(new URL(`http://a${path}`).pathname.split('/').length === route.path.split('/').length);
          await assertRefused(await send(route, path, JSON.stringify(valid)), since);
        }),
        { numRuns: runs(`bad names in ${route.path}`, 40, 1000) },
      );
    });
  }
});
