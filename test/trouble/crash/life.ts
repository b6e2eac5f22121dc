import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestRow } from '../../../src/backend/collection/record.ts';
import { openSqliteReader } from '../../../src/backend/node/sqlite-reader.ts';
import { type Delivery, keys, tableOf } from '../../../src/backend/webhooks/delivery.ts';
import type { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import { answers, type Receiver, startReceiver } from '../../backend/webhooks/receiver.ts';
import { type Bank, startBank, type When } from '../real/bank.ts';
import type { Place } from '../real/calls.ts';
import { createHurriedClock, epochVariable } from '../real/hurried-clock.ts';
import { client, type Service, startService, webhookSecret } from '../real/service.ts';
import { truthOf, wordsOf } from '../real/truth.ts';
import { createBrowser, createShop } from './people.ts';

/** What happens in a life in which nobody dies. */
export interface Life {
  readonly what: string;
  /** Øre that bring about an outcome at the bank. */
  readonly ore?: number;
  /** A bill that the shop's server sends; else a payment with a mandate in a browser. */
  readonly bill?: true;
  readonly does: 'approve' | 'decline' | 'cancel';
  /** Request, payment and mandate. */
  readonly ends: string;
}

export const lives: readonly Life[] = [
  { what: 'a payment with its mandate', does: 'approve', ends: 'approved settled active' },
  { what: 'a payment that is cancelled', does: 'cancel', ends: 'cancelled pending requested' },
  { what: 'a payment that is declined', does: 'decline', ends: 'declined pending requested' },
  { what: 'a bill', bill: true, does: 'approve', ends: 'approved settled' },
  { what: 'a payment whose mandate fails', ore: 5, does: 'approve', ends: 'approved settled failed' },
  { what: 'a payment whose first send is lost', ore: 8, does: 'approve', ends: 'approved settled active' },
  {
    what: 'a payment that is taken, and told to have failed',
    ore: 9,
    does: 'approve',
    ends: 'approved settled active',
  },
];

/** When the process dies: at its `n`th commit, call of the bank or webhook, or after so many milliseconds. */
export type Death =
  | { readonly at: 'commit' | 'call'; readonly n: number; readonly when: When }
  | { readonly at: 'webhook'; readonly n: number }
  | { readonly at: 'moment'; readonly ms: number };

/** At how many moments a life can end, and how long it takes. */
export interface Effort {
  readonly commits: number;
  readonly calls: number;
  readonly webhooks: number;
  readonly ms: number;
  /** How many processes it took. */
  readonly starts: number;
}

/** Milliseconds on the wall. Nothing takes a tenth of it, unless it is stuck. */
const patience = 90_000;

const neverEnds = (): never => assert.fail('it does not come to its end');

/** Lives through it with as many processes as it takes, and compares what everyone believes in the end. */
export const live = async (life: Life, death?: Death): Promise<Effort> => {
  const begun = performance.now();
  const epoch = Date.now();
  const clock = createHurriedClock(epoch);
  let commits = 0;
  let calls = 0;
  const bank = await startBank(clock, (n, when) => {
    calls = n;
    const dies = death?.at === 'call' && death.n === n && death.when === when;
    if (dies) service.kill();
    return dies;
  });
  const receiver = await startReceiver(clock, webhookSecret);
  if (death?.at === 'webhook') {
    receiver.next.push(...Array.from({ length: death.n - 1 }, () => answers.taken), () => service.kill());
  }
  const service = await startService({
    bankUrl: bank.baseUrl,
    webhookUrl: receiver.url,
    nodeArgs: ['--import', new URL('../real/doomed.ts', import.meta.url).href],
    env: (n) => ({
      [epochVariable]: String(epoch),
      ...(n === 1 && death?.at === 'commit' ? { HANDSLAG_TEST_DEATH: `${death.when} ${death.n}` } : {}),
    }),
    hear(count, n) {
      if (n === 1) commits = Number(count);
    },
  });
  const timer = death?.at === 'moment' ? setTimeout(service.kill, death.ms) : undefined;
  const over = new AbortController();
  const place: Place = { url: service.url, over: over.signal };
  const story = async (): Promise<void> => {
    const seen = await payAndWatch(life, place, bank);
    const books = await readBooks(life, place, receiver, seen);
    clearTimeout(timer);
    await untilNobodyAsks(service, place);
    await service.stop();
    assert.deepEqual(await compare(service, bank, receiver, seen, books), everyone(life.ends));
  };
  try {
    await Promise.race([story(), sleep(patience, null, { ref: false }).then(neverEnds)]);
    return {
      commits,
      calls,
      webhooks: receiver.arrivals.length,
      ms: performance.now() - begun,
      starts: service.starts,
    };
  } catch (error) {
    throw new Error(`${life.what}, death ${JSON.stringify(death)}: ${error}\n${service.log()}`, {
      cause: error,
    });
  } finally {
    over.abort();
    await service.stop();
    await receiver.close();
    await bank.stop();
  }
};

const amountOf = ({ ore = 0 }: Life): number => 249_900 + ore;

/** What the screen shows in the end; for a bill, which has no screen, the shop's server. */
const payAndWatch = async (life: Life, place: Place, bank: Bank): Promise<CollectionRequest> => {
  const shop = createShop(place, amountOf(life));
  const browser = createBrowser(shop.openSession());
  const screen = life.bill ? shop : browser;
  const { id } = await (life.bill ? shop.sendBill() : browser.pay());
  const [seen] = await Promise.all([screen.watch(id), decide(life, bank, () => browser.cancel(id))]);
  return seen;
};

const decide = async ({ does }: Life, bank: Bank, cancel: () => Promise<void>): Promise<void> => {
  const { uuid } = await bank.until(({ statusCode }) => statusCode === 'DELIVERED');
  if (does === 'cancel') return cancel();
  await bank.act(uuid, 'open');
  await bank.act(uuid, does);
};

/** What the shop finds when it asks, and the last that it was told. */
const readBooks = async (life: Life, place: Place, receiver: Receiver, { revision }: CollectionRequest) => {
  while (newest(receiver)?.revision !== revision) await receiver.arrived(receiver.arrivals.length + 1);
  return createShop(place, amountOf(life)).findAll();
};

/** A late callback has the bank asked once more; after that nothing is left to be done. */
const untilNobodyAsks = async ({ dataFolder }: Service, { over }: Place): Promise<void> => {
  const store = openSqliteReader(dataFolder);
  while (!over.aborted && (await store.nextDue('follow_ups')) !== null) await sleep(20);
  store.close();
};

const newest = ({ arrivals }: Receiver): CollectionRequest | undefined =>
  arrivals
    .flatMap(({ event }) => (event.type === 'collection_request.changed' ? [event.data] : []))
    .sort((a, b) => b.revision - a.revision)[0];

/** What each of them believes to be, of everything that there is. */
const compare = async (
  { dataFolder }: Service,
  bank: Bank,
  receiver: Receiver,
  seen: CollectionRequest,
  books: readonly CollectionRequest[],
) => {
  const store = openSqliteReader(dataFolder);
  const row = (await store.get<RequestRow>('collection_requests', seen.id))?.value;
  assert(row);
  const { standing, revision } = row;
  const deliveries = await store.list<Delivery>(tableOf(client.id, 'main'), keys.merchant(row.merchant));
  const told = deliveries.map(({ value }) => JSON.parse(value.body).data.revision).sort((a, b) => a - b);
  // Each change once, whether it has arrived already or is still to come.
  assert.deepEqual(
    told,
    Array.from({ length: revision - 1 }, (_, index) => index + 2),
  );
  store.close();
  assert.deepEqual(receiver.strays, []);
  return {
    bank: bank.known().map(truthOf),
    store: [wordsOf(standing)],
    shopAsks: books.map(wordsOf),
    shopIsTold: [newest(receiver)].map((last) => last && wordsOf(last)),
    screen: [wordsOf(seen)],
  };
};

const everyone = (ends: string): Awaited<ReturnType<typeof compare>> => ({
  bank: [ends],
  store: [ends],
  shopAsks: [ends],
  shopIsTold: [ends],
  screen: [ends],
});
