import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OnboardingRefused } from '../../../src/providers/merchant-onboarding.ts';
import { optionOrder, paymentsOrder, payoutOrder } from './bench.ts';
import { failure, forever, merchant, openScripted, partner, refusal } from './scripted.ts';

/** The traps of the vendor's document that other tests do not pin: 1 (`onboarding`), 2 to 5, 8, 13 (`tokens`), 10 (`contract`). */

const approvals = `/accounts/${merchant}/management/settings/approvals`;
const connections = `/accounts/${merchant}/management/settings/connections`;
const email = 'anna@shop.example';

for (const [environment, account] of [
  ['T', 'T11200007'],
  ['P', 'P11200007'],
] as const) {
  test(`trap 6: an account's number comes without its letter, which is that of the environment: ${environment}`, async () => {
    const { dintero } = openScripted(
      { '*': () => Response.json({ account_id: '11200007', email, access_token: 'x' }) },
      { partnerAccount: `${environment}11200000` },
    );
    const entry = await dintero.signUp.verify({ email, code: '1' }, forever);
    assert.deepEqual(entry, { kind: 'in', accounts: [account] });
  });
}

test('trap 6: an account of the other environment, or of another platform, is nonsense', async () => {
  for (const account_id of ['P11200007', '11300007', '112', '']) {
    const { dintero } = openScripted({ '*': () => Response.json({ account_id, email }) });
    await failure(dintero.signUp.verify({ email, code: '1' }, forever), 'nonsense');
  }
});

test('trap 7: no password is ever sent, asked for or changed', async () => {
  const { dintero, asked } = openScripted({
    '*': () =>
      Response.json({ account_id: '11200007', email, previous_password_token: 'canary', refresh_token: 'r' }),
  });
  await dintero.signUp.verify({ email, code: '1' }, forever);
  assert.deepEqual(
    asked.map(({ path }) => path.split('/').at(-1)?.split('?')[0]),
    ['token', 'verify', 'revoke'],
  );
  assert.ok(asked.every(({ text, path }) => !/password/.test(text + path)));
});

test('trap 9: a bank number is IBAN or BBAN in an application, and iban or mod11 in the common sign-up', async () => {
  const { dintero, bodyOf } = openScripted();
  const norwegian = { number: '12345678911', country: 'NO', currency: 'NOK', payoutCurrency: 'NOK' };
  const values = {
    payment_options: ['vipps'],
    store_type: ['online'],
    industry: 'goods',
    company_description: 'Flowers',
    ownership_structure: 'complex',
  };
  const types = async (bankAccount: typeof norwegian) => {
    await dintero.applications.create(merchant, { ...paymentsOrder(), bankAccount }, forever).catch(() => {});
    const application = JSON.stringify(bodyOf(-1)).match(/"bank_account_number_type":"(\w+)"/)?.[1];
    await dintero.option
      .signUp(merchant, 'common', optionOrder({ bankAccount, values }), forever)
      .catch(() => {});
    return [application, JSON.stringify(bodyOf(-1)).match(/"account_number_type":"(\w+)"/)?.[1]];
  };
  assert.deepEqual(await types(norwegian), ['BBAN', 'mod11']);
  assert.deepEqual(await types({ ...norwegian, country: 'SE' }), ['IBAN', 'iban']);
});

test('trap 9: payout intervals are those of this interface', async () => {
  for (const interval of ['daily', 'weekly', 'monthly'] as const) {
    const { dintero, bodyOf } = openScripted();
    await dintero.applications.create(merchant, payoutOrder({ interval }), forever).catch(() => {});
    assert.match(JSON.stringify(bodyOf(-1)), new RegExp(`"payout_interval_type":"${interval}"`));
  }
});

test('trap 11: accounts are paged by the id of the last, price packages by a cursor that may never end', async () => {
  const page = (starting_after: string | null, names: readonly string[]) =>
    Response.json({ starting_after, price_packages: names.map((name) => ({ name, products: [] })) });
  const { dintero, asked } = openScripted({
    [`GET /accounts/${partner}/management/accounts`]: () => Response.json([]),
    [`GET /accounts/${partner}/management/price-packages`]: ({ path }) => {
      if (path.includes('starting_after=b')) return page('b', []);
      return path.includes('starting_after=a') ? page('b', ['second']) : page('a', ['first']);
    },
  });
  await dintero.platform.merchants({ after: 'T11200003', limit: 50 }, forever);
  assert.match(asked.at(-1)?.path ?? '', /\?starting_after=T11200003&limit=50$/);
  assert.deepEqual(
    (await dintero.prices(null, forever)).map(({ name }) => name),
    ['first', 'second'],
  );
});

test('trap 12: the code of a sign-up stands in the query, and in no log or error', async () => {
  const { dintero, asked, log } = openScripted({ '*': () => refusal(403) });
  const error = await failure(dintero.signUp.verify({ email, code: '424242' }, forever), 'refused');
  assert.ok(
    asked.some(({ path }) => path.endsWith('/signup/verify?verification_code=424242&authorize=Bearer')),
  );
  assert.doesNotMatch(`${JSON.stringify(log.lines)} ${error.stack} ${JSON.stringify(error)}`, /424242/);
});

