import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { table } from '../../src/backend/edge/table.ts';
import { hashSecret } from '../../src/backend/oauth/secret.ts';
import { tokenTypes } from '../../src/protocol/oauth.ts';
import type { Route } from '../../src/protocol/routes.ts';
import { brp, eftDetail } from '../support/eft-rig.ts';
import { consentDetail, consentListDetail, scriptedBank } from '../support/scripted-bank.ts';
import { ScriptedEftConsents } from '../support/scripted-eft-consents.ts';
import { scriptedOnboarding } from '../support/scripted-onboarding.ts';
import {
  bearer,
  configOf,
  detail,
  issuer,
  provider,
  type Running,
  secrets,
  startBackend,
} from './edge/backend.ts';

const desk = {
  type: 'collection_desk',
  provider: 'betalingsservice',
  desk: 'north',
  surface: 'agent',
  currency: 'DKK',
  maxAmount: 500_000,
  debtorGroups: ['00001'],
};
const check = { type: 'debtor_check', provider: 'betalingsservice', surface: 'web', reference: 'order-9' };

const onboarding = {
  type: 'merchant_onboarding',
  provider: 'dintero',
  surface: 'web',
  reference: 'seller-1',
  country: 'NO',
};

const agents = await generateKeyPair('ES256', { extractable: true });

const start = async () =>
  startBackend({
    providers: {
      betalingsservice: provider,
      dintero: scriptedOnboarding(),
      brp: new ScriptedEftConsents(),
      op: scriptedBank(),
    },
    config: await configOf({
      merchants: [
        {
          id: 'nordlys',
          name: 'Nordlys',
          betalingsservice: { pbsNumber: '00001234', debtorGroups: ['00001'] },
          brp,
          op: { businessId: '1643256-1' },
          dintero: true,
        },
      ],
      clients: [
        {
          id: 'demo-shop',
          secretHashes: [await hashSecret(secrets['demo-shop'])],
          merchant: 'nordlys',
          actorKeys: [{ ...(await exportJWK(agents.publicKey)), kid: 'agents', alg: 'ES256' }],
        },
      ],
    }),
  });

/** Exchanges a server token for one with these details, in the name of an agent or of nobody. */
const exchange = async (running: Running, details: unknown, actor: string | null = 'agent-7') => {
  const now = Math.floor(running.clock.now() / 1000);
  const acting = async (sub: string) => ({
    actor_token: await new SignJWT({ sub, aud: issuer, exp: now + 60 })
      .setProtectedHeader({ alg: 'ES256', kid: 'agents' })
      .sign(agents.privateKey),
    actor_token_type: tokenTypes.jwt,
  });
  return running.askToken('demo-shop', {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: await running.token('demo-shop'),
    subject_token_type: tokenTypes.accessToken,
    authorization_details: JSON.stringify(details),
    ...(actor === null ? {} : await acting(actor)),
  });
};

const deskToken = async (running: Running): Promise<string> => {
  const answer = await exchange(running, [desk]);
  const body = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(body));
  return body.access_token;
};

/** What a platform's own people may do. */
const merchants = [
  'listMerchants',
  'inviteMerchant',
  'readMerchantNotes',
  'writeMerchantNote',
  'linkMerchant',
] as const;

/** One token of each kind, and what it is for. Whatever is not named is refused. */
const kinds: Readonly<
  Record<
    string,
    readonly [make: (running: Running) => Promise<string>, routes: readonly (keyof typeof table)[]]
  >
> = {
  'a server': [
    (running) => running.token('demo-shop'),
    [
      'createCollectionRequest',
      'listCollectionRequests',
      'readCollectionRequest',
      'cancelCollectionRequest',
      'listEftConsents',
      'readEftConsent',
      'listProviderConsents',
      'readProviderConsent',
      'checkProviderConsent',
      'reportProviderConsent',
      ...merchants,
      'listWebhookDeliveries',
      'readWebhookMessage',
      'resendWebhookDelivery',
    ],
  ],
  'a payment': [
    (running) => running.token('demo-shop', [detail]),
    ['readSession', 'createCollectionRequest', 'readCollectionRequest', 'cancelCollectionRequest'],
  ],
  'a debtor check': [(running) => running.token('demo-shop', [check]), ['readSession', 'checkDebtor']],
  'a desk': [
    deskToken,
    [
      'readSession',
      'createCollectionRequest',
      'listCollectionRequests',
      'readCollectionRequest',
      'cancelCollectionRequest',
    ],
  ],
  'an onboarding': [
    (running) => running.token('demo-shop', [onboarding]),
    [
      'readSession',
      'readOnboarding',
      'writeFacts',
      'acceptDocuments',
      'signUp',
      'enterCode',
      'resendCode',
      'resumeOnboarding',
      'apply',
      'withdrawApplication',
      'signUpForOption',
      'renewOptionLink',
      'setFeature',
      'uploadDocument',
      'exitOnboarding',
    ],
  ],
  'a person’s consents': [
    (running) => running.token('demo-shop', [eftDetail]),
    ['readSession', 'listEftConsents', 'createEftConsent', 'readEftConsent', 'modifyEftConsent'],
  ],
  'a company’s consent': [
    (running) => running.token('demo-shop', [consentDetail]),
    [
      'readSession',
      'startProviderConsent',
      'readProviderConsent',
      'checkProviderConsent',
      'reportProviderConsent',
    ],
  ],
  'a list of companies’ consents': [
    (running) => running.token('demo-shop', [consentListDetail]),
    [
      'readSession',
      'listProviderConsents',
      'readProviderConsent',
      'checkProviderConsent',
      'reportProviderConsent',
    ],
  ],
  'a list of merchants': [
    (running) => running.token('demo-shop', [{ ...onboarding, view: 'list' }]),
    ['readSession', ...merchants],
  ],
};

