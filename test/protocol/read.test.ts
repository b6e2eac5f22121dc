import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type * as z from 'zod';
import { CollectionRequest, DeskFeed } from '../../src/protocol/collection-request.ts';
import { DebtorCheck } from '../../src/protocol/debtor-check.ts';
import { Problem } from '../../src/protocol/problem.ts';
import { ProviderConsent, ProviderConsentList } from '../../src/protocol/provider-consent.ts';
import {
  apiProducts,
  proofStatuses,
  providerConsentNews,
  providerConsentStatuses,
} from '../../src/protocol/provider-consent-words.ts';
import { readProblem, readSessionAnswer, readSnapshot } from '../../src/protocol/read.ts';
import { readDebtorCheck, readDebtorCheckSession } from '../../src/protocol/read-debtor-check.ts';
import { readDeskFeed, readDeskSession } from '../../src/protocol/read-desk.ts';
import {
  readProviderConsentAnswer,
  readProviderConsentList,
  readProviderConsentListSession,
  readProviderConsentSession,
} from '../../src/protocol/read-provider-consent.ts';
import { Session } from '../../src/protocol/session.ts';
import {
  debtorCheckOutcomes,
  debtorSchemes,
  fieldCodes,
  mandateStatuses,
  paymentStatuses,
  problems,
  reasonCodes,
  stages,
  statuses,
  surfaces,
} from '../../src/protocol/words.ts';

const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const line = fc.stringMatching(/^[A-Za-z0-9 +æøåÄÖ]{1,40}$/);
const reference = fc.stringMatching(/^[A-Za-z0-9._:/-]{1,64}$/);
const link = fc.webUrl();
const amount = fc.record({
  value: fc.integer({ min: 1, max: 1_000_000_000_000 }),
  currency: fc.constantFrom('DKK', 'SEK', 'EUR'),
});
const reason = fc.option(fc.record({ code: fc.constantFrom(...reasonCodes), retryable: fc.boolean() }));

const snapshot = fc.record(
  {
    id: fc.stringMatching(/^cr_[A-Za-z0-9_-]{22}$/),
    reference,
    revision: fc.integer({ min: 1 }),
    now: instant,
    status: fc.constantFrom(...statuses),
    stage: fc.constantFrom(...stages),
    payment: fc.record({ status: fc.constantFrom(...paymentStatuses), amount, reason }),
    mandate: fc.record({
      status: fc.constantFrom(...mandateStatuses),
      reference: fc.option(line),
      reason,
    }),
    reason,
    bindingCode: fc.option(line),
    approveUrl: fc.option(link),
    createdAt: instant,
    expiresAt: instant,
    cancelling: fc.boolean(),
    replaces: fc.option(line),
  },
  {
    requiredKeys: [
      'id',
      'reference',
      'revision',
      'now',
      'status',
      'payment',
      'reason',
      'bindingCode',
      'approveUrl',
      'createdAt',
      'expiresAt',
      'cancelling',
      'replaces',
    ],
  },
);

const task = fc.record({
  type: fc.constant('collection_request'),
  provider: fc.constant('betalingsservice'),
  amount,
  text: line,
  reference,
  mandate: fc.option(fc.record({ customerNumber: line })),
  debtor: fc.option(fc.record({ scheme: fc.constantFrom(...debtorSchemes), masked: line })),
  debtorSchemes: fc.uniqueArray(fc.constantFrom(...debtorSchemes)),
  request: fc.option(snapshot),
});

const contact = fc.record(
  { email: fc.constant('help@shop.example'), phone: line, url: link },
  { requiredKeys: [] },
);

const sessionWith = (tasks: fc.Arbitrary<unknown>) =>
  fc.record({
    id: line,
    now: instant,
    expiresAt: instant,
    surface: fc.constantFrom(...surfaces),
    merchant: fc.record({ name: line, contact }, { requiredKeys: ['name'] }),
    test: fc.boolean(),
    tasks: fc.array(tasks, { maxLength: 3 }),
  });

const session = sessionWith(task);

