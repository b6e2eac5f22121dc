import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import type { Onboarding } from '../../src/protocol/onboarding.ts';
import { openMarket, type StandingMarket } from '../support/onboarding-rig.ts';
import { openSeller, openSession, type Seller, stateOf } from '../support/seller.ts';

let market: StandingMarket;
beforeEach(async () => {
  market = await openMarket();
});
afterEach(() => market.stop());

const payout = { kind: 'payout', reference: 'Torvet' };
const caseOf = (one: Onboarding) => one.applications.at(-1)?.caseStatus;

/** A seller whose application for payouts stands. */
const applied = async (more: object = {}): Promise<Seller> => {
  const seller = await openSeller(market);
  await seller.open();
  await seller.write('POST', '/applications', { ...payout, ...more });
  await seller.until((one) => one.applications.length === 1);
  return seller;
};

suite('an application', () => {
  test('is signed by somebody else, who gets the form by mail, and who came back sees it soon', async () => {
    const submitter = { name: 'Carl Dahl', email: 'carl@lomvi.example', title: 'CEO' };
    const seller = await applied({ submitter });
    const one = await seller.read();
    assert.deepEqual([stateOf(one, 'payout'), caseOf(one)], ['due', 'waiting_for_declaration']);
    const [mail] = await seller.inbox(submitter.email);
    assert.equal(mail?.link, one.applications[0]?.links.find(({ kind }) => kind === 'contract')?.url);
    await seller.atCase('payout', 'declare');
    const waiting = await seller.until((now) => caseOf(now) === 'waiting_for_signature');
    assert.equal(waiting.applications[0]?.status, 'action_required');
    await seller.atCase('payout', 'sign', 'approve');
    const active = await seller.until((now) => caseOf(now) === 'active');
    assert.equal(stateOf(active, 'payout'), 'done');
    assert.deepEqual(
      active.applications[0]?.links.map(({ kind }) => kind).toSorted(),
      ['contract', 'signed_contract'],
      'and none of the staff',
    );
  });

  for (const [description, status, state] of [
    ['AUTO_APPROVE', 'active', 'done'],
    ['AUTO_DECLINE', 'declined', 'blocked'],
    ['AUTO_WAITING_FOR_SIGNATURE', 'waiting_for_signature', 'due'],
  ] as const) {
    test(`in test, ${description} makes it ${status}`, async () => {
      const seller = await applied({ description });
      const one = await seller.read();
      assert.deepEqual([caseOf(one), stateOf(one, 'payout')], [status, state]);
    });
  }

  for (const [action, status, state] of [
    ['ask_details', 'waiting_for_details', 'due'],
    ['review', 'under_manual_review', 'pending'],
    ['fail', 'error', 'blocked'],
    ['decline', 'declined', 'blocked'],
  ] as const) {
    test(`that is ${status} is ${state}`, async () => {
      const seller = await applied();
      await seller.atCase('payout', action);
      const one = await seller.until((now) => caseOf(now) === status);
      assert.equal(stateOf(one, 'payout'), state);
    });
  }

  test('is withdrawn, and another may be asked for', async () => {
    const seller = await applied();
    const [one] = (await seller.read()).applications;
    assert.equal(one?.withdrawable, true);
    await seller.write('POST', `/applications/${one.id}/withdrawal`, {});
    const without = await seller.until(({ applications }) => applications.length === 0);
    assert.equal(stateOf(without, 'payout'), 'due');
    await seller.write('POST', '/applications', payout);
    const again = await seller.until(({ applications }) => applications.length === 1);
    assert.notEqual(again.applications[0]?.id, one.id);
  });

  test('that is active is withdrawn only after a confirmation of its own', async () => {
    const seller = await applied({ description: 'AUTO_APPROVE' });
    const { id = '' } = (await seller.read()).applications[0] ?? {};
    assert.equal(await seller.refused('POST', `/applications/${id}/withdrawal`, {}), 'body_invalid');
    await seller.write('POST', `/applications/${id}/withdrawal`, { active: true });
    await seller.until(({ applications }) => applications.length === 0);
  });

  test('that has become active since is not withdrawn by a word that was said before', async () => {
    const seller = await applied();
    const { id = '' } = (await seller.read()).applications[0] ?? {};
    await seller.atCase('payout', 'approve');
    await seller.write('POST', `/applications/${id}/withdrawal`, {});
    const one = await seller.until((now) => caseOf(now) === 'active' && !now.applications[0]?.withdrawing);
    assert.deepEqual(
      [stateOf(one, 'payout'), one.steps.find((step) => step.id === 'payout')?.errors],
      ['due', [{ pointer: '', code: 'refused' }]],
    );
    await seller.write('POST', `/applications/${id}/withdrawal`, { active: true });
    const gone = await seller.until(({ applications }) => applications.length === 0);
    assert.deepEqual(gone.steps.find((step) => step.id === 'payout')?.errors, []);
  });

  test('for payments cannot be withdrawn', async () => {
    const seller = await openSeller(market);
    const approved = await seller.open().then(() => seller.approve());
    const [one] = approved.applications;
    assert.equal(one?.withdrawable, false);
    assert.equal(
      await seller.refused('POST', `/applications/${one.id}/withdrawal`, { active: true }),
      'not_possible_now',
    );
  });
});

