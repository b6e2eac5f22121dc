import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBankPoller } from '../../../src/backend/provider-consent/poll-bank.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

const open = (fails = false) => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const start = clock.now();
  const reads: number[] = [];
  const read = async (): Promise<boolean> => {
    reads.push((clock.now() - start) / 1000);
    if (fails) throw new TypeError('the store is down');
    return true;
  };
  return { clock, log, reads, poller: createBankPoller({ clock, log }, { read }) };
};

test('while somebody waits the bank is read at once and then ever slower; while nobody does, four times an hour', async () => {
  const { clock, reads, poller } = open();
  poller.start();
  await clock.advance(10_000);
  const leave = poller.watch();
  await clock.advance(60_000);
  assert.deepEqual(reads, [0, 10, 13, 17.5, 24.25, 34.375, 49.5625]);
  leave();
  leave();
  await clock.advance(3_600_000);
  assert(reads.length <= 7 + 5, String(reads));
  await poller.stop();
  assert.equal(clock.asleep, 0);
});

test('a second who waits does not hurry the bank, and the first who comes back does', async () => {
  const { clock, reads, poller } = open();
  poller.start();
  await clock.advance(0);
  const leave = poller.watch();
  await clock.advance(0);
  const before = reads.length;
  const alsoLeave = poller.watch();
  await clock.advance(0);
  assert.equal(reads.length, before);
  leave();
  alsoLeave();
  poller.watch();
  await clock.advance(0);
  assert.equal(reads.length, before + 1);
  await poller.stop();
});

test('a reading that fails is no reason never to read again', async () => {
  const { clock, log, reads, poller } = open(true);
  poller.start();
  await clock.advance(16 * 60_000);
  assert.equal(reads.length, 2);
  assert.equal(log.lines.length, 2);
  await poller.stop();
});