const checkTask = fc.record({
  type: fc.constant('debtor_check'),
  provider: fc.constant('betalingsservice'),
  debtorSchemes: fc.uniqueArray(fc.constantFrom(...debtorSchemes)),
});

const deskTask = fc.record({
  type: fc.constant('collection_desk'),
  provider: fc.constant('betalingsservice'),
  desk: line,
  currency: fc.constantFrom('DKK', 'EUR'),
  maxAmount: fc.integer({ min: 1, max: 1_000_000_000_000 }),
  debtorGroups: fc.array(line, { maxLength: 3 }),
  debtorSchemes: fc.uniqueArray(fc.constantFrom(...debtorSchemes)),
});

const deskRequest = fc
  .tuple(
    snapshot,
    fc.record({
      text: line,
      customerNumber: fc.option(line),
      debtorGroup: fc.option(line),
      debtor: fc.option(fc.record({ scheme: fc.constantFrom(...debtorSchemes), masked: line })),
    }),
  )
  .map(([one, more]) => ({ ...one, ...more }));

const businessId = fc.stringMatching(/^[0-9]{7}-[0-9]$/);
const products = fc.uniqueArray(fc.constantFrom(...apiProducts));
const asking = fc.record({ name: line, businessId });

const consent = fc.record({
  id: fc.stringMatching(/^pc_[A-Za-z0-9_-]{22}$/),
  reference: fc.option(reference),
  revision: fc.integer({ min: 1 }),
  now: instant,
  status: fc.constantFrom(...providerConsentStatuses),
  news: fc.constantFrom(...providerConsentNews),
  company: fc.record({ businessId, name: fc.option(line) }),
  products: fc.record({ asked: products, granted: products, missing: products, beyond: products }),
  proof: fc.option(fc.record({ status: fc.constantFrom(...proofStatuses), at: fc.option(instant) })),
  reportedAt: fc.option(instant),
  createdAt: instant,
  grantedAt: fc.option(instant),
  changedAt: instant,
});

const consentTask = fc.record({
  type: fc.constant('provider_consent'),
  provider: fc.constant('op'),
  reference,
  asking,
  company: fc.option(fc.record({ businessId })),
  products,
  adminUrl: link,
  consent: fc.option(consent),
});

const consentListTask = fc.record({
  type: fc.constant('provider_consent_list'),
  provider: fc.constant('op'),
  asking,
});

const problem = fc.record(
  {
    type: line,
    title: line,
    status: fc.integer({ min: 400, max: 599 }),
    code: fc.constantFrom(...Object.keys(problems)),
    traceId: line,
    errors: fc.array(fc.record({ pointer: line, code: fc.constantFrom(...fieldCodes) }), { maxLength: 3 }),
  },
  { requiredKeys: ['type', 'title', 'status', 'code', 'traceId'] },
);

type Case = readonly [
  name: string,
  values: fc.Arbitrary<unknown>,
  schema: z.ZodType,
  read: (value: unknown) => unknown,
];

const cases: readonly Case[] = [
  ['a snapshot', snapshot, CollectionRequest, readSnapshot],
  ['a session', session, Session, readSessionAnswer],
  ['a session with a debtor check', sessionWith(checkTask), Session, readDebtorCheckSession],
  ['a session of a desk', sessionWith(deskTask), Session, readDeskSession],
  [
    'a feed',
    fc.record({ items: fc.array(deskRequest, { maxLength: 2 }), cursor: line }),
    DeskFeed,
    readDeskFeed,
  ],
  [
    'a debtor check',
    fc.record({ outcome: fc.constantFrom(...debtorCheckOutcomes) }),
    DebtorCheck,
    readDebtorCheck,
  ],
  ['a consent', consent, ProviderConsent, readProviderConsentAnswer],
  [
    'a list of consents',
    fc.record({ items: fc.array(consent, { maxLength: 2 }), cursor: line, readAt: fc.option(instant) }),
    ProviderConsentList,
    readProviderConsentList,
  ],
  ['a session for a consent', sessionWith(consentTask), Session, readProviderConsentSession],
  ['a session for consents', sessionWith(consentListTask), Session, readProviderConsentListSession],
];

