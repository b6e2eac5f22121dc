import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { openMarket, type StandingMarket } from '../support/onboarding-rig.ts';
import { openSeller, optionOf, stateOf } from '../support/seller.ts';

let market: StandingMarket;
beforeEach(async () => {
  market = await openMarket();
});
afterEach(() => market.stop());

const second = 1000;

/** One that is not `code`. */
const not = (code: string): string => (code === '111111' ? '222222' : '111111');

const mails = async (seller: Awaited<ReturnType<typeof openSeller>>, to?: string) =>
  (await seller.inbox(to)).filter(({ code }) => code !== null).length;

suite('the code of a sign-up', () => {
  test('is wrong, slowed down, and used up; another one opens what the right one before it does not any more', async () => {
    const seller = await openSeller(market);
    await seller.signUp();
    const first = await seller.code();
    const wrong = { purpose: 'verify', code: not(first) };
    for (let left = 5; left > 0; left--) {
      assert.equal((await seller.read()).code?.triesLeft, left);
      assert.equal(await seller.refused('POST', '/code', wrong), 'code_wrong');
      assert.equal(
        await seller.refused('POST', '/code', wrong),
        left === 1 ? 'codes_used_up' : 'rate_limited',
      );
      await market.pass(20 * second);
    }
    assert.equal(
      await seller.refused('POST', '/code', { purpose: 'verify', code: first }),
      'codes_used_up',
      'the right one too',
    );
    const again = await seller.write('POST', '/code/resend', { purpose: 'verify' });
    assert.deepEqual([again.code?.triesLeft, again.code?.resendsLeft], [5, 2]);
    const fresh = await seller.code();
    if (fresh !== first) {
      assert.equal(
        await seller.refused('POST', '/code', { purpose: 'verify', code: first }),
        'code_wrong',
        'the one before it is over',
      );
      await market.pass(20 * second);
    }
    assert.equal((await seller.enter('verify', fresh)).account.state, 'applied');
  });

  test('that is over says so', async () => {
    const seller = await openSeller(market);
    const late = 'eva+late@lomvi.example';
    await seller.signUp(late);
    const typed = { purpose: 'verify', code: await seller.code(late) };
    assert.equal(await seller.refused('POST', '/code', typed), 'code_expired');
    assert.equal(stateOf(await seller.read(), 'verify'), 'due');
  });

  test('is sent four times in a day, half a minute apart, and again the day after', async () => {
    const seller = await openSeller(market);
    await seller.signUp();
    const resend = { purpose: 'verify' };
    for (let sent = 1; sent < 4; sent++) {
      assert.equal(await mails(seller), sent);
      assert.equal(await seller.refused('POST', '/code/resend', resend), 'rate_limited');
      await market.pass(30 * second);
      await seller.write('POST', '/code/resend', resend);
    }
    await market.pass(30 * second);
    assert.equal(await seller.refused('POST', '/code/resend', resend), 'codes_used_up');
    assert.equal(await mails(seller), 4);
    await market.pass(24 * 3600 * second);
    const another = await openSeller(market);
    await another.write('POST', '/code/resend', resend);
    await another.enter('verify', await another.code());
  });
});

