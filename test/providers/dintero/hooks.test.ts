import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import { type Bench, hookSecret, openBench, optionOrder, orderOf, payoutOrder } from './bench.ts';
import { failure, forever, openScripted } from './scripted.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

/** Signed by another hand than the sandbox's. */
const hook = (body: string, headers: Readonly<Record<string, string>> = {}, by = hookSecret): Request =>
  new Request('https://shop.example/callbacks/dintero', {
    method: 'POST',
    body,
    headers: {
      event: 'cdd_case_update',
      'event-delivery': 'd-1',
      'event-signature': createHmac('sha1', by).update(body).digest('hex'),
      ...headers,
    },
  });

const read = (request: Request) => bench.provider.readHook(request);

test('a hook of the provider names an account, and the same delivery each time that it comes', async () => {
  const account = await bench.signUp(orderOf());
  await bench.trouble({ callbacks: 'doubled' });
  await bench.provider.applications.create(account, payoutOrder(), forever);
  await bench.clock.advance(0);
  const [added, ...updates] = await Promise.all(bench.hooks.map(read));
  assert.deepEqual([added?.event, added?.account], ['account_add', account]);
  assert.equal(updates.length, 2);
  assert.equal(new Set(updates.map(({ delivery }) => delivery)).size, 1);
  assert.equal(updates[0]?.event, 'approval_payout_destination_update');
});

test('a change of an account is told in production, and in test it is not: there it must be read', async () => {
  for (const [environment, events] of [
    ['P', ['account_add', 'account_update', 'account_update']],
    ['T', ['account_add']],
  ] as const) {
    const clientId = environment === 'P' ? 'live' : undefined;
    const live = await openBench({ partnerAccount: `${environment}11200000`, ...(clientId && { clientId }) });
    const account = await live.signUp(orderOf());
    await live.provider.option.signUp(account, 'swish', optionOrder(), forever);
    await live.gateway(account, 'swish', 'enable');
    await live.clock.advance(0);
    const told = await Promise.all(live.hooks.map((request) => live.provider.readHook(request)));
    assert.deepEqual(
      told.map(({ event }) => event),
      events,
    );
    assert.ok(told.every((one) => one.account === account));
    await live.close();
  }
});

test('trap 16: a hook says that something changed, and nothing that it says is believed', async () => {
  const told = await read(hook('{"account_id":"T11200001","case_status":"ACTIVE"}'));
  assert.deepEqual(told, { delivery: 'd-1', event: 'cdd_case_update', account: 'T11200001' });
});

const forged: Readonly<Record<string, () => Request>> = {
  'of somebody else': () => hook('{}', {}, 'another-secret'),
  'of another body': () =>
    hook('{}', { 'event-signature': hook('{} ').headers.get('event-signature') ?? '' }),
  'that is none': () => hook('{}', { 'event-signature': '' }),
  'that is cut off': () => hook('{}', { 'event-signature': 'ab' }),
  'of a body beyond all measure': () => hook('x'.repeat(256 * 1024 + 1)),
};
for (const [what, make] of Object.entries(forged)) {
  test(`a signature ${what} is refused`, async () => {
    await failure(read(make()), 'refused');
  });
}

test('an account of another platform, or of the other environment, is nobody’s; a body may name none', async () => {
  for (const body of ['{"account_id":"P11200001"}', '{"account_id":"T11300001"}', '{}', '[]', 'no']) {
    assert.equal((await read(hook(body))).account, null, body);
  }
});

test('one without its delivery or its event is nonsense', async () => {
  await failure(read(hook('{}', { 'event-delivery': '' })), 'nonsense');
  await failure(read(hook('{}', { event: 'a b' })), 'nonsense');
});

test('where no secret is known no hook is believed', async () => {
  await failure(openScripted().dintero.readHook(hook('{}')), 'refused');
});
