import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gatewaySecret } from '../../src/sandbox/dintero/account-view.ts';
import { openSeller, openSession, optionOf, stateOf } from '../support/seller.ts';
import { hidden, startRealMarket } from './real/market.ts';
import { formsOf } from './sightings.ts';

/** Of a person, standing nowhere else. */
const nationalNumber = '198504127893';
const birthDate = '1985-04-12';
const email = 'eva+mfa@lomvi.example';

const png = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])]);
const pdf = new Blob(['%PDF-1.7 a statement']);

test('of a whole onboarding no browser, log, metric, webhook or file holds a token or secret of the provider, or a number of a person', async () => {
  const { service, rig, told, answers, tokens, metrics } = await startRealMarket();
  const seller = await openSeller(rig);
  await seller.signUp(email);
  const right = await seller.code(email);
  const wrong = { purpose: 'verify', code: right === '111111' ? '222222' : '111111' };
  assert.equal(await seller.refused('POST', '/code', wrong), 'code_wrong');
  await seller.enter('verify', right);
  await seller.until((one) => stateOf(one, 'payments') === 'due');

  const upload = async (kind: string, type: string, file: Blob) => {
    const answer = await rig.fetch(`${rig.backend}/v1/onboarding/uploads/${kind}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${seller.token}`, 'content-type': type },
      body: file,
    });
    assert.equal(answer.status, 200);
  };
  await upload('logo', 'image/png', png);
  await upload('account_statement', 'application/pdf', pdf);

  const eva = { firstName: 'Eva', lastName: 'Lind', roles: ['signatory', 'owner'], share: 100 };
  await seller.write('PUT', '/facts', { people: [{ ...eva, nationalNumber, birthDate }] });
  await seller.until((one) => stateOf(one, 'company') === 'done');
  await seller.write('POST', '/options/common', {
    values: {
      payment_options: ['payex.creditcard'],
      store_type: ['online'],
      industry: 'goods',
      company_description: 'Pots',
      ownership_structure: 'owners_with_more_than_25',
    },
  });
  await seller.until((one) => optionOf(one, 'common')?.status === 'pending');
  await seller.approve();
  await seller.write('POST', '/options/swish', {});
  await seller.write('POST', '/options/klarna', { values: { payment_options: ['klarna.klarna'] } });
  await seller.until((one) => ['swish', 'klarna'].every((id) => optionOf(one, id)?.status === 'pending'));
  await seller.atGateway('swish', 'require_signature');
  for (const option of ['swish', 'klarna', 'common']) await seller.atGateway(option, 'enable');
  await seller.write('POST', '/applications', {
    kind: 'payout',
    reference: 'Torvet',
    description: 'AUTO_APPROVE',
    submitter: { name: 'Carl Dahl', email: 'carl@lomvi.example' },
  });
  // The reading finds what the gateways said too.
  const { applications } = await seller.until((one) => stateOf(one, 'payout') === 'done');
  await seller.until((one) =>
    ['swish', 'klarna', 'common'].every((id) => optionOf(one, id)?.status === 'enabled'),
  );
  const { id = '' } = applications.find(({ kind }) => kind === 'payout') ?? {};
  assert.equal(await seller.refused('POST', `/applications/${id}/withdrawal`, {}), 'body_invalid');
  await seller.write('POST', `/applications/${id}/withdrawal`, { active: true });
  await seller.until((one) => !one.applications.some(({ kind }) => kind === 'payout'));

  const second = await openSeller(rig, { reference: 'another-page' });
  await second.write('POST', '/resumption', { email });
  await second.enter('resume', await second.code(email));
  const resumed = await second.enter('second_factor', await second.code(email));
  assert.equal(resumed.account.state, 'live');

  const list = await openSession(rig, { view: 'list', surface: 'agent' });
  const byList = async (method: string, path: string, body?: object) => {
    const answer = await rig.fetch(`${rig.backend}/v1/merchants${path}`, {
      method,
      headers: {
        authorization: `Bearer ${list}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  };
  await byList('GET', '');
  await byList('POST', `/${resumed.id}/notes`, { text: 'Called, and will sign' });
  await byList('GET', `/${resumed.id}/notes`);
  await byList('POST', `/${resumed.id}/onboarding-link`, {});

  const places = new Map([
    ['answers', answers.join('\n')],
    ['metrics', await metrics()],
    ['webhooks', told.join('\n')],
    ['log', service.log()],
  ]);
  for (const entry of await readdir(service.dataFolder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    places.set(entry.name, (await readFile(join(service.dataFolder, entry.name))).toString('latin1'));
  }
  assert.match(places.get('answers') ?? '', /"enabled"/, 'the gateways had something to hide');
  assert.match(places.get('webhooks') ?? '', /merchant_onboarding\.changed/);
  assert.match(places.get('log') ?? '', /merchant_onboarding\.changed/);
  assert.match(places.get('metrics') ?? '', /provider="dintero",operation="sign_up",outcome="answered"/);
  assert.ok(places.has('store.sqlite-wal'), 'the write-ahead log is among the files');
  assert.ok(tokens.size > 5, 'tokens went to and fro');

  const secret = [
    ...[...tokens, ...Object.values(hidden), gatewaySecret].flatMap((one) => [one, btoa(one)]),
    ...formsOf(nationalNumber),
    ...formsOf(nationalNumber.slice(2)),
    ...formsOf(seller.facts.bankAccount.number),
    ...[birthDate, birthDate.replaceAll('-', '')],
    ...['"configuration"', 'merchant_serial_number', 'staff=canary', 'dintero=canary'],
  ];
  for (const [name, held] of places) {
    assert.deepEqual(
      secret.filter((form) => held.includes(form)),
      [],
      name,
    );
  }
  // Whom a code was sent to is for the merchant's own eyes.
  for (const name of ['metrics', 'webhooks', 'log']) {
    assert.doesNotMatch(places.get(name) ?? '', /lomvi\.example|Storgatan/, name);
  }
});
