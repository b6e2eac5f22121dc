import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Operation, operations } from '../../../src/sandbox/dintero/operations.ts';
import { concrete } from './document.ts';
import { audienceOf, codeOf, openDintero, partner } from './rig.ts';

const all = Object.entries<Operation>(operations).filter(([, { scopes }]) => Array.isArray(scopes));

describe('each operation is refused without one of its scopes, and without a token', () => {
  for (const [name, operation] of all) {
    test(name, async () => {
      const { scopes } = operation;
      const needed = Array.isArray(scopes) ? scopes : [];
      const others = [...new Set(all.flatMap(([, { scopes: some }]) => (Array.isArray(some) ? some : [])))];
      const { method, path } = concrete(`${operation.method} ${operation.path}`);
      const rig = await openDintero({ scopes: others.filter((scope) => !needed.includes(scope)) });
      const token = await rig.enter();
      const body = method === 'GET' ? undefined : {};
      if (path.includes(partner)) {
        const response = await rig.call(method, path, token, body);
        assert.deepEqual([response.status, await codeOf(response)], [403, 'forbidden']);
      }
      assert.equal((await rig.call(method, path, null, body)).status, 401);
      assert.equal((await rig.call(method, path, 'Bearer nonsense', body)).status, 401);
      await rig.sandbox.stop();
    });
  }
});

describe('a token for one account opens no operation of another', () => {
  for (const [name, operation] of all) {
    test(name, async () => {
      const rig = await openDintero();
      const token = await rig.enter();
      const [, second] = [await rig.open(token), await rig.open(token)];
      const tokens = [await rig.exchange(second, token), await rig.enter('T11300000', 'other')];
      const { method, path } = concrete(`${operation.method} ${operation.path}`);
      for (const by of [...tokens, await rig.enter('P11200000', 'live')]) {
        const response = await rig.call(method, path, by, method === 'GET' ? undefined : {});
        assert.equal(response.status, 403, `${method} ${path}`);
      }
      await rig.sandbox.stop();
    });
  }
});

test('P and T are apart: neither a client nor an exchange crosses over', async () => {
  const { enter, open, call, grant, sandbox } = await openDintero();
  const [test, live] = [await enter(), await enter('P11200000', 'live')];
  const account = await open(live, 'P11200000');
  assert.match(account, /^P112/);
  const path = `/accounts/${partner}/auth/exchange_token`;
  assert.equal((await call('POST', path, test, { account_id: account })).status, 403);
  const body = { grant_type: 'client_credentials', audience: audienceOf('P11200000') };
  assert.equal((await grant('P11200000', `Basic ${btoa('client:secret')}`, body)).status, 400);
  await sandbox.stop();
});

test('an exchanged token opens the token endpoint of its account, and nothing else', async () => {
  const { enter, open, call, grant, tokenOf, sandbox } = await openDintero();
  const token = await enter();
  const account = await open(token);
  const path = `/accounts/${partner}/auth/exchange_token`;
  const exchanged = await tokenOf(await call('POST', path, token, { account_id: account }));
  assert.equal((await call('GET', `/accounts/${account}/management/settings`, exchanged)).status, 403);
  const own = { grant_type: 'client_credentials', audience: audienceOf(account) };
  assert.equal((await grant(account, exchanged, own)).status, 400);
  await sandbox.stop();
});

test('a token ends after four hours, and a wrong secret or audience has none', async () => {
  const { enter, call, grant, clock, sandbox } = await openDintero();
  const token = await enter();
  const list = () => call('GET', `/accounts/${partner}/management/accounts`, token);
  await clock.advance(14_399_000);
  assert.equal((await list()).status, 200);
  await clock.advance(1000);
  assert.equal((await list()).status, 401);
  const body = { grant_type: 'client_credentials', audience: audienceOf(partner) };
  assert.equal((await grant(partner, `Basic ${btoa('client:wrong')}`, body)).status, 401);
  for (const odd of ['Basic ?', 'Basic a', 'Basic bm9jb2xvbg==']) {
    assert.equal((await grant(partner, odd, body)).status, 401, odd);
  }
  const wrong = { ...body, audience: audienceOf('T11200001') };
  assert.equal((await grant(partner, `Basic ${btoa('client:secret')}`, wrong)).status, 400);
  const fresh = await enter();
  for (const word of ['mfa-oob', 'account_user_token', 'password']) {
    assert.equal((await grant(partner, fresh, { grant_type: word })).status, 400, word);
  }
  await sandbox.stop();
});

test('an id that cannot be read is refused', async () => {
  const { enter, call, sandbox } = await openDintero();
  const token = await enter();
  assert.equal((await call('GET', `/accounts/${partner}/signup/prefill/%zz`, token)).status, 403);
  assert.equal((await call('GET', '/accounts/T1/management/accounts', token)).status, 400);
  await sandbox.stop();
});

test('what is not in a query or a body by name is refused', async () => {
  const { enter, call, whole, sandbox } = await openDintero();
  const token = await enter();
  const base = `/accounts/${partner}/management/accounts`;
  assert.equal((await call('GET', `${base}?search=x&sort=name`, token)).status, 400);
  assert.equal((await call('GET', `${base}?limit=101`, token)).status, 400);
  assert.equal((await call('POST', base, token, { ...whole, organizationNumber: '1' })).status, 400);
  assert.equal((await call('POST', base, token, { ...whole, company: undefined })).status, 400);
  await sandbox.stop();
});
