import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccessSettings, createAccess } from '../../../src/providers/dintero/access.ts';
import { createKeys } from '../../../src/providers/dintero/keys.ts';
import { createLine } from '../../../src/providers/dintero/line.ts';
import { createPartner } from '../../../src/providers/dintero/partner.ts';
import { profile } from '../../../src/providers/dintero/profile.ts';
import { failure, forever, merchant, openScripted, partner, refusal, secret } from './scripted.ts';

const accounts = `/accounts/${partner}/management/accounts`;
const settings = `/accounts/${merchant}/management/settings`;
const list = { [`GET ${accounts}`]: () => Response.json([]) };
const payments = { [`GET ${settings}/approvals/payments`]: () => Response.json({ payments: [] }) };
const payouts = {
  [`GET ${settings}/approvals/payout-destinations`]: () => Response.json({ payout_destinations: [] }),
};
const tokens = (paths: readonly unknown[]) => paths.filter((path) => path === 'token').length;

const open = (answers: Parameters<typeof openScripted>[0] = {}, more: Partial<AccessSettings> = {}) => {
  const script = openScripted({ ...list, ...payments, ...payouts, ...answers });
  const line = createLine(script.given, script.settings);
  const access = createAccess(
    { line, clock: script.clock, log: script.log },
    {
      clientId: 'a client',
      clientSecret: secret,
      partner: createPartner(partner),
      profile,
      exchangeAudience: 'partner',
      ...more,
    },
  );
  return { ...script, access };
};

test("the platform's token is fetched with Basic, for the audience of its own account", async () => {
  const { dintero, asked, bodyOf } = open();
  await dintero.platform.merchants({}, forever);
  assert.equal(asked[0]?.path, `/accounts/${partner}/auth/token`);
  assert.equal(asked[0]?.headers.get('authorization'), `Basic ${btoa(`a client:${secret}`)}`);
  assert.deepEqual(bodyOf(0), {
    grant_type: 'client_credentials',
    audience: `https://api.dintero.com/v1/accounts/${partner}`,
  });
  assert.equal(asked[1]?.headers.get('authorization'), 'Bearer token-1');
});

for (const whose of ['partner', 'merchant'] as const) {
  test(`trap 5: an exchange is two steps, the second with Bearer and the audience of the ${whose}`, async () => {
    const { dintero, asked, paths, bodyOf } = openScripted(
      { ...payments, ...payouts },
      { exchangeAudience: whose },
    );
    await dintero.applications.list(merchant, forever);
    assert.deepEqual(paths().slice(0, 3), ['token', 'exchange_token', 'token']);
    assert.deepEqual(bodyOf(1), { account_id: merchant });
    assert.equal(asked[2]?.path, `/accounts/${merchant}/auth/token`);
    assert.equal(asked[2]?.headers.get('authorization'), 'Bearer token-2');
    const audience = `https://api.dintero.com/v1/accounts/${whose === 'partner' ? partner : merchant}`;
    assert.deepEqual(bodyOf(2), { grant_type: 'client_credentials', audience });
    assert.equal(asked[3]?.headers.get('authorization'), 'Bearer token-3');
  });
}

test('a thousand callers at once cause one request for a token of the platform', async () => {
  const { dintero, paths } = open();
  await Promise.all(Array.from({ length: 1000 }, () => dintero.platform.merchants({}, forever)));
  assert.equal(tokens(paths()), 1);
});

test('a thousand callers at once for one merchant cause one exchange, and each merchant has a token of its own', async () => {
  const { access, asked, paths } = open({
    'GET /accounts/T11200002/management/settings/approvals/payments': () => Response.json({}),
  });
  const one = { name: 'x', method: 'GET', path: `${settings}/approvals/payments` } as const;
  await Promise.all(Array.from({ length: 1000 }, () => access.asMerchant(merchant)(one, forever)));
  assert.deepEqual([tokens(paths()), paths().filter((path) => path === 'exchange_token').length], [2, 1]);
  await access.asMerchant('T11200002')({ ...one, path: one.path.replace('0001', '0002') }, forever);
  const used = new Set(asked.slice(-1).map(({ headers }) => headers.get('authorization')));
  assert.deepEqual([...used], ['Bearer token-5']);
});

test('trap 13: a token is renewed ahead of the end that its answer named, and not before', async () => {
  const { dintero, clock, paths } = open();
  await dintero.platform.merchants({}, forever);
  await clock.advance((14_400 - 61) * 1000);
  await dintero.platform.merchants({}, forever);
  assert.equal(tokens(paths()), 1);
  await clock.advance(1000);
  await dintero.platform.merchants({}, forever);
  assert.equal(tokens(paths()), 2);
});

test('a clock that was put back makes no token younger', async () => {
  const { dintero, clock, paths } = open();
  await clock.advance(3_600_000);
  await dintero.platform.merchants({}, forever);
  const now = clock.now();
  clock.now = () => now - 1;
  await dintero.platform.merchants({}, forever);
  assert.equal(tokens(paths()), 2);
});

