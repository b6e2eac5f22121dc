import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import type { Storage } from '../../../src/sandbox/given.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { openDintero, partner } from './rig.ts';

const memory = (): Storage => {
  const texts = new Map<string, string>();
  return {
    load: async () => [...texts.values()],
    async save(id, text) {
      texts.set(id, text);
    },
  };
};

const Inbox = z.array(z.object({ id: z.string(), to: z.string(), code: z.string().nullable() }));

test('what was told and sent is remembered across a restart, beside the other providers’', async () => {
  const storage = memory();
  await storage.save('another', '{"of":"nobody here"}');
  const first = await openDintero({ storage: { ...storage, load: async () => [] } });
  const token = await first.enter();
  const account = await first.open(token);
  await first.call('POST', `/accounts/${partner}/signup`, token, first.whole);
  await first.sandbox.stop();
  const ours = {
    ...storage,
    load: async () => (await storage.load()).filter((text) => text.includes('dintero')),
  };
  const second = await openDintero({ storage: ours });
  const list = await second.call('GET', `/accounts/${partner}/management/accounts`, await second.enter());
  assert.equal(
    z.array(z.object({ account_id: z.string() })).parse(await list.json())[0]?.account_id,
    account,
  );
  assert.equal(Inbox.parse(await (await second.plain('GET', 'inbox')).json()).length, 1);
  assert.equal((await second.call('GET', '/account/user', token)).status, 401);
  await second.sandbox.stop();
});

test('a review that was under way ends after a restart', async () => {
  const [storage, clock] = [memory(), new FakeClock()];
  const first = await openDintero({ storage, clock });
  const token = await first.enter();
  const account = await first.open(token);
  const bank = { bank_account_currency: 'SEK', payout_currency: 'SEK' };
  const body = {
    country_code: 'SE',
    organization_number: '1',
    bank_accounts: [bank],
    payment_methods: [{ payment_method: 'creditcard' }],
    products: [{ product: 'checkout' }],
  };
  const path = `/accounts/${account}/management/settings/approvals/payments`;
  const made = await first.call('POST', path, await first.exchange(account, token), body);
  const { id } = z.object({ id: z.string() }).parse(await made.json());
  for (const action of ['declare', 'sign']) await first.plain('POST', `signing/${id}`, { action });
  await first.sandbox.stop();
  const second = await openDintero({ storage, clock });
  await clock.advance(400);
  const now = await (await second.plain('GET', `signing/${id}`)).json();
  assert.equal(z.object({ status: z.string() }).parse(now).status, 'ACTIVE');
  assert.equal((await second.plain('POST', `signing/${id}`, { action: 'sign' })).status, 409);
  assert.equal((await second.plain('POST', `signing/${id}`, { action: 'dance' })).status, 400);
  await second.sandbox.stop();
});

test('the inbox is read by person, and emptied one by one or whole', async () => {
  const { call, enter, plain, whole, sandbox } = await openDintero();
  const token = await enter();
  for (const email of ['a@shop.example', 'b@shop.example']) {
    const body = { ...whole, applicant: { ...whole.applicant, email } };
    assert.equal((await call('POST', `/accounts/${partner}/signup`, token, body)).status, 202);
  }
  const read = async (query = '') => Inbox.parse(await (await plain('GET', `inbox${query}`)).json());
  const [newest] = await read();
  assert.equal(newest?.to, 'b@shop.example');
  assert.match(newest?.code ?? '', /^\d{6}$/);
  assert.equal((await read('?to=A@shop.example')).length, 1);
  await plain('DELETE', `inbox/${newest?.id}`);
  assert.deepEqual(
    (await read()).map(({ to }) => to),
    ['a@shop.example'],
  );
  await plain('DELETE', 'inbox');
  assert.deepEqual(await read(), []);
  await sandbox.stop();
});

const signUp = (rig: Awaited<ReturnType<typeof openDintero>>, token: string) =>
  rig.call('POST', `/accounts/${partner}/signup`, token, rig.whole);

