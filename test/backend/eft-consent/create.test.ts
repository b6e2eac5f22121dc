import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { consentsPerSession } from '../../../src/backend/eft-consent/create.ts';
import type { PersonRow } from '../../../src/backend/eft-consent/record.ts';
import { terms } from '../../support/eft-rig.ts';
import { refusesWith } from '../../support/scripted-eft-consents.ts';
import { failsBefore } from '../../support/scripted-provider.ts';
import { problem, withRig } from './rig.ts';

suite('a consent is given', () => {
  withRig('with an account: sent to the bank by the provider, and awaited', async (rig) => {
    const caller = await rig.browse();
    const answer = await rig.post(caller, await rig.body(caller));
    const consent = await answer.json();
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('location'), `/v1/eft-consents/${consent.id}`);
    assert.equal(answer.headers.get('etag'), `"${consent.revision}"`);
    assert.deepEqual(
      { ...consent, id: '', company: '', now: '' },
      {
        id: '',
        reference: 'member-17',
        revision: 2,
        now: '',
        company: '',
        state: 'sent_awaited',
        way: 'account',
        createdOn: '2026-11-20',
        payer: '••••••34',
        account: '••••••89',
        bank: 'Handelsbanken',
        modifiable: false,
        notModifiable: 'under_way',
        refusal: null,
      },
    );
    assert.deepEqual(
      rig.provider.calls.filter(({ call }) => call === 'create').map(({ said }) => said),
      [
        {
          personId: '0017',
          companyId: '4',
          account: { clearing: '6111', account: '123456789' },
          action: 'add',
        },
      ],
    );
  });

  withRig(
    'where the company sends by itself, that is what is said of it',
    async (rig) => {
      const consent = await rig.give(await rig.browse());
      assert.deepEqual([consent.state, consent.modifiable], ['company_to_send', true]);
    },
    { bgcaction: 'none' },
  );

  withRig('without an account, to be given in the internet bank', async (rig) => {
    const caller = await rig.browse();
    const consent = await (await rig.post(caller, await rig.eConsent(caller))).json();
    assert.deepEqual(
      [consent.state, consent.way, consent.account, consent.bank],
      ['sent_awaited', 'e_consent', null, null],
    );
    // Nobody at the company has anything to send.
    const { said } = rig.provider.calls.find(({ call }) => call === 'create') ?? assert.fail('not sent');
    assert.deepEqual(said, { personId: '0017', companyId: '4', account: null, action: 'none' });
  });

  withRig('to the company that was chosen, by its key', async (rig) => {
    const caller = await rig.browse();
    await rig.post(caller, await rig.body(caller, {}, 1));
    assert.deepEqual(
      [...rig.provider.has.values()].map(({ companyId }) => companyId),
      ['05'],
    );
  });

  for (const surface of ['agent', 'pos'] as const) {
    withRig(`on ${surface}, and whoever acted is known`, async (rig) => {
      const caller = await rig.browse({ surface }, 'demo-shop', 'agent-7');
      await rig.give(caller);
      const [row] = await rig.store.list<PersonRow>('eft_people', await keyOf(rig));
      assert.deepEqual(
        row?.value.consents[0]?.evidence.map((one) => [one.act, one.surface, one.actor]),
        [['create', surface, 'agent-7']],
      );
      const ordered = rig.log.lines.filter(({ event }) => event === 'eft_consent.ordered');
      assert.deepEqual(
        ordered.map(({ fields }) => [fields.act, fields.surface, fields.actor]),
        [['create', surface, 'agent-7']],
      );
    });
  }

  const keyOf = async (rig: Parameters<Parameters<typeof withRig>[1]>[0]): Promise<string> => {
    const [consent] = (await rig.list(await rig.browse())).items;
    return `consent demo-shop gym ${consent?.id}`;
  };

  withRig('what was on the screen is kept word for word, and when and where', async (rig) => {
    const caller = await rig.browse();
    const body = await rig.body(caller);
    await rig.post(caller, body);
    const [row] = await rig.store.list<PersonRow>('eft_people', await keyOf(rig));
    const [evidence] = row?.value.consents[0]?.evidence ?? [];
    assert.deepEqual(evidence, {
      act: 'create',
      actor: null,
      text: 'autogiro',
      version: '2026-1',
      locale: 'sv',
      sha256: body.mandateText.sha256,
      surface: 'web',
      at: rig.clock.now(),
    });
    const kept = await rig.store.get<{ text: string }>('mandate_texts', evidence?.sha256 ?? '');
    assert.equal(kept?.value.text, terms);
  });
});

