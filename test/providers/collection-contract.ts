import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Debtor } from '../../src/protocol/primitives.ts';
import { type ReasonCode, reasonCodes } from '../../src/protocol/words.ts';
import type {
  CollectionOrder,
  CollectionProvider,
  CollectionReading,
} from '../../src/providers/collection.ts';
import { ProviderError, type ProviderFailure } from '../../src/providers/error.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import type { KeptLog } from '../support/log.ts';

/** What can be forced: the name says what comes of the order when its debtor approves. */
export type Forced =
  | 'usual'
  | 'mandate_fails'
  | 'mandate_exists'
  | 'payment_fails'
  | 'charged_back'
  | 'refunded'
  | 'mandate_cancelled'
  | 'cancellation_loses'
  | 'unknown_word';

export type Fault = 'error_before' | 'error_after' | 'silent' | 'throttled' | 'garbled';

/** A provider beside its sandbox, in standing time. Things that happen by themselves take no longer than 1 s. */
export interface Bench {
  readonly provider: CollectionProvider;
  /** The same provider, told that it signs with a key which the sandbox does not know. */
  readonly stranger: CollectionProvider;
  /** As given to the provider: how long one call may take. */
  readonly timeoutMs: number;
  readonly clock: FakeClock;
  readonly log: KeptLog;
  /** With a mandate, and a debtor named by `canary`. */
  order(forced?: Forced, more?: Partial<CollectionOrder>): CollectionOrder;
  /** Orders that are taken and then rejected. */
  readonly rejections: readonly (readonly [ReasonCode, CollectionOrder])[];
  /** Orders that are not taken. */
  readonly refusals: readonly (readonly [ReasonCode, CollectionOrder])[];
  /** Reasons that this provider can never give. */
  readonly unheardOf: readonly ReasonCode[];
  act(key: string, action: 'open' | 'approve' | 'decline' | 'not_in_call'): Promise<void>;
  /** Every further create, or read, goes wrong; null: no more. */
  spoil(call: 'create' | 'read', fault: Fault | null): Promise<void>;
  slowBy(ms: number): Promise<void>;
  /** Does not use the app. */
  readonly unreachable: Debtor;
  /** Callbacks that the sandbox has sent. */
  readonly callbacks: readonly Request[];
  /** A callback with this body, signed by the sandbox; or by somebody else. */
  callback(body: string, by?: 'provider' | 'somebody'): Promise<Request>;
  close(): Promise<void>;
}

/** The personal number in every order. It may stand in a request's body and nowhere else. */
export const canary = '0101369876';

const forever = new AbortController().signal;

