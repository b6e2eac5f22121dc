import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { market } from '../../demo/serve/torvet.ts';
import { startEverything } from '../../demo/serve.ts';
import { tokenTypes } from '../../src/protocol/oauth.ts';
import { Onboarding } from '../../src/protocol/onboarding.ts';
import type { StepId } from '../../src/protocol/onboarding-words.ts';
import { newFolder } from '../support/folder.ts';

const sellers = {
  SE: {
    merchant: 'torvet-lomvi',
    facts: {
      company: { name: 'Lomvi AB', organizationNumber: '5560125790', website: 'https://lomvi.example/' },
      address: { line: 'Storgatan 1', postalCode: '111 22', place: 'Stockholm', country: 'SE' },
      bankAccount: {
        number: 'SE3550000000054910000003',
        country: 'SE',
        currency: 'SEK',
        payoutCurrency: 'SEK',
      },
    },
  },
  NO: {
    merchant: 'torvet-fjordull',
    facts: {
      company: { name: 'Fjordull AS', organizationNumber: '974760673', website: 'https://fjordull.example/' },
      address: { line: 'Strandgata 1', postalCode: '5003', place: 'Bergen', country: 'NO' },
      bankAccount: { number: '86011117947', country: 'NO', currency: 'NOK', payoutCurrency: 'NOK' },
    },
  },
} as const;
type Country = keyof typeof sellers;

/** A marketplace's seller, by HTTP alone: backend, provider room and the pretend Dintero as they run in the demo. */
const openSeller = async (dataDir: string, country: Country) => {
  const { urls, stop } = await startEverything({ port: 0, dataDir });
  after(stop);
  const { backend } = urls;
  const { merchant, facts } = sellers[country];
  const email = `eva@${merchant}.example`;

  const ask = async (form: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await fetch(`${backend}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${market.id}:${market.secret}`)}` },
      body: new URLSearchParams(form),
    });
    const body = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(body));
    return body.access_token;
  };
  const openSession = async (): Promise<string> =>
    ask({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await ask({ grant_type: 'client_credentials' }),
      subject_token_type: tokenTypes.accessToken,
      audience: `${backend}/merchants/${merchant}`,
      authorization_details: JSON.stringify([
        { type: 'merchant_onboarding', provider: 'dintero', surface: 'web', reference: 'seller-1', country },
      ]),
    });

  const token = await openSession();
  let calls = 0;
  const call = (method: string, path: string, body?: object, more: object = {}) =>
    fetch(`${backend}/v1/onboarding${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': `k${++calls}` }),
        ...more,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  /** Whoever is told to wait does, for as long as they are told. */
  const write = async (method: string, path: string, body: object): Promise<Onboarding> => {
    const answer = await call(method, path, body);
    if (answer.status === 429) {
      await sleep(Number(answer.headers.get('retry-after')) * 1000);
      return write(method, path, body);
    }
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return Onboarding.parse(JSON.parse(text));
  };
  /** The onboarding as soon as this holds: one held read after the other. */
  const until = async (holds: (one: Onboarding) => boolean): Promise<Onboarding> => {
    let tag = '';
    for (;;) {
      const answer = await call(
        'GET',
        '',
        undefined,
        tag === '' ? {} : { 'if-none-match': tag, prefer: 'wait=25' },
      );
      if (answer.status === 304) continue;
      tag = answer.headers.get('etag') ?? '';
      const one = Onboarding.parse(await answer.json());
      if (holds(one)) return one;
    }
  };
  const stateOf = (one: Onboarding, id: StepId) => one.steps.find((step) => step.id === id)?.state;
  const sandbox = async (path: string, body?: object) => {
    const how = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${backend}/sandbox/${path}`, how);
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  };
  /** The newest code in the pretend inbox. */
  const code = async (): Promise<string> => {
    for (const mail of await sandbox(`inbox?to=${encodeURIComponent(email)}`)) {
      const [found] = /\b\d{6}\b/.exec(JSON.stringify(mail)) ?? [];
      if (found !== undefined) return found;
    }
    throw new Error('no code has come');
  };

  const signUp = async (): Promise<void> => {
    const first = await until((one) => stateOf(one, 'terms') === 'due');
    for (const { id, version } of first.agreement) {
      await write('POST', '/acceptances', { documents: [{ id, version }] });
    }
    const { address } = facts;
    const billing = { name: facts.company.name, address };
    const applicant = { email, firstName: 'Eva', lastName: 'Lind' };
    await write('PUT', '/facts', { applicant, ...facts, billing });
    await write('POST', '/sign-up', {});
    await until((one) => stateOf(one, 'verify') === 'due');
  };
  return { urls, stop, call, write, until, stateOf, sandbox, code, signUp };
};

suite('a seller of a marketplace, at the pretend Dintero', () => {
  test('signs up, is known after the right code and not after a wrong one', async () => {
    const seller = await openSeller(':memory:', 'SE');
    await seller.signUp();
    const right = await seller.code();
    const wrong = right === '111111' ? '222222' : '111111';
    const refused = await seller.call('POST', '/code', { purpose: 'verify', code: wrong });
    assert.deepEqual([refused.status, (await refused.json()).code], [422, 'code_wrong']);
    await seller.write('POST', '/code', { purpose: 'verify', code: ` ${right} ` });
    const one = await seller.until((now) => seller.stateOf(now, 'payments') === 'due');
    assert.deepEqual(one.account, { state: 'applied', test: true });
  });

  for (const [country, dataDir] of [
    ['SE', () => newFolder()],
    ['NO', async () => ':memory:'],
  ] as const) {
    test(`in ${country}: applies for payments, signs, and is approved`, async () => {
      const seller = await openSeller(await dataDir(), country);
      await seller.signUp();
      await seller.write('POST', '/code', { purpose: 'verify', code: await seller.code() });
      await seller.until((one) => seller.stateOf(one, 'payments') === 'due');
      await seller.write('POST', '/applications', { kind: 'payments', methods: ['creditcard'] });
      const waiting = await seller.until((one) =>
        one.applications.some(({ caseStatus }) => caseStatus === 'waiting_for_declaration'),
      );
      const [application] = waiting.applications;
      assert.equal(application?.status, 'action_required');
      assert.ok(application.links.length > 0);
      const [one] = await seller.sandbox('signing');
      for (const action of ['declare', 'sign', 'approve']) {
        await seller.sandbox(`signing/${one.id}`, { action });
      }
      const approved = await seller.until((now) =>
        now.applications.some(({ caseStatus }) => caseStatus === 'active'),
      );
      assert.equal(approved.applications[0]?.status, 'done');
    });
  }

  test('and is declined', async () => {
    const seller = await openSeller(':memory:', 'SE');
    await seller.signUp();
    await seller.write('POST', '/code', { purpose: 'verify', code: await seller.code() });
    await seller.until((one) => seller.stateOf(one, 'payments') === 'due');
    await seller.write('POST', '/applications', { kind: 'payments', methods: ['creditcard'] });
    await seller.until((one) => one.applications.length > 0);
    const [one] = await seller.sandbox('signing');
    await seller.sandbox(`signing/${one.id}`, { action: 'decline' });
    const declined = await seller.until((now) =>
      now.applications.some(({ status }) => status === 'rejected'),
    );
    assert.equal(seller.stateOf(declined, 'payments'), 'blocked');
  });
});
