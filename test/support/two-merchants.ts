import assert from 'node:assert/strict';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { hashSecret } from '../../src/backend/oauth/secret.ts';
import { tokenTypes } from '../../src/protocol/oauth.ts';
import { configOf, cpr, detail, issuer, secrets, startBackend } from '../backend/edge/backend.ts';
import { brp, account as eftAccount, eftDetail } from './eft-rig.ts';
import { consentDetail, consentListDetail, scriptedBank } from './scripted-bank.ts';
import { ScriptedEftConsents } from './scripted-eft-consents.ts';
import { rightCode, scriptedOnboarding } from './scripted-onboarding.ts';
import { ScriptedProvider } from './scripted-provider.ts';

/** The first merchant has one of everything; the second, and whoever else there is, has nothing to do with it. */

const agents = await generateKeyPair('ES256', { extractable: true });
const one = 'seller-one';
const mine = 'mine-alone';

const onboarding = {
  type: 'merchant_onboarding',
  provider: 'dintero',
  surface: 'web',
  reference: mine,
  country: 'SE',
};
const check = { type: 'debtor_check', provider: 'betalingsservice', surface: 'web', reference: mine };
const desk = {
  type: 'collection_desk',
  provider: 'betalingsservice',
  desk: 'north',
  surface: 'agent',
  currency: 'DKK',
  maxAmount: 500_000,
  debtorGroups: ['00001'],
};

/** One session of each kind. */
export const kinds = {
  payment: { ...detail, reference: mine },
  'debtor check': check,
  desk,
  onboarding,
  'agent’s onboarding': { ...onboarding, surface: 'agent' },
  'list of merchants': { ...onboarding, view: 'list' },
  'person’s consents': { ...eftDetail, reference: mine },
  'company’s consent': { ...consentDetail, reference: mine },
  'list of consents': consentListDetail,
} as const;
export type Kind = keyof typeof kinds;

export const company = {
  name: 'Lomvi AB',
  organizationNumber: '5560125790',
  website: 'https://lomvi.example/',
};
const address = { line: 'Storgatan 1', postalCode: '111 22', place: 'Stockholm', country: 'SE' };
const applicant = { email: 'eva@lomvi.example', firstName: 'Eva', lastName: 'Lind' };
const bankAccount = {
  number: 'SE3550000000054910000003',
  country: 'SE',
  currency: 'SEK',
  payoutCurrency: 'SEK',
};

