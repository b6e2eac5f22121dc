import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Change,
  type Store,
  StoreConflict,
  StoreUnavailable,
} from '../../../src/backend/store/store.ts';

/** What every store holds to. `open` gives an empty one. */
export const storeContract = (name: string, open: () => Promise<Store>): void => {
  const holds = (sentence: string, check: (store: Store) => Promise<void>): void => {
    test(`${name}: ${sentence}`, async () => {
      const store = await open();
      try {
        await check(store);
      } finally {
        await store.close();
      }
    });
  };
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

  holds('a row reads as it was written, and nobody can change it from outside', async (store) => {
    const value = { amount: 1, parts: ['a'] };
    const [written] = await store.commit([{ table: 't', id: 'x', value, due: 7 }]);
    value.parts.push('b');
    const row = await store.get<typeof value>('t', 'x');
    assert.deepEqual(row, written);
    assert.deepEqual(row, { id: 'x', value: { amount: 1, parts: ['a'] }, revision: 1, sequence: 1, due: 7 });
    row?.value.parts.push('c');
    assert.deepEqual((await store.get<typeof value>('t', 'x'))?.value.parts, ['a']);
    assert.equal(await store.get('t', 'y'), undefined);
    assert.equal(await store.get('u', 'x'), undefined);
  });

  const expectations = [
    { there: 0, expect: 0, wins: true },
    { there: 0, expect: 1, wins: false },
    { there: 1, expect: 0, wins: false },
    { there: 2, expect: 1, wins: false },
    { there: 2, expect: 2, wins: true },
    { there: 2, expect: undefined, wins: true },
  ];
  for (const { there, expect, wins } of expectations) {
    holds(
      `at revision ${there}, a write that expects ${expect} ${wins ? 'wins' : 'is refused'}`,
      async (store) => {
        for (let revision = 0; revision < there; revision++) {
          await store.commit([{ table: 't', id: 'x', value: revision }]);
        }
        const write = { table: 't', id: 'x', value: 'new', ...(expect === undefined ? {} : { expect }) };
        if (wins) assert.equal((await store.commit([write]))[0]?.revision, there + 1);
        else await assert.rejects(store.commit([write]), StoreConflict);
      },
    );
  }

  holds(
    'a commit of which one write is refused leaves nothing, whatever it would have done',
    async (store) => {
      await store.commit([
        { table: 't', id: 'kept', value: 'old', keys: ['k'], due: 1 },
        { table: 't', id: 'other', value: 'old' },
      ]);
      const refused = store.commit([
        { table: 't', id: 'made', value: 'new', keys: ['k'] },
        { table: 't', id: 'kept', value: undefined },
        { table: 't', id: 'kept', value: 'new', keys: ['l'], expect: 0 },
        { table: 't', id: 'other', value: 'new', expect: 7 },
      ]);
      await assert.rejects(refused, StoreConflict);
      assert.deepEqual(
        (await store.list('t', 'k')).map(({ id, value, revision, sequence, due }) => [
          id,
          value,
          revision,
          sequence,
          due,
        ]),
        [['kept', 'old', 1, 1, 1]],
      );
      assert.deepEqual(await store.list('t', 'l'), []);
      assert.equal(await store.get('t', 'made'), undefined);
      const [next] = await store.commit([{ table: 't', id: 'made', value: 'new' }]);
      assert.equal(next?.sequence, 3);
    },
  );

  holds('of fifty writers who expect the same revision, one wins', async (store) => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, value) => store.commit([{ table: 't', id: 'x', value, expect: 0 }])),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await store.get('t', 'x'))?.revision, 1);
  });

  holds('a refused commit does not take its neighbours with it', async (store) => {
    const [first, refused, last] = await Promise.allSettled([
      store.commit([{ table: 't', id: 'a', value: 1, expect: 0 }]),
      store.commit([
        { table: 't', id: 'b', value: 1 },
        { table: 't', id: 'a', value: 2, expect: 0 },
      ]),
      store.commit([{ table: 't', id: 'c', value: 1, expect: 0 }]),
    ]);
    assert.deepEqual([first?.status, refused?.status, last?.status], ['fulfilled', 'rejected', 'fulfilled']);
    assert.equal(await store.get('t', 'b'), undefined);
    assert.equal((await store.get('t', 'c'))?.revision, 1);
  });

  holds('the sequence only grows, over tables and deletions', async (store) => {
    const [a] = await store.commit([{ table: 't', id: 'a', value: 1 }]);
    const [b] = await store.commit([{ table: 'u', id: 'b', value: 1 }]);
    await store.commit([{ table: 'u', id: 'b', value: undefined }]);
    const [c, d] = await store.commit([
      { table: 't', id: 'c', value: 1 },
      { table: 't', id: 'a', value: 2 },
    ]);
    assert.deepEqual([a?.sequence, b?.sequence, c?.sequence, d?.sequence], [1, 2, 4, 5]);
  });

  holds('a list is in the order of the last write, after a place, up to a limit', async (store) => {
    for (const id of ['a', 'b', 'c', 'd'])
      await store.commit([{ table: 't', id, value: id, keys: ['k', id] }]);
    await store.commit([{ table: 't', id: 'b', value: 'b', keys: ['k'] }]);
    await store.commit([{ table: 'u', id: 'a', value: 'a', keys: ['k'] }]);
    const listed = await store.list('t', 'k');
    assert.deepEqual(ids(listed), ['a', 'c', 'd', 'b']);
    assert.deepEqual(ids(await store.list('t', 'k', { limit: 2 })), ['a', 'c']);
    assert.deepEqual(ids(await store.list('t', 'k', { after: listed[1]?.sequence ?? 0 })), ['d', 'b']);
    assert.deepEqual(ids(await store.list('t', 'b')), [], 'keys replace those of the last write');
  });

  holds('what is due comes with the longest overdue first', async (store) => {
    for (const [id, due] of [
      ['late', 30],
      ['early', 10],
      ['never', null],
      ['middle', 20],
    ] as const) {
      await store.commit([{ table: 't', id, value: id, due }]);
    }
    assert.deepEqual(ids(await store.due('t', 20, 9)), ['early', 'middle']);
    assert.deepEqual(ids(await store.due('t', 99, 2)), ['early', 'middle']);
    assert.deepEqual(await store.due('t', 9, 9), []);
    assert.equal(await store.nextDue('t'), 10);
    assert.equal(await store.nextDue('u'), null);
    await store.commit([{ table: 't', id: 'early', value: 'early' }]);
    assert.equal(await store.nextDue('t'), 20, 'a write without due takes it away');
  });

  holds('a deleted row is gone from every list, and its id begins anew', async (store) => {
    await store.commit([{ table: 't', id: 'a', value: 1, keys: ['k'], due: 1 }]);
    await store.commit([{ table: 't', id: 'a', value: 2, keys: ['k'], due: 1 }]);
    assert.deepEqual(await store.commit([{ table: 't', id: 'a', value: undefined, expect: 2 }]), []);
    assert.equal(await store.get('t', 'a'), undefined);
    assert.deepEqual(await store.list('t', 'k'), []);
    assert.deepEqual(await store.due('t', 9, 9), []);
    assert.equal((await store.commit([{ table: 't', id: 'a', value: 3, expect: 0 }]))[0]?.revision, 1);
    assert.deepEqual(await store.commit([{ table: 't', id: 'nobody', value: undefined }]), []);
  });

  holds(
    'who listens is told after the commit, once, of what it changed; and no more after leaving',
    async (store) => {
      const heard: (readonly Change[])[] = [];
      const seen: unknown[] = [];
      const leave = store.subscribe(async (changes) => {
        heard.push(changes);
        seen.push((await store.get('t', 'a'))?.value);
      });
      await store.commit([{ table: 't', id: 'a', value: 1, keys: ['k'] }]);
      await assert.rejects(store.commit([{ table: 't', id: 'a', value: 2, expect: 0 }]), StoreConflict);
      await store.commit([
        { table: 't', id: 'a', value: undefined },
        { table: 't', id: 'nobody', value: undefined },
      ]);
      leave();
      await store.commit([{ table: 't', id: 'b', value: 1 }]);
      assert.deepEqual(heard, [
        [{ table: 't', id: 'a', keys: ['k'], sequence: 1 }],
        [{ table: 't', id: 'a', keys: ['k'], sequence: 2 }],
      ]);
      assert.deepEqual(seen, [1, undefined]);
    },
  );

  holds('closed, it refuses everything', async (store) => {
    await store.check();
    await store.close();
    await assert.rejects(store.get('t', 'a'), StoreUnavailable);
    await assert.rejects(store.due('t', 1, 1), StoreUnavailable);
    await assert.rejects(store.commit([{ table: 't', id: 'a', value: 1 }]), StoreUnavailable);
    await assert.rejects(store.check(), StoreUnavailable);
  });
};
