import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ProviderFailure } from '../../../src/providers/error.ts';
import type { MerchantOnboardingProvider } from '../../../src/providers/merchant-onboarding.ts';
import { optionOrder, orderOf, paymentsOrder, payoutOrder } from './bench.ts';
import { type Asked, failure, forever, merchant, openScripted, refusal, timeoutMs } from './scripted.ts';

type Call = (provider: MerchantOnboardingProvider, signal: AbortSignal) => Promise<unknown>;

const email = 'anna@shop.example';
const one = { kind: 'payout', id: crypto.randomUUID(), active: true } as const;
const png = { type: 'image/png', access: 'public', bytes: new Blob(['x']) } as const;
const caseId = crypto.randomUUID();
const values = { payment_options: ['klarna.klarna'] };

/** Every call that asks the provider something. */
const calls: Readonly<Record<string, Call>> = {
  'prices of the platform': (p, signal) => p.prices(null, signal),
  'prices of an account': (p, signal) => p.prices(merchant, signal),
  'sign up': (p, signal) => p.signUp.start(orderOf(), signal),
  verify: (p, signal) => p.signUp.verify({ email, code: '123456' }, signal),
  prefill: (p, signal) => p.prefill.create(orderOf(), signal),
  'read a prefill': (p, signal) => p.prefill.read('pre', signal),
  'accept a prefill': (p, signal) => p.prefill.accept('pre', orderOf(), signal),
  'send a code': (p, signal) => p.logOn.send({ email, channel: 'email' }, signal),
  'log on': (p, signal) => p.logOn.enter({ email, code: '123456' }, signal),
  'read an account': (p, signal) => p.account.read(merchant, signal),
  'update an account': (p, signal) => p.account.update(merchant, { logo: 'https://a.example/l.png' }, signal),
  'ask for a feature': (p, signal) => p.account.requestFeature(merchant, 'swish', true, signal),
  upload: (p, signal) => p.account.upload(merchant, png, signal),
  'list applications': (p, signal) => p.applications.list(merchant, signal),
  'apply for payments': (p, signal) => p.applications.create(merchant, paymentsOrder(), signal),
  'apply for payouts': (p, signal) => p.applications.create(merchant, payoutOrder(), signal),
  'read an application': (p, signal) => p.applications.read(merchant, one, signal),
  'withdraw an application': (p, signal) => p.applications.withdraw(merchant, one, signal),
  'read an option': (p, signal) => p.option.read(merchant, 'swish', signal),
  'sign up for an option': (p, signal) =>
    p.option.signUp(merchant, 'klarna', optionOrder({ caseId, values }), signal),
  'renew a link': (p, signal) => p.option.renew(merchant, 'vipps', signal),
  'list merchants': (p, signal) => p.platform.merchants({}, signal),
  invite: (p, signal) => p.platform.invite({ ...orderOf(), note: null }, signal),
  'onboarding link': (p, signal) => p.platform.onboardingLink(merchant, signal),
  notes: (p, signal) => p.platform.notes(merchant, signal),
  'add a note': (p, signal) => p.platform.addNote(merchant, 'Called', signal),
};

/** Those whose body nobody reads: an empty one is their documented success. */
const unread = ['sign up', 'send a code', 'withdraw an application'];

const html = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });

const faults: Readonly<Record<string, readonly [() => Response | Promise<Response>, ProviderFailure]>> = {
  'an error of its own': [() => refusal(500), 'unanswered'],
  'that it is busy': [() => new Response(null, { status: 429 }), 'unanswered'],
  'that our token is not taken': [() => refusal(401), 'unanswered'],
  'that we may not': [() => refusal(403), 'refused'],
  'a refusal without its envelope': [() => new Response('no', { status: 400 }), 'nonsense'],
  'a redirect': [() => new Response(null, { status: 302, headers: { location: '/' } }), 'nonsense'],
  'a page that is not there': [() => new Response('<h1>404</h1>', { status: 404 }), 'nonsense'],
  'nothing at all': [() => Promise.reject(new TypeError('fetch failed')), 'unanswered'],
};

for (const [name, call] of Object.entries(calls)) {
  describe(name, () => {
    for (const [what, [answer, of]] of Object.entries(faults)) {
      test(`to ${what} is ${of}`, async () => {
        await failure(call(openScripted({ '*': answer }).dintero, forever), of);
      });
    }

    test('a page of HTML, or an answer of another shape, is nonsense where it is read', async () => {
      for (const answer of [html, () => Response.json({}), () => Response.json([{ id: 7 }])]) {
        const { dintero } = openScripted({ '*': answer });
        // nothing was ever signed up for: that is what an empty connection says
        const isEmpty = /option|renew/.test(name) && answer !== html;
        if (unread.includes(name) || isEmpty) await call(dintero, forever).catch(() => {});
        else await failure(call(dintero, forever), 'nonsense');
      }
    });

    test('an answer that does not come in time is none, and nobody sleeps on', async () => {
      const { dintero, clock } = openScripted({ '*': () => new Promise(() => {}) });
      const failed = failure(call(dintero, forever), 'unanswered');
      await clock.advance(timeoutMs);
      await failed;
      assert.equal(clock.asleep, 0);
    });

    test('whoever goes is told why they went, and nobody sleeps on', async () => {
      const { dintero, clock } = openScripted({ '*': () => new Promise(() => {}) });
      const leaving = new AbortController();
      const gone = call(dintero, leaving.signal);
      gone.catch(() => {});
      await clock.advance(1);
      leaving.abort(new Error('gone'));
      await assert.rejects(gone, /^Error: gone$/);
      assert.equal(clock.asleep, 0);
      await assert.rejects(call(dintero, AbortSignal.abort(new Error('was gone'))), /^Error: was gone$/);
    });
  });
}

test('a slow answer that comes in time is an answer', async () => {
  const { dintero, clock } = openScripted({
    '*': async () => {
      await clock.sleep(timeoutMs - 1);
      return Response.json([]);
    },
  });
  const reading = dintero.platform.merchants({}, forever);
  await clock.advance(timeoutMs);
  assert.deepEqual(await reading, []);
});

test('an answer beyond all measure is cut off', async () => {
  const { dintero } = openScripted({ '*': () => new Response('x'.repeat(8 * 1024 * 1024 + 1)) });
  await failure(dintero.platform.merchants({}, forever), 'nonsense');
});

test('trap 10: every field that we send is in snake_case, whatever other interfaces of theirs do', async () => {
  const sent: Asked[] = [];
  const keysOf = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
      : [];
  for (const call of Object.values(calls)) {
    const { dintero, asked } = openScripted({
      '*': () => Response.json({ company: { business_name: 'x' } }),
    });
    await call(dintero, forever).catch(() => {});
    sent.push(...asked);
  }
  const keys = new Set(
    sent.filter(({ text }) => text.startsWith('{')).flatMap(({ text }) => keysOf(JSON.parse(text))),
  );
  assert.ok(keys.size > 40);
  assert.deepEqual(
    [...keys].filter((key) => !/^(\d+|[a-z][a-z0-9_]*)$/.test(key)),
    [],
  );
});

test('no call names an account of ours, a person or a code in what it tells when it fails', async () => {
  for (const call of Object.values(calls)) {
    const { dintero, log } = openScripted({ '*': () => refusal(400, 'the canary anna@shop.example') });
    const error = await call(dintero, forever).then(
      () => null,
      (cause: unknown) => cause,
    );
    const said = `${error} ${JSON.stringify(log.lines)}`;
    assert.doesNotMatch(said, /canary|anna|123456|T112|Berg/);
  }
});
