import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { CaseStatus } from '../../../src/protocol/onboarding-words.ts';
import { OnboardingRefused } from '../../../src/providers/merchant-onboarding.ts';
import { type Bench, openBench, optionOrder, orderOf, paymentsOrder, payoutOrder } from './bench.ts';
import { forever, partner } from './scripted.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const email = 'anna@shop.example';

/** The fault of a call that must be refused. */
export const fault = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => assert.fail('it was answered'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof OnboardingRefused, String(error));
  return error.fault;
};

test('a Swedish seller comes from sign-up to a live account with Swish and Klarna enabled', async () => {
  const { provider, gateway, approve } = bench;
  const order = orderOf('SE');
  const account = await bench.signUp(order);
  assert.match(account, /^T112\d{5}$/);
  const first = await provider.account.read(account, forever);
  assert.deepEqual([first.state, first.test, first.company?.name], ['applied', true, 'Bergs Blommor AB']);
  assert.deepEqual(first.address, order.address);
  assert.equal(first.billing?.name, 'Bergs Blommor AB');

  const caseId = await approve(account, paymentsOrder());
  const swish = await provider.option.signUp(account, 'swish', optionOrder(), forever);
  assert.deepEqual(swish, { id: 'swish', status: 'pending', link: null });
  const values = { payment_options: ['klarna.klarna', 'klarna.billie'] };
  await provider.option.signUp(account, 'klarna', optionOrder({ caseId, values }), forever);
  await gateway(account, 'swish', 'enable');
  await gateway(account, 'klarna', 'enable');

  const last = await provider.account.read(account, forever);
  assert.equal(last.state, 'live');
  assert.deepEqual(
    last.options.map(({ id, status }) => [id, status]),
    [
      ['swish', 'enabled'],
      ['klarna', 'enabled'],
    ],
  );
  assert.equal(last.features.find(({ id }) => id === 'creditcard')?.status, 'on');
});

test('a Norwegian seller goes on at a link of Vipps, which can be renewed when it has expired', async () => {
  const { provider, gateway } = bench;
  const account = await bench.signUp(orderOf('NO'));
  const begun = await provider.option.signUp(account, 'vipps', optionOrder(), forever);
  assert.equal(begun.status, 'pending');
  const expiresAt = bench.clock.now() + 30 * 24 * 3_600_000;
  assert.equal(begun.link?.expiresAt, new Date(expiresAt).toISOString());
  await gateway(account, 'vipps', 'expire');
  await assert.rejects(gateway(account, 'vipps', 'enable'), /409/);
  const renewed = await provider.option.renew(account, 'vipps', forever);
  assert.notEqual(renewed.link?.url, begun.link?.url);
  await gateway(account, 'vipps', 'enable');
  assert.deepEqual(await provider.option.read(account, 'vipps', forever), {
    id: 'vipps',
    status: 'enabled',
    link: null,
  });
  assert.equal(await fault(provider.option.renew(account, 'swish', forever)), 'not_allowed');
});

test('what an agent filled in is accepted by the merchant, and accepts nothing by itself', async () => {
  const { provider } = bench;
  const order = { ...orderOf('NO'), key: 'our-key' };
  const { id } = await provider.prefill.create(order, forever);
  assert.ok((await bench.inbox(email))[0]?.link?.includes(id));
  const read = await provider.prefill.read(id, forever);
  assert.deepEqual(read?.company, order.company);
  assert.deepEqual(read?.applicant, order.applicant);
  const before = bench.asked.length;
  assert.equal(await fault(provider.prefill.accept(id, { ...order, accepted: [] }, forever)), 'missing');
  assert.equal(bench.asked.length, before, 'it was sent all the same');
  const entry = await provider.prefill.accept(id, order, forever);
  assert.equal(entry.kind, 'in');
  assert.equal(await provider.prefill.read(id, forever), null);
  const [merchant] = await provider.platform.merchants({}, forever);
  assert.deepEqual(
    [merchant?.key, merchant?.accountManager, merchant?.account],
    ['our-key', 'manager@platform.example', entry.kind === 'in' ? entry.accounts[0] : null],
  );
});

test('a prefilled sign-up must be whole, and says what is missing', async () => {
  const call = bench.provider.prefill.create({ ...orderOf(), company: null }, forever);
  const error = await call.catch((cause: unknown) => cause);
  assert.ok(error instanceof OnboardingRefused);
  assert.deepEqual([error.fault, error.pointers], ['missing', ['/company', '/billing']]);
  assert.deepEqual(bench.asked, []);
});

