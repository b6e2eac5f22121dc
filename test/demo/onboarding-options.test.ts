import assert from 'node:assert/strict';
import { afterEach, suite, test } from 'node:test';
import { openMarket, type StandingMarket } from '../support/onboarding-rig.ts';
import { errorsOf, openSeller, optionOf, type Seller, stateOf } from '../support/seller.ts';

let market: StandingMarket;
afterEach(() => market.stop());

const open = async (country: 'SE' | 'NO'): Promise<Seller> => {
  market = await openMarket();
  const seller = await openSeller(market, { country });
  await seller.open();
  return seller;
};

const unmet = (one: Awaited<ReturnType<Seller['read']>>, id: string) =>
  optionOf(one, id)?.preconditions.flatMap((each) => (each.met ? [] : [each.id]));

const klarna = { values: { payment_options: ['klarna.klarna', 'klarna.billie'] } };

suite('payment options', () => {
  test('SE: Swish once the company is known, Klarna once it is approved, and each usable when it is enabled', async () => {
    const seller = await open('SE');
    const first = await seller.read();
    assert.deepEqual([unmet(first, 'swish'), unmet(first, 'klarna')], [[], ['approved_case']]);
    assert.equal(optionOf(first, 'vipps'), undefined);
    assert.equal(await seller.refused('POST', '/options/klarna', klarna), 'not_possible_now');

    await seller.write('POST', '/options/swish', {});
    await seller.until((one) => optionOf(one, 'swish')?.status === 'pending');
    const approved = await seller.approve();
    assert.deepEqual([approved.account, unmet(approved, 'klarna')], [{ state: 'live', test: true }, []]);
    assert.equal(stateOf(approved, 'options'), 'pending', 'approved is not usable');
    await seller.write('POST', '/options/klarna', klarna);
    await seller.until((one) => optionOf(one, 'klarna')?.status === 'pending');
    await seller.atGateway('swish', 'enable');
    await seller.atGateway('klarna', 'enable');
    const last = await seller.until((one) =>
      ['swish', 'klarna'].every((id) => optionOf(one, id)?.status === 'enabled'),
    );
    assert.equal(stateOf(last, 'options'), 'done');
  });

  test('NO: Vipps goes on at a link, which is replaced when it is over', async () => {
    const seller = await open('NO');
    assert.deepEqual(unmet(await seller.read(), 'vipps'), []);
    assert.equal(await seller.refused('POST', '/options/vipps/link', {}), 'not_possible_now');
    await seller.write('POST', '/options/vipps', {});
    const begun = await seller.until((one) => (optionOf(one, 'vipps')?.link ?? null) !== null);
    assert.equal(stateOf(begun, 'options'), 'due');
    assert.equal(
      optionOf(begun, 'vipps')?.link?.expiresAt?.slice(0, 10),
      new Date(market.clock.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    );

    await seller.atGateway('vipps', 'expire');
    const over = await seller.until((one) => stateOf(one, 'options') === 'past_due');
    assert.deepEqual(errorsOf(over, 'options'), ['link_expired']);
    await assert.rejects(seller.atGateway('vipps', 'enable'), /link_expired/);
    await seller.write('POST', '/options/vipps/link', {});
    const renewed = await seller.until((one) => stateOf(one, 'options') === 'due');
    assert.notEqual(optionOf(renewed, 'vipps')?.link?.url, optionOf(begun, 'vipps')?.link?.url);
    await seller.atGateway('vipps', 'enable');
    const last = await seller.until((one) => optionOf(one, 'vipps')?.status === 'enabled');
    assert.deepEqual([stateOf(last, 'options'), optionOf(last, 'vipps')?.link], ['done', null]);
  });

  for (const [action, status] of [
    ['decline', 'declined'],
    ['fail', 'failed'],
  ] as const) {
    test(`one that is ${status} is to be done, says so, and may be asked for again`, async () => {
      const seller = await open('SE');
      await seller.write('POST', '/options/swish', {});
      await seller.until((one) => optionOf(one, 'swish')?.status === 'pending');
      assert.equal(await seller.refused('POST', '/options/swish', {}), 'not_possible_now');
      await seller.atGateway('swish', action);
      const ended = await seller.until((one) => optionOf(one, 'swish')?.status === status);
      assert.deepEqual([stateOf(ended, 'options'), errorsOf(ended, 'options')], ['due', [status]]);
      await seller.write('POST', '/options/swish', {});
      await seller.until((one) => optionOf(one, 'swish')?.status === 'pending');
      await seller.atGateway('swish', 'enable');
      await seller.until((one) => optionOf(one, 'swish')?.status === 'enabled');
    });
  }

  test('what must be signed at a gateway has a link for it', async () => {
    const seller = await open('SE');
    await seller.write('POST', '/options/swish', {});
    await seller.until((one) => optionOf(one, 'swish')?.status === 'pending');
    await seller.atGateway('swish', 'require_signature');
    const one = await seller.until((now) => (optionOf(now, 'swish')?.link ?? null) !== null);
    assert.match(optionOf(one, 'swish')?.link?.url ?? '', /&sign$/);
    assert.equal(stateOf(one, 'options'), 'due');
  });

  test('a feature is asked for and given up, and stands as the provider says', async () => {
    const seller = await open('SE');
    const statusOf = (one: Awaited<ReturnType<Seller['read']>>) =>
      one.features.find(({ id }) => id === 'split_payment')?.status;
    await seller.write('PUT', '/features/split_payment', { wanted: true });
    await seller.until((one) => statusOf(one) === 'requested');
    await seller.write('PUT', '/features/split_payment', { wanted: false });
    await seller.until((one) => statusOf(one) === 'off');

    await seller.trouble({ createError: 'before' });
    for (let n = 0; n < 10; n++) {
      await seller.write('PUT', '/features/split_payment', { wanted: n % 2 === 0 });
      await seller.write('PUT', '/features/daily_payouts', { wanted: true });
    }
    const [row] = await market.store.list<{ jobs: unknown[] }>('onboardings', 'client demo-market');
    assert.ok((row?.value.jobs.length ?? 0) <= 3, 'one of each, and one that may have been heard');
    await seller.trouble({});
    await seller.until(
      (one) => one.features.find(({ id }) => id === 'daily_payouts')?.status === 'requested',
    );
    assert.equal(statusOf(await seller.read()), 'off', 'the last wish holds');
  });

  test('nothing of a gateway’s configuration reaches the browser', async () => {
    const seller = await open('NO');
    await seller.write('POST', '/options/vipps', {});
    await seller.until((one) => optionOf(one, 'vipps')?.status === 'pending');
    await seller.atGateway('vipps', 'enable');
    await seller.until((one) => optionOf(one, 'vipps')?.status === 'enabled');
    const text = await (await seller.call('GET', '')).text();
    assert.doesNotMatch(text, /configuration|gateway-secret|merchant_serial_number|staff=canary/);
  });
});
