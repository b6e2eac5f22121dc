import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { hashSecret } from '../../../src/backend/oauth/secret.ts';
import { bearer, configOf, detail, issuer, type Running, secrets, startBackend } from '../edge/backend.ts';

const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const jwt = 'urn:ietf:params:oauth:token-type:jwt';
const sellerOne = { audience: `${issuer}/merchants/seller-one` };
const sellerTwo = { audience: `${issuer}/merchants/seller-two` };
const forTask = { authorization_details: JSON.stringify([detail]) };

const exchange = async (
  running: Running,
  form: Record<string, string>,
  client: keyof typeof secrets = 'platform',
) =>
  running.askToken(client, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: await running.token(client),
    subject_token_type: accessToken,
    ...form,
  });

const tokenOf = async (answer: Response): Promise<string> => {
  const body = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(body));
  return body.access_token;
};

const agentKeys = await generateKeyPair('ES256', { extractable: true });

/** A backend where the platform has registered the agents' key. */
const startWithAgents = async () =>
  startBackend({
    config: await configOf({
      clients: [
        {
          id: 'platform',
          secretHashes: [await hashSecret(secrets.platform)],
          merchant: 'nordlys',
          merchants: ['seller-one'],
          actorKeys: [{ ...(await exportJWK(agentKeys.publicKey)), kid: 'agents', alg: 'ES256' }],
        },
      ],
    }),
  });

const secondsFromNow = ({ clock }: Running, seconds: number) => Math.floor(clock.now() / 1000) + seconds;

const actorToken = (
  running: Running,
  change: Readonly<Record<string, unknown>> = {},
  key = agentKeys.privateKey,
) =>
  new SignJWT({ sub: 'agent-7', aud: issuer, exp: secondsFromNow(running, 60), ...change })
    .setProtectedHeader({ alg: 'ES256', kid: 'agents' })
    .sign(key);

suite('a server token is exchanged', () => {
  test('for one of a single merchant, which can neither change merchant nor widen again', async () => {
    const running = await startBackend();
    const token = await tokenOf(await exchange(running, sellerOne));
    assert.equal(decodeJwt(token).merchant, 'seller-one');
    assert.equal((await running.get('/v1/collection-requests?reference=x', bearer(token))).status, 200);

    const other = await exchange(running, { subject_token: token, ...sellerTwo });
    assert.equal((await other.json()).error, 'invalid_target');
    const again = await tokenOf(await exchange(running, { subject_token: token, ...sellerOne }));
    assert.equal(decodeJwt(again).merchant, 'seller-one');
    const task = await tokenOf(await exchange(running, { subject_token: token, ...forTask }));
    assert.equal(decodeJwt(task).merchant, 'seller-one');
  });

  test('for a session token of that merchant', async () => {
    const running = await startBackend();
    const token = await tokenOf(await exchange(running, { ...sellerTwo, ...forTask }));
    const { merchant, sid } = decodeJwt(token);
    assert.equal(merchant, 'seller-two');
    assert.equal(typeof sid, 'string');
    assert.equal((await running.get('/v1/session', bearer(token))).status, 200);
  });

  test("for a session token of the client's own merchant, when none is named", async () => {
    const running = await startBackend();
    const token = await tokenOf(await exchange(running, forTask, 'demo-shop'));
    assert.equal(decodeJwt(token).merchant, 'nordlys');
  });

  test('for one that does not outlive it', async () => {
    const running = await startBackend();
    const subject = await running.token('platform');
    await running.clock.advance(3500_000);
    for (const more of [sellerOne, { ...sellerOne, ...forTask }]) {
      const answer = await exchange(running, { subject_token: subject, ...more });
      assert.equal((await answer.clone().json()).expires_in, 100);
      assert.equal(decodeJwt(await tokenOf(answer)).exp, decodeJwt(subject).exp);
    }
    await running.clock.advance(102_000);
    const late = await exchange(running, { subject_token: subject, ...sellerOne });
    assert.equal((await late.json()).error, 'invalid_request');
  });

  test('for one that names the agent, and keeps naming them', async () => {
    const running = await startWithAgents();
    const acting = { actor_token: await actorToken(running), actor_token_type: jwt };
    const token = await tokenOf(await exchange(running, { ...sellerOne, ...acting }));
    assert.deepEqual(decodeJwt(token).act, { sub: 'agent-7' });

    const task = await tokenOf(await exchange(running, { subject_token: token, ...forTask }));
    assert.deepEqual(decodeJwt(task).act, { sub: 'agent-7' });
    const second = { ...acting, actor_token: await actorToken(running, { sub: 'agent-8' }) };
    const refused = await exchange(running, { subject_token: token, ...forTask, ...second });
    assert.equal((await refused.json()).error, 'invalid_request');
  });
});

