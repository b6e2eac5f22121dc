import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { tokenTypes } from '../../../src/protocol/oauth.ts';
import { WebhookEvent } from '../../../src/protocol/webhook.ts';
import { brp, eftDetail } from '../../support/eft-rig.ts';
import { refusesWith, ScriptedEftConsents } from '../../support/scripted-eft-consents.ts';
import { failsAfter } from '../../support/scripted-provider.ts';
import { formsOf } from '../../trouble/sightings.ts';
import { bearer, configOf, issuer, startBackend } from '../edge/backend.ts';

/** Numbers that stand nowhere else, each of which somebody must never see. */
const person = '700112233445';
const payer = '195804173986';
const account = '987654321';
const otherAccount = '7531598';

const detail = { ...eftDetail, personId: person };
const webhook = {
  id: 'main',
  url: 'https://gym.example/hooks',
  secrets: [`whsec_${btoa('x'.repeat(24))}`],
};

/** The whole backend, and everything that it says to anybody. */
const start = async () => {
  const provider = new ScriptedEftConsents();
  const said: string[] = [];
  const { clients } = await configOf();
  const config = await configOf({
    merchants: [
      { id: 'nordlys', name: 'Nordlys', brp },
      { id: 'other', name: 'Other' },
      { id: 'cash-only', name: 'Cash Only' },
      { id: 'seller-one', name: 'Seller One', brp: { ...brp, companies: ['05'] } },
      { id: 'seller-two', name: 'Seller Two' },
    ],
    clients: clients.map((client) =>
      client.id === 'demo-shop' ? { ...client, webhooks: [webhook] } : client,
    ),
  });
  const posted: string[] = [];
  const running = await startBackend({
    config,
    providers: { brp: provider },
    fetchOutside: async (request) => {
      posted.push(await request.text());
      return new Response(null, { status: 204 });
    },
  });
  await running.backend.start();
  after(() => running.backend.stop());
  const call = async (token: string, method: string, path: string, body?: unknown, key = 'key') => {
    const answer = await running.fetch(issuer + path, {
      method,
      headers: {
        ...bearer(token),
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    said.push(JSON.stringify([...answer.headers]), text);
    return { status: answer.status, json: text === '' ? null : JSON.parse(text) };
  };
  const bodyFor = async (token: string) => {
    const { mandateText, companies } = (await call(token, 'GET', '/v1/session')).json.tasks[0];
    const { id, version, texts } = mandateText;
    return {
      way: 'account',
      company: companies[0].key,
      clearing: '6111',
      account,
      mandateText: { id, version, sha256: texts[0].sha256 },
    };
  };
  return { ...running, provider, said, posted, call, bodyFor };
};

suite('a token for consents', () => {
  test('says what was granted, and not whose consents they are', async () => {
    const running = await start();
    const answer = await running.askToken('demo-shop', {
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify([detail]),
    });
    const body = await answer.json();
    const { personId: _, ...rest } = detail;
    assert.deepEqual(body.authorization_details, [rest]);
    assert.doesNotMatch(atob(body.access_token.split('.')[1]), new RegExp(person));
  });

  const refused: Readonly<Record<string, readonly [object, string]>> = {
    'a company that the merchant does not have': [
      { companies: [{ id: '9', name: 'Other AB' }] },
      'authorization_details[0].companies[0].id: not_allowed',
    ],
    'a personal number with a dash': [
      { personId: '580417-3986' },
      'authorization_details[0].personId: invalid_format',
    ],
    'no action': [{ actions: [] }, 'authorization_details[0].actions: too_small'],
  };
  for (const [what, [change, says]] of Object.entries(refused)) {
    test(`is not given for ${what}, and says where`, async () => {
      const running = await start();
      const answer = await running.askToken('demo-shop', {
        grant_type: 'client_credentials',
        authorization_details: JSON.stringify([{ ...detail, ...change }]),
      });
      const body = await answer.json();
      assert.deepEqual(
        [answer.status, body.error, body.error_description],
        [400, 'invalid_authorization_details', says],
      );
    });
  }

  test('is not given under the reference of another person', async () => {
    const running = await start();
    await running.token('demo-shop', [detail]);
    const answer = await running.askToken('demo-shop', {
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify([{ ...detail, personId: '18' }]),
    });
    assert.equal((await answer.json()).error_description, 'reference: it is of another person');
  });

  test('is given to a platform for the companies of the merchant that it acts for, and no others', async () => {
    const running = await start();
    const subject = await running.token('platform');
    const exchange = (companies: readonly object[]) =>
      running.askToken('platform', {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: subject,
        subject_token_type: tokenTypes.accessToken,
        audience: `${issuer}/merchants/seller-one`,
        authorization_details: JSON.stringify([{ ...detail, companies }]),
      });
    assert.equal((await exchange([{ id: '05', name: 'Gymmet Syd AB' }])).status, 200);
    const refused = await exchange([{ id: '4', name: 'Gymmet AB' }]);
    assert.equal(
      (await refused.json()).error_description,
      'authorization_details[0].companies[0].id: not_allowed',
    );
  });

  test('is not given where the merchant has no such consents', async () => {
    const running = await start();
    const answer = await running.askToken('other-shop', {
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify([detail]),
    });
    assert.equal((await answer.json()).error_description, 'authorization_details[0].provider: not_allowed');
  });
});

test('a service that has such merchants and no provider of theirs is not ready', async () => {
  const { config, backend } = await start();
  assert.equal((await backend.fetch(new Request(`${issuer}/readyz`))).status, 200);
  const without = await startBackend({ config, providers: {} });
  const answer = await without.get('/readyz');
  assert.deepEqual((await answer.json()).lacking, ['provider:brp']);
});

test('the company is told by a webhook of the form that is documented', async () => {
  const running = await start();
  const token = await running.token('demo-shop', [detail]);
  const { json } = await running.call(token, 'POST', '/v1/eft-consents', await running.bodyFor(token));
  await running.clock.advance(1000);
  const [event] = running.posted.map((body) => WebhookEvent.parse(JSON.parse(body)));
  assert(event?.type === 'eft_consent.changed');
  assert.deepEqual(
    [event.merchant, event.data.id, event.data.state, event.data.reference, event.data.companyId],
    ['nordlys', json.id, 'sent_awaited', 'member-17', '4'],
  );
});

test('no number of the person, and no account, is said to anybody or kept beyond its use', async () => {
  const running = await start();
  const { provider, clock } = running;
  const token = await running.token('demo-shop', [detail]);
  const body = await running.bodyFor(token);
  const post = (key: string, change: object = {}) =>
    running.call(token, 'POST', '/v1/eft-consents', { ...body, ...change }, key);

  provider.next.create = [refusesWith('account_not_accepted'), failsAfter];
  assert.equal((await post('refused')).status, 400);
  assert.equal((await post('wrong', { account: `${account}x` })).status, 400);
  assert.equal((await post('shape', { personId: person })).status, 400);
  const { json: consent } = await post('lost');
  assert.equal(consent.state, 'unknown');
  const [made] = provider.has.values();
  provider.say(made?.id ?? '', { payerNumber: payer });
  await clock.advance(10_000);
  provider.say(made?.id ?? '', { active: true, action: 'none' });
  await clock.advance(600_000);
  const at = `/v1/eft-consents/${consent.id}`;
  await running.call(token, 'GET', at);
  const { mandateText } = body;
  const change = { clearing: '5000', account: otherAccount, mandateText };
  assert.equal((await running.call(token, 'PUT', at, { ...change, account: '1' })).status, 400);
  assert.equal((await running.call(token, 'PUT', at, change)).json.state, 'change_under_way');
  assert.equal((await running.call(token, 'PUT', at, change)).status, 409);
  await running.call(token, 'GET', '/v1/eft-consents');
  await running.call(token, 'GET', at);
  const server = await running.token('demo-shop');
  await running.call(server, 'GET', '/v1/eft-consents?reference=member-17');
  await running.call(server, 'GET', '/v1/webhook-deliveries');
  await running.call(token, 'GET', `/v1/eft-consents/${person}`);
  await clock.advance(10_000);

  const places = {
    answers: running.said.join('\n'),
    log: JSON.stringify(running.log.lines),
    webhooks: running.posted.join('\n'),
  };
  assert.match(places.answers, /••••••21/);
  assert.match(places.webhooks, /••••••98/);
  for (const [place, text] of Object.entries(places)) {
    for (const number of [person, payer, account, otherAccount]) {
      assert.deepEqual(
        formsOf(number).filter((form) => text.includes(form)),
        [],
        `${number} in ${place}`,
      );
    }
  }
  const people = await running.store.list('eft_people', `consent demo-shop nordlys ${consent.id}`);
  assert.equal(people.length, 1);
  for (const number of [payer, account, otherAccount]) assert(!JSON.stringify(people).includes(number));
});