suite('an answer of the provider that is lost', () => {
  for (const createError of ['before', 'after', 'throttled', 'garbled', 'timeout'] as const) {
    test(`(${createError}) costs time, and makes nothing twice`, async () => {
      const seller = await openSeller(market);
      await seller.open();
      await seller.trouble({ createError });
      await seller.write('POST', '/applications', payout);
      await seller.write('POST', '/options/swish', {});
      await market.pass(30_000);
      const isThere = !['before', 'throttled'].includes(createError);
      assert.equal((await seller.read()).applications.length, isThere ? 1 : 0, 'what is there is found');
      await seller.trouble({});
      const one = await seller.until(
        (now) => now.applications.length > 0 && stateOf(now, 'options') === 'pending',
      );
      assert.deepEqual(
        one.steps.flatMap(({ errors }) => errors).filter(({ code }) => code !== 'missing'),
        [],
      );
      assert.equal((await seller.sandbox('signing')).length, 1);
      assert.equal((await seller.sandbox('gateways')).length, 1);
    });
  }

  test('for hours is made up for within ten minutes, with no screen open', async () => {
    const seller = await openSeller(market);
    await seller.open();
    await seller.trouble({ createError: 'before' });
    await seller.write('POST', '/applications', payout);
    await market.pass(8 * 3_600_000);
    await seller.trouble({});
    await market.pass(600_000);
    assert.equal((await seller.sandbox('signing')).length, 1);
  });

  test('leaves a sign-up to be done: a code comes when it is there again', async () => {
    const seller = await openSeller(market);
    await seller.accept();
    await seller.fill();
    await seller.trouble({ createError: 'before' });
    await seller.write('POST', '/sign-up', {});
    await market.pass(60_000);
    assert.equal(stateOf(await seller.read(), 'sign_up'), 'pending');
    await seller.trouble({});
    await seller.until((one) => stateOf(one, 'verify') === 'due');
    await seller.enter('verify', await seller.code());
  });

  test('while a code is typed in: it may be typed in again, and is not one of the tries', async () => {
    const seller = await openSeller(market);
    await seller.signUp();
    await seller.trouble({ createError: 'before' });
    const typed = { purpose: 'verify', code: await seller.code() };
    for (let n = 0; n < 6; n++) {
      assert.equal(await seller.refused('POST', '/code', typed), 'unavailable');
      await market.pass(1000);
    }
    assert.equal((await seller.read()).code?.triesLeft, 5);
    await seller.trouble({});
    assert.equal((await seller.enter('verify', typed.code)).account.state, 'applied');
  });

  test('to a right code hides no account: it is looked for, and there is one', async () => {
    const seller = await openSeller(market);
    await seller.signUp();
    await seller.trouble({ createError: 'after' });
    const typed = { purpose: 'verify', code: await seller.code() };
    assert.equal(await seller.refused('POST', '/code', typed), 'unavailable');
    await seller.trouble({});
    await seller.until((now) => now.account.state === 'applied' && stateOf(now, 'company') === 'done');
    const list = await openSession(market, { view: 'list' });
    const merchants = await market.fetch(`${market.backend}/v1/merchants`, {
      headers: { authorization: `Bearer ${list}` },
    });
    assert.equal((await merchants.json()).items.length, 1);
    await seller.write('POST', '/options/swish', {});
    await seller.until((now) => stateOf(now, 'options') === 'pending');
    assert.equal((await seller.sandbox('gateways'))[0].account, 'T11200001');
  });
});

