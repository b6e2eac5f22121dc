import assert from 'node:assert/strict';
import { CollectionRequest } from '../../../../src/protocol/collection-request.ts';
import { secret } from './configuration.ts';

/** A CPR number that nobody has: the person would be born in 2036. */
export const cpr = '3112364007';

/** Asks for a server token of client `shop`. */
export const askToken = (url: string, password = secret, headers: HeadersInit = {}): Promise<Response> =>
  fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { ...headers, authorization: `Basic ${btoa(`shop:${encodeURIComponent(password)}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });

export const bearer = async (url: string): Promise<{ readonly authorization: string }> => {
  const answer = await askToken(url);
  assert.equal(answer.status, 200);
  return { authorization: `Bearer ${(await answer.json()).access_token}` };
};

/** Pushes a bill, as the shop's server does. */
export const pushBill = async (url: string, reference: string): Promise<CollectionRequest> => {
  const answer = await fetch(`${url}/v1/collection-requests`, {
    method: 'POST',
    headers: {
      ...(await bearer(url)),
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({
      provider: 'betalingsservice',
      amount: { value: 249900, currency: 'DKK' },
      text: 'Phone + first month',
      reference,
      debtor: { scheme: 'cpr', value: cpr },
    }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return CollectionRequest.parse(await answer.json());
};

/** Holds the line until the request is at another revision than the one given. */
export const waitFor = async (url: string, { id, revision }: CollectionRequest): Promise<Response> =>
  fetch(`${url}/v1/collection-requests/${id}`, {
    headers: { ...(await bearer(url)), 'if-none-match': `"${revision}"`, prefer: 'wait=25' },
  });
