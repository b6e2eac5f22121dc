import { randomInt } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';

export interface TillOptions {
  readonly handslag: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
}

const Asked = z.object({
  /** In øre; up to 10,000.00 kroner. */
  amount: z.int().min(1).max(1_000_000),
  mandate: z.boolean(),
});
const Token = z.object({ access_token: z.string() });

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** For people to read out: no look-alikes. */
const newReference = (): string =>
  `TILL-${Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')}`;

/**
 * The part of the till that runs on Fjordfone's server: `POST payments {amount, mandate}` opens a payment at the counter
 * and gives the tablet a token for it. The tablet itself has no login and no secret; a real till would have a login of
 * the clerk's here.
 */
export const createTill = ({ handslag }: TillOptions): Hono => {
  const credentials = btoa(
    `${encodeURIComponent(handslag.clientId)}:${encodeURIComponent(handslag.clientSecret)}`,
  );
  const till = new Hono().basePath('/demo/pos/api');

  till.post('/payments', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    const reference = newReference();
    const { amount, mandate } = asked.data;
    const details = {
      type: 'collection_request',
      provider: 'betalingsservice',
      surface: 'pos',
      amount: { value: amount, currency: 'DKK' },
      text: 'Fjordfone, Strøget',
      reference,
      ...(mandate ? { mandate: { debtorGroup: '00001', customerNumber: reference.slice(5) } } : {}),
    };
    const answer = await fetch(`${handslag.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        authorization_details: JSON.stringify([details]),
      }),
    });
    return c.json({ token: Token.parse(await answer.json()).access_token }, 201);
  });

  return till;
};
