import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CreateInSession } from '../../../src/protocol/collection-request.ts';
import type { CollectionReading } from '../../../src/providers/collection.ts';
import { cpr, createRig, mandateText, newWorld, withMandate } from '../../support/collection-rig.ts';
import {
  activeMandate,
  answers,
  approved,
  busy,
  type Conduct,
  failsAfter,
  failsBefore,
  nonsenseAfter,
  refuses,
  silentAfter,
  silentBefore,
} from '../../support/scripted-provider.ts';

const minute = 60_000;
/** The payer's time. */
const window = 2 * minute;
const detail = { ...withMandate, expiresIn: 120 };
const order: CreateInSession = { debtor: { scheme: 'cpr', value: cpr }, mandateText };

/** A request that is stored and about to be sent; the first sends go as `sends` says. */
const start = async (...sends: Conduct[]) => {
  const world = await newWorld();
  const rig = createRig(world);
  world.provider.next.create.push(...sends);
  await rig.collection.start();
  const browser = await rig.browse(detail);
  const { id } = await rig.pay(browser, order);
  const begun = world.clock.now();
  await world.clock.advance(0);
  return {
    world,
    rig,
    browser,
    id,
    provider: world.provider,
    clock: world.clock,
    see: () => rig.see(browser, id),
    /** When the provider was asked, in seconds since the request was made. */
    asked: (call: 'create' | 'read' | 'cancel') =>
      world.provider.calls.filter((one) => one.call === call).map(({ at }) => (at - begun) / 1000),
  };
};

/** The rests between some moments. */
const rests = (moments: readonly number[]): number[] =>
  moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));

test('a pending request is read after 5 s, then every 2 s, and every 5 s after a minute', async () => {
  const { rig, clock, asked } = await start();
  await clock.advance(80_000);
  const reads = asked('read');
  assert.deepEqual(reads.slice(0, 4), [5, 7, 9, 11]);
  assert.deepEqual(reads.slice(-5), [59, 61, 66, 71, 76]);
  await rig.collection.stop();
});

test('after approval it is read on, ever slower, until payment and mandate are final, with no screen open', async () => {
  const { rig, provider, clock, see, asked } = await start();
  provider.say({ status: 'approved', stage: null, payment: { status: 'authorised', reason: null } });
  await clock.advance(5000);
  assert.equal((await see()).status, 'approved');
  await clock.advance(3 * 60 * minute);
  const between = rests(asked('read'));
  assert.deepEqual([...new Set(between)], [5, 60, 600]);
  assert.ok(between.filter((rest) => rest === 5).length <= 12);
  assert.ok(between.filter((rest) => rest === 60).length <= 60);

  provider.say({ payment: { status: 'settled', reason: null } });
  await clock.advance(10 * minute);
  assert.equal((await see()).payment.status, 'settled');
  provider.say({ mandate: activeMandate });
  await clock.advance(10 * minute);
  assert.deepEqual((await see()).mandate, activeMandate);
  const reads = provider.count('read');
  await clock.advance(24 * 60 * minute);
  assert.equal(provider.count('read'), reads, 'settled, it is read no more');
  await rig.collection.stop();
});

const ends: Partial<CollectionReading>[] = [
  { status: 'declined', reason: { code: 'payer_declined', retryable: true } },
  { status: 'expired', reason: { code: 'payer_timeout', retryable: true } },
  { status: 'cancelled', reason: null },
  { status: 'rejected', reason: { code: 'risk_blocked', retryable: false } },
];
for (const end of ends) {
  test(`${end.status} is shown with its reason, and asked about no more`, async () => {
    const { rig, provider, clock, see, asked } = await start();
    provider.say({ ...end, stage: null });
    await clock.advance(minute);
    const { status, reason, stage } = await see();
    assert.deepEqual({ status, reason, stage }, { ...end, stage: undefined });
    assert.deepEqual(asked('read'), [5]);
    await rig.collection.stop();
  });
}

const refusal = { code: 'amount_not_allowed', retryable: false } as const;

test('what the provider refuses is rejected with its reason, and not sent again', async () => {
  const { rig, provider, clock, see } = await start(refuses(refusal));
  await clock.advance(minute);
  const { status, reason } = await see();
  assert.deepEqual({ status, reason }, { status: 'rejected', reason: refusal });
  assert.deepEqual(
    provider.calls.map(({ call }) => call),
    ['create'],
  );
  await rig.collection.stop();
});

