import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { bearer, cpr, detail, issuer, type Running, secrets, startBackend } from '../edge/backend.ts';

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const details = [{ ...detail, debtor: { scheme: 'cpr', value: cpr } }];

suite('oauth4webapi, unmodified', () => {
  const connect = async ({ fetch }: Running) => {
    const options = { [oauth.customFetch]: fetch };
    const found = await oauth.discoveryRequest(new URL(issuer), {
      algorithm: 'oauth2',
      ...options,
    });
    const server = await oauth.processDiscoveryResponse(new URL(issuer), found);
    const client: oauth.Client = { client_id: 'platform' };
    return { server, client, options, auth: oauth.ClientSecretBasic(secrets.platform) };
  };

  test('gets a server token, and validates it as RFC 9068 says', async () => {
    const running = await startBackend();
    const { server, client, options, auth } = await connect(running);
    const answer = await oauth.clientCredentialsGrantRequest(server, client, auth, {}, options);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const token = await oauth.processClientCredentialsResponse(server, client, answer);
    assert.equal(token.expires_in, 3600);

    const request = new Request(`${issuer}/v1/x`, { headers: bearer(token.access_token) });
    const claims = await oauth.validateJwtAccessToken(server, request, `${issuer}/v1`, options);
    assert.equal(claims.sub, 'platform');
    assert.equal(claims.client_id, 'platform');
    assert.equal(claims.sid, undefined);
  });

  test('exchanges it for a token of one merchant, and that for a session token', async () => {
    const running = await startBackend();
    const { server, client, options, auth } = await connect(running);
    const ask = async (subject: string, more: Record<string, string>) => {
      const form = { subject_token: subject, subject_token_type: accessToken, ...more };
      const answer = await oauth.genericTokenEndpointRequest(server, client, auth, exchange, form, options);
      return oauth.processGenericTokenEndpointResponse(server, client, answer);
    };
    const merchant = await ask(await running.token('platform'), {
      audience: `${issuer}/merchants/seller-one`,
    });
    assert.equal(merchant.issued_token_type, accessToken);
    const session = await ask(merchant.access_token, { authorization_details: JSON.stringify(details) });
    assert.equal(session.issued_token_type, accessToken);
    assert.equal(session.expires_in, 900);
    assert.deepEqual(session.authorization_details, [detail]);

    const request = new Request(`${issuer}/v1/x`, { headers: bearer(session.access_token) });
    const claims = await oauth.validateJwtAccessToken(server, request, `${issuer}/v1`, options);
    assert.equal(claims.merchant, 'seller-one');
    assert.equal(typeof claims.sid, 'string');
  });

  test('understands a refusal', async () => {
    const { server, client, options } = await connect(await startBackend());
    const wrong = oauth.ClientSecretBasic('wrong');
    const answer = await oauth.clientCredentialsGrantRequest(server, client, wrong, {}, options);
    assert.equal(answer.status, 401);
    await assert.rejects(oauth.processClientCredentialsResponse(server, client, answer), {
      name: 'WWWAuthenticateChallengeError',
    });
  });
});

suite('openid-client, unmodified', () => {
  const connect = ({ fetch }: Running) =>
    openid.discovery(
      new URL(issuer),
      'demo-shop',
      undefined,
      openid.ClientSecretBasic(secrets['demo-shop']),
      {
        algorithm: 'oauth2',
        [openid.customFetch]: (url, { body, ...sent }) =>
          fetch(url, { ...sent, body: body instanceof URLSearchParams ? body : null }),
      },
    );

  test('gets a session token whose details are echoed without the debtor', async () => {
    const config = await connect(await startBackend());
    const answer = await openid.clientCredentialsGrant(config, {
      authorization_details: JSON.stringify(details),
    });
    assert.equal(answer.expires_in, 900);
    assert.deepEqual(answer.authorization_details, [detail]);
    const claims = Buffer.from(answer.access_token.split('.')[1] ?? '', 'base64url').toString();
    assert(!claims.includes(cpr));
  });

  test('revokes a token, which is refused from then on', async () => {
    const running = await startBackend();
    const config = await connect(running);
    const first = await openid.clientCredentialsGrant(config);
    const second = await openid.clientCredentialsGrant(config);
    await openid.tokenRevocation(config, first.access_token);

    const status = async (token: string) =>
      (await running.get('/v1/collection-requests?reference=x', bearer(token))).status;
    assert.equal(await status(first.access_token), 401);
    assert.equal(await status(second.access_token), 200);
  });

  test('exchanges a token', async () => {
    const running = await startBackend();
    const config = await connect(running);
    const answer = await openid.genericGrantRequest(config, exchange, {
      subject_token: await running.token('demo-shop'),
      subject_token_type: accessToken,
      authorization_details: JSON.stringify(details),
    });
    assert.equal(answer.issued_token_type, accessToken);
  });

  test('understands a refusal', async () => {
    const config = await connect(await startBackend());
    const wrong = JSON.stringify([{ ...detail, amount: { value: 1, currency: 'SEK' } }]);
    await assert.rejects(openid.clientCredentialsGrant(config, { authorization_details: wrong }), {
      error: 'invalid_authorization_details',
      status: 400,
    });
  });
});