test('a wrong code, one that is over, and somebody else’s open nothing', async () => {
  const { provider, codeOf } = bench;
  const enter = (code: string, of = email) => provider.signUp.verify({ email: of, code }, forever);
  await provider.signUp.start(orderOf(), forever);
  const code = await codeOf(email);
  assert.equal(await fault(enter(code === '000000' ? '000001' : '000000')), 'code_wrong');
  await bench.clock.advance(600_000);
  assert.equal(await fault(enter(code)), 'code_expired');
  const late = 'anna+late@shop.example';
  await provider.signUp.start(orderOf('SE', late), forever);
  assert.equal(await fault(enter(await codeOf(late), late)), 'code_expired');
  const another = orderOf('SE', 'somebody@shop.example');
  await provider.signUp.start(another, forever);
  assert.equal(await fault(enter(await codeOf('somebody@shop.example'))), 'code_wrong');
});

test('another code ends the first', async () => {
  const { provider, codeOf } = bench;
  const order = orderOf();
  await provider.signUp.start(order, forever);
  const first = await codeOf(email);
  await provider.signUp.resend(order, forever);
  const second = await codeOf(email);
  assert.equal((await bench.inbox(email)).length, 2);
  if (first !== second)
    assert.equal(await fault(provider.signUp.verify({ email, code: first }, forever)), 'code_wrong');
  const entry = await provider.signUp.verify({ email, code: second }, forever);
  assert.equal(entry.kind, 'in');
});

test('a merchant comes back with a code, and no tokens of theirs are kept', async () => {
  const { provider, asked } = bench;
  const account = await bench.signUp(orderOf());
  await provider.logOn.send({ email, channel: 'email' }, forever);
  const code = await bench.codeOf(email);
  assert.equal(await fault(provider.logOn.enter({ email, code: `${code}0` }, forever)), 'code_wrong');
  const entry = await provider.logOn.enter({ email, code }, forever);
  assert.deepEqual(entry, { kind: 'in', accounts: [account] });
  // one of the sign-up, one of this
  assert.equal(asked.filter((call) => call.endsWith('/auth/revoke')).length, 2);
  assert.equal(await fault(provider.logOn.enter({ email, code }, forever)), 'code_wrong');
  await provider.logOn.send({ email, channel: 'email' }, forever);
  const late = await bench.codeOf(email);
  await bench.clock.advance(600_000);
  assert.equal(await fault(provider.logOn.enter({ email, code: late }, forever)), 'code_expired');
});

test('the same code is sent again by the other channel, and nobody learns whether an address is known', async () => {
  const { provider } = bench;
  await bench.signUp(orderOf());
  await provider.logOn.send({ email, channel: 'email' }, forever);
  await provider.logOn.send({ email, channel: 'sms' }, forever);
  const [sms, mail] = await bench.inbox(email);
  assert.deepEqual([sms?.channel, mail?.channel, sms?.code === mail?.code], ['sms', 'email', true]);
  await provider.logOn.send({ email: 'nobody@shop.example', channel: 'email' }, forever);
  assert.deepEqual(await bench.inbox('nobody@shop.example'), []);
});

test('a second factor is asked for, sent, and entered; its handle does not outlive its use', async () => {
  const { provider } = bench;
  const known = 'anna+mfa@shop.example';
  const account = await bench.signUp(orderOf('SE', known));
  await provider.logOn.send({ email: known, channel: 'email' }, forever);
  const entry = await provider.logOn.enter({ email: known, code: await bench.codeOf(known) }, forever);
  assert.ok(entry.kind === 'second_factor');
  assert.deepEqual(entry.channels, ['sms', 'email']);
  const { handle } = entry;
  assert.equal(await fault(provider.secondFactor.enter(handle, '123456', forever)), 'code_wrong');
  await provider.secondFactor.send(handle, 'sms', forever);
  const code = await bench.codeOf(known);
  assert.equal(await fault(provider.secondFactor.enter(handle, `${code}0`, forever)), 'code_wrong');
  assert.deepEqual(await provider.secondFactor.enter(handle, code, forever), {
    kind: 'in',
    accounts: [account],
  });
  assert.equal(await fault(provider.secondFactor.enter(handle, code, forever)), 'code_expired');
});

