import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tokenTypes } from '../../../src/protocol/oauth.ts';
import * as onboardingRoutes from '../../../src/protocol/onboarding-routes.ts';
import type { Route } from '../../../src/protocol/routes.ts';
import { issuer } from '../edge/backend.ts';
import { company, type Rig, signedUp, startRig } from './rig.ts';

/** A body that each write would take. */
const bodies: Readonly<Partial<Record<keyof typeof onboardingRoutes, unknown>>> = {
  writeFacts: { company: { ...company, name: 'Taken over' } },
  acceptDocuments: { documents: [{ id: 'terms', version: '2' }] },
  enterCode: { purpose: 'verify', code: '123456' },
  resendCode: { purpose: 'verify' },
  resumeOnboarding: { email: 'eva@lomvi.example' },
  apply: { kind: 'payments' },
  setFeature: { wanted: true },
  exitOnboarding: { step: 'terms' },
  writeMerchantNote: { text: 'mine now' },
};

const bound = async (rig: Rig, merchant: string): Promise<string> => {
  const answer = await rig.askToken('platform', {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: await rig.token('platform'),
    subject_token_type: tokenTypes.accessToken,
    audience: `${issuer}/merchants/${merchant}`,
  });
  return (await answer.json()).access_token;
};

/** Every token that is merchant two's, or a list's of merchant two. */
const tokensOfTwo: Readonly<Record<string, (rig: Rig) => Promise<string>>> = {
  'a browser': (rig) => rig.session({}, 'seller-two'),
  'an agent': (rig) => rig.session({ surface: 'agent' }, 'seller-two'),
  'a list': (rig) => rig.session({ view: 'list', surface: 'agent' }, 'seller-two'),
  'a server': (rig) => bound(rig, 'seller-two'),
};

suite("a token for one merchant cannot touch another's", () => {
  for (const [kind, tokenOf] of Object.entries(tokensOfTwo)) {
    for (const [name, route] of Object.entries<Route>(onboardingRoutes)) {
      test(`${kind}: ${name}`, async () => {
        const rig = await startRig();
        const mine = await signedUp(rig, {}, 'seller-one');
        const before = await rig.until(mine, (one) => one.steps.every(({ state }) => state !== 'pending'));
        const calls = rig.provider.calls.length;
        const theirs = await tokenOf(rig);
        const path = route.path.replace('{id}', before.id).replace(/\{\w+\}/, 'swish');
        const body =
          route.method === 'GET'
            ? undefined
            : (Object.entries(bodies).find(([one]) => one === name)?.[1] ?? {});
        const answer = await rig.call(theirs, route.method, path, body);
        assert.notEqual(answer.status, 500);
        const said = await answer.text();
        assert.doesNotMatch(said, new RegExp(`${before.id}|Lomvi|T11200001`));
        const after = await rig.until(mine, () => true);
        assert.deepEqual({ ...after, now: '' }, { ...before, now: '' });
        const since = JSON.stringify(rig.provider.calls.slice(calls));
        assert.doesNotMatch(since, /T11200001/);
        await rig.backend.stop();
      });
    }
  }
});

suite('the platform', () => {
  test('sees its merchants, what each waits for, and writes notes', async () => {
    const rig = await startRig();
    const token = await signedUp(rig);
    const { id } = await rig.until(token, (one) => one.outstanding.includes('payments'));
    for (const list of [
      await rig.token('platform'),
      await rig.session({ view: 'list', surface: 'agent' }, 'cash-only'),
    ]) {
      const answer = await rig.call(list, 'GET', '/v1/merchants?waitingFor=payments&search=lomvi');
      const { items } = await answer.json();
      assert.deepEqual([items.length, items[0]?.id, items[0]?.account.id], [1, id, 'T11200001']);
      assert.equal(
        (await rig.call(list, 'POST', `/v1/merchants/${id}/notes`, { text: 'called' })).status,
        201,
      );
      assert.equal((await rig.call(list, 'POST', `/v1/merchants/${id}/onboarding-link`, {})).status, 200);
    }
    const other = await rig.call(await rig.token('demo-shop'), 'GET', '/v1/merchants');
    assert.deepEqual((await other.json()).items, []);
    await rig.backend.stop();
  });

  test("a merchant's own session is for no list, and a list for no merchant", async () => {
    const rig = await startRig();
    const own = await rig.call(await rig.session(), 'GET', '/v1/merchants');
    const list = await rig.call(await rig.session({ view: 'list' }), 'GET', '/v1/onboarding');
    assert.deepEqual([own.status, list.status], [403, 403]);
    await rig.backend.stop();
  });
});
