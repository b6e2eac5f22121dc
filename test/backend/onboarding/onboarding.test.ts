import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createBackend } from '../../../src/backend/app.ts';
import type { OnboardingRow } from '../../../src/backend/onboarding/record.ts';
import { type Delivery, keys, tableOf } from '../../../src/backend/webhooks/delivery.ts';
import { Onboarding } from '../../../src/protocol/onboarding.ts';
import { WebhookEvent } from '../../../src/protocol/webhook.ts';
import { OnboardingRefused } from '../../../src/providers/merchant-onboarding.ts';
import { firstCode, handle, otherCode, rightCode } from '../../support/scripted-onboarding.ts';
import { issuer } from '../edge/backend.ts';
import { applicant, bankAccount, nationalNumber, type Rig, signedUp, startRig, stateOf } from './rig.ts';

const withRig = (name: string, run: (rig: Rig) => Promise<void>): void => {
  test(name, async () => {
    const rig = await startRig();
    try {
      await run(rig);
    } finally {
      await rig.backend.stop();
    }
  });
};

const codeOf = async (answer: Response): Promise<unknown> => (await answer.json()).code;
const named = (rig: Rig, name: string): number =>
  rig.provider.calls.filter((call) => call.name === name).length;
const apply = { kind: 'payout', reference: 'Lomvi' };

const untilVerify = async (rig: Rig): Promise<string> => {
  const token = await rig.session();
  await rig.until(token, (one) => stateOf(one, 'terms') === 'due');
  for (const document of [
    { id: 'terms', version: '2' },
    { id: 'pg', version: '1' },
  ]) {
    await rig.call(token, 'POST', '/v1/onboarding/acceptances', { documents: [document] });
  }
  await rig.call(token, 'PUT', '/v1/onboarding/facts', { applicant });
  await rig.call(token, 'POST', '/v1/onboarding/sign-up', {});
  await rig.until(token, (one) => stateOf(one, 'verify') === 'due');
  return token;
};
const enter = (rig: Rig, token: string, code: string) =>
  rig.call(token, 'POST', '/v1/onboarding/code', { purpose: 'verify', code });