test('a handle is forgotten after ten minutes', async () => {
  const { provider, clock } = bench;
  const known = 'anna+mfa@shop.example';
  await bench.signUp(orderOf('SE', known));
  await provider.logOn.send({ email: known, channel: 'email' }, forever);
  const entry = await provider.logOn.enter({ email: known, code: await bench.codeOf(known) }, forever);
  assert.ok(entry.kind === 'second_factor');
  await clock.advance(600_000);
  assert.equal(await fault(provider.secondFactor.send(entry.handle, 'sms', forever)), 'code_expired');
});

const forced = [
  ['AUTO_APPROVE', 'active', 'done'],
  ['AUTO_DECLINE', 'declined', 'rejected'],
  ['AUTO_WAITING_FOR_SIGNATURE', 'waiting_for_signature', 'action_required'],
  ['ACTIVE', 'waiting_for_declaration', 'action_required'],
] as const;
for (const [description, caseStatus, status] of forced) {
  test(`trap 1: ${description} brings about ${caseStatus}`, async () => {
    const account = await bench.signUp(orderOf());
    const made = await bench.provider.applications.create(account, payoutOrder({ description }), forever);
    assert.deepEqual([made.caseStatus, made.status], [caseStatus, status]);
  });
}

test('in production a description brings about nothing', async () => {
  const live = await openBench({ partnerAccount: 'P11200000', clientId: 'live' });
  const account = await live.signUp(orderOf());
  assert.equal(account, 'P11200001');
  const order = payoutOrder({ description: 'AUTO_APPROVE' });
  const made = await live.provider.applications.create(account, order, forever);
  assert.equal(made.caseStatus, 'waiting_for_declaration');
  await live.close();
});

test('an application waits for its signatory, who may be somebody else, and every word of its case is ours', async () => {
  const { provider, sign, clock } = bench;
  const account = await bench.signUp(orderOf());
  const submitter = { name: 'Carl Dahl', email: 'carl@shop.example', title: 'CEO' };
  const made = await provider.applications.create(account, payoutOrder({ submitter }), forever);
  const name = { kind: 'payout', id: made.id } as const;
  assert.deepEqual(
    made.links.map(({ kind }) => kind),
    ['contract', 'declaration'],
  );
  assert.equal((await bench.inbox('carl@shop.example'))[0]?.link, made.links[0]?.url);
  const reads = async () => (await provider.applications.read(account, name, forever))?.caseStatus;
  const seen: (CaseStatus | undefined)[] = [];
  for (const action of ['ask_details', 'give_details', 'review', 'fail', 'approve', 'terminate']) {
    await sign(made.id, action);
    seen.push(await reads());
  }
  assert.deepEqual(seen, [
    'waiting_for_details',
    'automatic_review',
    'under_manual_review',
    'error',
    'active',
    'terminated',
  ]);
  const other = await provider.applications.create(account, paymentsOrder(), forever);
  await sign(other.id, 'declare');
  await sign(other.id, 'sign');
  assert.equal(
    (await provider.applications.read(account, { kind: 'payments', id: other.id }, forever))?.status,
    'pending',
  );
  await clock.advance(400);
  const all = await provider.applications.list(account, forever);
  assert.deepEqual(
    all.map(({ kind, caseStatus }) => [kind, caseStatus]),
    [
      ['payments', 'active'],
      ['payout', 'terminated'],
    ],
  );
  const [merchant] = await provider.platform.merchants({}, forever);
  assert.deepEqual(merchant?.applications, { payments: { active: 1 }, payout: { terminated: 1 } });
});

test('an application is withdrawn, an active one only where that was said; one for payments not at all', async () => {
  const { provider } = bench;
  const account = await bench.signUp(orderOf());
  const order = payoutOrder({ description: 'AUTO_APPROVE' });
  const { id } = await provider.applications.create(account, order, forever);
  const one = { kind: 'payout', id } as const;
  assert.equal(
    await fault(provider.applications.withdraw(account, { ...one, active: false }, forever)),
    'refused',
  );
  await provider.applications.withdraw(account, { ...one, active: true }, forever);
  assert.equal((await provider.applications.read(account, one, forever))?.status, 'closed');
  assert.deepEqual(await provider.applications.list(account, forever), []);
  const payments = { kind: 'payments', id, active: true } as const;
  assert.equal(await fault(provider.applications.withdraw(account, payments, forever)), 'not_allowed');
});