suite('an exchange is refused', () => {
  type Form = Record<string, string>;
  const cases: Readonly<
    Record<string, readonly [error: string, form: (running: Running) => Form | Promise<Form>]>
  > = {
    'without anything to narrow': ['invalid_request', () => ({})],
    'for a merchant of somebody else': ['invalid_target', () => ({ audience: `${issuer}/merchants/other` })],
    'for a merchant that does not exist': [
      'invalid_target',
      () => ({ audience: `${issuer}/merchants/nobody` }),
    ],
    'for a merchant of another issuer': [
      'invalid_target',
      () => ({ audience: 'https://evil.example/merchants/seller-one' }),
    ],
    'for a bare merchant id': ['invalid_target', () => ({ audience: 'seller-one' })],
    'without a subject token': ['invalid_request', () => ({ ...sellerOne, subject_token: '' })],
    'without its type': ['invalid_request', () => ({ ...sellerOne, subject_token_type: '' })],
    'with a type that we do not know': [
      'invalid_request',
      () => ({ ...sellerOne, subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' }),
    ],
    'for a type that we do not issue': [
      'invalid_request',
      () => ({ ...sellerOne, requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }),
    ],
    'with a subject token that is none': [
      'invalid_request',
      () => ({ ...sellerOne, subject_token: 'a.b.c' }),
    ],
    "with another client's token": [
      'invalid_request',
      async (running) => ({ ...sellerOne, subject_token: await running.token('demo-shop') }),
    ],
    'with a session token': [
      'invalid_request',
      async (running) => ({
        ...sellerOne,
        subject_token: await tokenOf(await exchange(running, { ...sellerOne, ...forTask })),
      }),
    ],
    'with an actor token without its type': [
      'invalid_request',
      async (running) => ({ ...sellerOne, actor_token: await actorToken(running) }),
    ],
    'with the type of an actor token that is not there': [
      'invalid_request',
      () => ({ ...sellerOne, actor_token_type: jwt }),
    ],
    'with an actor where no key is registered': [
      'invalid_request',
      async (running) => ({
        ...sellerOne,
        actor_token: await actorToken(running),
        actor_token_type: jwt,
      }),
    ],
  };
  for (const [name, [error, form]] of Object.entries(cases)) {
    test(name, async () => {
      const running = await startBackend();
      const answer = await exchange(running, await form(running));
      assert.equal(answer.status, 400);
      assert.equal((await answer.json()).error, error);
    });
  }
});

suite('an actor token is refused', () => {
  const cases: Readonly<Record<string, (running: Running) => Promise<string>>> = {
    'signed with another key': async (running) =>
      actorToken(running, {}, (await generateKeyPair('ES256')).privateKey),
    'for somebody else': (running) => actorToken(running, { aud: 'https://other.example' }),
    'for nobody': (running) => actorToken(running, { aud: undefined }),
    'without a subject': (running) => actorToken(running, { sub: undefined }),
    'with an e-mail address as its subject': (running) => actorToken(running, { sub: 'ida@shop.example' }),
    'without an expiry': (running) => actorToken(running, { exp: undefined }),
    'that has expired': (running) => actorToken(running, { exp: secondsFromNow(running, -60) }),
    'that is good for long': (running) => actorToken(running, { exp: secondsFromNow(running, 3600) }),
  };
  for (const [name, make] of Object.entries(cases)) {
    test(name, async () => {
      const running = await startWithAgents();
      const acting = { actor_token: await make(running), actor_token_type: jwt };
      const answer = await exchange(running, { ...sellerOne, ...acting });
      assert.equal(answer.status, 400);
      assert.equal((await answer.json()).error_description, 'actor_token is not valid');
    });
  }
});
