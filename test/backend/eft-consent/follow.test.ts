import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { failsBefore } from '../../support/scripted-provider.ts';
import { type Rig, withRig } from './rig.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const given = async (rig: Rig) => {
  const caller = await rig.browse();
  const consent = await rig.give(caller);
  const [reading] = rig.provider.has.values();
  return { caller, consent, provider: reading?.id ?? '' };
};

const heldRead = (rig: Rig, { caller, consent }: Awaited<ReturnType<typeof given>>, revision: number) =>
  rig.read(caller, consent.id, { prefer: 'wait=25', 'if-none-match': `"${revision}"` });

suite('a new consent is followed', () => {
  withRig('until it is active, with no screen open; the company is told once', async (rig) => {
    const { caller, consent, provider } = await given(rig);
    await rig.clock.advance(6 * hour);
    rig.provider.say(provider, { active: true, action: 'none' });
    await rig.clock.advance(6 * hour);
    assert.equal((await rig.see(caller, consent.id)).state, 'active');
    const told = rig.told.map((one) => one.type === 'eft_consent.changed' && one.data);
    assert.deepEqual(
      told.map((data) => data && [data.state, data.reference, data.companyId]),
      [
        ['sent_awaited', 'member-17', '4'],
        ['active', 'member-17', '4'],
      ],
    );
    const before = rig.provider.count('list');
    await rig.clock.advance(2 * day);
    assert.equal(rig.provider.count('list'), before);
  });

  withRig('ever more rarely while nobody looks', async (rig) => {
    await given(rig);
    await rig.clock.advance(hour);
    const first = rig.provider.count('list');
    assert(first < 15, `${first} readings in an hour`);
    await rig.clock.advance(9 * day);
    const next = rig.provider.count('list') - first;
    assert(next < 24 + 9 * 4 + 2, `${next} readings in nine days`);
  });

  withRig('and given up after sixty days: it is not active, and nobody says why', async (rig) => {
    const { caller, consent, provider } = await given(rig);
    rig.provider.say(provider, { action: 'none' });
    await rig.clock.advance(day);
    assert.equal((await rig.see(caller, consent.id)).state, 'sent_awaited');
    await rig.clock.advance(62 * day);
    const after = await rig.see(caller, consent.id);
    assert.deepEqual([after.state, after.refusal, after.modifiable], ['not_active', null, true]);
  });

  withRig('one that the provider has no more is not active', async (rig) => {
    const { caller, consent } = await given(rig);
    rig.provider.has.clear();
    await rig.clock.advance(minute);
    const after = await rig.see(caller, consent.id);
    assert.deepEqual([after.state, after.notModifiable], ['not_active', 'not_there']);
  });

  withRig('a silence of the provider makes nothing doubtful that is known', async (rig) => {
    const { caller, consent } = await given(rig);
    rig.provider.always.list = failsBefore;
    await rig.clock.advance(hour);
    assert.equal((await rig.see(caller, consent.id)).state, 'sent_awaited');
  });

  withRig('a reading that began before it was made does not take it away', async (rig) => {
    const late = Promise.withResolvers<void>();
    const caller = await rig.browse();
    rig.provider.next.list = [
      async (effect) => {
        const told = effect();
        await late.promise;
        return told;
      },
    ];
    // Another session's list, of the other company too, is on its way while the consent is made.
    const slow = rig.list(await rig.browse({ reference: 'b' }));
    const consent = await rig.give(caller);
    late.resolve();
    assert.deepEqual(
      (await slow).items.map(({ state }) => state),
      ['sent_awaited'],
    );
    assert.equal((await rig.see(caller, consent.id)).state, 'sent_awaited');
  });
});