test('only what a change speaks of is changed', async () => {
  const { provider } = bench;
  const order = orderOf();
  const account = await bench.signUp(order);
  const address = { line: 'Nygatan 2', postalCode: '41101', place: 'Göteborg', country: 'SE' };
  await provider.account.update(account, { address, logo: 'https://cdn.example/logo.png' }, forever);
  const after = await provider.account.read(account, forever);
  assert.deepEqual(
    [after.address, after.company, after.billing?.address],
    [address, order.company, order.address],
  );
  const billing = { name: 'Bergs Redovisning', reference: 'Anna' };
  const billed = await provider.account.update(account, { billing }, forever);
  assert.deepEqual(billed.billing, {
    ...billing,
    organizationNumber: '5566778899',
    address: order.address,
  });
});

test('a feature is asked for, and given up', async () => {
  const { provider } = bench;
  const account = await bench.signUp(orderOf());
  const statusOf = async (wanted: boolean) => {
    const { features } = await provider.account.requestFeature(account, 'split_payment', wanted, forever);
    return features.find(({ id }) => id === 'split_payment')?.status;
  };
  assert.deepEqual([await statusOf(true), await statusOf(false)], ['requested', 'off']);
});

test('a file goes to the address that was given for it, of exactly the type and length that were said', async () => {
  const { provider, asked, sandbox } = bench;
  const account = await bench.signUp(orderOf());
  const bytes = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47])]);
  const { url } = await provider.account.upload(
    account,
    { type: 'image/png', access: 'public', bytes },
    forever,
  );
  const stored = await sandbox.fetch(new Request(url ?? ''));
  assert.deepEqual([stored.headers.get('content-type'), (await stored.blob()).size], ['image/png', 4]);
  assert.match(asked.at(-1) ?? '', /^PUT \/files\//);
  const statement = { type: 'application/pdf', access: 'private', bytes } as const;
  assert.deepEqual(await provider.account.upload(account, statement, forever), { url: null });
  for (const wrong of [
    { type: 'text/html' },
    { bytes: new Blob([]) },
    { bytes: new Blob([new Uint8Array(2_000_001)]) },
  ]) {
    assert.equal(
      await fault(provider.account.upload(account, { ...statement, ...wrong }, forever)),
      'not_allowed',
    );
  }
});

test('a platform sees its merchants, invites one, notes something, and has a link to the provider’s own pages', async () => {
  const { provider } = bench;
  const invited = await provider.platform.invite({ ...orderOf(), key: 'our-key', note: 'Welcome' }, forever);
  assert.deepEqual([invited.name, invited.key, invited.test], ['Bergs Blommor AB', 'our-key', true]);
  assert.equal((await bench.inbox(email)).length, 1);
  await bench.signUp(orderOf('NO', 'second@shop.example'));
  const search = (query: object) => provider.platform.merchants(query, forever).then((all) => all.length);
  assert.deepEqual(
    [
      await search({}),
      await search({ search: 'second' }),
      await search({ limit: 1 }),
      await search({ after: invited.account }),
      await search({ accountManager: 'nobody@platform.example' }),
    ],
    [2, 1, 1, 1, 0],
  );
  const note = await provider.platform.addNote(invited.account, 'Called, calls back', forever);
  assert.equal(note.text, 'Called, calls back');
  assert.deepEqual(await provider.platform.notes(invited.account, forever), [{ ...note, text: null }]);
  const { url } = await provider.platform.onboardingLink(invited.account, forever);
  assert.ok(url.includes(partner));
});

test('prices are told as they bind: minor units, a rate as text, a currency only where there is one', async () => {
  const { provider } = bench;
  const account = await bench.signUp(orderOf());
  const [offered] = await provider.prices(null, forever);
  assert.deepEqual(await provider.prices(account, forever), [offered]);
  const issuers = { name: 'card.issuer_country', values: ['NO', 'SE'] };
  assert.deepEqual(
    offered?.prices.map(({ name, fixed, rate, currency, only }) => ({ name, fixed, rate, currency, only })),
    [
      { name: 'EU cards', fixed: 150, rate: '0.0125', currency: 'NOK', only: [issuers] },
      {
        name: 'Other cards',
        fixed: 250,
        rate: '0.025',
        currency: null,
        only: [{ name: 'currency', values: ['NOK', 'SEK'] }],
      },
    ],
  );
});

test('either audience is taken by a provider that wants it', async () => {
  const other = await openBench({ exchangeAudience: 'merchant' });
  const account = await other.signUp(orderOf());
  assert.deepEqual(await other.provider.applications.list(account, forever), []);
  await other.close();
});
