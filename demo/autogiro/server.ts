import { Hono } from 'hono';
import * as z from 'zod';
import { gymCompanies } from '../serve/gym.ts';

export interface GymOptions {
  readonly handslag: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
}

/** `member`: their number in BRP. A real gym has a login here, and knows it; this one lets everybody choose who they are. */
const Asked = z.object({
  member: z.string().regex(/^\d{1,18}$/),
  surface: z.enum(['web', 'agent', 'pos']),
});
const Token = z.object({ access_token: z.string() });

/**
 * The part of the gym's site that runs on its server: `POST token {member, surface}` gives a page a token for that
 * member's consents to the gym's companies, at home, on the phone or at the counter.
 */
export const createGym = ({ handslag }: GymOptions): Hono => {
  const credentials = btoa(
    `${encodeURIComponent(handslag.clientId)}:${encodeURIComponent(handslag.clientSecret)}`,
  );
  const gym = new Hono().basePath('/demo/autogiro/api');

  gym.post('/token', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    const { member, surface } = asked.data;
    const details = {
      type: 'eft_consent',
      provider: 'brp',
      surface,
      reference: `${surface}-${member}`,
      personId: member,
      companies: gymCompanies,
      actions: ['list', 'create', 'modify'],
    };
    const answer = await fetch(`${handslag.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        authorization_details: JSON.stringify([details]),
      }),
    });
    return c.json({ token: Token.parse(await answer.json()).access_token });
  });

  return gym;
};
