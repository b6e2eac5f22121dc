import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { OptionId } from '../../../src/protocol/onboarding-words.ts';
import { OnboardingRefused } from '../../../src/providers/merchant-onboarding.ts';
import type { FieldValue, OptionOrder } from '../../../src/providers/onboarding-readings.ts';
import { gatewaySecret } from '../../../src/sandbox/dintero/account-view.ts';
import { type Bench, canaries, openBench, optionOrder, orderOf, paymentsOrder } from './bench.ts';
import { forever } from './scripted.ts';

let bench: Bench;
let account: string;
beforeEach(async () => {
  bench = await openBench();
  account = await bench.signUp(orderOf());
});
afterEach(() => bench.close());

const filled: Readonly<Partial<Record<OptionId, Readonly<Record<string, FieldValue>>>>> = {
  klarna: { payment_options: ['klarna.klarna'] },
  collector: { payment_options: ['collector.invoice'], bank_name: 'Banken' },
  instabank: {
    payment_options: ['instabank.invoice'],
    transactions: 10,
    volume: 10_000,
    finance_transactions: 0,
    finance_volume: 0,
  },
  common: {
    payment_options: ['vipps'],
    store_type: ['online'],
    industry: 'goods',
    company_description: 'Flowers',
    ownership_structure: 'owners_with_more_than_25',
    gift_cards: true,
  },
};

const norwegian = { number: '12345678911', country: 'NO', currency: 'NOK', payoutCurrency: 'NOK' };

const ready = async (id: OptionId): Promise<OptionOrder> => {
  const needsCase = id === 'klarna' || id === 'vipps_psp';
  return optionOrder({
    values: filled[id] ?? {},
    caseId: needsCase ? await bench.approve(account, paymentsOrder()) : null,
    ...(id === 'instabank' && { bankAccount: norwegian }),
  });
};

const opened = [
  'swish',
  'vipps',
  'klarna',
  'vipps_psp',
  'payex',
  'collector',
  'instabank',
  'common',
] as const;

for (const id of opened) {
  for (const [action, status] of [
    ['enable', 'enabled'],
    ['decline', 'declined'],
    ['fail', 'failed'],
  ] as const) {
    test(`${id} is signed up for, and ${status}`, async () => {
      const { provider } = bench;
      assert.equal((await provider.option.read(account, id, forever)).status, 'none');
      const begun = await provider.option.signUp(account, id, await ready(id), forever);
      assert.equal(begun.status, 'pending');
      await bench.gateway(account, id, action);
      assert.deepEqual(await provider.option.read(account, id, forever), { id, status, link: null });
      const told = [
        await provider.account.read(account, forever),
        await provider.platform.merchants({}, forever),
      ];
      assert.doesNotMatch(JSON.stringify(told), new RegExp([gatewaySecret, 'staff=', ...canaries].join('|')));
    });
  }
}

test('what must be signed at a gateway is signed at the link of its newest event', async () => {
  await bench.provider.option.signUp(account, 'swish', optionOrder(), forever);
  await bench.gateway(account, 'swish', 'require_signature');
  const { link } = await bench.provider.option.read(account, 'swish', forever);
  assert.match(link?.url ?? '', /connection=swish&sign$/);
});

test('every option that opens here says what it asks, and those that do not cannot be opened', async () => {
  const { provider } = bench;
  const kinds = provider.options.map(({ id, opensHere }) => [id, opensHere]);
  assert.deepEqual(
    kinds.filter(([, opensHere]) => opensHere).map(([id]) => id),
    [...opened],
  );
  for (const id of ['bambora', 'applepay', 'visa_tokens'] as const) {
    await assert.rejects(provider.option.signUp(account, id, optionOrder(), forever), OnboardingRefused);
  }
  for (const { id, fields } of provider.options) {
    for (const field of fields.filter(({ required }) => required)) {
      const values = Object.fromEntries(
        Object.entries(filled[id] ?? {}).filter(([name]) => name !== field.id),
      );
      const order = { ...(await ready(id)), values };
      const before = bench.asked.length;
      const error = await provider.option
        .signUp(account, id, order, forever)
        .catch((cause: unknown) => cause);
      assert.ok(error instanceof OnboardingRefused, `${id} takes no ${field.id}: ${error}`);
      assert.equal(bench.asked.length, before, 'it was sent all the same');
    }
  }
});

test('a sign-up that lacks a published precondition is refused before it is sent, and says where', async () => {
  const { website: _, ...company } = optionOrder().company;
  const error = await bench.provider.option
    .signUp(account, 'swish', optionOrder({ company }), forever)
    .catch((cause: unknown) => cause);
  assert.ok(error instanceof OnboardingRefused);
  assert.deepEqual([error.fault, error.pointers], ['missing', ['/company/website']]);
});

test('an option that hangs on a case is refused with one that is not approved', async () => {
  const { provider } = bench;
  const { id: caseId } = await provider.applications.create(account, paymentsOrder(), forever);
  const order = optionOrder({ caseId, values: filled.klarna ?? {} });
  const error = await provider.option
    .signUp(account, 'klarna', order, forever)
    .catch((cause: unknown) => cause);
  assert.ok(error instanceof OnboardingRefused);
  assert.deepEqual(error.pointers, ['/caseId']);
});