test('a token that lives for seconds is used for half of them', async () => {
  const script = open({ [`POST /accounts/${partner}/auth/token`]: () => script.issue(10) });
  const { dintero, clock, paths } = script;
  await dintero.platform.merchants({}, forever);
  await clock.advance(4999);
  await dintero.platform.merchants({}, forever);
  assert.equal(tokens(paths()), 1);
  await clock.advance(1);
  await dintero.platform.merchants({}, forever);
  assert.equal(tokens(paths()), 2);
});

test('a token that is not taken is renewed once, and no more', async () => {
  const { dintero, paths, end } = open();
  await dintero.platform.merchants({}, forever);
  end('token-1');
  await dintero.platform.merchants({}, forever);
  assert.deepEqual(paths(), ['token', 'accounts', 'accounts', 'token', 'accounts']);
  const never = openScripted({ [`GET ${accounts}`]: () => refusal(401) });
  const error = await failure(never.dintero.platform.merchants({}, forever), 'unanswered');
  assert.equal(error.status, 401);
  assert.deepEqual(never.paths(), ['token', 'accounts', 'token', 'accounts']);
  assert.ok(never.log.lines.some(({ event }) => event === 'dintero.token_refused'));
});

test("a merchant's token that is not taken is exchanged anew, under the platform's token, which is renewed too", async () => {
  const { access, paths, end } = open();
  const call = { name: 'x', method: 'GET', path: `${settings}/approvals/payments` } as const;
  await access.asMerchant(merchant)(call, forever);
  end();
  const before = paths().length;
  const answer = await access.asMerchant(merchant)(call, forever);
  assert.equal(answer.status, 200);
  assert.deepEqual(paths().slice(before), [
    'payments',
    'exchange_token',
    'token',
    'exchange_token',
    'token',
    'payments',
  ]);
});

test('a plain 403 never renews a token', async () => {
  const { dintero, paths, log } = openScripted({ [`GET ${accounts}`]: () => refusal(403) });
  assert.equal((await failure(dintero.platform.merchants({}, forever), 'refused')).status, 403);
  assert.deepEqual(paths(), ['token', 'accounts']);
  assert.ok(log.lines.some(({ event }) => event === 'dintero.forbidden'));
});

test('a 429 is honoured: nothing is asked of that path before its time is over, by whomever', async () => {
  const busy = () => Response.json({}, { status: 429, headers: { 'retry-after': '30' } });
  let isBusy = true;
  const script = open({
    [`POST /accounts/${partner}/auth/token`]: () => (isBusy ? busy() : script.issue()),
  });
  const first = await failure(script.dintero.platform.merchants({}, forever), 'unanswered');
  assert.deepEqual([first.status, first.retryAfter], [429, 30_000]);
  await script.clock.advance(29_999);
  const second = await failure(script.dintero.platform.merchants({}, forever), 'unanswered');
  assert.deepEqual([second.status, second.retryAfter], [429, 1]);
  assert.equal(script.asked.length, 1);
  isBusy = false;
  await script.clock.advance(1);
  assert.deepEqual(await script.dintero.platform.merchants({}, forever), []);
});

test('credentials that are not taken leave open what was to be asked', async () => {
  for (const status of [400, 401, 403]) {
    const { dintero } = openScripted({ [`POST /accounts/${partner}/auth/token`]: () => refusal(status) });
    await failure(dintero.platform.merchants({}, forever), 'unanswered');
  }
});

test('an answer that holds no token is nonsense', async () => {
  const told = [
    {},
    { access_token: 'a b', token_type: 'Bearer', expires_in: 60 },
    { access_token: 'a', token_type: 'MAC', expires_in: 60 },
    { access_token: 'a', token_type: 'Bearer', expires_in: -1 },
  ];
  for (const body of told) {
    const { dintero } = openScripted({
      [`POST /accounts/${partner}/auth/token`]: () => Response.json(body),
    });
    await failure(dintero.platform.merchants({}, forever), 'nonsense');
  }
});

test('whoever goes while a token is fetched cuts it off for nobody else', async () => {
  const answer = Promise.withResolvers<void>();
  const script = open({
    [`POST /accounts/${partner}/auth/token`]: () => answer.promise.then(() => script.issue()),
  });
  const leaving = new AbortController();
  const gone = script.dintero.platform.merchants({}, leaving.signal);
  const stays = script.dintero.platform.merchants({}, forever);
  leaving.abort(new Error('gone'));
  await assert.rejects(gone, /gone/);
  answer.resolve();
  assert.deepEqual(await stays, []);
});

test('a rotated secret is used for the next token, without a restart', async () => {
  let current = 'first';
  const { dintero, asked, end } = openScripted(list, { clientSecret: () => current });
  await dintero.platform.merchants({}, forever);
  current = 'second';
  end();
  await dintero.platform.merchants({}, forever);
  const used = asked
    .filter(({ path }) => path.endsWith('token'))
    .map(({ headers }) => headers.get('authorization'));
  assert.deepEqual(used, [`Basic ${btoa('a client:first')}`, `Basic ${btoa('a client:second')}`]);
});

