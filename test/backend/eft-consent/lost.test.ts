import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { FollowUp, PersonRow } from '../../../src/backend/eft-consent/record.ts';
import type { Happening } from '../../../src/backend/webhooks/webhooks.ts';
import { createEftRig, newEftWorld } from '../../support/eft-rig.ts';
import { mortal } from '../../support/mortal-store.ts';
import { refusesWith, type ScriptedEftConsents } from '../../support/scripted-eft-consents.ts';
import {
  busy,
  failsAfter,
  failsBefore,
  nonsenseAfter,
  silentAfter,
} from '../../support/scripted-provider.ts';
import { problem, type Rig, withRig } from './rig.ts';

const minute = 60_000;

const statesOf = (told: readonly Happening[]): readonly unknown[] =>
  told.map((one) => (one.type === 'eft_consent.changed' ? one.data.state : one.type));

/** A consent whose sending is answered after a while, if at all. */
const giveLate = async (rig: Rig, ms: number) => {
  const caller = await rig.browse();
  const body = await rig.body(caller);
  const answer = rig.post(caller, body);
  await rig.clock.advance(ms);
  return { caller, consent: await (await answer).json() };
};

suite('a consent whose answer was lost', () => {
  for (const [how, conduct] of Object.entries({ failsAfter, nonsenseAfter, silentAfter })) {
    withRig(`(${how}) is unknown, is found by reading, and is never sent again`, async (rig) => {
      rig.provider.next.create = [conduct];
      const { caller, consent } = await giveLate(rig, 9000);
      assert.deepEqual([consent.state, consent.notModifiable], ['unknown', 'outcome_unknown']);
      await rig.clock.advance(5000);
      const found = await rig.see(caller, consent.id);
      assert.deepEqual([found.state, found.account], ['sent_awaited', '••••••89']);
      await rig.clock.advance(10 * minute);
      assert.equal(rig.provider.count('create'), 1);
      assert.deepEqual(statesOf(rig.told).at(-1), 'sent_awaited');
    });
  }

  withRig('is not taken for another that is there already, nor for one with another account', async (rig) => {
    rig.provider.put({});
    rig.provider.next.create = [failsBefore];
    const { caller, consent } = await giveLate(rig, 1000);
    rig.provider.put({ account: '987654321' });
    await rig.clock.advance(30_000);
    assert.equal((await rig.see(caller, consent.id)).state, 'unknown');
    assert.equal((await rig.list(caller)).items.length, 3);
  });

  withRig('that waits for an e-consent is found as well', async (rig) => {
    rig.provider.put({});
    rig.provider.next.create = [failsAfter];
    const caller = await rig.browse();
    const answer = rig.post(caller, await rig.eConsent(caller));
    await rig.clock.advance(5000);
    const { id } = await (await answer).json();
    const found = await rig.see(caller, id);
    assert.deepEqual([found.state, found.way, found.createdOn], ['sent_awaited', 'e_consent', '2026-11-20']);
    assert.equal(rig.provider.count('create'), 1);
  });

  withRig('and that never came is sent again once it cannot come any more, and not before', async (rig) => {
    rig.provider.next.create = [failsBefore];
    const { caller, consent } = await giveLate(rig, 1000);
    await rig.clock.advance(55_000);
    assert.equal(rig.provider.count('create'), 1);
    await rig.clock.advance(minute);
    assert.equal(rig.provider.count('create'), 2);
    assert.equal((await rig.see(caller, consent.id)).state, 'sent_awaited');
  });

  withRig('is sent three times at most: then it is said that it was not received', async (rig) => {
    rig.provider.always.create = failsBefore;
    const { caller, consent } = await giveLate(rig, 1000);
    await rig.clock.advance(60 * minute);
    assert.equal(rig.provider.count('create'), 3);
    const after = await rig.see(caller, consent.id);
    assert.deepEqual([after.state, after.refusal], ['not_active', 'not_received']);
    assert.equal((await rig.list(caller)).items.length, 1);
  });

  withRig('and that is refused the second time is read before that is believed', async (rig) => {
    rig.provider.next.create = [failsBefore, refusesWith('payer_record_incomplete')];
    const { caller, consent } = await giveLate(rig, 1000);
    await rig.clock.advance(5 * minute);
    const after = await rig.see(caller, consent.id);
    assert.deepEqual([after.state, after.refusal], ['not_active', 'payer_record_incomplete']);
    const calls = rig.provider.calls.map(({ call }) => call);
    assert.deepEqual(calls.slice(calls.lastIndexOf('create')), ['create', 'list']);
  });

  withRig('is not sent again as long as the provider cannot be read', async (rig) => {
    rig.provider.next.create = [failsBefore];
    rig.provider.always.list = failsBefore;
    rig.provider.next.list = [async (effect) => effect()];
    const { caller, consent } = await giveLate(rig, 1000);
    await rig.clock.advance(60 * minute);
    assert.equal(rig.provider.count('create'), 1);
    assert.equal((await rig.see(caller, consent.id)).state, 'unknown');
  });
});

