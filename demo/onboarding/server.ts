import { Hono } from 'hono';
import * as z from 'zod';

export interface MarketOptions {
  readonly handslag: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  /** Its sellers, as Handslag knows them. */
  readonly sellers: readonly { readonly id: string; readonly country: 'SE' | 'NO' }[];
}

const Token = z.object({ access_token: z.string() });

/** Of pages. One browser of this demo is one seller in each country; in life there is a login, and the server knows. */
const Asked = z.object({ country: z.enum(['SE', 'NO']), shop: z.string().regex(/^[A-Za-z0-9-]{8,40}$/) });

const accessToken = 'urn:ietf:params:oauth:token-type:access_token';

/**
 * The part of Torvet that runs on its server.
 *
 * | call                                    | does                                                           |
 * | --------------------------------------- | -------------------------------------------------------------- |
 * | `POST token {country, shop}`            | gives a seller's page a token for their own onboarding         |
 * | `POST agent/token {country, shop}`      | gives an agent's page one with which to fill in, never accept  |
 * | `POST staff/token`                      | gives a page of the market's people one for the list of all    |
 *
 * In life the last two are behind a login.
 */
export const createMarket = ({ handslag, sellers }: MarketOptions): Hono => {
  const credentials = btoa(
    `${encodeURIComponent(handslag.clientId)}:${encodeURIComponent(handslag.clientSecret)}`,
  );

  const askToken = async (form: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await fetch(`${handslag.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams(form),
    });
    return Token.parse(await answer.json()).access_token;
  };

  const serverToken = (): Promise<string> => askToken({ grant_type: 'client_credentials' });

  /** One bound to that merchant (RFC 8693): it can touch no other. */
  const sellerToken = async ({ country, shop }: z.infer<typeof Asked>, more: object): Promise<string> =>
    askToken({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await serverToken(),
      subject_token_type: accessToken,
      audience: `${handslag.url}/merchants/${sellers.find((one) => one.country === country)?.id}`,
      authorization_details: JSON.stringify([
        { type: 'merchant_onboarding', provider: 'dintero', reference: `shop-${shop}`, country, ...more },
      ]),
    });

  const market = new Hono().basePath('/demo/onboarding/api');

  market.post('/token', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    return c.json({ token: await sellerToken(asked.data, { surface: 'web' }) });
  });

  market.post('/agent/token', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    const more = { surface: 'agent', accountManager: 'ingrid@torvet.example' };
    return c.json({ token: await sellerToken(asked.data, more) });
  });

  market.post('/staff/token', async (c) => {
    const detail = { type: 'merchant_onboarding', provider: 'dintero', surface: 'agent', view: 'list' };
    const authorization_details = JSON.stringify([{ ...detail, reference: 'sellers', country: 'SE' }]);
    return c.json({ token: await askToken({ grant_type: 'client_credentials', authorization_details }) });
  });

  return market;
};