suite('an address that was mistyped', () => {
  const typo = 'eva@lomvi.exampel';

  test('is put right before it is verified: the code goes to the new one, and the first opens nothing', async () => {
    const seller = await openSeller(market);
    await seller.signUp(typo);
    const first = await seller.code(typo);
    const put = await seller.fill();
    assert.deepEqual(
      [stateOf(put, 'sign_up'), stateOf(put, 'verify'), put.code],
      ['due', 'not_yet', null],
      'the terms stay accepted',
    );
    assert.equal(
      await seller.refused('POST', '/code', { purpose: 'verify', code: first }),
      'not_possible_now',
    );
    await seller.write('POST', '/sign-up', {});
    const asked = await seller.until((one) => stateOf(one, 'verify') === 'due');
    assert.deepEqual([asked.code?.sentTo, asked.code?.resendsLeft], ['e•••@torvet-lomvi.example', 2]);
    await seller.enter('verify', await seller.code());
    const one = await seller.until((now) => now.account.state === 'applied');
    assert.equal(one.facts.applicant?.email, seller.email);
  });

  test('sends no more codes in a day than any', async () => {
    const seller = await openSeller(market);
    await seller.signUp('a@lomvi.example');
    for (const to of ['b@lomvi.example', 'c@lomvi.example', 'd@lomvi.example']) {
      await seller.fill(to);
      await seller.write('POST', '/sign-up', {});
      await seller.until((one) => stateOf(one, 'verify') === 'due');
    }
    await seller.fill('e@lomvi.example');
    assert.equal(await seller.refused('POST', '/sign-up', {}), 'codes_used_up');
  });

  test('in another case is the same address', async () => {
    const seller = await openSeller(market);
    await seller.signUp();
    const put = await seller.fill(seller.email.toUpperCase());
    assert.equal(stateOf(put, 'verify'), 'due');
    await seller.enter('verify', await seller.code());
  });

  test('is nobody’s to change once there is an account, an agent’s least of all', async () => {
    const seller = await openSeller(market);
    await seller.open();
    const agent = await openSeller(market, { surface: 'agent' });
    const applicant = { email: 'mallory@agents.example' };
    assert.equal(await seller.refused('PUT', '/facts', { applicant }), 'body_invalid');
    assert.equal(await agent.refused('PUT', '/facts', { applicant }), 'token_insufficient');
  });
});

suite('on another device', () => {
  test('what was begun goes on after a code; whoever has none learns nothing', async () => {
    const first = await openSeller(market);
    const begun = await first.open();
    await first.write('POST', '/exit', { step: 'payments' });
    const second = await openSeller(market, { reference: 'another-page' });
    assert.notEqual((await second.read()).id, begun.id);
    assert.equal(
      await second.refused('POST', '/code', { purpose: 'resume', code: '111111' }),
      'not_possible_now',
    );

    const asked = await second.write('POST', '/resumption', { email: first.email });
    assert.deepEqual([asked.code?.purpose, asked.code?.sentTo], ['resume', null]);
    const code = await first.code();
    assert.equal(await second.refused('POST', '/code', { purpose: 'resume', code: not(code) }), 'code_wrong');
    await market.pass(20 * 1000);
    const gone = await second.enter('resume', code);
    assert.deepEqual(
      [gone.id, gone.leftAt, gone.facts.company?.name, gone.code],
      [begun.id, 'payments', 'Lomvi AB', null],
    );
    assert.equal((await second.read()).id, begun.id);

    const stranger = await openSeller(market, { reference: 'a-third-page' });
    const unknown = await stranger.write('POST', '/resumption', { email: 'nobody@lomvi.example' });
    const { resendAt: _, ...said } = asked.code ?? {};
    const { resendAt: __, ...saidToThem } = unknown.code ?? {};
    assert.deepEqual(saidToThem, said, 'an address that is nobody’s is answered alike');
  });

  test('a second factor is asked for by its own name, sent by either channel, and then opens it', async () => {
    const first = await openSeller(market);
    const email = 'eva+mfa@lomvi.example';
    const begun = await first.open(email);
    const second = await openSeller(market, { reference: 'another-page' });
    await second.write('POST', '/resumption', { email });
    assert.equal(
      await second.refused('POST', '/code/resend', { purpose: 'second_factor', channel: 'sms' }),
      'not_possible_now',
      'not before the first',
    );
    const asked = await second.enter('resume', await second.code(email));
    assert.deepEqual(
      [asked.id === begun.id, asked.code?.purpose, asked.code?.channel, asked.code?.channels],
      [false, 'second_factor', 'sms', ['sms', 'email']],
    );
    assert.equal(stateOf(asked, 'second_factor'), 'due');
    assert.equal(
      await second.refused('POST', '/code', { purpose: 'resume', code: '111111' }),
      'not_possible_now',
      'the first factor is over',
    );
    assert.deepEqual((await second.read()).code?.purpose, 'second_factor', 'after a reload too');

    const resend = { purpose: 'second_factor', channel: 'email' };
    assert.equal(await second.refused('POST', '/code/resend', resend), 'rate_limited');
    await market.pass(30 * 1000);
    const again = await second.write('POST', '/code/resend', resend);
    assert.equal(again.code?.channel, 'email');
    const code = await second.code(email);
    const wrong = { purpose: 'second_factor', code: not(code) };
    assert.equal(await second.refused('POST', '/code', wrong), 'code_wrong');
    await market.pass(20 * 1000);
    assert.equal((await second.enter('second_factor', code)).id, begun.id);
  });

  test('a second factor that nobody enters in time is over: it begins with the address again', async () => {
    const first = await openSeller(market);
    const email = 'eva+mfa@lomvi.example';
    const begun = await first.open(email);
    const second = await openSeller(market, { reference: 'another-page' });
    const { id } = await second.write('POST', '/resumption', { email });
    await second.enter('resume', await second.code(email));
    await market.pass(11 * 60 * 1000);
    const late = { purpose: 'second_factor', code: '111111' };
    assert.equal(await second.refused('POST', '/code', late), 'code_expired');
    const now = await second.read();
    assert.deepEqual([now.id, now.code, stateOf(now, 'second_factor')], [id, null, 'not_yet']);
    await second.write('POST', '/resumption', { email });
    await second.enter('resume', await second.code(email));
    assert.equal((await second.enter('second_factor', await second.code(email))).id, begun.id);
  });
});

