import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { Problem } from '../../../src/protocol/problem.ts';
import { ProviderConsent, ProviderConsentList } from '../../../src/protocol/provider-consent.ts';
import { ProviderConsentTask, Session } from '../../../src/protocol/session.ts';
import { WebhookEvent } from '../../../src/protocol/webhook.ts';
import { consentDetail, consentListDetail, scriptedBank } from '../../support/scripted-bank.ts';
import { bearer, configOf, issuer, startBackend } from '../edge/backend.ts';

const company = { businessId: '2617416-4', name: 'Esimerkki Oy' } as const;
const asked = { company, products: ['account_data', 'payment'] } as const;

/** The whole backend beside a bank that is read as a service reads it. */
const start = async () => {
  const bank = scriptedBank();
  const { clients, merchants } = await configOf();
  const webhook = {
    id: 'main',
    url: 'https://ledger.example/hooks',
    secrets: [`whsec_${btoa('x'.repeat(24))}`],
  };
  const posted: string[] = [];
  const running = await startBackend({
    config: await configOf({
      merchants: merchants.map((one) => ({ ...one, op: { businessId: '1643256-1' } })),
      clients: clients.map((one) => (one.id === 'demo-shop' ? { ...one, webhooks: [webhook] } : one)),
    }),
    providers: { op: bank },
    fetchOutside: async (request) => {
      posted.push(await request.text());
      return new Response(null, { status: 204 });
    },
  });
  await running.backend.start();
  after(() => running.backend.stop());
  await running.clock.advance(0);

  const call = (token: string, method: string, path: string, body?: object, headers: object = {}) =>
    running.fetch(issuer + path, {
      method,
      headers: {
        ...bearer(token),
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': 'key' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const consentOf = async (answer: Response) => {
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return ProviderConsent.parse(JSON.parse(text));
  };
  const startConsent = async (token: string, typed = '2617416-4', key = 'key') =>
    call(
      token,
      'POST',
      '/v1/provider-consents',
      { company: { businessId: typed } },
      { 'idempotency-key': key },
    );
  const told = () =>
    posted.splice(0).map((text) => {
      const event = WebhookEvent.parse(JSON.parse(text));
      return 'news' in event.data ? [event.type, event.data.status, event.data.news] : [event.type];
    });
  return { ...running, bank, call, consentOf, startConsent, told };
};

const codeOf = async (answer: Response): Promise<readonly unknown[]> => {
  const { code, errors } = Problem.parse(await answer.json());
  return [answer.status, code, ...(errors ?? []).map((one) => `${one.pointer} ${one.code}`)];
};

test('a company is asked, gives its consent at the bank, and whoever waits hears of it at once', async () => {
  const running = await start();
  const { bank, clock, call, consentOf } = running;
  const token = await running.token('demo-shop', [consentDetail]);
  const before = Session.parse(await (await call(token, 'GET', '/v1/session')).json());
  const [task] = before.tasks;
  assert.ok(task?.type === 'provider_consent');
  assert.deepEqual(
    [task.asking, task.company, task.adminUrl, task.consent],
    [{ name: 'Nordlys', businessId: '1643256-1' }, null, 'https://bank.example/admin', null],
  );

  const first = await running.startConsent(token, 'FI 26174164');
  assert.deepEqual([first.status, first.headers.get('etag')], [201, '"1"']);
  const consent = await consentOf(first);
  assert.deepEqual([consent.status, consent.company.businessId], ['awaiting', '2617416-4']);
  assert.equal(first.headers.get('location'), `/v1/provider-consents/${consent.id}`);

  const held = call(token, 'GET', `/v1/provider-consents/${consent.id}`, undefined, {
    'if-none-match': '"1"',
    prefer: 'wait=25',
  });
  await clock.advance(1000);
  bank.granted = [asked];
  await clock.advance(5000);
  const granted = await consentOf(await held);
  assert.deepEqual([granted.status, granted.news, granted.products.missing], ['active', 'new', []]);
  await clock.advance(0);
  const proved = await consentOf(await call(token, 'GET', `/v1/provider-consents/${consent.id}`));
  assert.equal(proved.proof?.status, 'proved');

  const after = Session.parse(await (await call(token, 'GET', '/v1/session')).json());
  assert.equal(ProviderConsentTask.parse(after.tasks[0]).consent?.id, consent.id, 'a reload resumes');
});

test('the service provider is told what is new, changed and gone, and not what it asked for itself', async () => {
  const running = await start();
  const { bank, clock, told } = running;
  await running.startConsent(await running.token('demo-shop', [consentDetail]));
  await clock.advance(2000);
  assert.deepEqual(told(), []);
  const quarter = 15 * 60_000;
  const steps = [
    [[asked], ['active', 'new']],
    [[{ ...asked, products: ['payment'] }], ['active', 'changed']],
    [[], ['revoked', 'gone']],
  ] as const;
  for (const [granted, news] of steps) {
    bank.granted = granted;
    await clock.advance(quarter + 5000);
    assert.deepEqual(told().at(-1), ['provider_consent.changed', ...news]);
  }
});

test('“I have done it” is answered from a reading that begins after it, and not without end', async () => {
  const running = await start();
  const { bank, call, consentOf } = running;
  const token = await running.token('demo-shop', [consentDetail]);
  const { id } = await consentOf(await running.startConsent(token));
  bank.granted = [asked];
  const check = () => call(token, 'POST', `/v1/provider-consents/${id}/check`);
  assert.equal((await consentOf(await check())).status, 'active');
  bank.granted = [];
  assert.equal((await consentOf(await check())).status, 'revoked');
  for (let n = 2; n < 12; n++) assert.equal((await check()).status, 200);
  const slowed = await check();
  assert.deepEqual([slowed.status, slowed.headers.get('retry-after')], [429, '5']);
});

test('a bank that cannot be read makes what is awaited unknown, and nothing else', async () => {
  const running = await start();
  const { bank, call, consentOf } = running;
  const token = await running.token('demo-shop', [consentDetail]);
  const { id } = await consentOf(await running.startConsent(token));
  bank.isDown = true;
  const check = async () =>
    (await consentOf(await call(token, 'POST', `/v1/provider-consents/${id}/check`))).status;
  assert.equal(await check(), 'unknown');
  bank.isDown = false;
  assert.equal(await check(), 'awaiting');
  bank.granted = [asked];
  assert.equal(await check(), 'active');
  bank.isDown = true;
  assert.equal(await check(), 'active');
});

test('that the bank does not know the service provider is told once, and the consent stays awaited', async () => {
  const running = await start();
  const { clock, call, consentOf, told } = running;
  const token = await running.token('demo-shop', [consentDetail]);
  const { id } = await consentOf(await running.startConsent(token));
  const report = () =>
    call(token, 'POST', `/v1/provider-consents/${id}/report`, { problem: 'provider_not_registered' });
  const reported = await consentOf(await report());
  assert.deepEqual([reported.status, reported.reportedAt !== null], ['awaiting', true]);
  assert.equal((await consentOf(await report())).revision, reported.revision);
  await clock.advance(2000);
  assert.deepEqual(told(), [['provider_consent.reported', 'awaiting', 'none']]);
});

suite('a company is named', () => {
  test('once, however often it is sent', async () => {
    const running = await start();
    const token = await running.token('demo-shop', [consentDetail]);
    const [one, two] = [await running.startConsent(token), await running.startConsent(token)];
    assert.deepEqual(await one.json(), await two.json());
    const anew = await running.startConsent(token, '2617416-4', 'another-key');
    assert.equal(anew.status, 200);
  });

  for (const [what, detail, body, says] of [
    ['that cannot be right', {}, { company: { businessId: '2617416-5' } }, 'company_invalid'],
    ['by nobody', {}, {}, 'company_missing'],
    [
      'other than the session’s',
      { company: { businessId: '2617416-4' } },
      { company: { businessId: '1643256-1' } },
      'company_invalid',
    ],
  ] as const) {
    test(`${what}: refused`, async () => {
      const running = await start();
      const token = await running.token('demo-shop', [{ ...consentDetail, ...detail }]);
      const answer = await running.call(token, 'POST', '/v1/provider-consents', body);
      assert.equal((await codeOf(answer))[1], says);
    });
  }

  test('five times in one session, and no more', async () => {
    const running = await start();
    const token = await running.token('demo-shop', [consentDetail]);
    const five = ['2617416-4', '1643256-1', '0737546-2', '0112038-9', '0201256-6'];
    for (const id of five) assert.equal((await running.startConsent(token, id, id)).status, 201, id);
    assert.deepEqual(await codeOf(await running.startConsent(token, '1927400-1', 'six')), [
      409,
      'requests_used_up',
    ]);
    assert.equal((await running.startConsent(token, five[0], 'again')).status, 200);
  });
});

suite('nobody sees another’s', () => {
  test('a session sees what it started, a list and the server all of theirs', async () => {
    const running = await start();
    const { call, consentOf } = running;
    const token = await running.token('demo-shop', [consentDetail]);
    const { id } = await consentOf(await running.startConsent(token));
    const path = `/v1/provider-consents/${id}`;
    const other = await running.token('demo-shop', [{ ...consentDetail, reference: 'client-18' }]);
    assert.deepEqual(await codeOf(await call(other, 'GET', path)), [404, 'not_found']);
    const stranger = await running.token('other-shop');
    for (const [method, at] of [
      ['GET', path],
      ['POST', `${path}/check`],
    ] as const) {
      assert.deepEqual(await codeOf(await call(stranger, method, at)), [404, 'not_found']);
    }
    for (const seer of [
      await running.token('demo-shop'),
      await running.token('demo-shop', [consentListDetail]),
    ]) {
      assert.equal((await call(seer, 'GET', path)).status, 200);
      const list = await call(seer, 'GET', '/v1/provider-consents');
      const { items, readAt } = ProviderConsentList.parse(await list.json());
      assert.deepEqual([items.map((one) => one.id), readAt === null], [[id], false]);
    }
  });

  test('the list is a feed: an empty page is held until something changes', async () => {
    const running = await start();
    const { bank, clock, call } = running;
    const token = await running.token('demo-shop', [consentListDetail]);
    const read = async (after: string) =>
      ProviderConsentList.parse(
        await (
          await call(token, 'GET', `/v1/provider-consents?after=${after}`, undefined, { prefer: 'wait=25' })
        ).json(),
      );
    const held = read('0');
    await clock.advance(0);
    bank.granted = [asked];
    await clock.advance(5000);
    const { items, cursor } = await held;
    assert.deepEqual(
      items.map(({ company: { name }, news }) => [name, news]),
      [['Esimerkki Oy', 'new']],
    );
    const inVain = read(cursor);
    await clock.advance(25_000);
    // The first call for it has been made in between.
    assert.deepEqual(
      (await inVain).items.map(({ proof }) => proof?.status),
      ['proved'],
    );
    assert.deepEqual(await codeOf(await call(token, 'GET', '/v1/provider-consents?after=x')), [
      400,
      'query_invalid',
      'after format',
    ]);
  });
});

test('what is over and of which nothing is heard is forgotten after ninety days', async () => {
  const running = await start();
  const { clock, call, consentOf } = running;
  const token = await running.token('demo-shop', [consentDetail]);
  const { id } = await consentOf(await running.startConsent(token));
  const row = await running.store.get('provider_consents', id);
  assert.equal(row?.due, clock.now() + 90 * 24 * 3_600_000);
  await running.store.commit([{ table: 'provider_consents', id, value: row?.value, due: clock.now() }]);
  await clock.advance(1000);
  assert.equal(await running.store.get('provider_consents', id), undefined);
  assert.equal(
    (await call(await running.token('demo-shop'), 'GET', `/v1/provider-consents/${id}`)).status,
    404,
  );
});

test('a service that has such a merchant and no bank, or a certificate that has ended, is not ready', async () => {
  const { config, bank } = await start();
  const lackingOf = async (providers: object) =>
    (await (await (await startBackend({ config, providers })).get('/readyz')).json()).lacking;
  const elsewhere = 'provider:betalingsservice';
  assert.deepEqual(await lackingOf({}), [elsewhere, 'provider:op']);
  assert.deepEqual(await lackingOf({ op: { ...bank, lacking: () => ['certificate'] } }), [
    elsewhere,
    'provider:op:certificate',
  ]);
});
