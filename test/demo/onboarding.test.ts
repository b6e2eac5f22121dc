import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { newFolder } from '../support/folder.ts';
import { startMarket } from '../support/onboarding-rig.ts';
import { openSeller, stateOf } from '../support/seller.ts';

suite('a seller of a marketplace, at the pretend Dintero', () => {
  test('signs up, is known after the right code and not after a wrong one', async () => {
    const seller = await openSeller(await startMarket(':memory:'));
    await seller.signUp();
    const right = await seller.code();
    const wrong = right === '111111' ? '222222' : '111111';
    const answer = await seller.call('POST', '/code', { purpose: 'verify', code: wrong });
    assert.deepEqual([answer.status, (await answer.json()).code], [422, 'code_wrong']);
    await seller.enter('verify', ` ${right} `);
    const one = await seller.until((now) => stateOf(now, 'payments') === 'due');
    assert.deepEqual(one.account, { state: 'applied', test: true });
  });

  for (const [country, dataDir] of [
    ['SE', () => newFolder()],
    ['NO', async () => ':memory:'],
  ] as const) {
    test(`in ${country}: applies for payments, signs, and is approved`, async () => {
      const seller = await openSeller(await startMarket(await dataDir()), { country });
      await seller.open();
      await seller.write('POST', '/applications', { kind: 'payments', methods: ['creditcard'] });
      const waiting = await seller.until((one) =>
        one.applications.some(({ caseStatus }) => caseStatus === 'waiting_for_declaration'),
      );
      const [application] = waiting.applications;
      assert.equal(application?.status, 'action_required');
      assert.ok(application.links.length > 0);
      await seller.atCase('payments', 'declare', 'sign', 'approve');
      const approved = await seller.until((now) =>
        now.applications.some(({ caseStatus }) => caseStatus === 'active'),
      );
      assert.equal(approved.applications[0]?.status, 'done');
    });
  }

  test('and is declined', async () => {
    const seller = await openSeller(await startMarket(':memory:'));
    await seller.open();
    await seller.write('POST', '/applications', { kind: 'payments', methods: ['creditcard'] });
    await seller.until((one) => one.applications.length > 0);
    await seller.atCase('payments', 'decline');
    const declined = await seller.until((now) =>
      now.applications.some(({ status }) => status === 'rejected'),
    );
    assert.equal(stateOf(declined, 'payments'), 'blocked');
  });
});