/** Routes on which any session token may knock: that there is nothing for it is said by 404. */
const byId: readonly string[] = ['readCollectionRequest', 'cancelCollectionRequest'];

const routes = Object.entries<Route>(table).filter(([, { needs }]) => needs !== 'none');

const ask = (running: Running, { method, path }: Route, token: string | null): Promise<Response> =>
  running.fetch(issuer + path.replace(/\{\w+\}/, 'cr_AAAAAAAAAAAAAAAAAAAAAA'), {
    method,
    headers: {
      ...(token === null ? {} : bearer(token)),
      ...(method !== 'GET' ? { 'content-type': 'application/json', 'idempotency-key': 'k' } : {}),
    },
    body: method !== 'GET' ? '{}' : null,
  });

suite('each token opens what it is for, and nothing else', () => {
  for (const [kind, [make, its]] of Object.entries(kinds)) {
    for (const [name, route] of routes) {
      const opens = its.some((one) => one === name);
      test(`${kind} ${opens ? 'may' : 'may not'} ${name}`, async () => {
        const running = await start();
        const answer = await ask(running, route, await make(running));
        const { code } = await answer.json();
        if (opens) assert.notEqual(code, 'token_insufficient');
        else if (byId.includes(name)) assert.equal(code, 'not_found');
        else assert.deepEqual([answer.status, code], [403, 'token_insufficient']);
        assert(answer.status !== 500);
      });
    }
  }

  for (const [name, route] of routes) {
    test(`nobody may ${name}`, async () => {
      const answer = await ask(await start(), route, null);
      assert.equal((await answer.json()).code, 'token_missing');
    });
  }
});

suite('a desk is opened', () => {
  test('in the name of an agent, and never without one', async () => {
    const running = await start();
    const nameless = await exchange(running, [desk], null);
    assert.equal((await nameless.json()).error_description, 'collection_desk goes with an actor_token');
    const direct = await running.askToken('demo-shop', {
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify([desk]),
    });
    assert.equal((await direct.json()).error, 'invalid_authorization_details');
  });

  test('with a debtor check beside it, each agent with a measure of their own', async () => {
    const running = await start();
    const tokenOf = async (actor: string): Promise<string> => {
      const answer = await exchange(running, [desk, { ...check, surface: 'agent' }], actor);
      return (await answer.json()).access_token;
    };
    const [ida, bo] = [await tokenOf('agent-7'), await tokenOf('agent-8')];
    const post = async (token: string, at: number) =>
      running.fetch(`${issuer}/v1/debtor-checks`, {
        method: 'POST',
        headers: { ...bearer(token), 'content-type': 'application/json' },
        body: JSON.stringify({ debtor: { scheme: 'cpr', value: `311236400${at}` } }),
      });
    for (let n = 0; n < 5; n++) assert.equal((await post(ida, n)).status, 200);
    assert.equal((await post(ida, 6)).status, 429);
    assert.equal((await post(bo, 7)).status, 200);
  });

  const wrong: Readonly<Record<string, object>> = {
    'a group that the merchant does not have': { ...desk, debtorGroups: ['00001', '00009'] },
    'a currency that cannot be collected': { ...desk, currency: 'SEK' },
    'the surface of a shop': { ...desk, surface: 'web' },
    'no group': { ...desk, debtorGroups: [] },
    'no limit': { ...desk, maxAmount: undefined },
  };
  for (const [what, details] of Object.entries(wrong)) {
    test(`not with ${what}`, async () => {
      const answer = await exchange(await start(), [details]);
      assert.equal((await answer.json()).error, 'invalid_authorization_details');
    });
  }

  test('not beside a payment, nor beside another desk', async () => {
    const running = await start();
    for (const more of [detail, { ...desk, desk: 'south' }]) {
      const answer = await exchange(running, [desk, more]);
      assert.equal((await answer.json()).error, 'invalid_authorization_details');
    }
  });
});