suite('one person with two sellers of one platform, under one address', () => {
  const email = 'eva@both.example';
  /** The code of a sign-up, by what has come since. */
  const codesIn = async (seller: Awaited<ReturnType<typeof openSeller>>): Promise<string[]> =>
    (await seller.inbox(email)).flatMap((mail) => (mail.code === null ? [] : [mail.code]));

  test("types the code of the other: each gets its own account, and neither the other's", async () => {
    const lomvi = await openSeller(market, { country: 'SE' });
    const fjordull = await openSeller(market, { country: 'NO' });
    await lomvi.signUp(email);
    const [ofLomvi = ''] = await codesIn(lomvi);
    await fjordull.signUp(email);
    const [ofFjordull = ''] = await codesIn(fjordull);

    const swapped = { purpose: 'verify', code: ofFjordull };
    assert.equal(await lomvi.refused('POST', '/code', swapped), 'code_wrong');
    await market.pass(20 * second);
    assert.equal((await lomvi.read()).account.state, 'none');
    await lomvi.enter('verify', ofLomvi);
    // It was opened by the other's code: the right one is over, and the account is found.
    assert.equal(await fjordull.refused('POST', '/code', swapped), 'code_wrong');
    const found = await fjordull.until(
      (one) => one.account.state === 'applied' && stateOf(one, 'company') === 'done',
    );
    assert.equal(found.facts.company?.name, 'Fjordull AS');
    await lomvi.until((one) => stateOf(one, 'company') === 'done');

    for (const [seller, option, company] of [
      [lomvi, 'swish', 'Lomvi AB'],
      [fjordull, 'vipps', 'Fjordull AS'],
    ] as const) {
      await seller.write('POST', `/options/${option}`, {});
      await seller.until((one) => optionOf(one, option)?.status === 'pending');
      const all: { connection: string; company: string }[] = await seller.sandbox('gateways');
      assert.deepEqual(
        all.filter(({ connection }) => connection === option).map((one) => one.company),
        [company],
      );
    }
  });

  test("goes on elsewhere with that seller's own, whichever of the two is resumed", async () => {
    const begun = new Map<string, string>();
    for (const country of ['SE', 'NO'] as const) {
      const seller = await openSeller(market, { country });
      begun.set(country, (await seller.open(email)).id);
      await market.pass(20 * second);
    }
    for (const country of ['SE', 'NO'] as const) {
      const again = await openSeller(market, { country, reference: 'another-page' });
      await again.write('POST', '/resumption', { email });
      assert.equal((await again.enter('resume', await again.code(email))).id, begun.get(country));
    }
  });
});