test('a refresh token is used under the token of whom it was given to, rotated, and revoked', async () => {
  const { access, asked, bodyOf, issue } = open({
    [`POST /accounts/${partner}/auth/token`]: ({ text }) =>
      JSON.parse(text).grant_type === 'refresh_token'
        ? Response.json({ access_token: 'n', token_type: 'Bearer', expires_in: 9, refresh_token: 'second' })
        : issue(),
    [`POST /accounts/${partner}/auth/revoke`]: () => Response.json({}),
  });
  await access.asPartner({ name: 'x', method: 'GET', path: accounts }, forever);
  const grant = { grant_type: 'refresh_token', refresh_token: 'first' } as const;
  const granted = await access.grantTo(partner, 'token-1', grant, forever);
  assert.equal(asked.at(-1)?.headers.get('authorization'), 'Bearer token-1');
  assert.deepEqual(granted, { kind: 'issued', accessToken: 'n', expiresIn: 9, refreshToken: 'second' });
  await access.revoke('second', forever);
  assert.deepEqual(bodyOf(-1), { token: 'second' });
});

test('traps 2 and 3: what is sent is mfa_oob and account_user, as the discriminator has them', async () => {
  const { access, bodyOf } = open();
  await access.grant({ grant_type: 'mfa_oob', oob_code: 'o', binding_code: '1', mfa_token: 'm' }, forever);
  assert.deepEqual(bodyOf(-1), {
    grant_type: 'mfa_oob',
    oob_code: 'o',
    binding_code: '1',
    mfa_token: 'm',
  });
  await access.grantTo(merchant, 'token-1', { grant_type: 'account_user' }, forever);
  assert.deepEqual(bodyOf(-1), { grant_type: 'account_user' });
});

test('trap 8: a 403 with mfa_required goes on to the second factor, and any other does not', async () => {
  const granted = (answer: () => Response) => {
    const { access, issue } = open({ [`POST /accounts/${partner}/auth/token`]: answer });
    issue();
    return access.grantTo(partner, 'token-1', { grant_type: 'account_user' }, forever);
  };
  const required = () => refusal(403, 'mfa_required', { mfa_token: 'm' });
  assert.deepEqual(await granted(required), { kind: 'mfa_required', mfaToken: 'm' });
  assert.deepEqual(await granted(() => refusal(403)), {
    kind: 'refused',
    status: 403,
    code: 'some_code',
  });
  await failure(
    granted(() => refusal(403, 'mfa_required')),
    'nonsense',
  );
});

test('trap 4: the keys are a bare array behind a token, and one that is not known is looked for once a minute', async () => {
  const pair = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    true,
    ['sign', 'verify'],
  );
  const { n, e } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const jwk = { alg: 'RS256', kty: 'RSA', use: 'sig', n, e, kid: 'one' };
  let answer: unknown = [jwk];
  const { access, clock, paths } = open({
    [`GET /accounts/${partner}/auth/keys`]: () => Response.json(answer),
  });
  const read = () => paths().filter((path) => path === 'keys').length;
  const keys = createKeys(access.asPartner, clock, { partner: createPartner(partner), profile });
  const key = await keys('one', forever);
  const text = new TextEncoder().encode('signed');
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', pair.privateKey, text);
  assert.ok(key !== null && (await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, signature, text)));
  assert.equal(await keys('two', forever), null);
  assert.equal(read(), 1);
  answer = [jwk, { ...jwk, kid: 'two' }];
  await clock.advance(60_000);
  assert.notEqual(await keys('two', forever), null);
  answer = { keys: [jwk] };
  await clock.advance(60_000);
  await failure(keys('three', forever), 'nonsense');
});

test('P and T are told apart by the id, and an account of the other, or of another platform, is never asked about', async () => {
  const { dintero, asked } = open();
  for (const account of ['P11200001', 'T11300001', 'T112', partner, 'T11200001/..', '11200001', '']) {
    await failure(
      new Promise((_, reject) => dintero.account.read(account, forever).catch(reject)),
      'refused',
    );
    await failure(dintero.applications.list(account, forever), 'refused');
    await failure(dintero.platform.notes(account, forever), 'refused');
  }
  assert.deepEqual(asked, []);
  assert.equal(dintero.test, true);
  assert.equal(openScripted({}, { partnerAccount: 'P11200000' }).dintero.test, false);
  assert.throws(() => openScripted({}, { partnerAccount: 'T11200001' }), TypeError);
});

test('no token, secret or account is ever written to the log', async () => {
  const { dintero, log, end } = openScripted({ ...payments, [`GET ${accounts}`]: () => refusal(401) });
  await dintero.platform.merchants({ search: 'canary' }, forever).catch(() => {});
  await dintero.applications.list(merchant, forever).catch(() => {});
  end();
  await dintero.platform.notes(merchant, forever).catch(() => {});
  assert.ok(log.lines.length > 0);
  assert.doesNotMatch(
    JSON.stringify(log.lines),
    new RegExp(`token-|${secret}|${merchant}|canary|${partner}`),
  );
});