for (const [createError, status, sent] of [
  ['before', 500, 0],
  ['after', 500, 1],
  ['throttled', 429, 0],
  ['garbled', 200, 1],
] as const) {
  test(`trouble with writes: ${createError} is ${status}, and ${sent} of it has happened`, async () => {
    const rig = await openDintero();
    const token = await rig.enter();
    await rig.plain('PUT', 'trouble', { createError });
    const response = await signUp(rig, token);
    assert.equal(response.status, status);
    assert.equal(response.headers.get('retry-after'), createError === 'throttled' ? '2' : null);
    assert.equal(Inbox.parse(await (await rig.plain('GET', 'inbox')).json()).length, sent);
    await rig.sandbox.stop();
  });
}

test('trouble with reads is trouble with tokens too, and stops no write', async () => {
  const rig = await openDintero();
  const token = await rig.enter();
  await rig.plain('PUT', 'trouble', { readError: 'throttled' });
  const again = await rig.grant(partner, token, { grant_type: 'account_user' });
  const list = await rig.call('GET', `/accounts/${partner}/management/accounts`, token);
  assert.deepEqual([again.status, list.status, list.headers.get('retry-after')], [429, 429, '2']);
  assert.equal((await signUp(rig, token)).status, 202);
  await rig.sandbox.stop();
});

test('a silent answer is silent until the sandbox stops', async () => {
  const rig = await openDintero();
  const token = await rig.enter();
  await rig.plain('PUT', 'trouble', { createError: 'timeout' });
  const silent = signUp(rig, token);
  await rig.clock.advance(120_000);
  assert.equal(Inbox.parse(await (await rig.plain('GET', 'inbox')).json()).length, 1);
  await rig.sandbox.stop();
  assert.equal((await silent).status, 504);
  assert.equal(rig.clock.asleep, 0);
});

test('hooks are tried five times, a redirect is an error, and a lost one is not sent', async () => {
  const rig = await openDintero({
    answer: () => new Response(null, { status: 302, headers: { location: '/' } }),
  });
  const token = await rig.enter();
  await rig.open(token);
  await rig.clock.advance(120_000);
  assert.equal(rig.hooks.length, 5);
  assert.equal(new Set(rig.hooks.map(({ headers }) => headers.get('event-delivery'))).size, 1);
  await rig.plain('PUT', 'trouble', { callbacks: 'lost' });
  await rig.open(token);
  await rig.clock.advance(120_000);
  assert.equal(rig.hooks.length, 5);
  await rig.sandbox.stop();
});

test('a file is taken once, in time, and as it was said to be', async () => {
  const { call, enter, exchange, open, sandbox, clock } = await openDintero();
  const token = await enter();
  const account = await open(token);
  const merchant = await exchange(account, token);
  const upload = async (bytes: string, type = 'image/png', wait = 0) => {
    const body = { size_bytes: 2, mime_type: 'image/png', access: 'private' };
    const response = await call('POST', `/accounts/${account}/management/assets`, merchant, body);
    const { upload_url: url } = z.object({ upload_url: z.string() }).parse(await response.json());
    await clock.advance(wait);
    const put = () =>
      sandbox.fetch(new Request(url, { method: 'PUT', body: bytes, headers: { 'content-type': type } }));
    const first = await put();
    return [first.status, (await put()).status, (await sandbox.fetch(new Request(url))).status];
  };
  assert.deepEqual(await upload('ok'), [200, 403, 404]);
  assert.deepEqual(await upload('long'), [400, 400, 404]);
  assert.deepEqual(await upload('ok', 'text/html'), [400, 400, 404]);
  assert.deepEqual(await upload('ok', 'image/png', 600_000), [403, 403, 404]);
  await sandbox.stop();
});

test('without options for it there is no pretend Dintero, and no inbox', async () => {
  const { createSandbox } = await import('../../../src/sandbox/sandbox.ts');
  const clock = new FakeClock();
  const fetch = async () => new Response();
  const sandbox = createSandbox({ baseUrl: 'http://a.example', appUrl: '', consumers: [], clock, fetch });
  for (const path of ['dintero/v1/account/user', 'inbox', 'signing', 'gateways']) {
    assert.equal((await sandbox.fetch(new Request(`http://a.example/sandbox/${path}`))).status, 404);
  }
  await sandbox.stop();
});