suite('a merchant signs up', () => {
  withRig('from terms to an account, and what was given before goes to it', async (rig) => {
    const token = await signedUp(rig);
    const one = await rig.until(token, (now) => stateOf(now, 'company') === 'done');
    assert.deepEqual(one.account, { state: 'applied', test: true });
    assert.equal(one.facts.bankAccount?.masked.includes('0003'), false);
    const update = rig.provider.calls.find(({ name }) => name === 'account.update');
    assert.match(JSON.stringify(update?.said), /Lomvi AB/);
  });

  withRig(
    'what they accepted is kept with version, time and session, and told to the provider',
    async (rig) => {
      await signedUp(rig);
      const said = JSON.stringify(rig.provider.calls.find(({ name }) => name === 'signUp.start')?.said);
      assert.match(said, /"id":"pg","kind":"personal_guarantee","name":"Guarantee","version":"1","at":"/);
      assert.doesNotMatch(said, /"session"/);
    },
  );

  withRig('a personal guarantee is not accepted together with others, nor an older version', async (rig) => {
    const token = await rig.session();
    await rig.until(token, (one) => stateOf(one, 'terms') === 'due');
    const refused = [
      [
        { id: 'terms', version: '2' },
        { id: 'pg', version: '1' },
      ],
      [{ id: 'terms', version: '1' }],
    ];
    for (const documents of refused) {
      const answer = await rig.call(token, 'POST', '/v1/onboarding/acceptances', { documents });
      assert.equal(await codeOf(answer), 'body_invalid');
    }
  });

  withRig('and not before the terms are accepted', async (rig) => {
    const token = await rig.session();
    await rig.until(token, (one) => stateOf(one, 'terms') === 'due');
    assert.equal(
      await codeOf(await rig.call(token, 'POST', '/v1/onboarding/sign-up', {})),
      'not_possible_now',
    );
  });

  withRig('a company number that cannot be right is refused, by country', async (rig) => {
    const token = await rig.session();
    const wrong = { name: 'Lomvi AB', organizationNumber: '5560125791' };
    const answer = await rig.call(token, 'PUT', '/v1/onboarding/facts', { company: wrong });
    assert.equal((await answer.json()).errors[0].pointer, '/company/organizationNumber');
  });
});

suite('codes', () => {
  withRig('guessing is slowed, and ends: then the right one is refused too', async (rig) => {
    const token = await untilVerify(rig);
    assert.equal(await codeOf(await enter(rig, token, '000000')), 'code_wrong');
    assert.equal(await codeOf(await enter(rig, token, '000001')), 'rate_limited');
    for (let wrong = 1; wrong < 5; wrong++) {
      await rig.clock.advance(60_000);
      assert.equal(await codeOf(await enter(rig, token, `00000${wrong}`)), 'code_wrong');
    }
    await rig.clock.advance(60_000);
    assert.equal(await codeOf(await enter(rig, token, rightCode)), 'codes_used_up');
    assert.equal(named(rig, 'signUp.verify'), 5);
  });

  withRig('one that is sent again may be tried, and is not sent without end', async (rig) => {
    const token = await untilVerify(rig);
    const resend = () => rig.call(token, 'POST', '/v1/onboarding/code/resend', { purpose: 'verify' });
    for (let n = 0; n < 3; n++) {
      assert.equal(await codeOf(await resend()), 'rate_limited');
      await rig.clock.advance(60_000);
      assert.equal((await resend()).status, 200);
    }
    await rig.clock.advance(60_000);
    assert.equal(await codeOf(await resend()), 'codes_used_up');
    assert.equal(named(rig, 'signUp.resend'), 3);
  });
});

suite('a second factor', () => {
  withRig('is asked for after a right code, sent at once, and opens the account', async (rig) => {
    const token = await untilVerify(rig);
    const first = await enter(rig, token, firstCode);
    assert.equal(first.status, 200);
    const text = await first.text();
    assert.doesNotMatch(text, new RegExp(handle));
    const asked = Onboarding.parse(JSON.parse(text));
    assert.deepEqual([stateOf(asked, 'second_factor'), asked.code?.channel], ['due', 'sms']);
    assert.equal(named(rig, 'secondFactor.send'), 1);
    const body = { purpose: 'second_factor', code: rightCode };
    assert.equal((await rig.call(token, 'POST', '/v1/onboarding/code', body)).status, 200);
    await rig.until(token, ({ account }) => account.state === 'applied');
  });
});

suite('the platform is told', () => {
  withRig('by webhook, in the same commit, without anything about people', async (rig) => {
    const token = await signedUp(rig);
    await rig.until(token, (one) => stateOf(one, 'company') === 'done');
    const rows = await rig.store.list<Delivery>(tableOf('platform', 'main'), keys.merchant('seller-one'));
    const bodies = rows.map(({ value }) => WebhookEvent.parse(JSON.parse(value.body)));
    const last = bodies.at(-1);
    assert.equal(last?.type, 'merchant_onboarding.changed');
    assert.doesNotMatch(JSON.stringify(bodies), /eva@|Eva|Storgatan|SE35/);
  });
});

suite('an agent', () => {
  withRig('fills in and leaves it to the merchant, who accepts', async (rig) => {
    const agent = await rig.session({ surface: 'agent' });
    await rig.until(agent, (one) => stateOf(one, 'terms') === 'due');
    const address = { line: 'Storgatan 1', postalCode: '111 22', place: 'Stockholm', country: 'SE' };
    const company = { name: 'Lomvi AB', organizationNumber: '5560125790' };
    const facts = { applicant, company, address, billing: { name: 'Lomvi AB' } };
    await rig.call(agent, 'PUT', '/v1/onboarding/facts', facts);
    assert.equal((await rig.call(agent, 'POST', '/v1/onboarding/prefill', {})).status, 200);

    const refused: readonly (readonly [string, object])[] = [
      ['/acceptances', { documents: [{ id: 'terms', version: '2' }] }],
      ['/sign-up', {}],
      ['/code', { purpose: 'verify', code: rightCode }],
      ['/resumption', { email: applicant.email }],
    ];
    for (const [path, body] of refused) {
      assert.equal(
        await codeOf(await rig.call(agent, 'POST', `/v1/onboarding${path}`, body)),
        'token_insufficient',
      );
    }

    const merchant = await rig.session();
    const one = await rig.until(merchant, ({ prefilled }) => prefilled);
    assert.equal(one.facts.company?.name, 'Lomvi AB');
    assert.equal(
      await codeOf(await rig.call(merchant, 'POST', '/v1/onboarding/prefill', {})),
      'token_insufficient',
    );
    for (const document of [
      { id: 'terms', version: '2' },
      { id: 'pg', version: '1' },
    ]) {
      await rig.call(merchant, 'POST', '/v1/onboarding/acceptances', { documents: [document] });
    }
    await rig.call(merchant, 'POST', '/v1/onboarding/sign-up', {});
    await rig.until(merchant, ({ account }) => account.state === 'applied');
    assert.equal(named(rig, 'signUp.start'), 0);
  });
});

suite('what the provider does not take', () => {
  const no = (pointers: readonly string[] = []) =>
    Promise.reject(new OnboardingRefused('refused', 'scripted: refused', { pointers }));
  const filled = async (rig: Rig, token: string): Promise<void> => {
    const address = { line: 'Storgatan 1', postalCode: '111 22', place: 'Stockholm', country: 'SE' };
    const company = { name: 'Lomvi AB', organizationNumber: '5560125790' };
    const billing = { name: 'Lomvi AB' };
    await rig.call(token, 'PUT', '/v1/onboarding/facts', { applicant, company, address, billing });
  };
  const signUp = async (rig: Rig, token: string): Promise<void> => {
    for (const document of [
      { id: 'terms', version: '2' },
      { id: 'pg', version: '1' },
    ]) {
      await rig.call(token, 'POST', '/v1/onboarding/acceptances', { documents: [document] });
    }
    assert.equal((await rig.call(token, 'POST', '/v1/onboarding/sign-up', {})).status, 200);
  };

  withRig('of a pre-fill is said, and it may be left again, or the merchant signs up', async (rig) => {
    const { create } = rig.provider.prefill;
    Object.assign(rig.provider.prefill, { create: () => no(['/company/website']) });
    const agent = await rig.session({ surface: 'agent' });
    await rig.until(agent, (one) => stateOf(one, 'terms') === 'due');
    await filled(rig, agent);
    const leave = () => rig.call(agent, 'POST', '/v1/onboarding/prefill', {});
    assert.equal((await leave()).status, 200);
    const said = await rig.until(agent, (one) =>
      one.steps.some(({ errors }) => errors.length > 1 || errors[0]?.code === 'refused'),
    );
    assert.equal(said.prefilled, false);
    Object.assign(rig.provider.prefill, { create });
    assert.equal((await leave()).status, 200);
    const left = await rig.until(agent, (one) => one.prefilled && stateOf(one, 'sign_up') !== 'pending');
    assert.deepEqual(
      left.steps.find(({ id }) => id === 'sign_up')?.errors.filter(({ code }) => code === 'refused'),
      [],
    );
  });

  withRig(
    'of what was prefilled, for it is gone, leaves the merchant to sign up by themselves',
    async (rig) => {
      const agent = await rig.session({ surface: 'agent' });
      await rig.until(agent, (one) => stateOf(one, 'terms') === 'due');
      await filled(rig, agent);
      await rig.call(agent, 'POST', '/v1/onboarding/prefill', {});
      const merchant = await rig.session();
      await rig.until(merchant, (one) => one.prefilled);
      Object.assign(rig.provider.prefill, { accept: () => no() });
      await signUp(rig, merchant);
      const refused = await rig.until(merchant, (one) => !one.prefilled);
      assert.equal(stateOf(refused, 'sign_up'), 'due');
      await signUp(rig, merchant);
      await rig.until(merchant, (one) => stateOf(one, 'verify') === 'due');
      assert.equal(named(rig, 'signUp.start'), 1);
    },
  );

  withRig('of a company opens no option that needs its number', async (rig) => {
    const token = await signedUp(rig);
    const number = async () =>
      (await rig.until(token, (one) => stateOf(one, 'company') !== 'pending')).options
        .find(({ id }) => id === 'swish')
        ?.preconditions.find(({ id }) => id === 'organization_number')?.met;
    assert.equal(await number(), true);
    const { update } = rig.provider.account;
    Object.assign(rig.provider.account, { update: () => no(['/company/organizationNumber']) });
    const company = { name: 'Lomvi AB', organizationNumber: '5560125790' };
    await rig.call(token, 'PUT', '/v1/onboarding/facts', { company });
    await rig.until(token, (one) => stateOf(one, 'company') === 'due');
    assert.equal(await number(), false);
    Object.assign(rig.provider.account, { update });
    await rig.call(token, 'PUT', '/v1/onboarding/facts', { company });
    await rig.until(token, (one) => stateOf(one, 'company') === 'done');
    assert.equal(await number(), true);
  });
});

suite('an application', () => {
  withRig('whose answer was lost is found, and not sent again', async (rig) => {
    const token = await signedUp(rig);
    rig.provider.lost.add('applications.create');
    assert.equal((await rig.call(token, 'POST', '/v1/onboarding/applications', apply)).status, 200);
    for (let n = 0; n < 50 && named(rig, 'applications.create') === 0; n++) await new Promise(setImmediate);
    await rig.clock.advance(60_000);
    const one = await rig.until(token, ({ applications }) => applications.length > 0);
    assert.equal(one.applications.length, 1);
    assert.equal(named(rig, 'applications.create'), 1);
  });

  withRig('is made once, however often it is asked for', async (rig) => {
    const token = await signedUp(rig);
    const key = {
      'content-type': 'application/json',
      'idempotency-key': 'one',
      authorization: `Bearer ${token}`,
    };
    const ask = () =>
      rig.fetch(`${issuer}/v1/onboarding/applications`, {
        method: 'POST',
        headers: key,
        body: JSON.stringify(apply),
      });
    assert.deepEqual([(await ask()).status, (await ask()).status], [200, 200]);
    await rig.until(token, ({ applications }) => applications.length > 0);
    assert.equal(
      await codeOf(await rig.call(token, 'POST', '/v1/onboarding/applications', apply)),
      'not_possible_now',
    );
    assert.equal(named(rig, 'applications.create'), 1);
  });

  withRig('that is active is withdrawn only where that is said', async (rig) => {
    const token = await signedUp(rig);
    await rig.call(token, 'POST', '/v1/onboarding/applications', apply);
    await rig.until(token, ({ applications }) => applications.length > 0);
    const [made] = rig.provider.applied;
    assert(made);
    rig.provider.applied[0] = { ...made, status: 'done', caseStatus: 'active' };
    await rig.clock.advance(60_000);
    await rig.until(token, (one) => stateOf(one, 'payout') === 'done');
    const path = `/v1/onboarding/applications/${made.id}/withdrawal`;
    assert.equal(await codeOf(await rig.call(token, 'POST', path, {})), 'body_invalid');
    assert.equal((await rig.call(token, 'POST', path, { active: true })).status, 200);
  });
});

suite('national numbers and birth dates', () => {
  withRig('go in, never come out, reach the one option that asks, and are erased then', async (rig) => {
    const token = await signedUp(rig);
    const eva = { firstName: 'Eva', lastName: 'Lind', roles: ['signatory', 'owner'] };
    const people = [{ ...eva, nationalNumber, birthDate: '1981-12-18' }];
    const written = await rig.call(token, 'PUT', '/v1/onboarding/facts', { people });
    const again = await rig.call(token, 'PUT', '/v1/onboarding/facts', {
      people: [{ ...eva, title: 'CEO' }],
    });
    assert.deepEqual((await again.clone().json()).facts.people[0].nationalNumber, { given: true });
    const rowText = async (): Promise<string> => {
      const rows = await rig.store.list<OnboardingRow>('onboardings', 'client platform');
      return JSON.stringify(rows);
    };
    for (const text of [await written.text(), await again.text(), await rowText()]) {
      assert.doesNotMatch(text, /19811218|1981-12-18|9876/);
    }
    await rig.call(token, 'POST', '/v1/onboarding/options/common', {});
    await rig.until(token, ({ options }) =>
      options.some(({ id, status }) => id === 'common' && status === 'pending'),
    );
    assert.equal(rig.provider.optionOrders[0]?.people[0]?.nationalNumber, nationalNumber);
    assert.ok(!('id' in (rig.provider.optionOrders[0]?.people[0] ?? {})));
    await rig.clock.advance(60_000);
    const [row] = await rig.store.list<OnboardingRow>('onboardings', 'client platform');
    const sealed = await rig.vault.open(row?.value.sealed ?? '', `onboardings/${row?.id}`);
    assert.doesNotMatch(sealed, /9876|1981/);
    assert.doesNotMatch(JSON.stringify(rig.log.lines), /9876|1981-12-18|eva@/);
  });
});

suite('what is sealed', () => {
  const secretsOf = async (rig: Rig) => {
    const [row] = await rig.store.list<OnboardingRow>('onboardings', 'client platform');
    const { sealed = null } = row?.value ?? {};
    return sealed === null ? null : JSON.parse(await rig.vault.open(sealed, `onboardings/${row?.id}`));
  };
  const people = [{ firstName: 'Eva', lastName: 'Lind', roles: ['signatory'], nationalNumber }];

  withRig('by two who write at once is all kept', async (rig) => {
    const token = await signedUp(rig);
    const other = { ...bankAccount, number: 'SE4550000000058398257466' };
    const answers = await Promise.all(
      [{ people }, { bankAccount: other }].map((body) =>
        rig.call(token, 'PUT', '/v1/onboarding/facts', body),
      ),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    const secrets = await secretsOf(rig);
    assert.equal(secrets.bankAccount.number, other.number);
    assert.deepEqual(
      Object.values(secrets.people).map((one) => Object(one).nationalNumber),
      [nationalNumber],
    );
  });

  withRig('is erased 90 days after it was given, and then asked for anew', async (rig) => {
    const days = 86_400_000;
    await signedUp(rig);
    /** With nobody at work, so that it is over at once. */
    let working = rig.backend;
    const pass = async (ms: number): Promise<void> => {
      await working.stop();
      await rig.clock.advance(ms);
      working = createBackend(rig);
      await working.start();
      await rig.clock.advance(1000);
    };
    await rig.call(await rig.session(), 'PUT', '/v1/onboarding/facts', { people });
    await pass(89 * days);
    assert.notEqual(await secretsOf(rig), null);
    await pass(2 * days);
    assert.equal(await secretsOf(rig), null);
    const token = await rig.session();
    const one = await rig.until(token, () => true);
    assert.deepEqual(
      [one.facts.bankAccount, one.facts.people[0]?.nationalNumber, stateOf(one, 'people')],
      [null, { given: false }, 'done'],
    );
    assert.deepEqual(one.steps.find(({ id }) => id === 'payout')?.errors, [
      { pointer: '/facts/bankAccount', code: 'missing' },
    ]);
    await rig.call(token, 'PUT', '/v1/onboarding/facts', { bankAccount });
    await pass(days);
    assert.equal((await secretsOf(rig)).bankAccount.number, bankAccount.number);
    await working.stop();
  });
});

suite('the people of a company', () => {
  withRig('keep their numbers under another name, and two of one name have each their own', async (rig) => {
    const token = await signedUp(rig);
    const write = async (people: readonly object[]) => {
      const answer = await rig.call(token, 'PUT', '/v1/onboarding/facts', { people });
      return (await answer.json()).facts.people as Onboarding['facts']['people'];
    };
    const eva = { firstName: 'Eva', lastName: 'Lind', roles: ['signatory'], nationalNumber };
    const other = '199001019802';
    await write([eva, { ...eva, nationalNumber: other }]);
    const unsaid = { firstName: 'Eva', lastName: 'Lind', roles: ['signatory'] };
    const [first, second] = await write([unsaid, unsaid]);
    assert.notEqual(first?.id, second?.id);
    const people = await write([
      { id: second?.id, firstName: 'Eva', lastName: 'Lind', roles: ['owner'] },
      { id: first?.id, firstName: 'Eva', lastName: 'Berg', roles: ['signatory'] },
    ]);
    assert.deepEqual(
      people.map((one) => [one.id, one.nationalNumber.given]),
      [
        [second?.id, true],
        [first?.id, true],
      ],
    );
    await rig.call(token, 'POST', '/v1/onboarding/options/common', {});
    await rig.until(token, ({ options }) => options.some(({ id }) => id === 'common'));
    const sent = rig.provider.optionOrders[0]?.people.map((one) => one.nationalNumber);
    assert.deepEqual(sent, [other, nationalNumber]);
  });

  withRig('are asked anew for the number of somebody who takes the place of another', async (rig) => {
    const token = await signedUp(rig);
    const eva = { firstName: 'Eva', lastName: 'Lind', roles: ['signatory'], nationalNumber };
    await rig.call(token, 'PUT', '/v1/onboarding/facts', { people: [eva] });
    const answer = await rig.call(token, 'PUT', '/v1/onboarding/facts', {
      people: [{ firstName: 'Bo', lastName: 'Ek', roles: ['signatory'] }],
    });
    const [bo] = (await answer.json()).facts.people;
    assert.deepEqual(bo.nationalNumber, { given: false });
  });
});

suite('another device', () => {
  withRig('goes on with what was begun, by a code; a stranger does not', async (rig) => {
    const first = await signedUp(rig);
    const { id } = await rig.until(first, () => true);
    const second = await rig.session({ reference: 'fresh-page' });
    const enter = (token: string, code: string) =>
      rig.call(token, 'POST', '/v1/onboarding/code', { purpose: 'resume', code });
    assert.notEqual((await rig.until(second, () => true)).id, id);
    await rig.call(second, 'POST', '/v1/onboarding/resumption', { email: applicant.email });
    assert.equal(await codeOf(await enter(second, '999999')), 'code_wrong');
    await rig.clock.advance(60_000);
    assert.equal(await codeOf(await enter(second, otherCode)), 'code_wrong');
    await rig.clock.advance(60_000);
    assert.equal((await (await enter(second, rightCode)).json()).id, id);

    const other = await rig.session({ reference: 'fresh-page' }, 'seller-two');
    await rig.call(other, 'POST', '/v1/onboarding/resumption', { email: applicant.email });
    assert.equal(await codeOf(await enter(other, rightCode)), 'code_wrong');
  });
});

suite('a hook', () => {
  const post = (rig: Rig, headers: Record<string, string>) =>
    rig.fetch(`${issuer}/callbacks/dintero`, { method: 'POST', headers, body: '{}' });

  withRig('is a hint to read again: signed, and once', async (rig) => {
    await signedUp(rig);
    assert.equal(await codeOf(await post(rig, { 'event-signature': 'bad' })), 'callback_signature_invalid');
    const headers = { 'event-signature': 'good', 'event-delivery': 'd-1' };
    const wakes = async () =>
      (await rig.store.due<{ wakes: number }>('onboarding_works', 1e15, 9))[0]?.value.wakes;
    const before = (await wakes()) ?? 0;
    assert.deepEqual([(await post(rig, headers)).status, (await post(rig, headers)).status], [204, 204]);
    assert.equal(await wakes(), before + 1);
  });
});

suite('a held read', () => {
  withRig('is answered when something changes, and else says that nothing has', async (rig) => {
    const token = await signedUp(rig);
    const now = await rig.call(token, 'GET', '/v1/onboarding');
    const known = { authorization: `Bearer ${token}`, 'if-none-match': now.headers.get('etag') ?? '' };
    assert.equal((await rig.get('/v1/onboarding', known)).status, 304);
    const held = rig.get('/v1/onboarding', { ...known, prefer: 'wait=25' });
    await rig.call(token, 'POST', '/v1/onboarding/exit', { step: 'payments' });
    const answer = await held;
    assert.deepEqual([answer.status, (await answer.json()).leftAt], [200, 'payments']);
  });
});

suite('an upload', () => {
  const send = (rig: Rig, token: string, kind: string, type: string, bytes: Uint8Array<ArrayBuffer>) =>
    rig.fetch(`${issuer}/v1/onboarding/uploads/${kind}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: bytes,
    });
  const png = (size: number): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(size);
    bytes.set([0x89, 0x50, 0x4e, 0x47]);
    return bytes;
  };

  withRig('is taken where type, size and first bytes are right, and no other', async (rig) => {
    const token = await signedUp(rig);
    assert.equal(
      await codeOf(await send(rig, token, 'logo', 'text/html', png(9))),
      'content_type_unsupported',
    );
    assert.equal(
      await codeOf(await send(rig, token, 'account_statement', 'application/pdf', png(9))),
      'body_invalid',
    );
    assert.equal(await codeOf(await send(rig, token, 'logo', 'image/png', png(2_000_001))), 'body_too_large');
    assert.equal(named(rig, 'account.upload'), 0);
    const taken = await send(rig, token, 'logo', 'image/png', png(200_000));
    assert.deepEqual((await taken.json()).uploads, ['logo']);
  });
});