/** What every provider through which a collection request can be pushed must hold. */
export const collectionContract = (name: string, open: () => Promise<Bench>): void => {
  describe(`${name} as a collection provider`, () => {
    let bench: Bench;

    beforeEach(async () => {
      bench = await open();
    });

    afterEach(async () => {
      await bench.close();
      assert.ok(!JSON.stringify(bench.log.lines).includes(canary), 'the log holds a personal number');
      assert.equal(bench.clock.asleep, 0, 'somebody still sleeps');
    });

    const create = (order: CollectionOrder, signal = forever) => bench.provider.create(order, signal);

    const read = async (key: string): Promise<CollectionReading> =>
      (await bench.provider.read(key, forever)) ?? assert.fail('not there');

    /** Sends it, and waits until it can be decided on. */
    const deliver = async (order: CollectionOrder): Promise<string> => {
      await create(order);
      await bench.clock.advance(1000);
      return order.key;
    };

    /** Sends it, has it approved, and reads what came of it in the end. */
    const approve = async (order: CollectionOrder): Promise<CollectionReading> => {
      await bench.act(await deliver(order), 'approve');
      await bench.clock.advance(5000);
      return read(order.key);
    };

    /** The error of a call that must fail. Time passes meanwhile. */
    const failure = async (call: Promise<unknown>, of: ProviderFailure): Promise<ProviderError> => {
      const outcome = call.then(
        () => assert.fail('it was answered'),
        (error: unknown) => error,
      );
      await bench.clock.advance(bench.timeoutMs);
      const error = await outcome;
      assert.ok(error instanceof ProviderError, String(error));
      assert.equal(error.failure, of, error.message);
      if (of !== 'refused') assert.equal(error.reason, null);
      assert.ok(!`${error.message} ${error.cause}`.includes(canary), 'the error holds a personal number');
      return error;
    };

    test('a request is queued, delivered, opened and approved; payment and mandate follow', async () => {
      const order = bench.order();
      const queued = await create(order);
      assert.deepEqual([queued.status, queued.stage, queued.reason], ['pending', 'queued', null]);
      assert.deepEqual(queued.payment, { status: 'pending', reason: null });
      assert.deepEqual(queued.mandate, { status: 'requested', reference: null, reason: null });
      const expiresAt = Date.parse(queued.expiresAt ?? '');
      assert.equal(expiresAt, bench.clock.now() + order.expiresInSeconds * 1000);
      assert.ok(queued.approveUrl?.includes(order.key));
      await bench.clock.advance(1000);
      const delivered = await read(order.key);
      assert.deepEqual([delivered.status, delivered.stage], ['pending', 'delivered']);
      assert.equal(delivered.approveUrl, queued.approveUrl);
      await bench.act(order.key, 'open');
      assert.equal((await read(order.key)).stage, 'opened');
      await bench.act(order.key, 'approve');
      const approved = await read(order.key);
      assert.deepEqual([approved.status, approved.stage, approved.reason], ['approved', null, null]);
      assert.equal(approved.payment.status, 'pending');
      await bench.clock.advance(5000);
      const { payment, mandate } = await read(order.key);
      assert.deepEqual(payment, { status: 'settled', reason: null });
      assert.equal(mandate?.status, 'active');
      assert.ok(mandate.reference);
    });

    test('without a mandate nothing is ever said of one', async () => {
      const order = bench.order('usual', { mandate: false });
      assert.equal((await create(order)).mandate, null);
      assert.equal((await read(order.key)).mandate, null);
      assert.equal((await approve(bench.order('mandate_fails', { mandate: false }))).mandate, null);
    });

    test('who is asked about is reachable, unreachable, or of a kind that nobody can tell about', async () => {
      const check = (debtor: Debtor) => bench.provider.checkDebtor(debtor, forever);
      assert.equal(await check({ scheme: 'cpr', value: canary }), 'reachable');
      assert.equal(await check(bench.unreachable), 'unreachable');
      assert.equal(await check({ scheme: 'customer_number', value: '100200300' }), 'unknown');
      await failure(bench.stranger.checkDebtor(bench.unreachable, forever), 'unanswered');
      await bench.slowBy(bench.timeoutMs + 1);
      await failure(check(bench.unreachable), 'unanswered');
    });

    test('the extra bill finds its customer by the number alone', async () => {
      const sale = bench.order();
      await approve(sale);
      const bill = bench.order('usual', { customerNumber: sale.customerNumber, mandate: false });
      assert.equal((await approve({ ...bill, debtor: null })).payment.status, 'settled');
      const value = sale.customerNumber ?? assert.fail('no customer number');
      const again = bench.order('usual', { customerNumber: null, mandate: false });
      const named = { ...again, debtor: { scheme: 'customer_number', value } } as const;
      assert.equal((await approve(named)).payment.status, 'settled');
    });

    for (const surface of ['web', 'agent', 'pos'] as const) {
      test(`a request from the surface ${surface} is taken`, async () => {
        assert.equal((await create(bench.order('usual', { surface }))).status, 'pending');
      });
    }

    for (const [action, status, code] of [
      ['decline', 'declined', 'payer_declined'],
      ['not_in_call', 'declined', 'payer_not_in_call'],
    ] as const) {
      test(`${action} reads as ${status}, ${code}`, async () => {
        const key = await deliver(bench.order());
        await bench.act(key, action);
        const reading = await read(key);
        assert.deepEqual([reading.status, reading.stage, reading.reason?.code], [status, null, code]);
      });
    }

    test('one that nobody decides on expires', async () => {
      const order = bench.order();
      await create(order);
      await bench.clock.advance(order.expiresInSeconds * 1000);
      const { status, reason } = await read(order.key);
      assert.deepEqual([status, reason], ['expired', { code: 'payer_timeout', retryable: true }]);
    });

    test('a cancellation goes through, and one more is no error', async () => {
      const key = await deliver(bench.order());
      await bench.provider.cancel(key, forever);
      await bench.clock.advance(1000);
      const { status, reason } = await read(key);
      assert.deepEqual([status, reason], ['cancelled', null]);
      await bench.provider.cancel(key, forever);
    });

    test('a cancellation can lose to the approval', async () => {
      const key = await deliver(bench.order('cancellation_loses'));
      await bench.provider.cancel(key, forever);
      await bench.clock.advance(5000);
      assert.equal((await read(key)).status, 'approved');
    });

    test('each rejection has its reason', async () => {
      for (const [code, order] of bench.rejections) {
        const { status, stage, reason } = await read(await deliver(order));
        assert.deepEqual([status, stage, reason?.code], ['rejected', null, code]);
      }
    });

    test('each refusal to take it has its reason, and nothing is there afterwards', async () => {
      for (const [code, order] of bench.refusals) {
        const { reason, status } = await failure(create(order), 'refused');
        assert.equal(reason?.code, code);
        assert.equal(status, 400);
        assert.equal(await bench.provider.read(order.key, forever), null);
      }
    });

    test('every reason is tried here, or can never be given', () => {
      const tried: readonly ReasonCode[] = [
        ...[...bench.rejections, ...bench.refusals].map(([code]) => code),
        ...(['payer_declined', 'payer_not_in_call', 'payer_timeout', 'mandate_already_exists'] as const),
        ...bench.unheardOf,
      ];
      assert.deepEqual(
        reasonCodes.filter((code) => !tried.includes(code)),
        [],
      );
    });

    for (const [forced, payment, mandate] of [
      ['payment_fails', 'failed', 'active'],
      ['mandate_fails', 'settled', 'failed'],
      ['charged_back', 'charged_back', 'active'],
      ['refunded', 'refunded', 'active'],
      ['mandate_cancelled', 'settled', 'cancelled'],
    ] as const) {
      test(`${forced}: approved, the payment is ${payment} and the mandate ${mandate}`, async () => {
        const reading = await approve(bench.order(forced));
        assert.equal(reading.status, 'approved');
        assert.equal(reading.reason, null);
        assert.equal(reading.payment.status, payment);
        assert.equal(reading.mandate?.status, mandate);
        assert.equal(reading.payment.reason !== null, payment === 'failed', 'who failed says why');
        assert.equal(reading.mandate.reason !== null, mandate === 'failed', 'who failed says why');
      });
    }

    test('a mandate that exists already is an active one', async () => {
      const { mandate, payment } = await approve(bench.order('mandate_exists'));
      assert.equal(payment.status, 'settled');
      assert.deepEqual([mandate?.status, mandate?.reason?.code], ['active', 'mandate_already_exists']);
    });

    test('a word that nobody knows ends nothing, and the log says which', async () => {
      const key = await deliver(bench.order('unknown_word'));
      const { status, stage } = await read(key);
      assert.deepEqual([status, stage], ['pending', 'queued']);
      assert.ok(bench.log.lines.some(({ event }) => event.endsWith('.unknown_words')));
      await bench.act(key, 'approve');
      assert.equal((await read(key)).status, 'approved');
    });

    test('what was never sent is not there', async () => {
      assert.equal(await bench.provider.read(crypto.randomUUID(), forever), null);
      await failure(bench.provider.cancel(crypto.randomUUID(), forever), 'refused');
    });

    test('the same order sent again is one request, also when it is sent twice at once', async () => {
      const order = bench.order();
      const [one, two] = await Promise.all([create(order), create(order)]);
      assert.deepEqual(two, one);
      const key = await deliver(order);
      await bench.act(key, 'approve');
      assert.equal((await create(order)).bindingCode, one.bindingCode);
      assert.equal((await read(key)).status, 'approved');
    });

    test('another order under the same key is not a refusal: somebody must look what stands there', async () => {
      const order = bench.order();
      await create(order);
      const { status } = await failure(create({ ...order, text: 'Something else' }), 'nonsense');
      assert.equal(status, 409);
      assert.equal((await read(order.key)).status, 'pending');
    });

    for (const [fault, kind, status, stands] of [
      ['error_before', 'unanswered', 500, false],
      ['error_after', 'unanswered', 500, true],
      ['silent', 'unanswered', null, true],
      ['throttled', 'unanswered', 429, false],
      ['garbled', 'nonsense', 200, true],
    ] as const) {
      test(`create, ${fault}: ${kind}; reading tells that it ${stands ? 'stands' : 'is not there'}`, async () => {
        const order = bench.order();
        await bench.spoil('create', fault);
        const error = await failure(create(order), kind);
        assert.equal(error.status, status);
        assert.equal(error.retryAfter, fault === 'throttled' ? 2000 : null);
        assert.equal((await bench.provider.read(order.key, forever)) !== null, stands);
        await bench.spoil('create', null);
        assert.equal((await create(order)).status, 'pending');
      });
    }

    for (const [fault, kind] of [
      ['error_before', 'unanswered'],
      ['silent', 'unanswered'],
      ['throttled', 'unanswered'],
      ['garbled', 'nonsense'],
    ] as const) {
      test(`read, ${fault}: ${kind}, and the next one tells`, async () => {
        const key = await deliver(bench.order());
        await bench.spoil('read', fault);
        const { retryAfter } = await failure(bench.provider.read(key, forever), kind);
        if (fault === 'throttled') assert.equal(retryAfter, 2000);
        await bench.spoil('read', null);
        assert.equal((await read(key)).status, 'pending');
      });
    }

    test('an answer just in time is taken, one just too late is not', async () => {
      await bench.slowBy(bench.timeoutMs - 1);
      const order = bench.order();
      const sending = create(order);
      await bench.clock.advance(bench.timeoutMs);
      assert.equal((await sending).status, 'pending');
      await bench.slowBy(bench.timeoutMs + 1);
      await failure(create(bench.order()), 'unanswered');
      await bench.slowBy(0);
    });

    test('a key that is not taken ends no payment that stands', async () => {
      const order = bench.order();
      const refused = await failure(bench.stranger.create(order, forever), 'refused');
      assert.deepEqual([refused.status, refused.reason?.code], [401, 'creditor_config_invalid']);
      assert.equal(await bench.provider.read(order.key, forever), null);
      const key = await deliver(order);
      for (const call of [bench.stranger.read, bench.stranger.cancel]) {
        assert.equal((await failure(call(key, forever), 'unanswered')).status, 401);
      }
      assert.equal((await read(key)).status, 'pending');
      assert.ok(
        bench.log.lines.some(({ level, event }) => level === 'error' && event.endsWith('.key_refused')),
      );
    });

    test('a caller who gives up gets its own reason, before, during, and in every call', async () => {
      const key = await deliver(bench.order());
      await bench.slowBy(500);
      const calls = [
        (signal: AbortSignal) => create(bench.order(), signal),
        (signal: AbortSignal) => bench.provider.read(key, signal),
        (signal: AbortSignal) => bench.provider.cancel(key, signal),
      ];
      for (const call of calls) {
        const why = new Error('gone home');
        await assert.rejects(call(AbortSignal.abort(why)), why);
        const caller = new AbortController();
        const going = assert.rejects(call(caller.signal), why);
        await bench.clock.advance(100);
        caller.abort(why);
        await going;
      }
    });

    test('a caller who has given up already sends nothing', async () => {
      const order = bench.order();
      await assert.rejects(create(order, AbortSignal.abort()));
      assert.equal(await bench.provider.read(order.key, forever), null);
    });

    test('the provider’s callbacks name their request, as often as they come', async () => {
      const key = await deliver(bench.order());
      const callback = bench.callbacks[0] ?? assert.fail('no callback');
      assert.deepEqual(await bench.provider.readCallback(callback.clone()), { key });
      assert.deepEqual(await bench.provider.readCallback(callback.clone()), { key });
      await bench.clock.advance(600_000);
      await failure(bench.provider.readCallback(callback.clone()), 'refused');
    });

    test('a callback that the provider did not sign, or that is endless, is refused', async () => {
      const key = await deliver(bench.order());
      const callback = bench.callbacks[0] ?? assert.fail('no callback');
      const body = await callback.clone().text();
      const other = body.replace(key, crypto.randomUUID());
      const { url, method, headers } = callback;
      const bare = new Headers(headers);
      bare.delete('authorization');
      for (const forged of [
        await bench.callback(body, 'somebody'),
        new Request(url, { method, headers, body: other }),
        new Request(url, { method, headers: bare, body }),
        new Request(`${url}/elsewhere`, { method, headers, body }),
        // too long to be looked at, even with a signature
        await bench.callback(`${body}${' '.repeat(100_000)}`),
      ]) {
        await failure(bench.provider.readCallback(forged), 'refused');
      }
    });

    test('a signed callback that names nothing is nonsense', async () => {
      for (const body of ['', 'uuid', '[]', '{}', '{"uuid":1}', `{"uuid":"${canary}"}`]) {
        await failure(bench.provider.readCallback(await bench.callback(body)), 'nonsense');
      }
    });
  });
};