/** Every place in a JSON value, the value itself first. */
const placesOf = (value: unknown): (string | number)[][] =>
  typeof value === 'object' && value !== null
    ? [[], ...Object.entries(value).flatMap(([key, part]) => placesOf(part).map((rest) => [key, ...rest]))]
    : [[]];

const replaceAt = (value: unknown, [key, ...rest]: readonly (string | number)[], put: unknown): unknown => {
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    return value.map((part, at) => (String(at) === String(key) ? replaceAt(part, rest, put) : part));
  }
  const entries = Object.entries(Object(value)).map(([name, part]) =>
    name === key ? [name, replaceAt(part, rest, put)] : [name, part],
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)));
};

const kind = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((part, key) => Object(part)[key], value);

/** Values of every kind that JSON has; `undefined` leaves the key out. */
const strangers = fc.constantFrom<unknown>(undefined, null, true, 1.5, 'zzz', [], ['zzz'], {}, { zzz: 1 });

for (const [name, values, schema, read] of cases) {
  test(`${name} that the schema accepts is read unchanged`, () => {
    fc.assert(
      fc.property(values, (value) => {
        assert.deepEqual(read(value), schema.parse(value));
      }),
      { numRuns: 500 },
    );
  });

  test(`${name} with a part of another kind, or without it, is refused where the schema refuses it`, () => {
    fc.assert(
      fc.property(values, strangers, fc.nat(), (value, stranger, pick) => {
        const places = placesOf(value);
        const place = places[pick % places.length] ?? [];
        fc.pre(kind(at(value, place)) !== kind(stranger));
        const changed = replaceAt(value, place, stranger);
        assert.equal(read(changed) !== undefined, schema.safeParse(changed).success, place.join('.'));
      }),
      { numRuns: 3000 },
    );
  });

  test(`${name} with keys that came later is read without them`, () => {
    fc.assert(
      fc.property(values, (value) => {
        assert.deepEqual(read({ ...Object(value), later: { than: 'this' } }), schema.parse(value));
      }),
    );
  });
}

const sample = <T>(values: fc.Arbitrary<T>): T => {
  const [one] = fc.sample(values, { numRuns: 1, seed: 1 });
  if (one === undefined) throw new Error('nothing was made');
  return one;
};

test('of a problem, code and trace id are read, and nothing is read from what is not one', () => {
  fc.assert(
    fc.property(problem, (value) => {
      const { code, traceId } = Problem.parse(value);
      assert.deepEqual(readProblem(value), { code, traceId });
    }),
  );
  assert.equal(readProblem({ code: 404, traceId: 'abc' }), undefined);
  assert.equal(readProblem({ code: 'not_found' }), undefined);
  assert.equal(readProblem('<html>'), undefined);
});

test('a word that came later is read as its safe neighbour', () => {
  const later = {
    ...sample(snapshot),
    status: 'postponed',
    stage: 'read_aloud',
    payment: { status: 'split', amount: { value: 1, currency: 'DKK' }, reason: null },
    mandate: { status: 'paused', reference: null, reason: { code: 'moon_phase', retryable: true } },
  };
  const read = readSnapshot(later);
  assert.equal(read?.status, 'unknown');
  assert.equal(read?.stage, 'queued');
  assert.equal(read?.payment.status, 'pending');
  assert.deepEqual(read?.mandate, {
    status: 'requested',
    reference: null,
    reason: { code: 'other', retryable: true },
  });
});

test('tasks, providers and ways to name a debtor that came later are left out', () => {
  const one = { ...sample(task), debtorSchemes: ['passport', 'cpr'] };
  const tasks = [{ type: 'eft_consent' }, { ...one, provider: 'elsewhere' }, one];
  const read = readSessionAnswer({ ...sample(session), surface: 'watch', tasks });
  assert.equal(read?.surface, 'web');
  assert.deepEqual(
    read?.tasks.map(({ debtorSchemes }) => debtorSchemes),
    [['cpr']],
  );
});

test('a link that would run a script is refused', () => {
  assert.equal(readSnapshot({ ...sample(snapshot), approveUrl: 'javascript:alert(1)' }), undefined);
});
