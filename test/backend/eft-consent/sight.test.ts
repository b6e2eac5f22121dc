import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { readEftConsentSession } from '../../../src/protocol/read-eft-consent.ts';
import { failsBefore } from '../../support/scripted-provider.ts';
import { problem, type Rig, withRig } from './rig.ts';

const listed = async (rig: Rig, detail: object = {}) => {
  const caller = await rig.browse(detail);
  return { caller, ...(await rig.list(caller)) };
};

suite('what a session shows', () => {
  withRig('the companies by key, and neither their numbers nor the person’s', async (rig) => {
    const caller = await rig.browse();
    const answer = await rig.call(caller, 'GET', '/v1/session');
    const body = await answer.json();
    assert.doesNotMatch(JSON.stringify(body), /0017|"4"|"05"|personId/);
    const [task] = readEftConsentSession(body)?.tasks ?? [];
    assert.deepEqual(
      task?.companies.map(({ name }) => name),
      ['Gymmet AB', 'Gymmet Syd AB'],
    );
    assert.equal(new Set(task?.companies.map(({ key }) => key)).size, 2);
    assert.deepEqual(
      task?.mandateText.texts.map(({ locale }) => locale),
      ['sv', 'en'],
    );
    assert.equal(body.test, true);
  });

  withRig('keys are the same in the next session, and others for another client', async (rig) => {
    const keys = async (detail: object, client?: string) =>
      (await rig.task(await rig.browse(detail, client))).companies.map(({ key }) => key);
    assert.deepEqual(await keys({}), await keys({ reference: 'member-17-b' }));
    assert.notDeepEqual(await keys({}), await keys({}, 'other-shop'));
  });

  withRig('a company that the merchant does not have cannot be named', async (rig) => {
    const caller = rig.callerOf('demo-shop', null);
    const kind = rig.room.tasks.eft_consent;
    const detail = (await rig.sessions.read((await rig.browse()).session ?? ''))?.details[0];
    assert(detail?.type === 'eft_consent' && kind !== undefined);
    const strange = { ...detail, companies: [...detail.companies, { id: '9', name: 'Other AB' }] };
    assert.throws(() => kind.admit(strange, caller.merchant), { code: 'body_invalid' });
    assert.deepEqual(kind.admit(detail, caller.merchant), detail);
  });

  withRig('a reference stays with its person: tokens of it are out', async (rig) => {
    await rig.browse();
    assert.deepEqual(await rig.open({ personId: '0018' }), {
      ok: false,
      description: 'reference: it is of another person',
    });
    assert.equal((await rig.open({ actions: ['list'] })).ok, true);
  });
});

suite('what is listed', () => {
  withRig('the person’s consents to the session’s companies, newest first, masked', async (rig) => {
    rig.provider.put({ active: true });
    rig.provider.put({ companyId: '05', clearing: '5000', account: '1234560' });
    rig.provider.put({ companyId: '9' });
    rig.provider.put({ personId: '0018' });
    const { items, current } = await listed(rig);
    assert.equal(current, true);
    assert.deepEqual(
      items.map(({ state, bank, payer, way, reference }) => [state, bank, payer, way, reference]),
      [
        ['not_active', 'SEB', '••••••34', null, null],
        ['active', 'Handelsbanken', '••••••34', null, null],
      ],
    );
  });

  const states = [
    [true, 'none', 'active'],
    [true, 'add', 'active'],
    [true, 'modify', 'change_under_way'],
    [true, 'delete', 'end_under_way'],
    [false, 'none', 'not_active'],
    [false, 'add', 'sent_awaited'],
    [false, 'modify', 'change_under_way'],
    [false, 'delete', 'end_under_way'],
    [true, 'other', 'unknown'],
  ] as const;
  for (const [active, action, state] of states) {
    withRig(`${active ? 'active' : 'not active'}, with ${action} to be done, is ${state}`, async (rig) => {
      rig.provider.put({ active, action });
      assert.deepEqual(
        (await listed(rig)).items.map((one) => one.state),
        [state],
      );
    });
  }

  withRig('only the companies of this session, though more are known', async (rig) => {
    rig.provider.put({});
    rig.provider.put({ companyId: '05' });
    await listed(rig);
    const fewer = { reference: 'b', companies: [{ id: '05', name: 'Gymmet Syd AB' }] };
    assert.equal((await listed(rig, fewer)).items.length, 1);
    assert.equal((await listed(rig)).items.length, 2);
  });

  withRig('the same consent under the same id, again and again, with one revision', async (rig) => {
    rig.provider.put({});
    const first = (await listed(rig)).items;
    await rig.clock.advance(5000);
    assert.deepEqual(
      (await listed(rig)).items.map(({ id, revision }) => [id, revision]),
      first.map(({ id, revision }) => [id, revision]),
    );
  });

  withRig('one that is gone no more, until it is there again', async (rig) => {
    const reading = rig.provider.put({});
    const [one] = (await listed(rig)).items;
    rig.provider.has.clear();
    await rig.clock.advance(5000);
    assert.equal((await listed(rig)).items.length, 0);
    rig.provider.has.set(reading.id, reading);
    await rig.clock.advance(5000);
    assert.deepEqual(
      (await listed(rig)).items.map(({ id }) => id),
      [one?.id],
    );
  });

  withRig('what is known, where the provider cannot be read, and that it may be old', async (rig) => {
    rig.provider.put({ active: true });
    await listed(rig);
    rig.provider.always.list = failsBefore;
    await rig.clock.advance(5000);
    const { items, current } = await listed(rig);
    assert.deepEqual([current, items.map(({ state }) => state)], [false, ['active']]);
  });

  withRig('the provider is asked once, however many ask, and not again at once', async (rig) => {
    const caller = await rig.browse();
    await Promise.all([1, 2, 3, 4].map(() => rig.list(caller)));
    await rig.list(caller);
    assert.equal(rig.provider.count('list'), 1);
    await rig.clock.advance(2001);
    await rig.list(caller);
    assert.equal(rig.provider.count('list'), 2);
  });

  withRig('to a server, by the reference of a session', async (rig) => {
    rig.provider.put({});
    await rig.browse();
    const ask = (query: string) => rig.call(rig.server, 'GET', `/v1/eft-consents${query}`);
    assert.equal((await (await ask('?reference=member-17')).json()).items.length, 1);
    assert.deepEqual(await problem(await ask('?reference=member-99')), [404, 'not_found']);
    assert.deepEqual(await problem(await ask('')), [400, 'query_invalid', 'reference']);
    assert.deepEqual(await problem(await ask('?reference=%20')), [400, 'query_invalid', 'reference']);
  });
});

