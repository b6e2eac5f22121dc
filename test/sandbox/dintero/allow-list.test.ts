import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findOperation, operations } from '../../../src/sandbox/dintero/operations.ts';
import { answered, concrete, refused, unheardOf } from './document.ts';
import { codeOf, openDintero, partner } from './rig.ts';

type Rig = Awaited<ReturnType<typeof openDintero>>;
let rig: Rig;
let token: string;
before(async () => {
  rig = await openDintero({ scopes: ['admin:accounts', 'create:account', 'create:applicant'] });
  token = await rig.enter();
  await rig.open(token);
});
after(() => rig.sandbox.stop());

describe('an operation that onboarding does not need is refused, with every right there is', () => {
  for (const row of [...refused, ...unheardOf]) {
    test(row, async () => {
      const { method, path } = concrete(row);
      const merchant = await rig.exchange('T11200001', token);
      for (const by of [token, merchant]) {
        const response = await rig.call(method, path, by, method === 'GET' ? undefined : {});
        assert.deepEqual([response.status, await codeOf(response)], [403, 'not_here']);
      }
    });
  }
});

test('the operations that are answered are those of the document, by method and path, and no more', () => {
  const ours = Object.values(operations).map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual([...ours].sort(), [...answered].sort());
  assert.equal(answered.length + refused.length, new Set([...answered, ...refused]).size);
});

test('a path that only looks like one of them is none of them', () => {
  const paths = [
    '',
    '/',
    '/accounts',
    `/accounts/${partner}/signup/`,
    `/accounts//signup`,
    '/v2/account/user',
  ];
  for (const path of paths) assert.equal(findOperation('POST', path), null, path);
  assert.equal(findOperation('PATCH', `/accounts/${partner}/signup`), null);
});