/** Sends of which nobody can say what came of them, and how many sends there are when all is found out. */
const lost = [
  { what: 'fails and had no effect', conduct: failsBefore, until: 0, sends: 2 },
  { what: 'fails and had its effect', conduct: failsAfter, until: 0, sends: 1 },
  { what: 'is answered with nonsense', conduct: nonsenseAfter, until: 0, sends: 1 },
  { what: 'is never answered and had no effect', conduct: silentBefore, until: 10_000, sends: 2 },
  { what: 'is never answered and had its effect', conduct: silentAfter, until: 10_000, sends: 1 },
];
for (const { what, conduct, until, sends } of lost) {
  test(`a send that ${what} is unknown, then read back by its key, and one charge in the end`, async () => {
    const { rig, provider, clock, see, asked } = await start(conduct);
    await clock.advance(until);
    const unknown = await see();
    assert.deepEqual([unknown.status, unknown.reason?.code], ['unknown', 'outcome_unknown']);
    await clock.advance(2000);
    const found = await see();
    assert.deepEqual([found.status, found.stage, found.reason], ['pending', 'queued', null]);
    assert.equal(found.bindingCode, sends === 1 ? null : 'PR0V1D', 'a code that may be another is not shown');
    assert.equal(asked('create').length, sends);
    assert.equal(new Set(provider.calls.map(({ key }) => key)).size, 1, 'one key for all');
    provider.say(approved);
    await clock.advance(5000);
    assert.equal((await see()).status, 'approved');
    assert.equal(provider.taken.size, 1);
    await rig.collection.stop();
  });
}

test('a repeated send that is refused because the first arrived after all is that first', async () => {
  const { rig, provider, clock, see } = await start(failsBefore);
  // The first send arrives between the reading that does not find it and the second send.
  const late: Conduct = async (effect) => {
    effect();
    return refuses({ code: 'duplicate_active_request', retryable: true })(
      effect,
      new AbortController().signal,
    );
  };
  provider.next.create.push(late);
  await clock.advance(5000);
  assert.equal((await see()).status, 'pending');
  assert.equal(provider.taken.size, 1);
  await rig.collection.stop();
});

test('a send that never arrives is given up after the payer’s time, and after a late arrival would have been seen', async () => {
  const { rig, provider, clock, see, asked } = await start(failsBefore);
  provider.always.create = failsBefore;
  await clock.advance(window - 1);
  assert.equal((await see()).status, 'unknown');
  await clock.advance(20 * minute);
  const { status, reason } = await see();
  assert.deepEqual([status, reason?.code], ['rejected', 'provider_unavailable']);
  const lastSend = asked('create').at(-1) ?? 0;
  const lastRead = asked('read').at(-1) ?? 0;
  assert.ok(lastSend < window / 1000, 'sent after the payer’s time');
  assert.ok(lastRead >= lastSend + 60, 'given up too early');
  await rig.collection.stop();
});

test('a request that was never sent is not sent when the payer’s time is over', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const browser = await rig.browse(detail);
  const { id } = await rig.pay(browser, order);
  await world.clock.advance(window);
  await rig.collection.start();
  await world.clock.advance(0);
  const { status, reason } = await rig.see(browser, id);
  assert.deepEqual([status, reason?.code], ['rejected', 'provider_unavailable']);
  assert.equal(world.provider.calls.length, 0);
  await rig.collection.stop();
});

test('an hour of silence: unknown when the time is over, asked ever more rarely, and the truth in the end', async () => {
  const { rig, provider, clock, see, asked } = await start();
  provider.always.read = silentBefore;
  await clock.advance(window - 10_000);
  assert.equal((await see()).status, 'pending', 'within the payer’s time silence is a pause');
  await clock.advance(minute);
  assert.equal((await see()).status, 'unknown');
  await clock.advance(60 * minute);
  assert.equal((await see()).status, 'unknown');
  const between = rests(asked('read').filter((at) => at > window / 1000));
  assert.deepEqual(
    between,
    between.toSorted((a, b) => a - b),
  );
  assert.ok((between.at(-1) ?? 0) <= 610);
  provider.say({ ...approved, mandate: activeMandate });
  provider.always.read = answers;
  await clock.advance(10 * minute);
  assert.equal((await see()).status, 'approved');
  assert.equal(provider.count('create'), 1);
  await rig.collection.stop();
});

