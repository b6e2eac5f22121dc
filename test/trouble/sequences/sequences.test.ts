import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import { type Known, statusOf, truthOf, wordsOf } from '../real/truth.ts';
import { runs } from '../runs.ts';
import { type Customer, createCustomer } from './customer.ts';
import { type Deed, deeds, task } from './deeds.ts';
import { type FarSide, openFarSide } from './far-side.ts';
import { type Screen, snapshotOf } from './screen.ts';
import { createSteadyClock } from './steady-clock.ts';

/** What the bank knows of the request that a screen shows. Undefined: it never had it. */
const behind = async (farSide: FarSide, { id }: CollectionRequest): Promise<Known | undefined> => {
  const key = (await farSide.row(id))?.order.key;
  return farSide.known().find(({ uuid }) => uuid === key);
};

/** What holds at every moment. */
const checkNow = async (farSide: FarSide, { browser, screens }: Customer): Promise<void> => {
  const words = farSide.known().map(statusOf);
  assert(words.filter((word) => word === 'approved').length <= 1, 'charged twice');
  assert(words.filter((word) => word === 'pending').length <= 1, 'two ask at the same time');
  assert.deepEqual(farSide.takenBack, []);
  assert.deepEqual(browser.errors, []);
  for (const { state } of screens) {
    if (state.at !== 'done') continue;
    const known = await behind(farSide, state.snapshot);
    if (known !== undefined) assert.equal(state.snapshot.status, statusOf(known));
    else assert(['rejected', 'cancelled'].includes(state.snapshot.status), 'the bank has never heard of it');
  }
};

/** What holds when everything has had its time. */
const checkEnd = async (farSide: FarSide, { screens }: Customer): Promise<void> => {
  for (const { state } of screens) {
    const shown = snapshotOf(state);
    if (shown === null) {
      assert.deepEqual([state.at, await farSide.requests()], ['identify', []], 'it does not come to its end');
      continue;
    }
    assert.equal(state.at, 'done');
    const known = await behind(farSide, shown);
    if (known !== undefined) assert.equal(wordsOf(shown), truthOf(known));
  }
};

/** Half an hour is more than anything can take, once all is well again. */
const comeToRest = async (farSide: FarSide, customer: Customer): Promise<void> => {
  for (let minutes = 0; minutes === 0 || (minutes < 30 && !(await farSide.isAtRest())); minutes++) {
    await customer.do({ seconds: 60 });
    await checkNow(farSide, customer);
  }
  assert(await farSide.isAtRest(), 'the backend does not come to its end');
};

const live = async (detail: object, deeds: readonly Deed[]): Promise<string> => {
  const clock = createSteadyClock();
  const farSide = await openFarSide(clock);
  const customer = createCustomer(farSide, clock, detail);
  await clock.advance(0);
  for (const one of deeds) {
    await customer.do(one);
    await checkNow(farSide, customer);
  }
  await customer.mend();
  await comeToRest(farSide, customer);
  const atTabs = async (does: 'retry' | 'reload', wants: (screen: Screen) => boolean): Promise<void> => {
    for (const [tab, screen] of customer.screens.entries()) {
      if (wants(screen)) await customer.do({ tab, does });
    }
    await comeToRest(farSide, customer);
  };
  // Who sees that it did not work tries again; who sees an old form loads it anew before they trust it.
  await atTabs('retry', ({ state }) => state.at === 'failed');
  await atTabs('reload', ({ state }) => snapshotOf(state) === null);
  await checkEnd(farSide, customer);
  await farSide.stop();
  const ends = customer.screens.map(({ state }) => snapshotOf(state)?.status ?? state.at);
  return ends.sort().join(' ') || 'no tab';
};

test('whatever people and networks do, there is one charge, and every screen ends at the truth', async () => {
  const numRuns = runs('sequences', 200, 1000);
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(task, deeds, async (detail, all) => {
      const end = await live(detail, all);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
    { numRuns },
  );
  console.log(
    [...ends]
      .sort((a, b) => b[1] - a[1])
      .map((pair) => pair.join(': '))
      .join('\n'),
  );
});