suite('the provider is down', () => {
  withRig('when a consent is given: it is kept, and sent once the provider can be read', async (rig) => {
    rig.provider.always.list = failsBefore;
    const { caller, consent } = await giveLate(rig, 9000);
    assert.equal(consent.state, 'unknown');
    await rig.clock.advance(5 * minute);
    assert.equal(rig.provider.count('create'), 0);
    rig.provider.always.list = async (effect) => effect();
    await rig.clock.advance(10 * minute);
    assert.equal((await rig.see(caller, consent.id)).state, 'sent_awaited');
  });

  withRig('for a day: nobody expects it any more, and its account is forgotten', async (rig) => {
    rig.provider.always.list = failsBefore;
    const { caller, consent } = await giveLate(rig, 9000);
    await rig.clock.advance(25 * 60 * minute);
    const after = await rig.see(caller, consent.id);
    assert.deepEqual([after.state, after.refusal], ['not_active', 'not_received']);
    assert.equal(rig.provider.count('create'), 0);
    const [row] = await rig.store.list<PersonRow>('eft_people', `consent demo-shop gym ${consent.id}`);
    assert.equal(row?.value.consents[0]?.order, null);
  });

  withRig('and stays away for as long as it is asked to', async (rig) => {
    rig.provider.next.list = [busy(10 * minute)];
    await giveLate(rig, 9000);
    await rig.clock.advance(9 * minute);
    assert.equal(rig.provider.count('list'), 1);
    await rig.clock.advance(2 * minute);
    assert.equal(rig.provider.count('create'), 1);
  });
});