test('only the provider’s word is “expired”: still pending after the time is unknown, and then what the provider says', async () => {
  const { rig, provider, clock, see } = await start();
  await clock.advance(window - 1);
  assert.equal((await see()).status, 'pending');
  await clock.advance(5000);
  assert.equal((await see()).status, 'unknown');
  provider.say({ status: 'expired', stage: null });
  await clock.advance(minute);
  assert.equal((await see()).status, 'expired');
  await rig.collection.stop();
});

test('an approval in the last second is an approval', async () => {
  const { rig, provider, clock, see } = await start();
  await clock.advance(window - 1000);
  provider.say(approved);
  await clock.advance(6000);
  assert.equal((await see()).status, 'approved');
  await rig.collection.stop();
});

test('a provider that asks for peace gets it', async () => {
  const { rig, provider, clock, asked } = await start();
  provider.next.read.push(busy(30_000));
  await clock.advance(40_000);
  assert.deepEqual(asked('read').slice(0, 3), [5, 35, 37]);
  provider.next.read.push(busy(10 * 365 * 24 * 60 * minute));
  await clock.advance(10_000);
  const reads = provider.count('read');
  await clock.advance(60 * minute);
  assert.ok(provider.count('read') > reads, 'but not for ever');
  await rig.collection.stop();
});

test('a request that was never heard of again is not sent again, once the provider had it', async () => {
  const { rig, provider, clock, see } = await start();
  provider.taken.clear();
  await clock.advance(window + 5000);
  assert.equal((await see()).status, 'unknown');
  assert.equal(provider.count('create'), 1);
  await rig.collection.stop();
});

test('what was final stays, whatever the provider says later, and that is told to the operator', async () => {
  const { rig, provider, clock, see, id } = await start();
  provider.say({ status: 'declined', stage: null });
  await clock.advance(5000);
  provider.say({ status: 'approved' });
  await rig.callback(provider.onlyKey);
  await clock.advance(0);
  assert.equal((await see()).status, 'declined');
  const line = rig.log.lines.find(({ event }) => event === 'provider.contradicts');
  assert.deepEqual(line, {
    level: 'error',
    event: 'provider.contradicts',
    fields: { request: id, known: 'declined', heard: 'approved' },
  });
  await rig.collection.stop();
});

test('every change of status is one line in the log, and the number of a person in none', async () => {
  const { rig, provider, clock, id } = await start(failsAfter);
  await clock.advance(2000);
  provider.say({ ...approved, mandate: activeMandate });
  await clock.advance(5000);
  const changes = rig.log.lines.filter(({ event }) => event === 'collection_request.changed');
  assert.deepEqual(
    changes.map(({ fields: { request, part, from, to, reason } }) => [
      request === id,
      part,
      from,
      to,
      reason,
    ]),
    [
      [true, 'status', 'pending', 'unknown', 'outcome_unknown'],
      [true, 'status', 'unknown', 'pending', null],
      [true, 'status', 'pending', 'approved', null],
      [true, 'payment', 'pending', 'settled', null],
      [true, 'mandate', 'requested', 'active', null],
    ],
  );
  assert.ok(!JSON.stringify(rig.log.lines).includes(cpr));
  await rig.collection.stop();
});

test('where the provider gives no code of its own, ours is shown', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const bare: Conduct = async <T>(effect: () => T) => ({ ...effect(), bindingCode: null });
  world.provider.always.create = bare;
  await rig.collection.start();
  const browser = await rig.browse(detail);
  const { id } = await rig.pay(browser, order);
  await world.clock.advance(0);
  const { bindingCode } = world.provider.taken.get(world.provider.onlyKey)?.order ?? {};
  assert.equal((await rig.see(browser, id)).bindingCode, bindingCode);
  await rig.collection.stop();
});

test('many requests are asked about at once, but not all', async () => {
  const world = await newWorld();
  const rig = createRig(world);
  const browser = rig.callerOf('demo-shop', null);
  for (let n = 0; n < 80; n++) {
    const bill = { ...withMandate, type: undefined, debtor: order.debtor, reference: `bill-${n}` };
    await rig.post(browser, bill, `key-${n}`);
  }
  world.provider.always.create = silentBefore;
  await rig.collection.start();
  await world.clock.advance(0);
  assert.equal(world.provider.count('create'), 64);
  await world.clock.advance(10_000);
  assert.equal(world.provider.count('create'), 80);
  const stopped = rig.collection.stop();
  await world.clock.advance(10_000);
  await stopped;
});