test('trap 15: a login is named by login_session_id, and an exchange is exchange_token', async () => {
  const { dintero, asked, bodyOf } = openScripted({ '*': () => new Response(null, { status: 204 }) });
  await dintero.logOn.send({ email, channel: 'sms' }, forever);
  assert.match(JSON.stringify(bodyOf(-1)), /"login_session_id":"[0-9a-f-]{36}"/);
  await dintero.applications.list(merchant, forever).catch(() => {});
  assert.ok(asked.some(({ path }) => path.endsWith('/auth/exchange_token')));
  assert.ok(asked.every(({ path, text }) => !/session_id=|impersonate/.test(path + text)));
});

test('whether an address is known is not told, though the provider may tell; that we may not ask is', async () => {
  const send = (status: number) =>
    openScripted({ '*': () => refusal(status) }).dintero.logOn.send({ email, channel: 'email' }, forever);
  await send(400);
  await send(404);
  await failure(send(403), 'refused');
  await failure(send(500), 'unanswered');
});

test('empty success: nothing is read of an answer where there may be nothing', async () => {
  const { dintero } = openScripted({ '*': () => new Response(null, { status: 204 }) });
  await dintero.logOn.send({ email, channel: 'email' }, forever);
  const one = { kind: 'payout', id: crypto.randomUUID(), active: false } as const;
  await dintero.applications.withdraw(merchant, one, forever);
});

test('open words: a new status of a case is looked at, of an option pending, of an account nothing', async () => {
  const approval = {
    id: crypto.randomUUID(),
    created_at: '2026-11-20T12:00:00+01:00',
    organization_number: '1',
    case_status: 'WAITING_FOR_GODOT',
    links: [{ rel: 'contract_url', href: 'javascript:alert(1)' }, { rel: 'new' }, null, 'odd'],
  };
  const { dintero } = openScripted({
    [`GET ${approvals}/payments`]: () => Response.json({ payments: [approval] }),
    [`GET ${approvals}/payout-destinations`]: () => Response.json({ payout_destinations: [] }),
    [`GET ${connections}/swish`]: () => Response.json({ status: 'constructor' }),
    [`GET /accounts/${partner}/management/accounts/${merchant}`]: () =>
      Response.json({ account_id: merchant, progression: '__proto__', connections: { swish: 7, new: {} } }),
  });
  const [one] = await dintero.applications.list(merchant, forever);
  assert.deepEqual([one?.caseStatus, one?.status, one?.links], ['under_manual_review', 'pending', []]);
  assert.equal(one?.createdAt, '2026-11-20T11:00:00.000Z');
  assert.equal((await dintero.option.read(merchant, 'swish', forever)).status, 'pending');
  const account = await dintero.account.read(merchant, forever);
  assert.deepEqual([account.state, account.options], ['applied', []]);
});

test('an account that is another than was asked for is nonsense', async () => {
  const { dintero } = openScripted({ '*': () => Response.json({ account_id: 'T11200002' }) });
  await failure(dintero.account.read(merchant, forever), 'nonsense');
});

test('a price is never told without its bounds', async () => {
  const prices = [{ amounts: [{ name: 'x', flat_amount: 1 }], dimensions: [{ name: 'currency' }] }];
  const { dintero } = openScripted({
    '*': () => Response.json({ price_packages: [{ name: 'x', products: [{ product_id: 'x', prices }] }] }),
  });
  await failure(dintero.prices(null, forever), 'nonsense');
});

test('a refusal points to what was filled in, however it names its fields, and repeats nothing', async () => {
  const refused = (errors: readonly unknown[]) => async () => {
    const body = { error: { code: 'new_code', message: 'canary', errors } };
    const { dintero } = openScripted({ '*': () => Response.json(body, { status: 400 }) });
    return dintero.applications.create(merchant, payoutOrder(), forever).catch((cause: unknown) => cause);
  };
  const named = [
    { field: 'bank_accounts[0].bank_account_number' },
    { path: '/organization_number' },
    { pointer: '#/body/payout_reference' },
    { field: 'canary' },
    7,
  ];
  const error = await refused(named)();
  assert.ok(error instanceof OnboardingRefused);
  assert.deepEqual(
    [error.fault, error.pointers],
    ['format', ['/bankAccount/number', '/organizationNumber', '/reference']],
  );
  const vague = await refused([])();
  assert.ok(vague instanceof OnboardingRefused);
  assert.deepEqual([vague.fault, vague.pointers], ['refused', []]);
});

test('a file is sent nowhere but over HTTPS', async () => {
  const { dintero, asked } = openScripted({
    '*': () => Response.json({ upload_url: 'http://somewhere.example/x' }),
  });
  const png = { type: 'image/png', access: 'public', bytes: new Blob(['x']) } as const;
  await failure(dintero.account.upload(merchant, png, forever), 'nonsense');
  assert.ok(asked.every(({ method }) => method === 'POST'));
});