suite('a list that is read while a consent is being made', () => {
  const inAnswer = (rig: Rig, answered: Promise<void>) => {
    rig.provider.next.create = [
      async (effect) => {
        const made = effect();
        await answered;
        return made;
      },
    ];
  };

  withRig('shows it once, before it is answered and after', async (rig) => {
    const answered = Promise.withResolvers<void>();
    inAnswer(rig, answered.promise);
    const caller = await rig.browse();
    const giving = rig.give(caller);
    await rig.clock.advance(3000);
    const [early, ...more] = (await rig.list(caller)).items;
    assert.deepEqual([early?.state, more.length], ['sent_awaited', 0]);
    answered.resolve();
    assert.equal((await giving).id, early?.id);
    await rig.clock.advance(3000);
    assert.deepEqual(
      (await rig.list(caller)).items.map(({ id }) => id),
      [early?.id],
    );
  });

  withRig('and does not recognise it, takes back what it has shown once it is answered', async (rig) => {
    const answered = Promise.withResolvers<void>();
    inAnswer(rig, answered.promise);
    const caller = await rig.browse();
    const giving = rig.give(caller);
    await rig.clock.advance(3000);
    const [reading] = rig.provider.has.values();
    rig.provider.say(reading?.id ?? '', { account: 'XXXXXX789' });
    const seen = (await rig.list(caller)).items.map(({ state }) => state);
    assert.deepEqual(seen.sort(), ['sent_awaited', 'unknown']);
    answered.resolve();
    const { id } = await giving;
    await rig.clock.advance(3000);
    assert.deepEqual(
      (await rig.list(caller)).items.map((one) => one.id),
      [id],
    );
  });
});

suite('a consent that the company has to send', () => {
  withRig(
    'is sent and awaited once it was seen to be sent, also while the bank looks into it',
    async (rig) => {
      const { caller, consent, provider } = await given(rig);
      assert.equal(consent.state, 'company_to_send');
      rig.provider.say(provider, { action: 'add' });
      await rig.clock.advance(minute);
      assert.equal((await rig.see(caller, consent.id)).state, 'sent_awaited');
      rig.provider.say(provider, { action: 'none' });
      await rig.clock.advance(hour);
      assert.equal((await rig.see(caller, consent.id)).state, 'sent_awaited');
    },
    { bgcaction: 'none' },
  );
});

suite('somebody waits', () => {
  withRig('and hears within seconds, though it was looked at rarely by then', async (rig) => {
    const one = await given(rig);
    await rig.clock.advance(2 * day);
    rig.provider.say(one.provider, { active: true, action: 'none' });
    const answer = heldRead(rig, one, one.consent.revision);
    await rig.clock.advance(1000);
    const consent = await (await answer).json();
    assert.deepEqual([consent.state, consent.revision], ['active', one.consent.revision + 1]);
  });

  withRig('one reading serves all who wait', async (rig) => {
    const one = await given(rig);
    await rig.clock.advance(2 * day);
    const before = rig.provider.count('list');
    const all = Array.from({ length: 10 }, () => heldRead(rig, one, one.consent.revision));
    await rig.clock.advance(25_000);
    for (const answer of await Promise.all(all)) {
      assert.equal(answer.status, 304);
      assert.equal(answer.headers.get('retry-after'), '1');
      assert.equal(answer.headers.get('etag'), `"${one.consent.revision}"`);
    }
    const readings = rig.provider.count('list') - before;
    assert(readings >= 3 && readings <= 6, `${readings} readings in 25 seconds`);
  });

  withRig('one that asks again and again has the provider read no more often', async (rig) => {
    const one = await given(rig);
    await rig.clock.advance(2 * day);
    const before = rig.provider.count('list');
    for (let n = 0; n < 30; n++) {
      await rig.see(one.caller, one.consent.id);
      await rig.clock.advance(1000);
    }
    const readings = rig.provider.count('list') - before;
    assert(readings >= 3 && readings <= 6, `${readings} readings in 30 seconds`);
  });

  withRig('no longer than they want, and not at all where there is news', async (rig) => {
    const one = await given(rig);
    const answer = await heldRead(rig, one, one.consent.revision - 1);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('preference-applied'), 'wait=25');
  });

  withRig('and is let go when the service stops', async (rig) => {
    const one = await given(rig);
    const answer = heldRead(rig, one, one.consent.revision);
    await rig.clock.advance(1000);
    const stopped = rig.room.stop();
    assert.equal((await answer).status, 304);
    await stopped;
  });
});
