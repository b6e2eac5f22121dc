import assert from 'node:assert/strict';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { tokenTypes } from '../../../src/protocol/oauth.ts';
import { eftDetail } from '../../support/eft-rig.ts';
import { client, type Service } from '../real/service.ts';

const { privateKey, publicKey } = await generateKeyPair('ES256');

/** With which the client signs who acts. */
export const actorKey = { ...(await exportJWK(publicKey)), kid: 'actor' };

export const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;

export const credentials = basic(client.id, client.secret);

const askToken = async (url: string, form: Readonly<Record<string, string>>): Promise<string> => {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: credentials },
    body: new URLSearchParams(form),
  });
  const body = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(body));
  return body.access_token;
};

export const payment = {
  type: 'collection_request',
  provider: 'betalingsservice',
  surface: 'web',
  amount: { value: 249_900, currency: 'DKK' },
  text: 'Phone + first month',
  reference: 'order-4711',
  mandate: { debtorGroup: '00001', customerNumber: '100200300' },
  debtor: { scheme: 'cpr', value: '3112364007' },
  expiresIn: 600,
} as const;

/** Good tokens of each kind, for what is wrong beside them. */
export const askTokens = async ({ url }: Pick<Service, 'url'>) => {
  const withDetails = (details: object): Promise<string> =>
    askToken(url, {
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify([details]),
    });
  const server = await askToken(url, { grant_type: 'client_credentials' });
  const { provider, debtor: _, ...withoutDebtor } = payment;
  const desk = { type: 'collection_desk', provider, desk: 'north', surface: 'agent', currency: 'DKK' };
  const actor = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: actorKey.kid })
    .setIssuer(client.id)
    .setSubject('agent-7')
    .setAudience(url)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
  return {
    server,
    session: await withDetails({ ...withoutDebtor, provider }),
    check: await withDetails({ type: 'debtor_check', provider, surface: 'web', reference: 'order-4712' }),
    consents: await withDetails(eftDetail),
    desk: await askToken(url, {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: server,
      subject_token_type: tokenTypes.accessToken,
      actor_token: actor,
      actor_token_type: tokenTypes.jwt,
      authorization_details: JSON.stringify([{ ...desk, maxAmount: 500_000, debtorGroups: ['00001'] }]),
    }),
  };
};
export type TokenSet = Awaited<ReturnType<typeof askTokens>>;
