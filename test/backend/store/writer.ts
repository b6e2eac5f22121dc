import { openSqliteStore } from '../../../src/backend/node/sqlite.ts';

/** Writes rows of a thousand characters, one after the other, and says the id of each that is durable. */
const store = await openSqliteStore(process.argv[2] ?? '');

const untilRefused = async (write: (n: number) => Promise<unknown>): Promise<string> => {
  for (let n = 0; ; n++) {
    try {
      await write(n);
    } catch (refused) {
      return refused instanceof Error ? refused.name : 'nothing';
    }
  }
};

const commit = await untilRefused(async (n) => {
  const id = `row ${n}`;
  await store.commit([{ table: 't', id, value: 'x'.repeat(1000), keys: ['all'] }]);
  process.stdout.write(`${id}\n`);
});
// The last page may still take what a check writes, and a few times at that.
const check = await untilRefused(() => store.check());
process.stdout.write(`commit: ${commit}, check: ${check}\n`);