suite('the process dies', () => {
  /** One life after the other on the same store, each until it dies or is quiet. */
  const live = async (
    world: Awaited<ReturnType<typeof newEftWorld>>,
    dieAt: number | null,
    when: 'before' | 'after',
    act?: (rig: ReturnType<typeof createEftRig>) => Promise<unknown>,
  ): Promise<boolean> => {
    const store = mortal(world.store);
    if (dieAt !== null) store.dieAt(dieAt, when);
    const rig = createEftRig({ ...world, store });
    rig.room.start();
    // What a dead process answers reaches nobody.
    const acted = act?.(rig).catch(() => undefined);
    await world.clock.advance(20_000);
    await acted;
    if (dieAt === null) await world.clock.advance(10 * minute);
    const hasDied = store.dead;
    store.die();
    const stopped = rig.room.stop();
    await world.clock.advance(30_000);
    await stopped;
    return hasDied;
  };

  const created = (provider: ScriptedEftConsents): number => provider.count('create');

  for (const when of ['before', 'after'] as const) {
    test(`${when} any commit: the consent is made once, or was never stored, and none is lost`, async () => {
      for (let n = 2; n < 12; n++) {
        const world = await newEftWorld();
        let status = 0;
        const died = await live(world, n, when, async (rig) => {
          const caller = await rig.browse();
          ({ status } = await rig.post(caller, await rig.body(caller)));
        });
        await live(world, null, when);
        const isStored = created(world.provider) > 0;
        assert(world.provider.has.size <= 1, `${world.provider.has.size} consents, having died at ${n}`);
        assert.equal(isStored, world.provider.has.size === 1);
        if (status === 201) assert(isStored, `answered, and not made, having died at ${n}`);
        const next = createEftRig(world);
        const { items } = await next.list(await next.browse());
        assert.deepEqual(
          items.map(({ state }) => state),
          isStored ? ['sent_awaited'] : [],
          `at ${n}`,
        );
        assert.equal((await world.store.nextDue('eft_follow_ups')) !== null, isStored);
        if (!died) return;
      }
      assert.fail('it dies at every commit, however many there are');
    });
  }

  test('while the answer is on its way: it is found, and not sent again', async () => {
    const world = await newEftWorld();
    world.provider.next.create = [silentAfter];
    const store = mortal(world.store);
    const rig = createEftRig({ ...world, store });
    rig.room.start();
    const caller = await rig.browse();
    void rig.post(caller, await rig.body(caller)).then(
      () => undefined,
      () => undefined,
    );
    await world.clock.advance(1000);
    store.die();
    const stopped = rig.room.stop();
    await world.clock.advance(30_000);
    await stopped;

    const after = createEftRig(world);
    after.room.start();
    await world.clock.advance(5000);
    const { items } = await after.list(await after.browse());
    assert.deepEqual(
      items.map(({ state }) => state),
      ['sent_awaited'],
    );
    await world.clock.advance(10 * minute);
    assert.equal(world.provider.count('create'), 1);
    const stop = after.room.stop();
    await world.clock.advance(20_000);
    await stop;
  });
});

suite('what the store keeps', () => {
  withRig('holds the account, sealed, until the provider has it, and then no more', async (rig) => {
    rig.provider.next.create = [failsAfter];
    const { consent } = await giveLate(rig, 1000);
    const key = `consent demo-shop gym ${consent.id}`;
    const kept = async () => JSON.stringify(await rig.store.list('eft_people', key));
    assert.match(await kept(), /"account":"[\w-]+\.[\w-]+\.[\w-]+"/);
    await rig.clock.advance(5000);
    assert.doesNotMatch(await kept(), /"account":"[\w-]+\.[\w-]+\.[\w-]+"/);
    assert.doesNotMatch(await kept(), /123456789|197012071234|6111/);
  });

  withRig('and the log, and what the company is told, hold no number of anybody’s', async (rig) => {
    rig.provider.next.create = [failsBefore];
    const { caller, consent } = await giveLate(rig, 1000);
    await rig.clock.advance(5 * minute);
    await rig.put(caller, consent.id, { account: 'nonsense' });
    const said = JSON.stringify([rig.log.lines, rig.told]);
    assert.match(said, /eft_consent\.changed/);
    assert.doesNotMatch(said, /123 ?456 ?789|197012071234|6111|0017/);
  });

  withRig('ends where nothing is expected any more', async (rig) => {
    const { consent } = await giveLate(rig, 1000);
    const [reading] = rig.provider.has.values();
    rig.provider.say(reading?.id ?? '', { active: true, action: 'none' });
    await rig.clock.advance(2 * 60 * minute);
    const [person] = await rig.store.list('eft_people', `consent demo-shop gym ${consent.id}`);
    assert.equal(await rig.store.get<FollowUp>('eft_follow_ups', person?.id ?? ''), undefined);
  });
});

suite('a refusal of something else', () => {
  withRig('is a problem and not an outcome that nobody knows', async (rig) => {
    rig.provider.always.create = refusesWith('not_permitted');
    const caller = await rig.browse();
    assert.deepEqual(await problem(await rig.post(caller, await rig.body(caller))), [422, 'consent_refused']);
  });
});
