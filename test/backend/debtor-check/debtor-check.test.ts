import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { DebtorCheck } from '../../../src/protocol/debtor-check.ts';
import {
  failsBefore,
  nonsenseAfter,
  refuses,
  ScriptedProvider,
  silentBefore,
} from '../../support/scripted-provider.ts';
import { bearer, configOf, cpr, detail, issuer, startBackend } from '../edge/backend.ts';

const check = {
  type: 'debtor_check',
  provider: 'betalingsservice',
  surface: 'web',
  reference: 'order-4711',
};

/** Numbers that nobody has. */
const unreachable = '3112364007';

const start = async (rateLimits: Record<string, number> = {}) => {
  const scripted = new ScriptedProvider(() => 0);
  scripted.unreachable.add(unreachable);
  const store = createMemoryStore();
  const written: string[] = [];
  const running = await startBackend({
    store: {
      ...store,
      commit: (writes) => {
        written.push(JSON.stringify(writes));
        return store.commit(writes);
      },
    },
    config: await configOf({ rateLimits }),
    providers: { betalingsservice: scripted },
  });
  const post = (token: string, value: string, scheme = 'cpr') =>
    running.fetch(`${issuer}/v1/debtor-checks`, {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': 'application/json' },
      body: JSON.stringify({ debtor: { scheme, value } }),
    });
  return {
    ...running,
    scripted,
    written,
    post,
    outcome: async (token: string, value: string) =>
      DebtorCheck.parse(await (await post(token, value)).json()).outcome,
  };
};

test('a debtor is reachable or not; the answer is for nobody to keep', async () => {
  const { token, post, outcome, written, log } = await start();
  const session = await token('demo-shop', [check]);
  written.length = 0;
  assert.equal(await outcome(session, cpr), 'reachable');
  assert.equal(await outcome(session, '311236-4007'), 'unreachable', 'in its normal form');
  assert.equal((await post(session, cpr)).headers.get('cache-control'), 'no-store');
  assert.deepEqual(written, [], 'nothing is stored');
  assert(!JSON.stringify(log.lines).match(/211062|311236/), 'no number is logged');
  const [line] = log.lines.filter(({ event }) => event === 'debtor_check');
  const { session: _, ...fields } = line?.fields ?? {};
  assert.deepEqual(fields, {
    client: 'demo-shop',
    merchant: 'nordlys',
    actor: null,
    scheme: 'cpr',
    outcome: 'reachable',
  });
});

suite('is unknown, and blocks nobody, when the provider', () => {
  const conducts = {
    'does not answer': failsBefore,
    'answers nonsense': nonsenseAfter,
    refuses: refuses({ code: 'creditor_config_invalid', retryable: false }),
    'is silent': silentBefore,
  };
  for (const [what, conduct] of Object.entries(conducts)) {
    test(what, async () => {
      const { token, outcome, scripted, clock } = await start();
      scripted.next.check.push(conduct);
      const asked = outcome(await token('demo-shop', [check]), cpr);
      await clock.advance(4000);
      assert.equal(await asked, 'unknown');
    });
  }
});

test('is for a session that carries it, alone or beside a payment, and for no other', async () => {
  const { token, post, get, scripted } = await start();
  for (const details of [[check], [detail, check], [check, detail]]) {
    assert.equal((await post(await token('demo-shop', details), cpr)).status, 200);
  }
  const both = await (await get('/v1/session', bearer(await token('demo-shop', [detail, check])))).json();
  assert.deepEqual(both.tasks[1], {
    type: 'debtor_check',
    provider: 'betalingsservice',
    debtorSchemes: ['cpr'],
  });
  const { length } = scripted.calls;
  const other = { ...detail, reference: 'order-2' };
  for (const without of [await token('demo-shop', [other]), await token('demo-shop')]) {
    const refused = await post(without, cpr);
    assert.equal(refused.status, 403);
    assert.equal((await refused.json()).code, 'token_insufficient');
  }
  assert.equal(scripted.calls.length, length);
});

test('goes beside one payment of the same reference and surface only', async () => {
  const { askToken } = await start();
  for (const details of [
    [check, check],
    [detail, detail],
    [detail, { ...check, reference: 'order-2' }],
    [detail, { ...check, surface: 'pos' }],
    [detail, check, { ...check, reference: 'order-2' }],
  ]) {
    const answer = await askToken('demo-shop', {
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify(details),
    });
    assert.equal((await answer.json()).error, 'invalid_authorization_details', JSON.stringify(details));
  }
});

test('a number that cannot be right is not asked about, nor one of a kind that is not offered', async () => {
  const { token, post, scripted } = await start();
  const session = await token('demo-shop', [check]);
  for (const [value, scheme, pointer] of [
    ['3113364007', 'cpr', '/debtor/value'],
    ['+4520123456', 'mobile', '/debtor/scheme'],
    ['100200300', 'customer_number', '/debtor/scheme'],
  ] as const) {
    const refused = await post(session, value, scheme);
    const problem = await refused.json();
    assert.equal(problem.code, 'debtor_invalid');
    assert.equal(problem.errors[0].pointer, pointer);
  }
  assert.equal(scripted.calls.length, 0);
});

/** The nth number that somebody born on the last day of 2036 might have. */
const guess = (n: number): string => `311236${4000 + n}`;

suite('of a thousand guesses no more are answered than is documented', () => {
  test('from one session: 5 a minute, also under a new token', async () => {
    const { token, post, clock, scripted, log } = await start({ requestsPerSession: 100_000 });
    let session = await token('demo-shop', [check]);
    for (let n = 0; n < 1000; n++) {
      if (n === 500) {
        await clock.advance(60_000);
        session = await token('demo-shop', [check]);
      }
      const answer = await post(session, guess(n));
      if (n % 500 < 5) assert.equal(answer.status, 200);
      else {
        assert.equal(answer.status, 429);
        assert.equal(answer.headers.get('retry-after'), '12');
      }
    }
    assert.equal(scripted.count('check'), 10);
    const told = log.lines.filter(({ event }) => event === 'debtor_check');
    assert.equal(told.length, 1000, 'every attempt is logged');
    assert(!JSON.stringify(log.lines).includes('311236'));
  });

  test('from one client with many sessions: 60 a minute; another client is not slowed down', async () => {
    const { token, post, scripted } = await start({ tokensPerClient: 100_000 });
    let refused = 0;
    for (let n = 0; n < 1000; n++) {
      const session = await token('demo-shop', [{ ...check, reference: `order-${n}` }]);
      const { status, headers } = await post(session, guess(n));
      if (status !== 200) {
        refused++;
        assert.equal(status, 429);
        assert.equal(headers.get('retry-after'), '1');
      }
    }
    assert.equal(refused, 940);
    assert.equal(scripted.count('check'), 60);
    assert.equal((await post(await token('other-shop', [check]), cpr)).status, 200);
  });

  test('of one number, from many sessions of many clients: 5 a minute', async () => {
    const { token, post, scripted } = await start({ tokensPerClient: 100_000 });
    for (let n = 0; n < 40; n++) {
      const client = n % 2 === 0 ? 'demo-shop' : 'other-shop';
      const session = await token(client, [{ ...check, reference: `order-${n}` }]);
      assert.equal(
        (await post(session, n % 3 === 0 ? '311236-4007' : unreachable)).status,
        n < 5 ? 200 : 429,
      );
    }
    assert.equal(scripted.count('check'), 5);
    const session = await token('demo-shop', [check]);
    assert.equal((await post(session, cpr)).status, 200, 'another number');
  });
});
