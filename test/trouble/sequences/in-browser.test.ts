import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { buildWidget } from '../../../demo/build-widget.ts';
import type { RequestRow } from '../../../src/backend/collection/record.ts';
import { openSqliteReader } from '../../../src/backend/node/sqlite-reader.ts';
import { openBrowser } from '../../demo/open-browser.ts';
import { openShopPages } from '../../support/shop-pages.ts';
import { startBank } from '../real/bank.ts';
import { createHurriedClock, epochVariable } from '../real/hurried-clock.ts';
import { startService } from '../real/service.ts';
import { statusOf, truthOf, wordsOf } from '../real/truth.ts';
import { runs } from '../runs.ts';
import { type Deed, deeds, task } from './deeds.ts';
import { type DrivenCustomer, openCustomer, type World } from './driven-customer.ts';
import { placeOf } from './driven-tab.ts';

await buildWidget();
const browser = await openBrowser();
const shop = await openShopPages();
after(() => shop.stop());

/** The real service, which is started again when it dies, and the bank; time goes by faster for both. */
const openWorld = async (): Promise<World> => {
  const epoch = Date.now();
  const bank = await startBank(createHurriedClock(epoch), () => false);
  const service = await startService({
    bankUrl: bank.baseUrl,
    clientConfig: { origins: [shop.origin] },
    nodeArgs: ['--import', new URL('../real/doomed.ts', import.meta.url).href],
    env: () => ({ [epochVariable]: String(epoch) }),
  });
  const isUp = () =>
    fetch(service.url).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) await sleep(20);
  return { browser, shop, service, bank };
};

const checkNow = ({ bank }: World, { errors }: DrivenCustomer): void => {
  const statuses = bank.known().map(statusOf);
  assert(statuses.filter((status) => status === 'approved').length <= 1, 'charged twice');
  assert(statuses.filter((status) => status === 'pending').length <= 1, 'two ask at the same time');
  assert.deepEqual(errors, []);
};

/** Milliseconds on the wall. */
const patience = 60_000;

/** What somebody does at a tab where nothing goes on: what failed is tried again, what may be out of date loaded anew. */
const remedyFor = (place: string | null): 'retry' | 'reload' | null => {
  if (place === 'failed') return 'retry';
  return place === null || place === 'identify' || place === 'review' ? 'reload' : null;
};

/** Every tab is brought to where it says what came of it; or to its form, if nothing was ever sent. */
const untilDone = async (world: World, customer: DrivenCustomer): Promise<void> => {
  const end = performance.now() + patience;
  for (const [tab, page] of customer.pages.entries()) {
    for (let place = await placeOf(page); place !== 'done'; place = await placeOf(page)) {
      if (place === 'identify' && world.bank.known().length === 0) break;
      assert(performance.now() < end, `a tab stays at ${place}`);
      const does = remedyFor(place);
      if (does !== null) await customer.do({ tab, does });
      // Nobody need wait here until the time is over.
      await customer.do({ payer: 'approve' });
      await sleep(100);
      checkNow(world, customer);
    }
  }
};

/** What everyone was last told of each request is what the bank knows of it. */
const untilTrue = async ({ service, bank }: World, customer: DrivenCustomer): Promise<void> => {
  const store = openSqliteReader(service.dataFolder);
  const isTrue = async ({ id, ...told }: ReturnType<DrivenCustomer['shown']>[number]): Promise<boolean> => {
    const key = (await store.get<RequestRow>('collection_requests', id))?.value.order.key;
    const known = bank.known().find(({ uuid }) => uuid === key);
    return known === undefined
      ? ['rejected', 'cancelled'].includes(told.status)
      : wordsOf(told) === truthOf(known);
  };
  const end = performance.now() + patience;
  for (;;) {
    const places = await Promise.all(customer.pages.map(placeOf));
    const open = await Promise.all(customer.shown().map(isTrue));
    if (open.every(Boolean)) break;
    assert(
      performance.now() < end,
      `${places}: ${customer.shown().map(wordsOf)}, but ${bank.known().map(truthOf)}`,
    );
    await sleep(100);
  }
  store.close();
};

/** Resolves with what the bank knows in the end. */
const live = async (detail: object, all: readonly Deed[]): Promise<readonly string[]> => {
  const world = await openWorld();
  const customer = await openCustomer(world, detail);
  try {
    for (const deed of all) {
      await customer.do(deed);
      checkNow(world, customer);
    }
    await customer.mend();
    await untilDone(world, customer);
    await untilTrue(world, customer);
    checkNow(world, customer);
    return world.bank.known().map(truthOf);
  } finally {
    await customer.stop();
    await world.service.stop();
    await world.bank.stop();
  }
};

test('the element in a real browser: one charge, it is done once, and every tab ends at the truth', async () => {
  const numRuns = runs('sequences in a browser', 5, 50);
  const ends: string[] = [];
  const property = fc.asyncProperty(task, deeds, async (detail, all) => {
    ends.push(...(await live(detail, all)));
  });
  // Each takes many seconds: what is found is found.
  await fc.assert(property, { numRuns, endOnFailure: true });
  console.log(ends.sort().join('\n'));
});
