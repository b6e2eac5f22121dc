import { Hono } from 'hono';
import * as z from 'zod';

export interface BookkeeperOptions {
  readonly handslag: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
}

const Token = z.object({ access_token: z.string() });

/** What the bookkeeper needs to keep a company's books. */
const consent = {
  type: 'provider_consent',
  provider: 'op',
  surface: 'web',
  products: ['account_data', 'transaction_info'],
};

const list = { type: 'provider_consent_list', provider: 'op', surface: 'web' };

/** Of customers. One browser of this demo is one customer, and its company is known to the bookkeeper by a number. */
const Asked = z.object({ customer: z.string().regex(/^[A-Za-z0-9-]{8,40}$/) });

/**
 * The part of the bookkeeper's software that runs on its server.
 *
 * | call                       | does                                                                  |
 * | -------------------------- | --------------------------------------------------------------------- |
 * | `POST token {customer}`    | gives a customer's page a token to give a consent                     |
 * | `POST staff/token`         | gives the bookkeeper's own page a token to see all consents (behind a |
 * |                            | login, in life)                                                       |
 */
export const createBookkeeper = ({ handslag }: BookkeeperOptions): Hono => {
  const credentials = btoa(
    `${encodeURIComponent(handslag.clientId)}:${encodeURIComponent(handslag.clientSecret)}`,
  );

  const askToken = async (details: object): Promise<string> => {
    const answer = await fetch(`${handslag.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        authorization_details: JSON.stringify([details]),
      }),
    });
    return Token.parse(await answer.json()).access_token;
  };

  const bookkeeper = new Hono().basePath('/demo/consent/api');

  bookkeeper.post('/token', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    return c.json({ token: await askToken({ ...consent, reference: `bank-${asked.data.customer}` }) });
  });

  bookkeeper.post('/staff/token', async (c) => c.json({ token: await askToken(list) }));

  return bookkeeper;
};