suite('what is sent is checked first', () => {
  const wrong: Readonly<Record<string, readonly [object, readonly unknown[]]>> = {
    'a clearing number with letters': [{ clearing: '61x1' }, ['/clearing']],
    'a clearing number that is too short': [{ clearing: '611' }, ['/clearing']],
    'an account that is too short for its bank': [{ account: '123456' }, ['/account']],
    'an account without digits': [{ account: 'mine' }, ['/account']],
    'a company that the session does not have': [{ company: `co_${'A'.repeat(16)}` }, ['/company']],
    'a number in place of a key': [{ company: '4' }, ['/company']],
    'another text': [
      { mandateText: { id: 'autogiro', version: '2026-1', sha256: 'a'.repeat(64) } },
      ['/mandateText'],
    ],
    'no text': [{ mandateText: undefined }, ['/mandateText']],
    'somebody else’s number': [{ personId: '0018' }, ['']],
  };
  for (const [what, [change, pointers]] of Object.entries(wrong)) {
    withRig(`${what} is refused`, async (rig) => {
      const caller = await rig.browse();
      const answer = await rig.post(caller, await rig.body(caller, change));
      assert.deepEqual(await problem(answer), [400, 'body_invalid', ...pointers]);
      assert.equal(rig.provider.count('create'), 0);
    });
  }

  withRig('another version of the same text is refused', async (rig) => {
    const caller = await rig.browse();
    const { mandateText } = await rig.body(caller);
    const body = await rig.body(caller, { mandateText: { ...mandateText, version: '2025-1' } });
    assert.deepEqual(await problem(await rig.post(caller, body)), [400, 'body_invalid', '/mandateText']);
  });

  withRig('a check digit that does not fit is no reason to refuse', async (rig) => {
    const consent = await rig.give(await rig.browse(), { account: '123456780' });
    assert.equal(consent.state, 'sent_awaited');
  });

  withRig('nor is a clearing number that nobody knows: it has no bank', async (rig) => {
    const consent = await rig.give(await rig.browse(), { clearing: '9999', account: '0012' });
    assert.deepEqual([consent.state, consent.bank], ['sent_awaited', null]);
    assert.deepEqual(
      [...rig.provider.has.values()].map((one) => one.account),
      ['0012'],
    );
  });

  withRig('Swedbank’s fifth digit is left out, and zeros are kept', async (rig) => {
    await rig.give(await rig.browse(), { clearing: '8327-9', account: '3 904-4' });
    const [reading] = rig.provider.has.values();
    assert.deepEqual([reading?.clearing, reading?.account], ['8327', '0000039044']);
  });

  withRig(
    'a way that is not offered is refused',
    async (rig) => {
      const caller = await rig.browse();
      assert.deepEqual((await rig.task(caller)).offers, { account: true, eConsent: false });
      const answer = await rig.post(caller, await rig.eConsent(caller));
      assert.deepEqual(await problem(answer), [400, 'body_invalid', '/way']);
    },
    { offers: { eConsent: false } },
  );
});

suite('the provider refuses', () => {
  const codes = {
    payer_record_incomplete: [422, 'payer_record_incomplete'],
    clearing_not_accepted: [400, 'body_invalid', '/clearing'],
    account_not_accepted: [400, 'body_invalid', '/account'],
    not_permitted: [422, 'consent_refused'],
    other: [422, 'consent_refused'],
  } as const;
  for (const [code, expected] of Object.entries(codes)) {
    withRig(`${code}: the page is told so, and again for the same key`, async (rig) => {
      rig.provider.always.create = refusesWith(code as keyof typeof codes);
      const caller = await rig.browse();
      const body = await rig.body(caller);
      assert.deepEqual(await problem(await rig.post(caller, body)), expected);
      assert.deepEqual(await problem(await rig.post(caller, body)), expected);
      assert.equal(rig.provider.count('create'), 1);
      const [item] = (await rig.list(caller)).items;
      assert.deepEqual([item?.state, item?.refusal], ['not_active', code]);
    });
  }

  withRig('then the next one is sent, and takes the place of the first in the list', async (rig) => {
    rig.provider.next.create = [refusesWith('account_not_accepted')];
    const caller = await rig.browse();
    await rig.post(caller, await rig.body(caller));
    const consent = await rig.give(caller, {}, 'key-2');
    assert.equal(consent.state, 'sent_awaited');
    assert.deepEqual(
      (await rig.list(caller)).items.map(({ id }) => id),
      [consent.id],
    );
  });

  withRig('one that is refused before anything is sent had no effect', async (rig) => {
    rig.provider.always.list = refusesWith('not_permitted');
    const caller = await rig.browse();
    const answer = await rig.post(caller, await rig.body(caller));
    assert.deepEqual(await problem(answer), [422, 'consent_refused']);
    assert.equal(rig.provider.count('create'), 0);
  });

  withRig('a session may not try one account after the other', async (rig) => {
    rig.provider.always.create = refusesWith('account_not_accepted');
    const caller = await rig.browse();
    const body = await rig.body(caller);
    for (let n = 0; n < consentsPerSession; n++) await rig.post(caller, body, `key-${n}`);
    assert.deepEqual(await problem(await rig.post(caller, body, 'one-more')), [409, 'requests_used_up']);
    await rig.clock.advance(25 * 3_600_000);
    assert.deepEqual(await problem(await rig.post(caller, body, 'next-day')), [
      400,
      'body_invalid',
      '/account',
    ]);
  });
});