suite('the provider is asked', () => {
  const looks = () => market.upstream.filter((line) => /GET .*approvals\/payments$/.test(line)).length;

  test('ever more rarely while nobody looks, and soon when somebody has come back', async () => {
    const seller = await applied();
    await seller.atCase('payout', 'declare');
    await market.pass(12 * 3_600_000);
    const rare = looks();
    await market.pass(1_800_000);
    assert.ok(looks() - rare <= 1, 'not more than once in half an hour by then');

    // Hooks that are lost: reading is all there is.
    await seller.trouble({ callbacks: 'lost' });
    await seller.atCase('payout', 'sign', 'approve');
    await market.pass(1000);
    const back = await openSeller(market);
    const before = await back.read();
    assert.equal(caseOf(before), 'waiting_for_signature');
    const tag = { 'if-none-match': `"${before.id}.${before.revision}"` };
    const held = back.call('GET', '', undefined, { ...tag, prefer: 'wait=25' });
    await market.pass(5000);
    const answer = await held;
    assert.equal(answer.status, 200);
    assert.equal((await answer.json()).applications[0].caseStatus, 'active');
  });

  test('at once when it says that something has changed: the platform is told with no screen open', async () => {
    const seller = await applied();
    await seller.atCase('payout', 'declare');
    await market.pass(3 * 3_600_000);
    const before = market.told.length;
    await seller.atCase('payout', 'sign', 'approve');
    await market.pass(2000);
    const last = JSON.parse(market.told.at(-1) ?? '{}');
    assert.ok(market.told.length > before);
    assert.deepEqual(
      [last.type, last.data.applications[0].caseStatus],
      ['merchant_onboarding.changed', 'active'],
    );
  });

  test('no more than once in five seconds, however often somebody looks', async () => {
    const seller = await applied();
    await market.pass(600_000);
    const before = looks();
    for (let n = 0; n < 60; n++) {
      await seller.call('GET', '', undefined, { prefer: 'wait=0' });
      await market.pass(500);
    }
    const during = looks() - before;
    assert.ok(during >= 5 && during <= 7, `${during} in half a minute`);
  });
});

suite('an agent', () => {
  test('fills in and leaves it to the merchant, who accepts; no session of an agent’s accepts anything', async () => {
    const agent = await openSeller(market, { surface: 'agent' });
    await agent.until((one) => stateOf(one, 'terms') === 'due');
    const { bankAccount } = agent.facts;
    const people = [{ firstName: 'Eva', lastName: 'Lind', roles: ['signatory'] }];
    for (const facts of [{ bankAccount }, { people }]) {
      assert.equal(await agent.refused('PUT', '/facts', facts), 'token_insufficient');
    }
    assert.equal(await agent.refused('POST', '/prefill', {}), 'not_possible_now', 'nothing is filled in');
    await agent.fill();
    await agent.write('POST', '/prefill', {});
    await agent.until(({ prefilled }) => prefilled);
    await market.pass(1000);
    const [mail] = await agent.inbox();
    assert.match(mail?.link ?? '', /prefill=/);

    const { agreement } = await agent.read();
    const [{ id, version } = { id: '', version: '' }] = agreement;
    for (const [path, body] of [
      ['/acceptances', { documents: [{ id, version }] }],
      ['/sign-up', {}],
      ['/code', { purpose: 'verify', code: '111111' }],
      ['/code', { purpose: 'resume', code: '111111' }],
      ['/code/resend', { purpose: 'verify' }],
      ['/resumption', { email: agent.email }],
    ] as const) {
      assert.equal(await agent.refused('POST', path, body), 'token_insufficient', path);
    }

    const merchant = await openSeller(market);
    const asked = await merchant.read();
    assert.deepEqual(
      [asked.prefilled, asked.role, asked.facts.company?.name],
      [true, 'merchant', 'Lomvi AB'],
    );
    assert.equal(await merchant.refused('POST', '/prefill', {}), 'token_insufficient');
    assert.equal(await merchant.refused('POST', '/sign-up', {}), 'not_possible_now', 'terms first');
    await merchant.accept();
    await merchant.write('POST', '/sign-up', {});
    const one = await merchant.until(({ account }) => account.state === 'applied');
    assert.deepEqual([one.prefilled, stateOf(one, 'verify')], [false, 'done']);
    for (const facts of [{ billing: { name: 'Mallory AB' } }, { company: merchant.facts.company }]) {
      assert.equal(await agent.refused('PUT', '/facts', facts), 'token_insufficient', 'it is theirs now');
    }
  });

  test('applies for nothing, withdraws nothing, and asks for no option in the merchant’s name', async () => {
    const seller = await applied();
    const { id = '' } = (await seller.read()).applications[0] ?? {};
    const agent = await openSeller(market, { surface: 'agent' });
    for (const [method, path, body] of [
      ['POST', '/applications', { kind: 'payments' }],
      ['POST', `/applications/${id}/withdrawal`, {}],
      ['POST', '/options/swish', {}],
      ['POST', '/options/swish/link', {}],
      ['PUT', '/features/split_payment', { wanted: true }],
      ['POST', '/uploads/logo', {}],
    ] as const) {
      assert.equal(await agent.refused(method, path, body), 'token_insufficient', path);
    }
  });
});
