import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Storage } from '../../src/sandbox/given.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openSandbox, orderOf } from './support.ts';

/** Keeps the newest text of every id, as a file would. */
const keepTexts = (): Storage & { readonly texts: Map<string, string> } => {
  const texts = new Map<string, string>();
  return {
    texts,
    load: async () => [...texts.values()],
    save: async (id, text) => {
      texts.set(id, text);
    },
  };
};

describe('across a restart', () => {
  test('requests, mandates and what was to come are still there', async () => {
    const clock = new FakeClock();
    const storage = keepTexts();
    const before = await openSandbox({ storage }, clock);
    const [sale, waiting] = [orderOf(), orderOf()];
    const first = await (await before.send(sale)).json();
    await before.take(waiting);
    await clock.advance(500);
    await before.act(sale.uuid, 'approve');
    await clock.advance(500);
    await before.sandbox.stop();

    const after = await openSandbox({ storage }, clock);
    assert.equal((await after.read(sale.uuid)).paymentStatus, 'AUTHORISED');
    assert.deepEqual(await (await after.send(sale)).json(), first);
    await clock.advance(500);
    assert.equal((await after.read(sale.uuid)).mandateStatus, 'ACTIVE');
    const bill = await after.take(orderOf(0, { debtorIdentity: undefined, mandateCreation: undefined }));
    await clock.advance(600_000);
    assert.equal((await after.read(waiting.uuid)).statusCode, 'EXPIRED');
    assert.equal((await after.read(bill)).statusCode, 'EXPIRED');
    await after.sandbox.stop();
  });

  test('what was due while nothing ran happens at its own time', async () => {
    const clock = new FakeClock();
    const storage = keepTexts();
    const before = await openSandbox({ storage }, clock);
    const uuid = await before.take(orderOf(13));
    await before.sandbox.stop();
    await clock.advance(3400);
    const after = await openSandbox({ storage }, clock);
    assert.equal((await after.read(uuid)).paymentStatus, 'AUTHORISED');
    await after.sandbox.stop();
  });

  test('nothing is answered before it is stored', async () => {
    const storage = keepTexts();
    let store = () => {};
    const slow: Storage = {
      load: storage.load,
      save: (id, text) =>
        new Promise((resolve) => {
          store = () => resolve(storage.save(id, text));
        }),
    };
    const { send, clock, sandbox } = await openSandbox({ storage: slow });
    let answered = false;
    const answer = send(orderOf()).finally(() => {
      answered = true;
    });
    await clock.advance(100);
    assert.equal(answered, false);
    store();
    assert.equal((await answer).status, 201);
    assert.equal(storage.texts.size, 1);
    await sandbox.stop();
  });

  test('who the debtor is, is not kept', async () => {
    const storage = keepTexts();
    const { take, sandbox } = await openSandbox({ storage });
    await take(orderOf(0, { debtorIdentity: { cprNumber: '0101369876' } }));
    await take(orderOf(0, { debtorIdentity: { mobileNumber: '+4520009876' } }));
    await sandbox.stop();
    assert.equal(storage.texts.size, 2);
    for (const text of storage.texts.values()) assert.ok(!text.includes('9876'), text);
  });
});

describe('after stop', () => {
  test('nothing sleeps, nothing happens, nothing is sent and nothing is answered', async () => {
    const { take, call, callbacks, plain, clock, sandbox } = await openSandbox();
    await take(orderOf(13));
    await clock.advance(500);
    const etag = (await plain('GET', '/sandbox/app/requests')).headers.get('etag') ?? '';
    const held = plain('GET', '/sandbox/app/requests', undefined, {
      'if-none-match': etag,
      prefer: 'wait=25',
    });
    const sent = callbacks.length;
    assert.ok(clock.asleep > 0);
    await sandbox.stop();
    assert.equal((await held).status, 304);
    assert.equal(clock.asleep, 0);
    await clock.advance(600_000);
    assert.equal(callbacks.length, sent);
    assert.equal((await call('GET', '/collection-requests/1')).status, 503);
  });
});
