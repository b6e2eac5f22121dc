import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type BrpSettings, createBrp } from '../../../src/providers/brp/brp.ts';
import { type EftConsentProvider, EftConsentRefused } from '../../../src/providers/eft-consent.ts';
import { key, openBrp } from '../../sandbox/brp/rig.ts';
import { KeptLog } from '../../support/log.ts';
import { failure, forever, published, timeoutMs } from './scripted.ts';

const who = { personId: '2', companyIds: ['1'] };

type Rig = Awaited<ReturnType<typeof openBrp>>;

/** What a room holds beside its own sandbox, in either format. */
for (const format of ['xml', 'json'] as const) {
  describe(`BRP beside its sandbox, ${format}`, () => {
    let rig: Rig;
    /** How many sleep where nothing is asked. */
    let resting: number;
    let log: KeptLog;
    let brp: EftConsentProvider;

    const roomWith = (settings: Partial<BrpSettings> = {}): EftConsentProvider => {
      const given = { clock: rig.clock, log, fetch: (request: Request) => rig.sandbox.fetch(request) };
      const { baseUrl } = rig.sandbox.brp;
      const { apikey: apiKey, user, password } = key;
      return createBrp(given, { baseUrl, apiKey, user, password, format, timeoutMs, ...settings });
    };

    beforeEach(async () => {
      rig = await openBrp();
      resting = rig.clock.asleep;
      log = new KeptLog();
      brp = roomWith();
    });

    afterEach(async () => {
      await rig.sandbox.stop();
      assert.equal(rig.clock.asleep, 0, 'somebody still sleeps');
      assert.doesNotMatch(JSON.stringify(log.lines), /338934897438|555555|\d{12}/);
    });

    const calls: Readonly<Record<string, (p: EftConsentProvider, signal: AbortSignal) => Promise<unknown>>> =
      {
        list: (p, signal) => p.list(who, signal),
        read: (p, signal) => p.read(published.read, signal),
        create: (p, signal) => p.create(published.create, signal),
        modify: (p, signal) => p.modify(published.read, published.account, signal),
      };

    test('success: a consent is given, sent, answered and modified, leading zeros and all', async () => {
      const account = { clearing: '0123', account: '0004' };
      const made = await brp.create({ ...published.create, account }, forever);
      assert.deepEqual(
        [made.active, made.action, made.clearing, made.account],
        [false, 'add', '0123', '0004'],
      );
      const name = { id: made.id, personId: '2' };
      await rig.bankDays(1);
      assert.deepEqual(await brp.read(name, forever), { ...made, action: 'none' });
      await rig.bankDays(1);
      assert.equal((await brp.read(name, forever))?.active, true);
      const modified = await brp.modify(name, { clearing: '8000', account: '09' }, forever);
      assert.deepEqual([modified.action, modified.account], ['modify', '09']);
      const ids = (await brp.list(who, forever)).map(({ id }) => id);
      assert.deepEqual(ids, ['1', made.id]);
    });

    test('success: one that waits for the internet bank is given there', async () => {
      const made = await brp.create({ ...published.create, account: null, action: 'none' }, forever);
      assert.deepEqual([made.clearing, made.account, made.active], [null, null, false]);
      const give = { action: 'give', clearingnumber: '0123', accountnumber: '0007' };
      await rig.send('POST', `/sandbox/internet-bank/consents/${made.id}`, give);
      await rig.bankDays(1);
      const after = await brp.read({ id: made.id, personId: '2' }, forever);
      assert.deepEqual([after?.active, after?.account], [true, '0007']);
    });

    test('refusal: each that the register knows has our word, with HTTP 200 as well', async () => {
      for (const errorsWithOk of [false, true]) {
        await rig.trouble({ errorsWithOk });
        const refused = async (call: Promise<unknown>, code: string): Promise<void> => {
          const error = await failure(call, 'refused');
          assert(error instanceof EftConsentRefused);
          assert.deepEqual([error.code, error.status], [code, errorsWithOk ? 200 : 400]);
        };
        const odd = (account: object) =>
          brp.create({ ...published.create, account: { ...published.account, ...account } }, forever);
        await refused(odd({ clearing: '1' }), 'clearing_not_accepted');
        await refused(odd({ account: '1234567890123' }), 'account_not_accepted');
        await refused(brp.create({ ...published.create, companyId: '9' }, forever), 'other');
        await rig.send('PUT', '/sandbox/brp/persons/2', { complete: false });
        await refused(brp.create(published.create, forever), 'payer_record_incomplete');
        await rig.send('PUT', '/sandbox/brp/persons/2', { complete: true });
        await rig.operate('1', 'modify');
        await refused(brp.modify(published.read, published.account, forever), 'not_modifiable');
        await rig.bankDays(1);
      }
      assert.equal((await brp.list(who, forever)).length, 1, 'what was refused has had no effect');
    });

    test('401: a key or log-on that is not taken is not renewed, and nothing has happened', async () => {
      for (const settings of [{ apiKey: '1' }, { password: 'guess' }]) {
        for (const call of Object.values(calls)) {
          const error = await failure(call(roomWith(settings), forever), 'unanswered');
          assert.equal(error.status, 401);
        }
      }
      assert.equal((await brp.list(who, forever)).length, 1);
      assert.deepEqual(new Set(log.lines.map(({ event }) => event)), new Set(['brp.key_refused']));
    });

    for (const [fault, made] of [
      ['before', 0],
      ['throttled', 0],
      ['after', 1],
      ['garbled', 1],
      ['timeout', 1],
    ] as const) {
      test(`${fault}: nobody knows what came of it, it was sent once, and reading tells`, async () => {
        await rig.trouble({ createError: fault });
        const failed = failure(
          brp.create(published.create, forever),
          fault === 'garbled' ? 'nonsense' : 'unanswered',
        );
        await rig.clock.advance(timeoutMs);
        await failed;
        await rig.trouble({});
        assert.equal((await brp.list(who, forever)).length, 1 + made);
      });
    }

    for (const fault of ['unavailable', 'throttled', 'garbled', 'timeout']) {
      test(`a list that is ${fault} is no empty list`, async () => {
        await rig.trouble({ readError: fault });
        const failed = failure(brp.list(who, forever), fault === 'garbled' ? 'nonsense' : 'unanswered');
        await rig.clock.advance(timeoutMs);
        const { retryAfter } = await failed;
        assert.equal(retryAfter, ['unavailable', 'throttled'].includes(fault) ? 2000 : null);
      });
    }

    test('a slow answer that comes in time is an answer', async () => {
      await rig.trouble({ latencyMs: timeoutMs - 1 });
      for (const call of Object.values(calls)) {
        const answered = call(brp, forever);
        await rig.clock.advance(timeoutMs);
        await answered;
      }
    });

    test('a slower one is none, and nobody sleeps on', async () => {
      await rig.trouble({ latencyMs: timeoutMs + 1 });
      for (const call of Object.values(calls)) {
        const failed = failure(call(brp, forever), 'unanswered');
        await rig.clock.advance(timeoutMs + 1);
        await failed;
      }
    });

    test('whoever goes is told why they went, and nobody sleeps on', async () => {
      await rig.trouble({ latencyMs: 5000 });
      for (const call of Object.values(calls)) {
        const leaving = new AbortController();
        const gone = call(brp, leaving.signal);
        gone.catch(() => {});
        await rig.clock.advance(1);
        leaving.abort(new Error('gone'));
        await assert.rejects(gone, /^Error: gone$/);
        await assert.rejects(call(brp, AbortSignal.abort(new Error('was gone'))), /^Error: was gone$/);
        await rig.clock.advance(0);
        assert.equal(rig.clock.asleep, resting);
      }
    });

    test('a list of several companies fails when one of them does, and lets the others go', async () => {
      await rig.trouble({ readError: 'timeout' });
      const failed = failure(brp.list({ personId: '2', companyIds: ['1', '2'] }, forever), 'unanswered');
      await rig.clock.advance(timeoutMs);
      await failed;
      assert.equal(rig.clock.asleep, resting);
    });
  });
}