suite('asking twice is asking once', () => {
  withRig('with the same key', async (rig) => {
    const caller = await rig.browse();
    const body = await rig.body(caller);
    const [first, second] = [await rig.post(caller, body), await rig.post(caller, body)];
    assert.deepEqual((await second.json()).id, (await first.json()).id);
    assert.equal(rig.provider.count('create'), 1);
  });

  withRig('with another key, and from another tab at the same time', async (rig) => {
    const caller = await rig.browse();
    const body = await rig.body(caller);
    const answers = await Promise.all(['a', 'b', 'c'].map((key) => rig.post(caller, body, key)));
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
    assert.equal(new Set(ids).size, 1);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 201]);
    await rig.clock.advance(10_000);
    assert.equal((await rig.list(caller)).items.length, 1);
    assert.equal(rig.provider.count('create'), 1);
  });

  withRig(
    'nor does another session of the person make one while nobody knows what came of it',
    async (rig) => {
      rig.provider.next.create = [failsBefore];
      const caller = await rig.browse();
      const { id } = await rig.give(caller);
      const second = await rig.browse({ reference: 'b' });
      assert.equal((await rig.give(second)).id, id);
      const blind = await rig.browse({ reference: 'c', actions: ['create'] });
      const answer = await rig.post(blind, await rig.body(blind));
      assert.deepEqual(await problem(answer), [409, 'request_in_progress']);
      await rig.clock.advance(120_000);
      assert.equal(rig.provider.count('create'), 2);
      // It is not for that session to know that there is one: it asks for its own.
      assert.notEqual((await rig.give(blind, {}, 'key-2')).id, id);
      assert.equal(rig.provider.count('create'), 3);
    },
  );

  withRig('at home and with an agent, who both see it, it is one', async (rig) => {
    const { id } = await rig.give(await rig.browse());
    const agent = await rig.browse({ reference: 'b', surface: 'agent' });
    const answer = await rig.post(agent, await rig.body(agent));
    assert.deepEqual([answer.status, (await answer.json()).id], [200, id]);
    assert.equal(rig.provider.count('create'), 1);
  });

  withRig('one whose end is under way makes room for another, though it is active still', async (rig) => {
    const caller = await rig.browse();
    const { id } = await rig.give(caller);
    const [reading] = rig.provider.has.values();
    const ending = { ...(reading ?? assert.fail('not made')), active: true, action: 'delete' } as const;
    rig.provider.has.set(ending.id, ending);
    await rig.clock.advance(10_000);
    assert.equal((await rig.list(caller)).items[0]?.state, 'end_under_way');
    const second = await rig.give(caller, {}, 'key-2');
    assert.notEqual(second.id, id);
    assert.equal(second.state, 'sent_awaited');
  });

  withRig('another body under the same key is refused', async (rig) => {
    const caller = await rig.browse();
    await rig.post(caller, await rig.body(caller));
    const answer = await rig.post(caller, await rig.body(caller, { account: '987654321' }));
    assert.deepEqual(await problem(answer), [422, 'idempotency_key_reused']);
  });

  withRig('no key at all is refused', async (rig) => {
    const caller = await rig.browse();
    assert.deepEqual(await problem(await rig.post(caller, await rig.body(caller), '')), [
      400,
      'idempotency_key_missing',
    ]);
  });
});