suite('nobody else’s can be read or changed', () => {
  const others: Readonly<Record<string, readonly [object, string]>> = {
    'another person’s session': [{ reference: 'b', personId: '0018' }, 'demo-shop'],
    'a session for another company': [
      { reference: 'b', companies: [{ id: '05', name: 'Gymmet Syd AB' }] },
      'demo-shop',
    ],
    'a session that may not list': [{ reference: 'b', actions: ['modify'] }, 'demo-shop'],
    'another client’s session for the same person': [{}, 'other-shop'],
  };
  for (const [who, [detail, client]] of Object.entries(others)) {
    withRig(`by ${who}`, async (rig) => {
      rig.provider.put({ active: true });
      const { caller, items } = await listed(rig);
      const id = items[0]?.id ?? '';
      const stranger = await rig.browse(detail, client);
      await rig.list(stranger);
      assert.deepEqual(await problem(await rig.read(stranger, id)), [404, 'not_found']);
      assert.deepEqual(await problem(await rig.put(stranger, id)), [404, 'not_found']);
      assert.equal((await rig.read(caller, id)).status, 200);
      assert.equal(rig.provider.count('modify'), 0);
    });
  }

  withRig('by the provider’s own id, or by one that was guessed', async (rig) => {
    const reading = rig.provider.put({ active: true });
    const { caller } = await listed(rig);
    for (const id of [reading.id, `ec_${'A'.repeat(22)}`]) {
      assert.deepEqual(await problem(await rig.read(caller, id)), [404, 'not_found']);
      assert.deepEqual(await problem(await rig.put(caller, id)), [404, 'not_found']);
    }
  });

  withRig('a server reads those of its own client by id', async (rig) => {
    rig.provider.put({ active: true });
    const id = (await listed(rig)).items[0]?.id ?? '';
    assert.equal((await rig.see(rig.server, id)).id, id);
    const other = rig.callerOf('other-shop', null);
    assert.deepEqual(await problem(await rig.read(other, id)), [404, 'not_found']);
  });

  withRig('what a session may not do is refused before anything is read', async (rig) => {
    rig.provider.put({ active: true });
    const { caller, items } = await listed(rig, { actions: ['list'] });
    const body = await rig.body(caller);
    assert.deepEqual(await problem(await rig.post(caller, body)), [403, 'token_insufficient']);
    const [one] = items;
    assert.deepEqual([one?.modifiable, one?.notModifiable], [false, 'not_offered']);
    assert.deepEqual(await problem(await rig.put(caller, one?.id ?? '')), [403, 'token_insufficient']);
  });

  withRig('a session that may not list sees what it has asked for itself', async (rig) => {
    rig.provider.put({ active: true });
    const caller = await rig.browse({ actions: ['create'] });
    assert.deepEqual((await rig.list(caller)).items, []);
    const { id } = await rig.give(caller, { account: '987 654 321' });
    assert.deepEqual(
      (await rig.list(caller)).items.map((one) => one.id),
      [id],
    );
  });
});
