import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestRow } from '../../../src/backend/collection/record.ts';
import { openSqliteStore } from '../../../src/backend/node/sqlite.ts';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import type { Store } from '../../../src/backend/store/store.ts';
import { isFinal } from '../../../src/protocol/order.ts';
import type { CollectionProvider } from '../../../src/providers/collection.ts';
import {
  cpr,
  createRig,
  mandateText,
  newWorld,
  type Rig,
  type World,
  withMandate,
} from '../../support/collection-rig.ts';
import { newFolder } from '../../support/folder.ts';
import { type MortalStore, mortal } from '../../support/mortal-store.ts';
import {
  activeMandate,
  approved,
  type Conduct,
  failsAfter,
  failsBefore,
  type ScriptedProvider,
  silentAfter,
} from '../../support/scripted-provider.ts';

type When = 'before' | 'after';

/** The moment at which the first process dies; the others live. */
interface Death {
  readonly at: 'commit' | 'call';
  readonly n: number;
  readonly when: When;
}

/** The line to the provider. At the `n`-th call the process dies: before it has had its effect, or just after. */
const deadlyLine = (provider: CollectionProvider, death: Death | null, die: () => void) => {
  let calls = 0;
  const call = async <T>(effect: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (death?.at !== 'call' || calls !== death.n) return effect();
    if (death.when === 'after') await effect();
    die();
    return new Promise(() => undefined);
  };
  const line: CollectionProvider = {
    ...provider,
    name: provider.name,
    create: (order, signal) => call(() => provider.create(order, signal)),
    read: (key, signal) => call(() => provider.read(key, signal)),
    cancel: (key, signal) => call(() => provider.cancel(key, signal)),
    readCallback: (request) => provider.readCallback(request),
  };
  return { line, calls: () => calls };
};

/** Processes on one world, one after the other: each takes over from one that died. */
const boot = async (world: World<ScriptedProvider>, first: Death | null) => {
  const begin = async (death: Death | null) => {
    const store: MortalStore = mortal(world.store);
    if (death?.at === 'commit') store.dieAt(death.n, death.when);
    const { line, calls } = deadlyLine(world.provider, death, () => store.die());
    const rig = createRig({ ...world, store, provider: line });
    await rig.collection.start();
    return { rig, store, calls };
  };
  let current = await begin(first);
  return {
    /** Does something, with as many processes as it takes. What a dying process answers is lost with it. */
    async try<T>(work: (rig: Rig) => Promise<T>): Promise<T> {
      for (;;) {
        const outcome = await work(current.rig).then(
          (value) => ({ value }),
          (error: unknown) => ({ error }),
        );
        if (!current.store.dead) {
          if ('error' in outcome) throw outcome.error;
          return outcome.value;
        }
        void current.rig.collection.stop();
        current = await begin(null);
      }
    },
    commits: () => current.store.commits,
    calls: () => current.calls(),
  };
};

/** Watches that nobody could ever have seen something that was taken back. */
const watch = (store: Store): void => {
  const seen = new Map<string, RequestRow>();
  store.subscribe(async (changes) => {
    for (const { table, id } of changes) {
      if (table !== 'collection_requests') continue;
      const row = (await store.get<RequestRow>(table, id))?.value;
      const before = seen.get(id);
      assert.ok(row);
      seen.set(id, row);
      if (before === undefined) continue;
      assert.ok(row.revision >= before.revision);
      if (isFinal(before.standing.status)) assert.equal(row.standing.status, before.standing.status);
    }
  });
};

/** A whole payment, from the click to the erased debtor; what it took when nobody died. */
const live = async (store: Store, sends: readonly Conduct[], death: Death | null) => {
  const world = await newWorld(store);
  const { provider, clock } = world;
  provider.next.create.push(...sends);
  watch(store);
  const house = await boot(world, death);
  const pass = (ms: number) => house.try(() => clock.advance(ms));

  const browser = await house.try((rig) => rig.browse(withMandate));
  const made = await house.try((rig) =>
    rig.pay(browser, { debtor: { scheme: 'cpr', value: cpr }, mandateText }),
  );
  for (let seconds = 0; provider.taken.size === 0 && seconds < 60; seconds++) await pass(1000);
  assert.equal(provider.taken.size, 1, 'it never reached the provider');
  await pass(20_000);
  provider.say({ stage: 'opened' });
  await pass(5000);
  provider.say({ ...approved, payment: { status: 'authorised', reason: null } });
  await pass(5000);
  provider.say({ payment: { status: 'settled', reason: null }, mandate: activeMandate });
  await pass(20_000);
  await pass(600_000);

  const end = await house.try((rig) => rig.see(browser, made.id));
  assert.deepEqual([end.status, end.payment.status, end.mandate], ['approved', 'settled', activeMandate]);
  assert.equal(provider.taken.size, 1, 'charged twice');
  const again = await house.try((rig) => rig.pay(browser, { mandateText }, 'again'));
  assert.equal(again.id, made.id);
  const row = (await store.get<RequestRow>('collection_requests', made.id))?.value;
  assert.equal(row?.debtor, null);
  assert.deepEqual(await store.due('follow_ups', Number.MAX_SAFE_INTEGER, 9), []);
  const effort = { commits: house.commits(), calls: house.calls() };
  await house.try((rig) => rig.collection.stop());
  return effort;
};

const lines: readonly { readonly what: string; readonly sends: readonly Conduct[] }[] = [
  { what: 'a good line', sends: [] },
  { what: 'a first send that is lost', sends: [failsBefore] },
  { what: 'a first answer that is lost', sends: [failsAfter] },
  { what: 'a first answer that never comes', sends: [silentAfter] },
];

for (const { what, sends } of lines) {
  test(`over ${what}, a process may die at any commit and any call: one charge, and the truth in the end`, async () => {
    const { commits, calls } = await live(createMemoryStore(), sends, null);
    const moments = (at: Death['at'], count: number): Death[] =>
      Array.from({ length: count }, (_, index) => index + 1).flatMap((n) => [
        { at, n, when: 'before' },
        { at, n, when: 'after' },
      ]);
    // Side by side, each in a world and a time of its own.
    const deaths = [...moments('commit', commits), ...moments('call', calls)];
    await Promise.all(deaths.map((death) => live(createMemoryStore(), sends, death)));
  });
}

test('the same on SQLite, where the answer to a send is lost with the process', async () => {
  const store = await openSqliteStore(await newFolder());
  await live(store, [failsAfter], { at: 'call', n: 1, when: 'after' });
  await store.close();
});