export const startTwoMerchants = async () => {
  const dintero = scriptedOnboarding();
  const merchants = [one, 'seller-two'].map((id, n) => ({
    id,
    name: id,
    betalingsservice: { pbsNumber: `0000123${n}`, debtorGroups: ['00001'] },
    brp,
    op: { businessId: n === 0 ? '1643256-1' : '2617416-4' },
    dintero: true,
  }));
  const webhooks = [{ url: 'https://platform.example/hooks', secrets: [`whsec_${btoa('x'.repeat(24))}`] }];
  const actorKeys = [{ ...(await exportJWK(agents.publicKey)), kid: 'agents', alg: 'ES256' }];
  const config = await configOf({
    merchants: [
      ...merchants,
      { ...merchants[1], id: 'other', name: 'Other' },
      { id: 'cash-only', name: 'Cash' },
    ],
    clients: [
      {
        id: 'platform',
        secretHashes: [await hashSecret(secrets.platform)],
        merchant: 'cash-only',
        merchants: [one, 'seller-two'],
        webhooks,
        actorKeys,
      },
      {
        id: 'other-shop',
        secretHashes: [await hashSecret(secrets['other-shop'])],
        merchant: 'other',
        actorKeys,
      },
    ],
  });
  const running = await startBackend({
    config,
    providers: {
      betalingsservice: new ScriptedProvider(() => 0),
      dintero,
      brp: new ScriptedEftConsents(),
      op: scriptedBank(),
    },
  });

  const actorToken = async (): Promise<Record<string, string>> => {
    const now = Math.floor(running.clock.now() / 1000);
    const jwt = new SignJWT({ sub: 'agent-7', aud: issuer, exp: now + 60 });
    return {
      actor_token: await jwt.setProtectedHeader({ alg: 'ES256', kid: 'agents' }).sign(agents.privateKey),
      actor_token_type: tokenTypes.jwt,
    };
  };
  /** A token of a client's, for one of its merchants: for its server, or for a session of this kind. */
  const token = async (
    client: 'platform' | 'other-shop',
    merchant: string | null,
    kind: Kind | null = null,
    change: object = {},
  ): Promise<string> => {
    if (merchant === null && kind === null) return running.token(client);
    const answer = await running.askToken(client, {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await running.token(client),
      subject_token_type: tokenTypes.accessToken,
      ...(merchant !== null && { audience: `${issuer}/merchants/${merchant}` }),
      ...(kind !== null && { authorization_details: JSON.stringify([{ ...kinds[kind], ...change }]) }),
      ...(kind === 'desk' && (await actorToken())),
    });
    const body = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(body));
    return body.access_token;
  };

  let calls = 0;
  const call = async (by: string, method: string, path: string, body?: unknown, type = 'application/json') =>
    running.fetch(issuer + path, {
      method,
      headers: {
        authorization: `Bearer ${by}`,
        ...(body !== undefined && { 'content-type': type, 'idempotency-key': `k${++calls}` }),
      },
      body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
    });
  const ok = async (by: string, method: string, path: string, body?: unknown) => {
    const answer = await call(by, method, path, body);
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${text}`);
    return JSON.parse(text);
  };
  const settle = () => running.clock.advance(6000);

  await running.backend.start();
  const server = await token('platform', one);
  const { id: request } = await ok(server, 'POST', '/v1/collection-requests', {
    provider: 'betalingsservice',
    amount: detail.amount,
    text: detail.text,
    reference: mine,
    debtor: { scheme: 'cpr', value: cpr },
  });
  const person = await token('platform', one, 'person’s consents');
  const [task] = (await ok(person, 'GET', '/v1/session')).tasks;
  const { id, version, texts } = task.mandateText;
  const [firstCompany, secondCompany] = task.companies.map(({ key }: { key: string }) => key);
  const mandateText = { id, version, sha256: texts[0].sha256 };
  const giving = ok(person, 'POST', '/v1/eft-consents', {
    way: 'account',
    company: firstCompany,
    ...eftAccount,
    mandateText,
  });
  await settle();
  const { id: eftConsent } = await giving;
  const asking = await token('platform', one, 'company’s consent');
  const { id: consent } = await ok(asking, 'POST', '/v1/provider-consents', {
    company: { businessId: '2617416-4' },
  });
  const seller = await token('platform', one, 'onboarding');
  await ok(seller, 'GET', '/v1/onboarding');
  await settle();
  for (const document of [
    { id: 'terms', version: '2' },
    { id: 'pg', version: '1' },
  ]) {
    await ok(seller, 'POST', '/v1/onboarding/acceptances', { documents: [document] });
  }
  const billing = { name: 'Lomvi AB', address };
  await ok(seller, 'PUT', '/v1/onboarding/facts', { applicant, company, address, billing, bankAccount });
  await ok(seller, 'POST', '/v1/onboarding/sign-up', {});
  await settle();
  await ok(seller, 'POST', '/v1/onboarding/code', { purpose: 'verify', code: rightCode });
  await settle();
  await ok(seller, 'POST', '/v1/onboarding/applications', { kind: 'payout', reference: 'Torvet' });
  await settle();
  const { id: merchant, applications } = await ok(seller, 'GET', '/v1/onboarding');
  await ok(server, 'POST', `/v1/merchants/${merchant}/notes`, { text: 'a note of seller one' });
  // Everything that happens by itself has happened before anybody else comes: from here on time stands still.
  await settle();
  const { items: deliveries } = await ok(server, 'GET', '/v1/webhook-deliveries');

  return {
    ...{ running, dintero, token, call, mandateText, secondCompany },
    /** What the first merchant has, by its ids. */
    has: {
      request,
      eftConsent,
      consent,
      merchant,
      application: String(applications[0].id),
      delivery: String(deliveries[0].id),
    },
    /** Tells no one of them from another: nobody else has any of these. */
    marks: new RegExp(
      [
        request,
        eftConsent,
        consent,
        merchant,
        deliveries[0].id,
        mine,
        'Lomvi',
        'eva@',
        'T11200001',
        'a note of',
      ].join('|'),
    ),
  };
};
export type TwoMerchants = Awaited<ReturnType<typeof startTwoMerchants>>;
