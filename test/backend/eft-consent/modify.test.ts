import assert from 'node:assert/strict';
import { suite } from 'node:test';
import type { PersonRow } from '../../../src/backend/eft-consent/record.ts';
import { refusesWith } from '../../support/scripted-eft-consents.ts';
import { failsAfter, failsBefore } from '../../support/scripted-provider.ts';
import { problem, type Rig, withRig } from './rig.ts';

const minute = 60_000;

/** A person whose consent is in force, as the provider's people have made it. */
const withActive = async (rig: Rig, detail: object = {}) => {
  const reading = rig.provider.put({ active: true });
  const caller = await rig.browse(detail);
  const [consent] = (await rig.list(caller)).items;
  return { caller, reading, id: consent?.id ?? assert.fail('it is not listed') };
};

suite('a consent gets another account', () => {
  withRig('while nothing is under way: the bank is told, and it is followed', async (rig) => {
    const { caller, reading, id } = await withActive(rig);
    const answer = await rig.put(caller, id);
    assert.equal(answer.status, 200);
    const consent = await answer.json();
    assert.deepEqual(
      [consent.state, consent.account, consent.bank, consent.modifiable, consent.notModifiable],
      ['change_under_way', '••••••60', 'SEB', false, 'under_way'],
    );
    assert.deepEqual(rig.provider.calls.at(-1), {
      call: 'modify',
      said: { id: reading.id, personId: '0017', clearing: '5000', account: '1234560' },
    });
    rig.provider.say(reading.id, { action: 'none' });
    await rig.clock.advance(60 * minute);
    assert.equal((await rig.see(caller, id)).state, 'active');
    const states = rig.told.map((one) => one.type === 'eft_consent.changed' && one.data.state);
    assert.deepEqual(states.slice(-2), ['change_under_way', 'active']);
  });

  withRig('what was on the screen is kept, beside what was before', async (rig) => {
    const caller = await rig.browse();
    const { id } = await rig.give(caller);
    const [reading] = rig.provider.has.values();
    rig.provider.say(reading?.id ?? '', { active: true, action: 'none' });
    await rig.clock.advance(10 * minute);
    await rig.put(caller, id);
    const [row] = await rig.store.list<PersonRow>('eft_people', `consent demo-shop gym ${id}`);
    const acts = row?.value.consents[0]?.evidence.map(({ act, version }) => [act, version]);
    assert.deepEqual(acts, [
      ['create', '2026-1'],
      ['modify', '2026-1'],
    ]);
  });

  for (const action of ['add', 'modify', 'delete', 'other'] as const) {
    withRig(`not while the bank is to ${action}: nothing is sent`, async (rig) => {
      rig.provider.put({ active: true, action });
      const caller = await rig.browse();
      const [consent] = (await rig.list(caller)).items;
      assert.deepEqual([consent?.modifiable, consent?.notModifiable], [false, 'under_way']);
      assert.deepEqual(await problem(await rig.put(caller, consent?.id ?? '')), [
        409,
        'consent_not_modifiable',
      ]);
      assert.equal(rig.provider.count('modify'), 0);
    });
  }

  withRig('not where somebody at the company has begun something since it was listed', async (rig) => {
    const { caller, reading, id } = await withActive(rig);
    rig.provider.say(reading.id, { action: 'delete' });
    assert.deepEqual(await problem(await rig.put(caller, id)), [409, 'consent_not_modifiable']);
    assert.equal(rig.provider.count('modify'), 0);
    assert.equal((await rig.see(caller, id)).state, 'end_under_way');
  });

  withRig('where the provider says that it cannot be: what stood before stands', async (rig) => {
    rig.provider.always.modify = refusesWith('not_modifiable');
    const { caller, id } = await withActive(rig);
    assert.deepEqual(await problem(await rig.put(caller, id)), [409, 'consent_not_modifiable']);
    const consent = await rig.see(caller, id);
    assert.deepEqual(
      [consent.state, consent.account, consent.refusal],
      ['active', '••••••89', 'not_modifiable'],
    );
    await rig.clock.advance(10 * minute);
    const [listed] = (await rig.list(caller)).items;
    assert.deepEqual([listed?.refusal, listed?.revision], ['not_modifiable', consent.revision]);
    await rig.clock.advance(24 * 60 * minute);
    assert.equal((await rig.see(caller, id)).refusal, null);
  });

  withRig('after a refusal another may be tried, and the refusal is gone', async (rig) => {
    rig.provider.next.modify = [refusesWith('account_not_accepted')];
    const { caller, id } = await withActive(rig);
    assert.deepEqual(await problem(await rig.put(caller, id)), [400, 'body_invalid', '/account']);
    assert.equal((await (await rig.put(caller, id)).json()).refusal, null);
  });

  withRig('two at the same time: one is sent, and the other refused', async (rig) => {
    const { caller, id } = await withActive(rig);
    const answers = await Promise.all([rig.put(caller, id), rig.put(caller, id, { account: '7654321' })]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    assert.equal(rig.provider.count('modify'), 1);
  });

  withRig('an account that cannot be is refused', async (rig) => {
    const { caller, id } = await withActive(rig);
    const answer = await rig.put(caller, id, { account: '12' });
    assert.deepEqual(await problem(answer), [400, 'body_invalid', '/account']);
  });
});

suite('a modification whose answer was lost', () => {
  withRig('is found by its account, and not sent again', async (rig) => {
    rig.provider.next.modify = [failsAfter];
    const { caller, id } = await withActive(rig);
    const consent = await (await rig.put(caller, id)).json();
    assert.deepEqual([consent.state, consent.notModifiable], ['unknown', 'outcome_unknown']);
    await rig.clock.advance(10 * minute);
    assert.equal(rig.provider.count('modify'), 1);
    assert.equal((await rig.see(caller, id)).state, 'change_under_way');
  });

  withRig('and never came is sent again, once it cannot come any more', async (rig) => {
    rig.provider.next.modify = [failsBefore];
    const { caller, id } = await withActive(rig);
    await rig.put(caller, id);
    await rig.clock.advance(55_000);
    assert.equal(rig.provider.count('modify'), 1);
    await rig.clock.advance(2 * minute);
    assert.equal(rig.provider.count('modify'), 2);
    assert.equal((await rig.see(caller, id)).account, '••••••60');
  });

  withRig('is not sent again where somebody has begun something else', async (rig) => {
    rig.provider.next.modify = [failsBefore];
    const { caller, reading, id } = await withActive(rig);
    await rig.put(caller, id);
    rig.provider.say(reading.id, { action: 'delete' });
    await rig.clock.advance(5 * minute);
    assert.equal(rig.provider.count('modify'), 1);
    const consent = await rig.see(caller, id);
    assert.deepEqual([consent.state, consent.refusal], ['end_under_way', 'not_modifiable']);
  });
});
