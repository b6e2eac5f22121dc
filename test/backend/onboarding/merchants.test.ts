import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { signedUp, startRig } from './rig.ts';

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
