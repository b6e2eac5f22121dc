import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tokenTypes } from '../../../src/protocol/oauth.ts';
import { issuer } from '../edge/backend.ts';
import { address, applicant, company, onboardingDetail, signedUp, startRig } from './rig.ts';

suite('a merchant that is not named for it', () => {
  test('is not onboarded, lists nobody and invites nobody in the name of the platform', async () => {
    const rig = await startRig();
    const { config } = rig;
    const merchants = config.merchants.map((one) => ({ ...one, dintero: one.id === 'seller-two' }));
    const closed = await startRig({ merchants });
    const refused = await closed.askToken('platform', {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await closed.token('platform'),
      subject_token_type: tokenTypes.accessToken,
      audience: `${issuer}/merchants/seller-one`,
      authorization_details: JSON.stringify([onboardingDetail]),
    });
    assert.deepEqual(
      (await refused.json()).error_description,
      'authorization_details[0].provider: not_allowed',
    );
    const server = await closed.token('platform');
    for (const method of ['GET', 'POST']) {
      const answer = await closed.call(server, method, '/v1/merchants', method === 'GET' ? undefined : {});
      assert.equal((await answer.json()).code, 'token_insufficient');
    }
    assert.equal((await closed.session({}, 'seller-two')).length > 0, true);
    await Promise.all([rig, closed].map(({ backend }) => backend.stop()));
  });
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
      const { items: notes } = await (await rig.call(list, 'GET', `/v1/merchants/${id}/notes`)).json();
      assert.equal(notes.at(-1)?.text, 'called');
    }
    const rows = await rig.store.list('onboarding_notes', id);
    assert.equal(rows.length, 2);
    assert.doesNotMatch(JSON.stringify(rows), /called/);
    const other = await rig.call(await rig.token('demo-shop'), 'GET', '/v1/merchants');
    assert.equal((await other.json()).code, 'token_insufficient');
    await rig.backend.stop();
  });

  test('invites nobody in a country in which the provider opens no accounts', async () => {
    const rig = await startRig();
    const body = {
      reference: 'seller-dk',
      country: 'DK',
      applicant,
      company: { ...company, organizationNumber: '10150817' },
      address: { ...address, country: 'DK' },
      billing: { name: 'Lomvi' },
    };
    const answer = await rig.call(await rig.token('platform'), 'POST', '/v1/merchants', body);
    assert.equal(answer.status, 400);
    assert.deepEqual((await answer.json()).errors, [{ pointer: '/country', code: 'not_allowed' }]);
    assert.deepEqual(rig.provider.calls, []);
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
